#include "store/tables/people.h"

#include <algorithm>
#include <set>

#include "domain/people/addresses.h"
#include "domain/people/names.h"
#include "domain/refusal.h"
#include "domain/text/words.h"

namespace rounds::store {
namespace {

using domain::Person;
using domain::PersonId;

constexpr std::string_view kPersonColumns =
    "SELECT id, given, family, company, position, connected_on, url, known_from, remark, greeting "
    "FROM people ";

std::string sql(std::string_view a, std::string_view b) { return std::string(a).append(b); }

Person read_person(const Statement& row, Statement& addresses) {
  Person person;
  person.id = row.integer(0);
  person.given = row.string(1);
  person.family = row.string(2);
  person.company = row.string(3);
  person.position = row.string(4);
  person.connected_on = row.date(5);
  person.url = row.string(6);
  person.known_from = row.string(7);
  person.remark = row.string(8);
  person.greeting = row.string(9);
  addresses.bind(person.id);
  while (addresses.step()) person.addresses.push_back(addresses.string(0));
  return person;
}

/// Dead addresses come last: the first is the one to write to.
Statement prepare_addresses(const Database& database) {
  return database.prepare("SELECT address FROM addresses WHERE person = ? ORDER BY dead, rank");
}

/// A key of nothing is NULL, not bytes that sort first.
std::optional<Blob> blob(const std::optional<std::string>& bytes) {
  return bytes ? std::optional(Blob{*bytes}) : std::nullopt;
}

/// The rest of a query of people's ids that puts them in order, but for what is done by hand.
std::string_view sorting_of(domain::RoundOrder order) {
  switch (order) {
    case domain::RoundOrder::connected_on:
      return "ORDER BY connected_on IS NULL, connected_on, sort_key, id";
    case domain::RoundOrder::connected_on_newest:
      return "ORDER BY connected_on DESC, sort_key, id";
    case domain::RoundOrder::longest_silence:
      return "ORDER BY last_exchange IS NOT NULL, julianday(last_exchange), connected_on IS NULL, "
             "connected_on, sort_key, id";
    default:
      return "ORDER BY sort_key, id";
  }
}

}  // namespace

std::int64_t People::count() const { return database_.integer("SELECT people FROM tally"); }

std::optional<Person> People::find(PersonId id) const {
  Statement row = database_.prepare(sql(kPersonColumns, "WHERE id = ?"));
  if (!row.bind(id).step()) return std::nullopt;
  Statement addresses = prepare_addresses(database_);
  return read_person(row, addresses);
}

std::vector<PersonId> People::in_order(domain::RoundOrder order, std::uint64_t seed,
                                       const std::function<bool(PersonId)>& wanted) const {
  Statement row =
      database_.prepare(sql("SELECT id, family, company FROM people ", sorting_of(order)));
  std::vector<PersonId> people;
  std::vector<domain::Mixable> mixable;
  while (row.step()) {
    const PersonId id = row.integer(0);
    if (!wanted(id)) continue;
    people.push_back(id);
    if (order == domain::RoundOrder::mixed) {
      mixable.push_back({id, domain::fold(row.text(1)), domain::fold(row.text(2))});
    }
  }
  if (order == domain::RoundOrder::mixed) return domain::mixed(mixable);
  if (order == domain::RoundOrder::shuffled) return domain::shuffled(std::move(people), seed);
  return people;
}

PeoplePage People::newcomers(domain::RoundId round, std::int64_t limit,
                             std::optional<PersonId> after) const {
  const std::string condition =
      "WHERE arrived > (SELECT made FROM rounds WHERE id = ?1) AND NOT EXISTS "
      "(SELECT 1 FROM turns WHERE turns.person = people.id AND turns.round = ?1) ";
  PeoplePage page;
  Statement total = database_.prepare(sql("SELECT count(*) FROM people ", condition));
  if (total.bind(round).step()) page.total = total.integer(0);
  const std::string rest =
      after ? "AND (sort_key, id) > (SELECT sort_key, id FROM people WHERE id = ?3) "
            : "AND ?3 IS NULL ";
  Statement row =
      database_.prepare(sql(kPersonColumns, condition + rest + "ORDER BY sort_key, id LIMIT ?2"));
  row.bind(round, limit + 1, after);
  Statement addresses = prepare_addresses(database_);
  while (row.step()) {
    if (static_cast<std::int64_t>(page.people.size()) == limit) {
      page.next_after = page.people.back().id;
      break;
    }
    page.people.push_back(read_person(row, addresses));
  }
  return page;
}

std::optional<std::string> People::own_known_from(PersonId id) const {
  Statement row = database_.prepare("SELECT own_known_from FROM people WHERE id = ?");
  if (!row.bind(id).step() || row.is_null(0)) return std::nullopt;
  return row.string(0);
}

std::optional<std::string> People::called(std::string_view folded, PersonId but) const {
  // The text to search in begins words anywhere; which of them are names is told below.
  Statement rows =
      database_.prepare("SELECT given, family FROM people WHERE instr(search, ?) > 0 AND id <> ?");
  rows.bind(folded, but);
  while (rows.step()) {
    const std::string name = domain::full_name(rows.string(0), rows.string(1));
    const auto words = domain::folded_words(name);
    if (std::find(words.begin(), words.end(), folded) != words.end()) return name;
  }
  return std::nullopt;
}

bool People::in_a_round(PersonId id) const {
  return database_.prepare("SELECT 1 FROM turns WHERE person = ?").bind(id).step();
}

bool People::has_live_address(PersonId id) const {
  return database_.prepare("SELECT 1 FROM addresses WHERE person = ? AND dead = 0").bind(id).step();
}

PeopleWriter::PeopleWriter(const Database& database)
    : database_(database),
      rules_(database),
      add_person_(database.prepare(
          "INSERT INTO people(id, given, family, greeting, company, position, connected_on, url, "
          "known_from, remark, sort_key, search, given_key, company_key, position_key, "
          "known_from_key, own_known_from, arrived) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
          "?, ?, ?, ?, ?)")),
      add_address_(database.prepare(
          "INSERT INTO addresses(person, rank, address, folded, dead) VALUES (?, ?, ?, ?, ?)")) {}

void PeopleWriter::add(const Person& person, std::int64_t arrived) {
  const std::string search = domain::search_text(person);
  const bool said = !person.known_from.empty();
  const std::string known_from = said ? person.known_from : rules_.known_from(person, search);
  const Keys keys = keys_of(person);
  const auto known_from_key = key(known_from);
  add_person_
      .bind(person.id, person.given, person.family, person.greeting, person.company,
            person.position, person.connected_on, person.url, known_from, person.remark,
            Blob{keys.sort}, search, blob(keys.given), blob(keys.company), blob(keys.position),
            blob(known_from_key), said ? std::optional(person.known_from) : std::nullopt, arrived)
      .run();
  write_addresses(person);
}

void PeopleWriter::update(const Person& person) {
  const std::string search = domain::search_text(person);
  const Keys keys = keys_of(person);
  database_
      .prepare(
          "UPDATE people SET given = ?2, family = ?3, greeting = ?4, company = ?5, position = ?6, "
          "connected_on = ?7, url = ?8, remark = ?9, sort_key = ?10, search = ?11, given_key = "
          "?12, "
          "company_key = ?13, position_key = ?14 WHERE id = ?1")
      .bind(person.id, person.given, person.family, person.greeting, person.company,
            person.position, person.connected_on, person.url, person.remark, Blob{keys.sort},
            search, blob(keys.given), blob(keys.company), blob(keys.position))
      .run();
  write_known_from(person, search);
  std::set<std::string> dead;
  Statement row = database_.prepare("SELECT folded FROM addresses WHERE person = ? AND dead = 1");
  row.bind(person.id);
  while (row.step()) dead.insert(row.string(0));
  database_.prepare("DELETE FROM addresses WHERE person = ?").bind(person.id).run();
  write_addresses(person);
  for (const auto& folded : dead) mark_address(person.id, folded, true);
}

void PeopleWriter::remove(PersonId id) {
  database_.prepare("DELETE FROM people WHERE id = ?").bind(id).run();
}

void PeopleWriter::set_own_known_from(PersonId id, const std::optional<std::string>& known_from) {
  database_.prepare("UPDATE people SET own_known_from = ? WHERE id = ?").bind(known_from, id).run();
  const auto person = People(database_).find(id);
  if (person) write_known_from(*person, domain::search_text(*person));
}

void PeopleWriter::follow_rules() {
  std::vector<std::pair<PersonId, std::string>> changed;
  for_everybody(database_, [&](const Person& person, std::string_view search) {
    std::string known_from = rules_.known_from(person, search);
    if (known_from != person.known_from) changed.emplace_back(person.id, std::move(known_from));
  });
  Statement update = database_.prepare(
      "UPDATE people SET known_from = ?2, known_from_key = ?3 WHERE id = ?1 AND own_known_from IS "
      "NULL");
  for (const auto& [id, known_from] : changed) {
    const auto known_from_key = key(known_from);
    update.bind(id, known_from, blob(known_from_key)).run();
  }
}

void PeopleWriter::write_known_from(const Person& person, const std::string& search_text) {
  const auto own = People(database_).own_known_from(person.id);
  const std::string known_from = own ? *own : rules_.known_from(person, search_text);
  const auto known_from_key = key(known_from);
  database_.prepare("UPDATE people SET known_from = ?2, known_from_key = ?3 WHERE id = ?1")
      .bind(person.id, known_from, blob(known_from_key))
      .run();
}

void PeopleWriter::mark_address(PersonId id, std::string_view folded, bool dead) {
  database_.prepare("UPDATE addresses SET dead = ? WHERE person = ? AND folded = ?")
      .bind(dead ? 1 : 0, id, folded)
      .run();
}

void PeopleWriter::write_addresses(const Person& person) {
  int rank = 0;
  for (const auto& address : person.addresses) {
    add_address_.bind(person.id, rank++, address, domain::address_of(address), 0).run();
  }
}

std::optional<std::string> PeopleWriter::key(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional(collator_.sort_key(text));
}

PeopleWriter::Keys PeopleWriter::keys_of(const Person& person) {
  return {sort_key(person),
          person.given.empty() ? std::nullopt
                               : std::optional(collator_.sort_key(person.given, person.family)),
          key(person.company), key(person.position)};
}

std::string PeopleWriter::sort_key(const Person& person) {
  if (person.given.empty() && person.family.empty() && !person.addresses.empty()) {
    return collator_.sort_key(person.addresses.front(), "");
  }
  return collator_.sort_key(person.family, person.given);
}

}  // namespace rounds::store
