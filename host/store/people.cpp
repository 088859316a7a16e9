#include "store/people.h"

#include <algorithm>
#include <set>

#include "domain/addresses.h"
#include "domain/names.h"
#include "domain/refusal.h"

namespace rounds::store {
namespace {

using domain::Person;
using domain::PersonId;

constexpr std::string_view kPersonColumns =
    "SELECT id, given, family, company, position, connected_on, url, known_from, remark FROM "
    "people ";

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
  addresses.bind(person.id);
  while (addresses.step()) person.addresses.push_back(addresses.string(0));
  return person;
}

/// Dead addresses come last: the first is the one to write to.
Statement prepare_addresses(const Database& database) {
  return database.prepare("SELECT address FROM addresses WHERE person = ? ORDER BY dead, rank");
}

/// Everything about a person that a search looks into, folded.
std::string search_text(const Person& person) {
  std::string text = domain::full_name(person.given, person.family);
  for (const auto* part : {&person.company, &person.position}) text.append("\n").append(*part);
  for (const auto& address : person.addresses) text.append("\n").append(address);
  return domain::fold(text);
}

}  // namespace

std::int64_t People::count() const { return database_.integer("SELECT people FROM tally"); }

std::optional<Person> People::find(PersonId id) const {
  Statement row = database_.prepare(sql(kPersonColumns, "WHERE id = ?"));
  if (!row.bind(id).step()) return std::nullopt;
  Statement addresses = prepare_addresses(database_);
  return read_person(row, addresses);
}

std::vector<PersonId> People::by_family_name() const {
  Statement row = database_.prepare("SELECT id FROM people ORDER BY sort_key, id");
  std::vector<PersonId> people;
  people.reserve(static_cast<std::size_t>(count()));
  while (row.step()) people.push_back(row.integer(0));
  return people;
}

std::vector<PersonId> People::by_family_name(const std::vector<PersonId>& people) const {
  Statement row = database_.prepare("SELECT sort_key FROM people WHERE id = ?");
  std::vector<std::pair<std::string, PersonId>> keyed;
  keyed.reserve(people.size());
  for (const PersonId id : people) {
    if (!row.bind(id).step()) {
      throw domain::Refusal(domain::RefusalKind::not_found,
                            "There is no person " + std::to_string(id) + ".");
    }
    keyed.emplace_back(row.string(0), id);
  }
  std::sort(keyed.begin(), keyed.end());
  keyed.erase(std::unique(keyed.begin(), keyed.end()), keyed.end());
  std::vector<PersonId> sorted;
  sorted.reserve(keyed.size());
  for (const auto& [key, id] : keyed) sorted.push_back(id);
  return sorted;
}

bool People::in_a_round(PersonId id) const {
  return database_.prepare("SELECT 1 FROM turns WHERE person = ?").bind(id).step();
}

bool People::has_live_address(PersonId id) const {
  return database_.prepare("SELECT 1 FROM addresses WHERE person = ? AND dead = 0").bind(id).step();
}

PeopleWriter::PeopleWriter(const Database& database)
    : database_(database),
      add_person_(database.prepare(
          "INSERT INTO people(id, given, family, company, position, connected_on, url, known_from, "
          "remark, sort_key, search, given_key, company_key, position_key, known_from_key) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      add_address_(database.prepare(
          "INSERT INTO addresses(person, rank, address, folded, dead) VALUES (?, ?, ?, ?, ?)")) {}

void PeopleWriter::add(const Person& person) {
  bind_person(add_person_, person).run();
  write_addresses(person);
}

void PeopleWriter::update(const Person& person) {
  Statement update = database_.prepare(
      "UPDATE people SET given = ?2, family = ?3, company = ?4, position = ?5, "
      "connected_on = ?6, url = ?7, known_from = ?8, remark = ?9, sort_key = ?10, "
      "search = ?11, given_key = ?12, company_key = ?13, position_key = ?14, "
      "known_from_key = ?15 WHERE id = ?1");
  bind_person(update, person).run();
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

Statement& PeopleWriter::bind_person(Statement& statement, const Person& person) {
  const std::string sort = sort_key(person);
  // A key of nothing is NULL, not bytes that sort first.
  const auto key = [this](std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(collator_.sort_key(text));
  };
  const auto blob = [](const std::optional<std::string>& bytes) {
    return bytes ? std::optional(Blob{*bytes}) : std::nullopt;
  };
  const auto given = person.given.empty()
                         ? std::nullopt
                         : std::optional(collator_.sort_key(person.given, person.family));
  const auto company = key(person.company);
  const auto position = key(person.position);
  const auto known_from = key(person.known_from);
  return statement.bind(person.id, person.given, person.family, person.company, person.position,
                        person.connected_on, person.url, person.known_from, person.remark,
                        Blob{sort}, search_text(person), blob(given), blob(company), blob(position),
                        blob(known_from));
}

std::string PeopleWriter::sort_key(const Person& person) {
  if (person.given.empty() && person.family.empty() && !person.addresses.empty()) {
    return collator_.sort_key(person.addresses.front(), "");
  }
  return collator_.sort_key(person.family, person.given);
}

}  // namespace rounds::store
