#include <set>
#include <string>

#include "store/journal/families.h"
#include "store/journal/merges.h"
#include "store/journal/people_changes.h"
#include "store/tables/rounds.h"
#include "store/tables/turns.h"

namespace rounds::store {
namespace {

using namespace rounds::domain;

/// Makes those turns of a new round that are not simply waiting: a person who was merged by now has
/// several, and a round that comes back finds what was said of its turns before.
void project_special_turns(Workbench& bench, const RoundCreated& fact, bool again) {
  const Database& database = bench.database();
  const Turns turns(database);
  std::set<PersonId> people;
  {
    Statement row = database.prepare(
        "SELECT person FROM turns WHERE round = ?1 AND (person <> origin OR person IN "
        "(SELECT kept FROM merged))");
    row.bind(fact.round);
    while (row.step()) people.insert(row.integer(0));
  }
  if (again) {
    const auto count = static_cast<std::int64_t>(fact.people.size());
    for (const TurnId id : bench.journal().turns_spoken_of(fact.first_turn, count)) {
      if (const auto turn = turns.find(id)) people.insert(turn->person);
    }
  }
  for (const PersonId person : people) project_turns_of(bench, person);
}

}  // namespace

// --- round.created ------------------------------------------------------------------------------

void carry_out(Workbench& bench, const RoundCreated& fact, const Done& done) {
  RoundTable(bench.database()).add(fact, done.at.seq);
  project_special_turns(bench, fact, done.again);
}

void take_back(Workbench& bench, const RoundCreated& fact) {
  const Database& database = bench.database();
  {
    // A turn whose note was undone is as good as new, though it is snoozed until tomorrow.
    Statement touched = database.prepare(
        "SELECT 1 FROM turns WHERE round = ? AND ((state <> 'waiting' AND superfluous = 0) OR "
        "draft <> '' OR (snoozed_until IS NOT NULL AND left_at = '') OR "
        "EXISTS (SELECT 1 FROM notes WHERE notes.turn = turns.id))");
    if (touched.bind(fact.round).step()) {
      refuse("The round “" + fact.name +
             "” cannot be undone: notes of it were drafted, written, skipped or snoozed.");
    }
  }
  RoundTable(database).remove(fact.round);
}

// --- round.edited -------------------------------------------------------------------------------

void carry_out(Workbench& bench, const RoundEdited& fact, const Done& done) {
  const RoundTable rounds(bench.database());
  const auto round = rounds.find(fact.round);
  if (!round) refuse("The round was itself undone.");
  // Its terms are one whole: what comes back must not push aside what was said later.
  if (done.again && round->terms() != fact.was) {
    refuse("The round was changed again since. Undo the later change first.");
  }
  rounds.set_terms(fact.round, fact.now);
}

void take_back(Workbench& bench, const RoundEdited& fact) {
  const RoundTable rounds(bench.database());
  const auto round = rounds.find(fact.round);
  if (!round) refuse("The round was itself undone.");
  if (round->terms() != fact.now) {
    refuse("The round was changed again since. Undo the later change first.");
  }
  rounds.set_terms(fact.round, fact.was);
}

}  // namespace rounds::store
