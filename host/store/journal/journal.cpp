#include "store/journal/journal.h"

#include "store/journal/fact_json.h"

namespace rounds::store {
namespace {

constexpr std::string_view kColumns = "SELECT fact, device, seq, at, kind, body FROM journal ";
constexpr std::string_view kStands =
    "NOT EXISTS (SELECT 1 FROM undone WHERE undone.fact = journal.fact) AND "
    "NOT EXISTS (SELECT 1 FROM without_effect WHERE without_effect.fact = journal.fact) ";
// What arrives by itself is no step of the user's; an undoing is the way back from one.
constexpr std::string_view kIsStep =
    "kind NOT IN ('fact.undone', 'mail.learned', 'reply.recorded') ";

JournalEntry read_entry(const Statement& row) {
  return {
      row.string(0), {row.integer(2), row.string(1)}, row.string(3), row.string(4), row.string(5)};
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

template <typename Fact>
std::vector<Fact> read_all(const std::vector<JournalEntry>& entries) {
  std::vector<Fact> facts;
  for (const JournalEntry& entry : entries) {
    facts.push_back(std::get<Fact>(read_fact(entry.kind, entry.body)));
  }
  return facts;
}

}  // namespace

template <typename... Values>
std::vector<JournalEntry> Journal::standing(std::string_view condition,
                                            const Values&... values) const {
  Statement row = database_.prepare(sql({kColumns, "WHERE (seq, device) <= (?, ?) AND ", condition,
                                         " AND ", kStands, "ORDER BY seq, device"}));
  row.bind(until_.seq, until_.machine, values...);
  std::vector<JournalEntry> entries;
  while (row.step()) entries.push_back(read_entry(row));
  return entries;
}

domain::Position Journal::append(const std::string& fact, const std::string& at,
                                 const domain::FactBody& body) const {
  Statement row = database_.prepare(
      "INSERT INTO journal(fact, device, seq, at, kind, subject, body) VALUES "
      "(?, (SELECT id FROM device), (SELECT coalesce(max(seq), 0) + 1 FROM journal), ?, ?, ?, "
      "?) RETURNING seq, device");
  row.bind(fact, at, kind_of(body), subject_of(body), write_fact(body));
  domain::Position place;
  while (row.step()) place = {row.integer(0), row.string(1)};
  return place;
}

std::optional<JournalEntry> Journal::find(std::string_view fact) const {
  Statement row = database_.prepare(sql({kColumns, "WHERE fact = ? AND (seq, device) <= (?, ?)"}));
  if (!row.bind(fact, until_.seq, until_.machine).step()) return std::nullopt;
  return read_entry(row);
}

std::optional<JournalEntry> Journal::next_after(const domain::Position& place) const {
  Statement row = database_.prepare(
      sql({kColumns, "WHERE (seq, device) > (?, ?) ORDER BY seq, device LIMIT 1"}));
  if (!row.bind(place.seq, place.machine).step()) return std::nullopt;
  return read_entry(row);
}

std::optional<JournalEntry> Journal::newest_step() const {
  Statement row = database_.prepare(sql({kColumns, "WHERE device = (SELECT id FROM device) AND ",
                                         kIsStep, "AND ", kStands, "ORDER BY seq DESC LIMIT 1"}));
  if (!row.step()) return std::nullopt;
  return read_entry(row);
}

std::optional<std::pair<JournalEntry, std::string>> Journal::newest_undone_step() const {
  std::optional<std::pair<JournalEntry, std::string>> newest;
  std::int64_t undone_at = 0;
  {
    Statement row = database_.prepare(
        sql({"SELECT journal.fact, device, journal.seq, at, kind, body, undoing, undone.seq FROM "
             "undone JOIN journal ON journal.fact = undone.fact WHERE undone.machine = "
             "(SELECT id FROM device) AND ",
             kIsStep, "ORDER BY undone.seq DESC LIMIT 1"}));
    if (!row.step()) return std::nullopt;
    newest.emplace(read_entry(row), row.string(6));
    undone_at = row.integer(7);
  }
  Statement later = database_.prepare(
      sql({"SELECT 1 FROM journal WHERE seq > ? AND device = (SELECT id FROM device) AND ", kIsStep,
           "AND NOT EXISTS (SELECT 1 FROM without_effect WHERE without_effect.fact = "
           "journal.fact) LIMIT 1"}));
  if (later.bind(undone_at).step()) return std::nullopt;
  return newest;
}

std::vector<JournalEntry> Journal::standing_of_turn(domain::TurnId turn) const {
  return standing("subject = ? AND kind NOT IN ('person.edited', 'people.merged')", turn);
}

std::vector<JournalEntry> Journal::standing_of_kind(std::string_view kind) const {
  return standing("kind = ?", kind);
}

std::vector<JournalEntry> Journal::standing_of_templates() const {
  return standing("kind IN ('structure.saved', 'structure.removed')");
}

std::vector<JournalEntry> Journal::standing_of_people_since(const domain::Position& since) const {
  return standing(
      "(seq, device) > (?, ?) AND "
      "kind IN ('people.imported', 'person.edited', 'people.edited', 'addresses.confirmed')",
      since.seq, since.machine);
}

std::vector<domain::PersonEdited> Journal::edits_of(domain::PersonId person) const {
  return read_all<domain::PersonEdited>(standing("subject = ? AND kind = 'person.edited'", person));
}

std::vector<domain::PeopleImported> Journal::imports_of_more_than_people() const {
  // A text inside the body has its quotes escaped, so the words stand for the fields alone.
  return read_all<domain::PeopleImported>(
      standing("kind = 'people.imported' AND (instr(body, ',\"exchanges\":[') > 0 OR "
               "instr(body, ',\"columns\":{') > 0)"));
}

std::vector<domain::PeopleMerged> Journal::merges_into(domain::PersonId person) const {
  return read_all<domain::PeopleMerged>(standing("subject = ? AND kind = 'people.merged'", person));
}

std::vector<domain::TurnId> Journal::turns_spoken_of(domain::TurnId first,
                                                     std::int64_t count) const {
  Statement row = database_.prepare(
      "SELECT DISTINCT subject FROM journal WHERE subject >= ?1 AND subject < ?1 + ?2 AND "
      "(seq, device) <= (?3, ?4) AND kind NOT IN ('person.edited', 'people.merged') ORDER BY "
      "subject");
  row.bind(first, count, until_.seq, until_.machine);
  std::vector<domain::TurnId> turns;
  while (row.step()) turns.push_back(row.integer(0));
  return turns;
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
