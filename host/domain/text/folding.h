#pragma once

#include <string>
#include <string_view>

namespace rounds::domain {

/// Text for searching and comparing: without case, accents and differences of width, and with
/// letters such as ł, ø, đ and æ written as the plain letters people type for them. Two texts that
/// a reader would call the same name fold to the same bytes. Invalid UTF-8 becomes U+FFFD.
[[nodiscard]] std::string fold(std::string_view utf8);

}  // namespace rounds::domain
