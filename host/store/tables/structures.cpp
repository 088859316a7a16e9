#include "store/tables/structures.h"

namespace rounds::store {
namespace {

using domain::Structure;
using domain::StructureId;

constexpr std::string_view kColumns =
    "SELECT id, name, subject, body, known_from, is_default FROM structures ";

std::string sql(std::string_view rest) { return std::string(kColumns).append(rest); }

Structure read_structure(const Statement& row) {
  return {row.integer(0),
          {row.string(1), row.string(2), row.string(3), row.string(4)},
          row.integer(5) != 0};
}

}  // namespace

std::optional<Structure> Structures::find(StructureId id) const {
  Statement row = database_.prepare(sql("WHERE removed = 0 AND id = ?"));
  if (!row.bind(id).step()) return std::nullopt;
  return read_structure(row);
}

std::vector<Structure> Structures::all() const {
  std::vector<Structure> structures;
  Statement row = database_.prepare(sql("WHERE removed = 0 ORDER BY made"));
  while (row.step()) structures.push_back(read_structure(row));
  return structures;
}

StructureId Structures::default_one() const {
  Statement row =
      database_.prepare("SELECT id FROM structures WHERE is_default = 1 AND removed = 0");
  return row.step() ? row.integer(0) : 0;
}

void Structures::add_built_in() const {
  for (const Structure& structure : domain::built_in_structures()) {
    put(structure.id, structure.text);
    if (structure.is_default) make_default(structure.id);
  }
}

void Structures::put(StructureId id, const domain::StructureText& text) const {
  const auto& [name, subject, body, known_from] = text;
  database_
      .prepare(
          "INSERT INTO structures(id, made, name, subject, body, known_from) VALUES "
          "(?1, (SELECT coalesce(max(made), 0) + 1 FROM structures), ?2, ?3, ?4, ?5) "
          "ON CONFLICT(id) DO UPDATE SET name = ?2, subject = ?3, body = ?4, known_from = ?5, "
          "removed = 0")
      .bind(id, name, subject, body, known_from)
      .run();
}

void Structures::remove(StructureId id) const {
  database_.prepare("UPDATE structures SET removed = 1 WHERE id = ?").bind(id).run();
}

void Structures::forget(StructureId id) const {
  database_.prepare("DELETE FROM structures WHERE id = ?").bind(id).run();
}

void Structures::make_default(StructureId id) const {
  database_.prepare("UPDATE structures SET is_default = (id = ?)").bind(id).run();
}

namespace {

/// What newer parts of the projection keep may not be there yet.
bool has_columns(const Database& database, std::string_view table, std::int64_t count,
                 std::string_view columns) {
  Statement row = database.prepare(
      "SELECT count(*) = ? FROM pragma_table_info(?) WHERE instr(?, ' ' || name || ' ')");
  return row.bind(count, table, columns).step() && row.integer(0) != 0;
}

}  // namespace

domain::PersonHistory history_of(const Database& database, domain::PersonId person) {
  domain::PersonHistory history;
  Statement note = database.prepare(
      "SELECT written_on FROM turns WHERE person = ? AND state = 'written' "
      "ORDER BY written_on DESC LIMIT 1");
  if (note.bind(person).step()) history.last_note_on = note.date(0);

  if (has_columns(database, "exchanges", 3, " person at subject ")) {
    Statement exchange = database.prepare(
        "SELECT at, subject FROM exchanges WHERE person = ? ORDER BY at DESC LIMIT 1");
    if (exchange.bind(person).step()) {
      if (const auto at = domain::parse_moment(exchange.text(0))) {
        history.last_exchange_on = domain::day_of(*at);
      }
      history.last_exchange_subject = exchange.string(1);
    }
  }
  if (has_columns(database, "changes", 4, " person on field was ")) {
    const auto former = [&](std::string_view field) -> std::string {
      Statement change = database.prepare(
          "SELECT was FROM changes WHERE person = ? AND field = ? AND was <> '' "
          "ORDER BY \"on\" DESC LIMIT 1");
      return change.bind(person, field).step() ? change.string(0) : std::string();
    };
    history.former_company = former("company");
    history.former_position = former("position");
  }
  return history;
}

}  // namespace rounds::store
