#include "store/sqlite/examination.h"

#include <algorithm>
#include <exception>
#include <map>

#include "domain/refusal.h"
#include "store/journal/fact_json.h"
#include "store/journal/projection.h"
#include "store/sqlite/schema.h"

namespace rounds::store {
namespace {

/// An empty database of this version, in memory.
Database make_reference() {
  Database reference = Database::in_memory();
  Transaction transaction(reference, Transaction::Kind::writing);
  migrate_tables(reference, 0);
  make_empty_projection(reference);
  transaction.commit();
  return reference;
}

/// What there is, by kind and name, and how it was made.
std::map<std::string, std::string> things_in(const Database& database) {
  std::map<std::string, std::string> things;
  Statement row = database.prepare(
      "SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema "
      "WHERE name NOT LIKE 'sqlite_%'");
  while (row.step()) things[row.string(0)] = row.string(1);
  return things;
}

std::vector<std::string> projected_tables(const Database& reference) {
  std::vector<std::string> tables;
  Statement row = reference.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
      "AND name NOT IN ('device', 'journal', 'receipts') ORDER BY name");
  while (row.step()) tables.push_back(row.string(0));
  return tables;
}

std::int64_t count_differences(const Database& reference, const std::string& table) {
  const std::string made = "main." + quoted_name(table);
  const std::string live = "live." + quoted_name(table);
  const auto only_in = [&reference](const std::string& one, const std::string& other) {
    return reference.integer("SELECT count(*) FROM (SELECT * FROM " + one +
                             " EXCEPT SELECT * FROM " + other + ")");
  };
  const std::int64_t different = only_in(made, live) + only_in(live, made);
  if (different > 0) return different;
  // Rows that are there twice are the same row to EXCEPT.
  const std::int64_t more = reference.integer("SELECT (SELECT count(*) FROM " + live +
                                              ") - (SELECT count(*) FROM " + made + ")");
  return more < 0 ? -more : more;
}

}  // namespace

std::vector<std::string> foreign_things(const Database& database) {
  const auto ours = things_in(make_reference());
  const auto found = things_in(database);
  std::vector<std::string> things;
  for (const auto& [name, sql] : found) {
    const auto known = ours.find(name);
    if (known == ours.end()) {
      things.push_back(name + ", which is not of Rounds");
    } else if (known->second != sql) {
      things.push_back(name + ", which Rounds makes otherwise");
    }
  }
  for (const auto& [name, sql] : ours) {
    if (!found.contains(name)) things.push_back(name + ", which is missing");
  }
  return things;
}

JournalState examine_journal(const Database& database) {
  JournalState state;
  Statement row = database.prepare("SELECT seq, kind, body FROM journal ORDER BY seq");
  while (row.step()) {
    ++state.facts;
    try {
      (void)read_fact(row.text(1), row.text(2));
    } catch (const domain::Refusal& refusal) {
      if (refusal.kind() == domain::RefusalKind::unsupported) {
        ++state.unknown;
        continue;
      }
      if (state.unreadable++ == 0) state.first_unreadable = row.integer(0);
    } catch (const std::exception&) {
      if (state.unreadable++ == 0) state.first_unreadable = row.integer(0);
    }
  }
  state.missing =
      database.integer("SELECT coalesce(max(seq), 0) - count(DISTINCT seq) FROM journal");
  return state;
}

std::vector<Difference> differences_from_journal(const Database& database) {
  const Database reference = make_reference();
  const char* const path = sqlite3_db_filename(database.handle(), "main");
  reference.prepare("ATTACH ? AS live").bind(std::string_view(path)).run();
  Transaction transaction(reference, Transaction::Kind::writing);
  reference.execute("INSERT INTO main.journal SELECT * FROM live.journal");
  Projection(reference).remake();
  std::vector<Difference> differences;
  for (const std::string& table : projected_tables(reference)) {
    const std::int64_t rows = count_differences(reference, table);
    if (rows > 0) differences.push_back({table, rows});
  }
  return differences;
}

}  // namespace rounds::store
