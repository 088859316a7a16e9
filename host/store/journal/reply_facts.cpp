#include <string>

#include "domain/round/turn.h"
#include "store/journal/families.h"
#include "store/journal/merges.h"
#include "store/journal/people_changes.h"
#include "store/tables/exchanges.h"
#include "store/tables/people.h"
#include "store/tables/replies.h"
#include "store/tables/turns.h"

namespace rounds::store {
namespace {

using namespace rounds::domain;

/// Makes what came back after a turn's note from the facts about it that stand.
void project_replies(Workbench& bench, TurnId id) {
  const Database& database = bench.database();
  ReplyTable(database).project(id, bench.journal());
  if (const auto turn = Turns(database).find(id)) Exchanges(database).refresh(turn->person);
}

/// Whether another report that stands says that the address is dead.
bool is_reported_dead(const Database& database, PersonId person, const std::string& address) {
  return database
      .prepare(
          "SELECT 1 FROM replies WHERE person = ? AND outcome = 'bounce' AND "
          "instr(char(10) || dead_addresses, char(10) || ? || char(10)) > 0")
      .bind(person, address)
      .step();
}

}  // namespace

// --- reply.recorded -----------------------------------------------------------------------------

void carry_out(Workbench& bench, const ReplyRecorded& fact, const Done& done) {
  const Database& database = bench.database();
  const Turns turns(database);
  const auto before = turns.find(fact.turn);
  if (!before) refuse("The turn is no longer there: its round was undone.");
  // Two machines see the same message.
  if (ReplyTable(database).find(fact.message_id)) refuse("This message was recorded already.");
  project_replies(bench, fact.turn);
  if (fact.outcome != ReplyOutcome::bounce) return;
  const PersonId person = Merges(database).home_of(fact.person);
  for (const auto& address : fact.dead_addresses) {
    bench.people_writer().mark_address(person, address, true);
  }
  carry_out_on_turn(bench, fact.turn, {done.fact, done.at, true});
  // Whoever comes back into the queue must not push somebody out of today.
  const auto after = turns.find(fact.turn);
  if (before->state == TurnState::written && after->state == TurnState::waiting) {
    turns.set_ready_on(fact.turn, fact.on);
  }
  refresh_reachable(bench, person, fact.on);
}

void take_back(Workbench& bench, const ReplyRecorded& fact) {
  const Database& database = bench.database();
  project_replies(bench, fact.turn);
  if (fact.outcome != ReplyOutcome::bounce) return;
  const PersonId person = Merges(database).home_of(fact.person);
  for (const auto& address : fact.dead_addresses) {
    if (is_reported_dead(database, person, address)) continue;
    bench.people_writer().mark_address(person, address, false);
  }
  take_back_from_turn(bench, fact.turn);
  refresh_reachable(bench, person, fact.on);
}

// --- reply.judged -------------------------------------------------------------------------------

void carry_out(Workbench& bench, const ReplyJudged& fact, const Done& /*done*/) {
  if (!ReplyTable(bench.database()).find(fact.message_id)) {
    refuse("The message is no longer there.");
  }
  project_replies(bench, fact.turn);
}

void take_back(Workbench& bench, const ReplyJudged& fact) { project_replies(bench, fact.turn); }

}  // namespace rounds::store
