#pragma once

#include <string>
#include <string_view>

namespace rounds::domain {

/// "Ann Lee"; only one of the two when the other is empty.
[[nodiscard]] std::string full_name(std::string_view given, std::string_view family);

/// Text for searching and comparing: without case, accents and differences of width, and with
/// letters such as ł, ø, đ and æ written as the plain letters people type for them. Two texts that
/// a reader would call the same name fold to the same bytes. Invalid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string fold(std::string_view utf8);

}  // namespace rounds::domain
