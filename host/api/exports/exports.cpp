#include "api/exports/exports.h"

#include <algorithm>
#include <array>
#include <limits>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "api/rounds/figures.h"
#include "store/tables/exports.h"

namespace rounds::api {
namespace {

using domain::format_date;
using nlohmann::json;

struct RowsParams {
  std::string what;
  std::optional<domain::RoundId> round;
  std::int64_t limit = 0;
  std::int64_t offset = 0;
};

RowsParams read_rows(Params& params) {
  RowsParams rows{
      params.text("what"), params.optional_id("round"),
      params.optional_integer("limit", 1, 5000).value_or(500),
      params.optional_integer("offset", 0, std::numeric_limits<std::int64_t>::max()).value_or(0)};
  constexpr std::array<std::string_view, 5> kTables{"people", "notes", "replies", "turns", "days"};
  if (std::find(kTables.begin(), kTables.end(), rows.what) == kTables.end()) {
    params.refuse("what", "must be people, notes, replies, turns or days");
  }
  return rows;
}

/// One page; `next` is where the next one begins.
json write_page(json columns, PageWriter& page, std::int64_t total, std::int64_t offset) {
  const std::int64_t end = offset + static_cast<std::int64_t>(page.size());
  json result{{"columns", std::move(columns)}, {"rows", page.take()}, {"total", total}};
  if (end < total && end > offset) result["next"] = end;
  return result;
}

json day_rows(const store::Database& database, const RowsParams& params) {
  json rows = json::array();
  const auto add = [&](const store::Round& round) {
    for (const DayFigure& day : days_of(round, store::notes_in_order(database, round.id))) {
      rows.push_back({round.name, format_date(day.date), day.written, day.quota, day.seconds,
                      day.timed, day.written_so_far, day.planned_so_far});
    }
  };
  if (params.round) {
    add(find_round(database, *params.round));
  } else {
    auto all = store::RoundTable(database).all();
    std::reverse(all.begin(), all.end());
    for (const auto& round : all) add(round);
  }
  PageWriter page;
  const auto total = static_cast<std::int64_t>(rows.size());
  for (std::int64_t i = params.offset; i < total && i - params.offset < params.limit; ++i) {
    if (!page.add(std::move(rows[static_cast<std::size_t>(i)]))) break;
  }
  return write_page(
      {"round", "date", "written", "quota", "seconds", "timed", "written_so_far", "planned_so_far"},
      page, total, params.offset);
}

json rows(Host& host, const RowsParams& params) {
  const auto& database = host.database();
  if (params.round) (void)find_round(database, *params.round);
  const auto table = store::ExportTable::named(params.what, params.round);
  if (!table) return day_rows(database, params);
  json columns = json::array();
  for (const auto& column : table->columns()) columns.push_back(column.name);
  PageWriter page;
  table->visit(database, params.offset, params.limit, [&](const store::Statement& row) {
    json cells = json::array();
    for (std::size_t i = 0; i < table->columns().size(); ++i) {
      const int place = static_cast<int>(i);
      if (row.is_null(place)) {
        cells.push_back(nullptr);
      } else if (table->columns()[i].number) {
        cells.push_back(row.integer(place));
      } else {
        cells.push_back(row.text(place));
      }
    }
    return page.add(std::move(cells));
  });
  return write_page(std::move(columns), page, table->total(database), params.offset);
}

}  // namespace

void bind_exports(Methods& methods) { methods.bind("exports.rows", read_rows, rows); }

}  // namespace rounds::api
