#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/people/name_text.h"

namespace rounds::domain {

/// A person's name in its two parts, without titles, degrees, decorations and maiden names, and
/// what was made of the text that it comes from.
struct PersonName {
  std::string given;
  std::string family;
  std::string nickname;  ///< by which they say that they are called
  /// Why the parts are what they are, as codes: "family_comma", "family_in_capitals",
  /// "family_first", "double_family", "particle", "patronymic", "nickname", "title", "degree",
  /// "generation", "maiden_name", "decoration", "one_name", "no_person", "handle",
  /// "several_people", "order_unsure".
  std::vector<std::string> evidence;
  bool unsure = false;     ///< the user should be asked before somebody is called so
  bool no_person = false;  ///< a firm, a shared mailbox, a number

  [[nodiscard]] bool has(std::string_view code) const;
  void note(std::string_view code);
};

/// Reads a whole name out of one column.
[[nodiscard]] PersonName read_whole_name(std::string_view full);

/// Reads the columns of given and of family names; what stands in them is believed, but for a whole
/// name in one of them and for columns that hold each other's name.
[[nodiscard]] PersonName read_name_columns(std::string_view given, std::string_view family);

}  // namespace rounds::domain
