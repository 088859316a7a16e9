#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "importing/column_names.h"
#include "importing/csv_reader.h"
#include "importing/import_file.h"

namespace rounds::importing {

/// Where the table of a file begins, what its columns are, and which program wrote it.
class TableHeader {
 public:
  std::string format;  ///< "linkedin", "google", "outlook", "thunderbird" or "columns"
  char separator = ',';
  std::size_t columns = 0;         ///< in the header, unknown and unnamed ones included
  std::vector<std::string> names;  ///< of all columns, tidied
  std::size_t used_columns = 0;    ///< up to the last one that is known
  std::size_t rows_begin = 0;      ///< the byte behind the header's line
  std::size_t rows_line = 0;       ///< the line number there

  [[nodiscard]] bool has(Column column) const { return !places(column).empty(); }
  /// The record's first field that holds something in a column of that kind; empty when none does.
  [[nodiscard]] std::string_view field(const CsvRecord& record, Column column) const;
  /// Where the columns of that kind stand, in the order in which they count.
  [[nodiscard]] const std::vector<std::size_t>& places(Column column) const {
    return places_.at(static_cast<std::size_t>(column));
  }
  /// Names the table among others: all its columns' names.
  [[nodiscard]] std::string key() const;

  /// Takes a line's fields for the header's; false when they are none that is known.
  bool recognize(const CsvRecord& record);
  /// The same where the user has said which column is which; false when one of them is not there.
  bool recognize(const CsvRecord& record, const ChosenColumns& chosen);
  /// What can be said of columns that are no list that is known: a guess for the user to correct.
  [[nodiscard]] ChosenColumns guess() const;
  /// Takes columns that nothing is known of for what they hold in the text's first rows: addresses
  /// and profiles, where no column is called so. Those that hold addresses beside such a column are
  /// `unread`.
  void complete(std::string_view text);
  /// The names of columns that hold addresses and are not read.
  [[nodiscard]] const std::vector<std::string>& unread() const { return unread_; }

 private:
  void name_columns(const CsvRecord& record);
  void use(Column column, std::size_t place);
  [[nodiscard]] std::string format_of() const;
  [[nodiscard]] bool is_doubtful() const;

  std::array<std::vector<std::size_t>, column_fields.size()> places_;
  std::vector<std::string> unread_;
};

/// Finds the header, below any notes that LinkedIn or the user put above it. Column names are taken
/// without case, accents and signs, in the languages in which programs write them; the separator
/// is whichever makes most sense of the line: comma, semicolon or tab. Nothing when the text has no
/// such line.
[[nodiscard]] std::optional<TableHeader> find_header(std::string_view text);
[[nodiscard]] std::optional<TableHeader> find_header(std::string_view text,
                                                     const ChosenColumns& chosen);

/// The first line of a text that may name columns, whatever they are called.
[[nodiscard]] std::optional<TableHeader> first_table(std::string_view text);

/// Whether an address in the web is a person's profile, and not that of a firm or a family.
[[nodiscard]] bool is_profile(std::string_view url);

/// A field without spaces and control characters around it, and with single spaces inside.
[[nodiscard]] std::string tidy(std::string_view field);

}  // namespace rounds::importing
