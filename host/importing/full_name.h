#pragma once

#include <string>
#include <string_view>

namespace rounds::importing {

struct NameParts {
  std::string given;
  std::string family;
};

/// The two names in one: "Ann Lee", "Lee, Ann", "Juan de la Cruz", "Ann Lee, PhD". A single word is
/// a given name. Empty for an address, which is nobody's name.
[[nodiscard]] NameParts split_full_name(std::string_view full);

}  // namespace rounds::importing
