#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "domain/round/merging.h"
#include "store/journal/families.h"
#include "store/journal/merges.h"
#include "store/journal/people_changes.h"
#include "store/tables/exchanges.h"
#include "store/tables/people.h"

namespace rounds::store {

using namespace rounds::domain;

// --- people.merged ------------------------------------------------------------------------------

// What hangs on a person (turns, notes, replies, changes) goes to whom they are merged into, and
// keeps their own id as its origin, so that it finds back. An example: Annie has a turn, and is
// merged into Ann, who is merged into Anna. The turn is Anna's, its origin Annie. When the second
// merge is undone, the turn is Ann's.

void carry_out(Workbench& bench, const PeopleMerged& fact, const Done& done) {
  const Database& database = bench.database();
  const People people(database);
  const Merges merges(database);
  std::set<PersonId> all{fact.keep};
  for (const PersonId id : fact.merged) {
    if (!all.insert(id).second) refuse("Nobody can be merged with themselves.");
  }
  if (!std::all_of(all.begin(), all.end(),
                   [&](PersonId id) { return people.find(id).has_value(); })) {
    refuse("Some of these people are no longer there.");
  }
  for (const PersonId id : fact.merged) {
    merges.put_away(id, fact.keep, fact.merge, done.at);
    bench.people_writer().remove(id);
  }
  count_people(bench, -static_cast<std::int64_t>(fact.merged.size()));
  change_person(bench, fact.keep, fact.changes, fact.on);
  merges.keep_dead_addresses(fact.keep);
  project_turns_of(bench, fact.keep);
  database
      .prepare(
          "INSERT INTO readied(merge, turn, ready_on) SELECT ?1, id, ready_on FROM turns WHERE "
          "person = ?2 AND reachable = 0")
      .bind(fact.merge, fact.keep)
      .run();
  refresh_reachable(bench, fact.keep, fact.on);
  Exchanges(database).refresh_mail(fact.keep);
}

void take_back(Workbench& bench, const PeopleMerged& fact) {
  const Database& database = bench.database();
  const Merges merges(database);
  const auto kept = People(database).find(fact.keep);
  if (!kept) refuse("They were merged with somebody else since. Undo that first.");
  std::vector<std::string> elsewhere;
  for (const MergedPerson& other : merges.into(fact.keep)) {
    if (other.merge == fact.merge) continue;
    const auto& addresses = other.person.addresses;
    elsewhere.insert(elsewhere.end(), addresses.begin(), addresses.end());
  }
  std::vector<PersonId> back = merges.of_merge(fact.merge);
  std::reverse(back.begin(), back.end());
  for (const PersonId id : back) {
    const auto merged = merges.find(id);
    if (!merged) continue;
    bench.people_writer().add(merged->person, 0);
    merges.give_back(*merged);
    bench.people_writer().update(merged->person);
  }
  count_people(bench, static_cast<std::int64_t>(back.size()));
  change_person(bench, fact.keep, unmerged_changes(fact.changes, fact.was, *kept, elsewhere),
                fact.on);
  back.push_back(fact.keep);
  for (const PersonId id : back) {
    project_turns_of(bench, id);
    refresh_reachable(bench, id, fact.on);
    Exchanges(database).refresh_mail(id);
  }
  database
      .prepare(
          "UPDATE turns SET ready_on = (SELECT ready_on FROM readied WHERE merge = ?1 AND turn = "
          "turns.id) WHERE reachable = 0 AND id IN (SELECT turn FROM readied WHERE merge = ?1)")
      .bind(fact.merge)
      .run();
  database.prepare("DELETE FROM readied WHERE merge = ?").bind(fact.merge).run();
}

// --- people.kept_apart --------------------------------------------------------------------------

void carry_out(Workbench& bench, const PeopleKeptApart& fact, const Done& /*done*/) {
  Merges(bench.database()).keep_apart(fact.one, fact.other, true);
}

void take_back(Workbench& bench, const PeopleKeptApart& fact) {
  Merges(bench.database()).keep_apart(fact.one, fact.other, false);
}

}  // namespace rounds::store
