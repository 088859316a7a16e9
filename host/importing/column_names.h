#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rounds::importing {

/// What a column of a list of people may hold, whatever it is called; in the order of
/// column_fields.
enum class Column {
  given,
  family,
  full,
  addresses,
  company,
  position,
  connected_on,
  url,
  known_from,
  remark
};

/// What the language packs ("import.columns") know of a column's name.
struct ColumnName {
  Column column = Column::full;
  bool weak = false;                  ///< believed only where no other column is called so
  std::vector<std::string> programs;  ///< that write it so; none where everybody may
};

/// A column's name without case, accents, blanks and signs: "E-mail Address" is "emailaddress".
[[nodiscard]] std::string plain_name(std::string_view name);

/// What a column holds that is called exactly so, in whatever language. Numbers of several columns
/// of one kind ("E-mail 2 Address") make no difference.
[[nodiscard]] std::optional<ColumnName> column_called(std::string_view name);

/// What a column may hold whose name has a known one in it: "Work e-mail of Ann" an address. To be
/// asked about, not to be believed.
[[nodiscard]] std::optional<Column> column_like(std::string_view name);

/// Whether only this program's lists have a column of that name, of whatever kind: "outlook".
[[nodiscard]] bool is_sign_of(std::string_view name, std::string_view program);

}  // namespace rounds::importing
