#include "store/tables/column_choices.h"

#include "store/journal/fact_json.h"

namespace rounds::store {

void ColumnChoices::keep(const domain::ColumnChoice& choice) const {
  database_.prepare("INSERT OR REPLACE INTO column_choices(header, columns) VALUES (?, ?)")
      .bind(choice.header, write_columns(choice.columns))
      .run();
}

void ColumnChoices::forget(std::string_view header) const {
  database_.prepare("DELETE FROM column_choices WHERE header = ?").bind(header).run();
}

std::optional<domain::ColumnChoice> ColumnChoices::find(std::string_view header) const {
  Statement row = database_.prepare("SELECT columns FROM column_choices WHERE header = ?");
  if (!row.bind(header).step()) return std::nullopt;
  return domain::ColumnChoice{std::string(header), read_columns(row.text(0))};
}

}  // namespace rounds::store
