#include "store/journal/merges.h"

#include <algorithm>
#include <string_view>

#include "domain/people/addresses.h"

namespace rounds::store {
namespace {

using domain::Person;
using domain::PersonId;

constexpr std::string_view kColumns =
    "SELECT person, kept, merge, given, family, greeting, company, position, connected_on, url, "
    "coalesce(own_known_from, ''), remark FROM merged ";

std::string sql(std::string_view rest) { return std::string(kColumns).append(rest); }

std::vector<MergedPerson> read_all(const Database& database, Statement& row) {
  Statement address =
      database.prepare("SELECT value ->> 0 FROM merged, json_each(addresses) WHERE person = ?");
  std::vector<MergedPerson> all;
  while (row.step()) {
    MergedPerson merged;
    merged.kept = row.integer(1);
    merged.merge = row.integer(2);
    Person& person = merged.person;
    person.id = row.integer(0);
    person.given = row.string(3);
    person.family = row.string(4);
    person.greeting = row.string(5);
    person.company = row.string(6);
    person.position = row.string(7);
    person.connected_on = row.date(8);
    person.url = row.string(9);
    person.known_from = row.string(10);
    person.remark = row.string(11);
    address.bind(person.id);
    while (address.step()) person.addresses.push_back(address.string(0));
    all.push_back(std::move(merged));
  }
  return all;
}

}  // namespace

PersonId Merges::home_of(PersonId id) const {
  Statement row = database_.prepare("SELECT kept FROM merged WHERE person = ?");
  while (row.bind(id).step()) id = row.integer(0);
  return id;
}

std::optional<MergedPerson> Merges::find(PersonId id) const {
  Statement row = database_.prepare(sql("WHERE person = ?"));
  row.bind(id);
  auto found = read_all(database_, row);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<MergedPerson> Merges::all() const {
  Statement row = database_.prepare(sql("ORDER BY person"));
  return read_all(database_, row);
}

std::vector<MergedPerson> Merges::into(PersonId kept) const {
  Statement row = database_.prepare(sql("WHERE kept = ? ORDER BY person"));
  row.bind(kept);
  return read_all(database_, row);
}

std::vector<PersonId> Merges::of_merge(std::int64_t merge) const {
  Statement row = database_.prepare("SELECT person FROM merged WHERE merge = ? ORDER BY person");
  row.bind(merge);
  std::vector<PersonId> people;
  while (row.step()) people.push_back(row.integer(0));
  return people;
}

bool Merges::involve(PersonId id) const {
  return database_.prepare("SELECT 1 FROM merged WHERE person = ?1 OR kept = ?1").bind(id).step();
}

std::set<std::pair<PersonId, PersonId>> Merges::kept_apart() const {
  std::set<std::pair<PersonId, PersonId>> pairs;
  Statement row = database_.prepare("SELECT one, other FROM kept_apart");
  while (row.step()) {
    const PersonId one = home_of(row.integer(0));
    const PersonId other = home_of(row.integer(1));
    pairs.emplace(std::min(one, other), std::max(one, other));
  }
  return pairs;
}

void Merges::put_away(PersonId person, PersonId kept, std::int64_t merge,
                      const domain::Position& at) const {
  database_
      .prepare(
          "INSERT INTO merged(person, kept, merge, seq, machine, given, family, greeting, company, "
          "position, connected_on, url, remark, own_known_from, arrived, addresses, replies, "
          "exchanges) SELECT id, ?2, ?3, ?4, ?5, given, family, greeting, company, position, "
          "connected_on, url, remark, own_known_from, arrived, "
          "(SELECT json_group_array(json_array(address, folded, dead)) FROM "
          "(SELECT * FROM addresses WHERE person = ?1 ORDER BY rank)), "
          "(SELECT json_group_array(message_id) FROM replies WHERE person = ?1 AND "
          "turn NOT IN (SELECT id FROM turns)), '[]' FROM people WHERE id = ?1")
      .bind(person, kept, merge, at.seq, at.machine)
      .run();
  for (const std::string_view table : {"turns", "notes", "replies", "changes"}) {
    database_.prepare("UPDATE " + std::string(table) + " SET person = ?2 WHERE person = ?1")
        .bind(person, kept)
        .run();
  }
  database_
      .prepare(
          "UPDATE merged SET exchanges = (SELECT json_group_array(json_array(at, channel, "
          "direction, subject, message_id, text)) FROM exchanges WHERE person = ?1) "
          "WHERE person = ?1")
      .bind(person)
      .run();
  database_.prepare("UPDATE OR IGNORE exchanges SET person = ?2 WHERE person = ?1")
      .bind(person, kept)
      .run();
}

void Merges::keep_dead_addresses(PersonId kept) const {
  database_
      .prepare(
          "UPDATE addresses SET dead = 1 WHERE person = ?1 AND folded IN (SELECT value ->> 1 FROM "
          "merged, json_each(merged.addresses) WHERE kept = ?1 AND value ->> 2 = 1)")
      .bind(kept)
      .run();
}

void Merges::give_back(const MergedPerson& merged) const {
  const PersonId person = merged.person.id;
  // An address that died or came back to life since is so for whoever has it.
  database_
      .prepare(
          "UPDATE addresses SET dead = coalesce((SELECT dead FROM addresses AS theirs WHERE "
          "theirs.person = ?2 AND theirs.folded = addresses.folded), (SELECT value ->> 2 FROM "
          "merged, json_each(merged.addresses) WHERE merged.person = ?1 AND value ->> 1 = folded), "
          "0) WHERE person = ?1")
      .bind(person, merged.kept)
      .run();
  database_
      .prepare(
          "UPDATE people SET (own_known_from, arrived) = (SELECT own_known_from, arrived FROM "
          "merged WHERE person = ?1) WHERE id = ?1")
      .bind(person)
      .run();
  database_
      .prepare(
          "UPDATE replies SET person = ?1 WHERE person = ?2 AND message_id IN (SELECT value FROM "
          "merged, json_each(merged.replies) WHERE merged.person = ?1)")
      .bind(person, merged.kept)
      .run();
  database_
      .prepare(
          "DELETE FROM exchanges WHERE person = ?2 AND (at, channel, direction) IN (SELECT "
          "value ->> 0, value ->> 1, value ->> 2 FROM merged, json_each(merged.exchanges) WHERE "
          "merged.person = ?1)")
      .bind(person, merged.kept)
      .run();
  database_
      .prepare(
          "INSERT OR IGNORE INTO exchanges(person, at, channel, direction, subject, message_id, "
          "text) SELECT ?1, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, "
          "value ->> 5 FROM merged, json_each(merged.exchanges) WHERE merged.person = ?1")
      .bind(person)
      .run();
  database_.prepare("DELETE FROM merged WHERE person = ?").bind(person).run();

  // What has an origin goes where that is at home now.
  for (const std::string_view table : {"turns", "changes"}) {
    std::set<PersonId> origins;
    {
      Statement row = database_.prepare("SELECT DISTINCT origin FROM " + std::string(table) +
                                        " WHERE person = ?");
      row.bind(merged.kept);
      while (row.step()) origins.insert(row.integer(0));
    }
    for (const PersonId origin : origins) {
      database_
          .prepare("UPDATE " + std::string(table) +
                   " SET person = ?3 WHERE person = ?1 AND origin = ?2")
          .bind(merged.kept, origin, home_of(origin))
          .run();
    }
  }
  for (const std::string_view table : {"notes", "replies"}) {
    database_
        .prepare("UPDATE " + std::string(table) +
                 " SET person = ?1 WHERE turn IN "
                 "(SELECT id FROM turns WHERE person = ?1)")
        .bind(person)
        .run();
  }
}

void Merges::update(const Person& person) const {
  const auto known = find(person.id);
  if (!known) return;
  database_
      .prepare(
          "UPDATE merged SET given = ?2, family = ?3, greeting = ?4, company = ?5, position = ?6, "
          "connected_on = ?7, url = ?8, remark = ?9 WHERE person = ?1")
      .bind(person.id, person.given, person.family, person.greeting, person.company,
            person.position, person.connected_on, person.url, person.remark)
      .run();
  if (known->person.addresses == person.addresses) return;
  std::set<std::string> dead;
  {
    Statement row = database_.prepare(
        "SELECT value ->> 1 FROM merged, json_each(addresses) WHERE person = ? AND value ->> 2 = "
        "1");
    row.bind(person.id);
    while (row.step()) dead.insert(row.string(0));
  }
  database_.prepare("UPDATE merged SET addresses = '[]' WHERE person = ?").bind(person.id).run();
  Statement add = database_.prepare(
      "UPDATE merged SET addresses = json_insert(addresses, '$[#]', json_array(?2, ?3, ?4)) "
      "WHERE person = ?1");
  for (const auto& address : person.addresses) {
    const std::string folded = domain::address_of(address);
    add.bind(person.id, address, folded, dead.contains(folded) ? 1 : 0).run();
  }
}

void Merges::keep_apart(PersonId one, PersonId other, bool apart) const {
  database_
      .prepare(apart ? "INSERT OR IGNORE INTO kept_apart(one, other) VALUES (?, ?)"
                     : "DELETE FROM kept_apart WHERE one = ? AND other = ?")
      .bind(std::min(one, other), std::max(one, other))
      .run();
}

}  // namespace rounds::store
