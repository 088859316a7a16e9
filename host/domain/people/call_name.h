#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rounds::domain {

/// The name that people call somebody by.
struct CallName {
  std::string name;                   ///< "" when there is none
  bool unsure = false;                ///< the user should see it before somebody is called so
  std::vector<std::string> evidence;  ///< codes, those of PersonName and "initials",
                                      ///< "middle_name", "half_name", "double_name"
};

/// Made from what a list says of somebody: without titles, degrees, pronouns and emoji, with the
/// nickname if one is given in quotes or brackets, in the order that the name's language has, and
/// written as names are written.
[[nodiscard]] CallName call_name(std::string_view given, std::string_view family);

/// Its name alone.
[[nodiscard]] std::string greeting_name(std::string_view given, std::string_view family);

}  // namespace rounds::domain
