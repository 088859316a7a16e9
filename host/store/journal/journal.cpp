#include "store/journal/journal.h"

#include "store/journal/fact_json.h"

namespace rounds::store {
namespace {

constexpr std::string_view kColumns = "SELECT fact, device, seq, at, kind, body FROM journal ";
constexpr std::string_view kStands =
    "NOT EXISTS (SELECT 1 FROM undone WHERE undone.fact = journal.fact) ";

JournalEntry read_entry(const Statement& row) {
  return {row.string(0), row.string(1), row.integer(2),
          row.string(3), row.string(4), row.string(5)};
}

std::string sql(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const auto part : parts) text += part;
  return text;
}

/// The id by which facts about one thing are found again: the turn's or, for an edit, the person's.
std::optional<std::int64_t> subject_of(const domain::FactBody& body) {
  if (const auto turn = domain::turn_of(body); turn != 0) return turn;
  if (const auto* edited = std::get_if<domain::PersonEdited>(&body)) return edited->update.person;
  if (const auto* merged = std::get_if<domain::PeopleMerged>(&body)) return merged->keep;
  return std::nullopt;
}

}  // namespace

void Journal::append(const std::string& fact, const std::string& at,
                     const domain::FactBody& body) const {
  database_
      .prepare(
          "INSERT INTO journal(fact, device, seq, at, kind, subject, body) VALUES "
          "(?, (SELECT id FROM device), (SELECT coalesce(max(seq), 0) + 1 FROM journal), ?, ?, ?, "
          "?)")
      .bind(fact, at, kind_of(body), subject_of(body), write_fact(body))
      .run();
}

std::optional<JournalEntry> Journal::find(std::string_view fact) const {
  Statement row = database_.prepare(sql({kColumns, "WHERE fact = ?"}));
  if (!row.bind(fact).step()) return std::nullopt;
  return read_entry(row);
}

bool Journal::is_undone(std::string_view fact) const {
  return database_.prepare("SELECT 1 FROM undone WHERE fact = ?").bind(fact).step();
}

std::optional<JournalEntry> Journal::newest_standing() const {
  Statement row =
      database_.prepare(sql({kColumns, "WHERE kind NOT IN ('fact.undone', 'mail.learned') AND ",
                             kStands, "ORDER BY seq DESC, device DESC LIMIT 1"}));
  if (!row.step()) return std::nullopt;
  return read_entry(row);
}

std::vector<JournalEntry> Journal::standing_of_turn(domain::TurnId turn) const {
  Statement row =
      database_.prepare(sql({kColumns,
                             "WHERE subject = ? AND kind NOT IN ('person.edited', 'people.merged') "
                             "AND ",
                             kStands, "ORDER BY seq, device"}));
  row.bind(turn);
  std::vector<JournalEntry> entries;
  while (row.step()) entries.push_back(read_entry(row));
  return entries;
}

std::vector<JournalEntry> Journal::standing_of_kind(std::string_view kind) const {
  Statement row =
      database_.prepare(sql({kColumns, "WHERE kind = ? AND ", kStands, "ORDER BY seq, device"}));
  row.bind(kind);
  std::vector<JournalEntry> entries;
  while (row.step()) entries.push_back(read_entry(row));
  return entries;
}

std::vector<JournalEntry> Journal::standing_corrections() const {
  Statement row = database_.prepare(
      sql({kColumns, "WHERE kind IN ('person.edited', 'people.edited', 'addresses.confirmed') AND ",
           kStands, "ORDER BY seq, device"}));
  std::vector<JournalEntry> entries;
  while (row.step()) entries.push_back(read_entry(row));
  return entries;
}

std::vector<domain::PersonEdited> Journal::edits_of(domain::PersonId person) const {
  Statement row =
      database_.prepare(sql({kColumns, "WHERE subject = ? AND kind = 'person.edited' AND ", kStands,
                             "ORDER BY seq, device"}));
  row.bind(person);
  std::vector<domain::PersonEdited> edits;
  while (row.step()) {
    edits.push_back(std::get<domain::PersonEdited>(read_fact(row.text(4), row.text(5))));
  }
  return edits;
}

std::vector<domain::PeopleImported> Journal::imports_of_more_than_people() const {
  // A text inside the body has its quotes escaped, so the words stand for the fields alone.
  Statement row = database_.prepare(
      sql({kColumns,
           "WHERE kind = 'people.imported' AND (instr(body, ',\"exchanges\":[') > 0 OR "
           "instr(body, ',\"columns\":{') > 0) AND ",
           kStands, "ORDER BY seq, device"}));
  std::vector<domain::PeopleImported> imports;
  while (row.step()) {
    imports.push_back(std::get<domain::PeopleImported>(read_fact(row.text(4), row.text(5))));
  }
  return imports;
}

std::vector<domain::PeopleMerged> Journal::merges_into(domain::PersonId person) const {
  Statement row =
      database_.prepare(sql({kColumns, "WHERE subject = ? AND kind = 'people.merged' AND ", kStands,
                             "ORDER BY seq, device"}));
  row.bind(person);
  std::vector<domain::PeopleMerged> merges;
  while (row.step()) {
    merges.push_back(std::get<domain::PeopleMerged>(read_fact(row.text(4), row.text(5))));
  }
  return merges;
}

std::optional<Receipt> find_receipt(const Database& database, std::string_view fact) {
  Statement row = database.prepare("SELECT request, result FROM receipts WHERE fact = ?");
  if (!row.bind(fact).step()) return std::nullopt;
  return Receipt{row.string(0), row.string(1)};
}

void keep_receipt(const Database& database, std::string_view fact, const Receipt& receipt) {
  database.prepare("INSERT INTO receipts(fact, request, result) VALUES (?, ?, ?)")
      .bind(fact, receipt.request, receipt.result)
      .run();
}

}  // namespace rounds::store
