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

std::vector<std::string> words_of(std::string_view text) {
  const std::string folded = domain::fold(text);
  std::vector<std::string> words;
  std::size_t begin = 0;
  while ((begin = folded.find_first_not_of(" \t\n", begin)) != std::string::npos) {
    const std::size_t end = std::min(folded.find_first_of(" \t\n", begin), folded.size());
    words.push_back(folded.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

}  // namespace

std::int64_t People::count() const { return database_.integer("SELECT people FROM tally"); }

std::optional<Person> People::find(PersonId id) const {
  Statement row = database_.prepare(sql(kPersonColumns, "WHERE id = ?"));
  if (!row.bind(id).step()) return std::nullopt;
  Statement addresses = prepare_addresses(database_);
  return read_person(row, addresses);
}

PeoplePage People::list(std::string_view search, std::int64_t limit,
                        std::optional<PersonId> after) const {
  const auto words = words_of(search);
  // instr() takes the words as they are, where LIKE would see wildcards in them.
  std::string condition = "WHERE 1 ";
  for (std::size_t i = 0; i < words.size(); ++i) {
    condition += "AND instr(search, ?) > 0 ";
  }
  const auto bind_words = [&words](Statement& statement) {
    int index = 0;
    for (const auto& word : words) statement.bind_at(++index, word);
    return index;
  };

  PeoplePage page;
  if (words.empty()) {
    page.total = count();
  } else {
    Statement total = database_.prepare(sql("SELECT count(*) FROM people ", condition));
    bind_words(total);
    if (total.step()) page.total = total.integer(0);
  }

  if (after) condition += "AND (sort_key, id) > (SELECT sort_key, id FROM people WHERE id = ?) ";
  Statement row =
      database_.prepare(sql(kPersonColumns, condition + "ORDER BY sort_key, id LIMIT ?"));
  int index = bind_words(row);
  if (after) row.bind_at(++index, *after);
  row.bind_at(++index, limit + 1);
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
          "remark, sort_key, search) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")),
      add_address_(database.prepare(
          "INSERT INTO addresses(person, rank, address, folded, dead) VALUES (?, ?, ?, ?, ?)")) {}

void PeopleWriter::add(const Person& person) {
  add_person_
      .bind(person.id, person.given, person.family, person.company, person.position,
            person.connected_on, person.url, person.known_from, person.remark,
            Blob{sort_key(person)}, search_text(person))
      .run();
  write_addresses(person);
}

void PeopleWriter::update(const Person& person) {
  database_
      .prepare(
          "UPDATE people SET given = ?2, family = ?3, company = ?4, position = ?5, "
          "connected_on = ?6, url = ?7, known_from = ?8, remark = ?9, sort_key = ?10, "
          "search = ?11 WHERE id = ?1")
      .bind(person.id, person.given, person.family, person.company, person.position,
            person.connected_on, person.url, person.known_from, person.remark,
            Blob{sort_key(person)}, search_text(person))
      .run();
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

std::string PeopleWriter::sort_key(const Person& person) {
  if (person.given.empty() && person.family.empty() && !person.addresses.empty()) {
    return collator_.sort_key(person.addresses.front(), "");
  }
  return collator_.sort_key(person.family, person.given);
}

}  // namespace rounds::store
