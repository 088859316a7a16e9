#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "importing/csv_reader.h"

namespace rounds::importing {

/// The columns of LinkedIn's Connections.csv, in whatever order a file has them.
enum class LinkedInColumn { given, family, url, address, company, position, connected_on };

/// Where the table of a Connections.csv begins, and what its columns are.
class LinkedInHeader {
 public:
  static constexpr std::size_t column_kinds = 7;

  char separator = ',';
  std::size_t columns = 0;       ///< in the header, unknown ones included
  std::size_t used_columns = 0;  ///< up to the last one that is known
  std::size_t rows_begin = 0;    ///< the byte behind the header's line
  std::size_t rows_line = 0;     ///< the line number there

  [[nodiscard]] bool has(LinkedInColumn column) const {
    return place_.at(static_cast<std::size_t>(column)) != absent;
  }
  /// The record's field in that column; empty when the file has no such column.
  [[nodiscard]] std::string_view field(const CsvRecord& record, LinkedInColumn column) const;

  /// Takes a line's fields for the header's; false when they are none.
  bool read(const CsvRecord& names);

 private:
  static constexpr std::size_t absent = static_cast<std::size_t>(-1);
  std::array<std::size_t, column_kinds> place_{absent, absent, absent, absent,
                                               absent, absent, absent};
};

/// Finds the header, below any notes that LinkedIn or the user put above it. Column names are taken
/// without case, spaces and hyphens; the separator is whichever makes most sense of the line:
/// comma, semicolon or tab. Nothing when the text has no such line.
[[nodiscard]] std::optional<LinkedInHeader> find_linkedin_header(std::string_view text);

/// A field without spaces and control characters around it, and with single spaces inside.
[[nodiscard]] std::string tidy(std::string_view field);

}  // namespace rounds::importing
