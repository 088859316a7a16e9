#pragma once

#include <string>
#include <string_view>

namespace rounds::domain {

/// The name that people call somebody by, made from what an export says of them: without titles,
/// credentials, pronouns and emoji, with the nickname if one is given in quotes or brackets, in the
/// order that the name's language has, and written as names are written. "" when there is none.
[[nodiscard]] std::string greeting_name(std::string_view given, std::string_view family);

}  // namespace rounds::domain
