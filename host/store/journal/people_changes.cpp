#include "store/journal/people_changes.h"

#include <string>
#include <variant>

#include "domain/refusal.h"
#include "store/journal/fact_json.h"
#include "store/journal/merges.h"
#include "store/tables/exchanges.h"
#include "store/tables/people.h"
#include "store/tables/turns.h"

namespace rounds::store {

using namespace rounds::domain;

void change_person(Workbench& bench, PersonId id, const PersonChanges& changes, Date on) {
  if (changes.empty()) return;
  const Database& database = bench.database();
  auto person = People(database).find(id);
  if (!person) {
    if (auto merged = Merges(database).find(id)) {
      domain::apply(changes, merged->person);
      Merges(database).update(merged->person);
    }
    return;
  }
  domain::apply(changes, *person);
  bench.people_writer().update(*person);
  if (changes.known_from) bench.people_writer().set_own_known_from(id, changes.known_from);
  if (!changes.addresses) return;
  refresh_reachable(bench, id, on);
  Exchanges(database).refresh_mail(id);
}

void take_back_update(Workbench& bench, const PersonUpdate& update, Date on) {
  const Database& database = bench.database();
  PersonChanges back;
  if (const auto person = People(database).find(update.person)) {
    // What the rules say of known_from is nobody's word.
    Person said = *person;
    said.known_from = People(database).own_known_from(update.person).value_or("");
    back = still_standing(update.was, update.changes, said);
  } else if (const auto merged = Merges(database).find(update.person)) {
    back = still_standing(update.was, update.changes, merged->person);
  }
  change_person(bench, update.person, back, on);
  if (back.known_from && back.known_from->empty()) {
    bench.people_writer().set_own_known_from(update.person, std::nullopt);
  }
}

void say_again(Workbench& bench, const std::unordered_set<PersonId>& people,
               const Position& since) {
  const auto say = [&](const PersonUpdate& update, Date on) {
    if (people.contains(update.person)) change_person(bench, update.person, update.changes, on);
  };
  for (const JournalEntry& entry : bench.journal().standing_of_people_since(since)) {
    const FactBody body = read_fact(entry.kind, entry.body);
    if (const auto* imported = std::get_if<PeopleImported>(&body)) {
      for (const PersonUpdate& update : imported->updated) say(update, imported->on);
    } else if (const auto* edited = std::get_if<PersonEdited>(&body)) {
      say(edited->update, edited->on);
    } else if (const auto* edits = std::get_if<PeopleEdited>(&body)) {
      for (const auto& [person, was] : edits->people) say({person, edits->changes, was}, edits->on);
    } else if (const auto* confirmed = std::get_if<AddressesConfirmed>(&body)) {
      for (const PersonUpdate& update : confirmed->updates) say(update, confirmed->on);
    }
  }
}

bool is_known(const Workbench& bench, PersonId id) {
  return People(bench.database()).find(id).has_value() ||
         Merges(bench.database()).find(id).has_value();
}

void refresh_reachable(Workbench& bench, PersonId person, Date on) {
  const Database& database = bench.database();
  Turns(database).set_reachable(person, People(database).has_live_address(person), on);
}

void count_people(Workbench& bench, std::int64_t more) {
  bench.database().prepare("UPDATE tally SET people = people + ?").bind(more).run();
}

void refuse(const std::string& why) {
  throw Refusal(RefusalKind::conflict, why + " Nothing was changed.");
}

}  // namespace rounds::store
