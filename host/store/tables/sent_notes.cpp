#include "store/tables/sent_notes.h"

namespace rounds::store {
namespace {

constexpr std::string_view kColumns =
    "SELECT turn, person, sent_at, subject, message_id, text FROM notes ";

std::string sql(std::string_view rest) { return std::string(kColumns).append(rest); }

std::optional<SentNote> read_note(Statement& row) {
  if (!row.step()) return std::nullopt;
  return SentNote{row.integer(0), row.integer(1), row.string(2),
                  row.string(3),  row.string(4),  row.string(5)};
}

std::vector<SentNote> read_notes(Statement& row) {
  std::vector<SentNote> notes;
  while (auto note = read_note(row)) notes.push_back(std::move(*note));
  return notes;
}

}  // namespace

std::optional<SentNote> SentNotes::with_id(const std::vector<std::string>& ids) const {
  Statement exact = database_.prepare(
      sql("WHERE message_id = ? AND message_id <> '' ORDER BY julianday(sent_at) DESC LIMIT 1"));
  for (const auto& id : ids) {
    if (auto note = read_note(exact.bind(id))) return note;
  }
  Statement folded =
      database_.prepare(sql("WHERE lower(message_id) = lower(?) AND message_id <> '' "
                            "ORDER BY julianday(sent_at) DESC LIMIT 1"));
  for (const auto& id : ids) {
    if (auto note = read_note(folded.bind(id))) return note;
  }
  return std::nullopt;
}

std::vector<SentNote> SentNotes::to_address(std::string_view address) const {
  Statement row = database_.prepare(
      sql("WHERE channel = 'mail' AND person IN (SELECT person FROM addresses WHERE folded = ?) "
          "ORDER BY julianday(sent_at) DESC"));
  row.bind(address);
  return read_notes(row);
}

std::vector<SentNote> SentNotes::to_person(domain::PersonId person) const {
  Statement row = database_.prepare(
      sql("WHERE channel = 'mail' AND person = ? ORDER BY julianday(sent_at) DESC"));
  row.bind(person);
  return read_notes(row);
}

std::vector<SentNote> SentNotes::by_mail() const {
  Statement row =
      database_.prepare(sql("WHERE channel = 'mail' ORDER BY julianday(sent_at) DESC LIMIT 5000"));
  return read_notes(row);
}

std::vector<std::pair<domain::PersonId, std::string>> SentNotes::names() const {
  // What a search looks into begins with the name.
  Statement row = database_.prepare(
      "SELECT id, substr(search, 1, instr(search, char(10)) - 1) FROM people "
      "WHERE id IN (SELECT person FROM notes WHERE channel = 'mail')");
  std::vector<std::pair<domain::PersonId, std::string>> names;
  while (row.step()) names.emplace_back(row.integer(0), row.string(1));
  return names;
}

SentNotes::Texts SentNotes::texts(const char* query) const {
  Texts result;
  Statement row = database_.prepare(query);
  while (row.step()) result.insert(row.string(0));
  return result;
}

SentNotes::Texts SentNotes::addresses() const {
  return texts(
      "SELECT folded FROM addresses WHERE person IN "
      "(SELECT person FROM notes WHERE channel = 'mail')");
}

SentNotes::Texts SentNotes::subjects() const {
  return texts("SELECT DISTINCT subject FROM notes WHERE channel = 'mail'");
}

std::optional<std::string> SentNotes::first_sent_at() const {
  Statement row = database_.prepare(
      "SELECT sent_at FROM notes WHERE channel = 'mail' AND sent_at <> '' "
      "ORDER BY julianday(sent_at) LIMIT 1");
  if (!row.step()) return std::nullopt;
  return row.string(0);
}

std::optional<std::string> SentNotes::last_sent_at() const {
  Statement row = database_.prepare(
      "SELECT sent_at FROM notes WHERE sent_at <> '' ORDER BY julianday(sent_at) DESC LIMIT 1");
  if (!row.step()) return std::nullopt;
  return row.string(0);
}

domain::PersonId SentNotes::person_of(std::string_view address) const {
  Statement row =
      database_.prepare("SELECT person FROM addresses WHERE folded = ? ORDER BY person LIMIT 1");
  return !address.empty() && row.bind(address).step() ? row.integer(0) : 0;
}

bool SentNotes::is_dead(std::string_view address) const {
  return database_.prepare("SELECT 1 FROM addresses WHERE folded = ? AND dead = 1")
      .bind(address)
      .step();
}

std::vector<std::string> SentNotes::living_addresses(domain::PersonId person) const {
  Statement row = database_.prepare(
      "SELECT address FROM addresses WHERE person = ? AND dead = 0 ORDER BY rank");
  row.bind(person);
  std::vector<std::string> addresses;
  while (row.step()) addresses.push_back(row.string(0));
  return addresses;
}

}  // namespace rounds::store
