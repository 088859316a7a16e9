#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/addresses.h"
#include "importing/csv_reader.h"
#include "importing/import_file.h"
#include "importing/table.h"
#include "importing/text_encoding.h"

namespace rounds::importing {
namespace {

// A column that holds addresses is one of them, whatever it is called.
void guess_by_content(UnknownColumns::Table& table) {
  std::vector<std::string>& guessed = table.guess["addresses"];
  for (std::size_t i = 0; i < table.names.size(); ++i) {
    const std::string& name = table.names[i];
    const bool taken = std::any_of(table.guess.begin(), table.guess.end(), [&](const auto& one) {
      return std::find(one.second.begin(), one.second.end(), name) != one.second.end();
    });
    const bool holds = std::any_of(table.rows.begin(), table.rows.end(), [i](const auto& row) {
      return domain::is_plausible_address(row[i]);
    });
    if (holds && !taken && !name.empty()) guessed.push_back(name);
  }
  if (guessed.empty()) table.guess.erase("addresses");
}

}  // namespace

std::optional<UnknownColumns::Table> describe_table(std::string_view text) {
  constexpr std::size_t most_columns = 200;
  constexpr std::size_t shown_rows = 5;
  constexpr std::size_t shown_bytes = 300;
  const auto header = first_table(text);
  if (!header || header->names.size() > most_columns || !is_utf8(text)) {
    return std::nullopt;
  }
  UnknownColumns::Table table{header->key(), header->names, {}, header->guess()};
  CsvReader reader(text, header->separator, header->rows_begin, header->rows_line);
  while (table.rows.size() < shown_rows) {
    const CsvReader::Step step = reader.next();
    if (step == CsvReader::Step::end) {
      break;
    }
    if (step != CsvReader::Step::record || reader.record().blank()) {
      continue;
    }
    std::vector<std::string>& row = table.rows.emplace_back();
    for (std::size_t i = 0; i < table.names.size(); ++i) {
      const bool there = i < reader.record().size();
      row.push_back(there ? beginning_of(tidy(reader.record()[i]), shown_bytes) : "");
    }
  }
  guess_by_content(table);
  return table;
}

}  // namespace rounds::importing
