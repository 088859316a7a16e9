#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "store/journal/families.h"
#include "store/journal/merges.h"
#include "store/journal/people_changes.h"
#include "store/tables/column_choices.h"
#include "store/tables/correspondents.h"
#include "store/tables/exchanges.h"
#include "store/tables/people.h"

namespace rounds::store {
namespace {

using namespace rounds::domain;

/// Keeps what an import tells of a new employer or position.
void add_changes(const Database& database, const PersonUpdate& update, Date on) {
  const auto add = [&](std::string_view field, const std::optional<std::string>& was,
                       const std::optional<std::string>& now) {
    if (!was || !now || was->empty() || now->empty()) return;  // what was not known has not changed
    // Somebody who was merged, or is gone, has no changes of their own.
    database
        .prepare(
            "INSERT INTO changes(person, origin, \"on\", field, was, now) "
            "SELECT id, id, ?2, ?3, ?4, ?5 FROM people WHERE id = ?1")
        .bind(update.person, on, field, *was, *now)
        .run();
  };
  add("company", update.was.company, update.changes.company);
  add("position", update.was.position, update.changes.position);
}

void remove_changes(const Database& database, const PersonUpdate& update, Date on) {
  const auto remove = [&](std::string_view field, const std::optional<std::string>& was,
                          const std::optional<std::string>& now) {
    if (!was || !now) return;
    database
        .prepare(
            "DELETE FROM changes WHERE rowid = (SELECT max(rowid) FROM changes WHERE origin = ? "
            "AND \"on\" = ? AND field = ? AND was = ? AND now = ?)")
        .bind(update.person, on, field, *was, *now)
        .run();
  };
  remove("company", update.was.company, update.changes.company);
  remove("position", update.was.position, update.changes.position);
}

/// Makes what an import brought beside people again from the imports that stand, for those people
/// and that table which `fact` speaks of: of exchanges only the newest is kept, so that what it had
/// replaced is not in the tables any more.
void project_imports(Workbench& bench, const PeopleImported& fact) {
  const Exchanges exchanges(bench.database());
  const ColumnChoices choices(bench.database());
  std::unordered_set<PersonId> people;
  for (const Person& person : fact.added) people.insert(person.id);
  for (const auto& [person, exchange] : fact.exchanges) {
    people.insert(person);
    exchanges.forget(person, exchange.channel);
  }
  if (fact.columns) choices.forget(fact.columns->header);
  for (const PeopleImported& import : bench.journal().imports_of_more_than_people()) {
    for (const auto& [person, exchange] : import.exchanges) {
      if (people.contains(person)) exchanges.keep_newest(person, exchange);
    }
    if (import.columns && fact.columns && import.columns->header == fact.columns->header) {
      choices.keep(*import.columns);
    }
  }
}

}  // namespace

// --- people.imported ----------------------------------------------------------------------------

void carry_out(Workbench& bench, const PeopleImported& fact, const Done& done) {
  const Database& database = bench.database();
  const std::size_t total = fact.added.size() + fact.updated.size();
  std::size_t so_far = 0;
  const Exchanges exchanges(database);
  const bool mail_is_known = Correspondents(database).any();
  std::unordered_set<PersonId> people;
  for (const Person& person : fact.added) {
    bench.people_writer().add(person, done.at.seq);
    if (mail_is_known && !person.addresses.empty()) exchanges.refresh_mail(person.id);
    if (done.again) people.insert(person.id);
    bench.report(++so_far, total);
  }
  count_people(bench, static_cast<std::int64_t>(fact.added.size()));
  for (const PersonUpdate& update : fact.updated) {
    add_changes(database, update, fact.on);
    change_person(bench, update.person, update.changes, fact.on);
    if (done.again) people.insert(update.person);
    bench.report(++so_far, total);
  }
  for (const auto& [person, exchange] : fact.exchanges) exchanges.keep_newest(person, exchange);
  if (fact.columns) ColumnChoices(database).keep(*fact.columns);
  if (!done.again) return;
  say_again(bench, people, done.at);
  project_imports(bench, fact);
}

void take_back(Workbench& bench, const PeopleImported& fact) {
  const Database& database = bench.database();
  const People people(database);
  const auto in_a_round = std::count_if(fact.added.begin(), fact.added.end(),
                                        [&](const Person& p) { return people.in_a_round(p.id); });
  if (in_a_round > 0) {
    refuse("This import cannot be undone: " + std::to_string(in_a_round) +
           " of its people are in a round. Undo the round first.");
  }
  const Merges merges(database);
  if (std::any_of(fact.added.begin(), fact.added.end(),
                  [&](const Person& person) { return merges.involve(person.id); })) {
    refuse("This import cannot be undone: some of its people were merged since. Undo that first.");
  }
  for (const PersonUpdate& update : fact.updated) {
    take_back_update(bench, update, fact.on);
    remove_changes(database, update, fact.on);
  }
  for (const Person& person : fact.added) bench.people_writer().remove(person.id);
  count_people(bench, -static_cast<std::int64_t>(fact.added.size()));
  project_imports(bench, fact);
}

// --- person.edited, people.edited ---------------------------------------------------------------

void carry_out(Workbench& bench, const PersonEdited& fact, const Done& done) {
  if (!is_known(bench, fact.update.person)) refuse("This person is no longer there.");
  change_person(bench, fact.update.person, fact.update.changes, fact.on);
  if (done.again) say_again(bench, {fact.update.person}, done.at);
}

void take_back(Workbench& bench, const PersonEdited& fact) {
  take_back_update(bench, fact.update, fact.on);
}

void carry_out(Workbench& bench, const PeopleEdited& fact, const Done& done) {
  if (std::none_of(fact.people.begin(), fact.people.end(),
                   [&](const auto& one) { return is_known(bench, one.person); })) {
    refuse("These people are no longer there.");
  }
  std::unordered_set<PersonId> people;
  for (const auto& [person, was] : fact.people) {
    change_person(bench, person, fact.changes, fact.on);
    people.insert(person);
  }
  if (done.again) say_again(bench, people, done.at);
}

void take_back(Workbench& bench, const PeopleEdited& fact) {
  for (const auto& [person, was] : fact.people) {
    take_back_update(bench, {person, fact.changes, was}, fact.on);
  }
}

// --- addresses.confirmed, address.dismissed -----------------------------------------------------

void carry_out(Workbench& bench, const AddressesConfirmed& fact, const Done& done) {
  if (std::none_of(fact.updates.begin(), fact.updates.end(),
                   [&](const PersonUpdate& update) { return is_known(bench, update.person); })) {
    refuse("These people are no longer there.");
  }
  std::unordered_set<PersonId> people;
  for (const PersonUpdate& update : fact.updates) {
    change_person(bench, update.person, update.changes, fact.on);
    people.insert(update.person);
  }
  if (done.again) say_again(bench, people, done.at);
}

void take_back(Workbench& bench, const AddressesConfirmed& fact) {
  for (const PersonUpdate& update : fact.updates) take_back_update(bench, update, fact.on);
}

void carry_out(Workbench& bench, const AddressDismissed& fact, const Done& /*done*/) {
  bench.database()
      .prepare("INSERT OR IGNORE INTO dismissed_addresses(person, address) VALUES (?, ?)")
      .bind(fact.person, fact.address)
      .run();
}

void take_back(Workbench& bench, const AddressDismissed& fact) {
  bench.database()
      .prepare("DELETE FROM dismissed_addresses WHERE person = ? AND address = ?")
      .bind(fact.person, fact.address)
      .run();
}

}  // namespace rounds::store
