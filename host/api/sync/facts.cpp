#include "api/sync/facts.h"

#include <chrono>
#include <optional>
#include <variant>

#include "api/core/methods.h"
#include "domain/people/names.h"
#include "domain/refusal.h"
#include "store/journal/fact_json.h"
#include "store/journal/journal.h"
#include "store/journal/merges.h"
#include "store/journal/undoings.h"
#include "store/tables/people.h"
#include "store/tables/rounds.h"
#include "store/tables/turns.h"

namespace rounds::api {
namespace {

using domain::Refusal;
using domain::RefusalKind;
using nlohmann::json;

struct UndoParams {
  std::string undo;
};

UndoParams read_undo(Params& params) { return {params.uuid("undo")}; }

/// The note of a step, where its mail has left: undoing it does not call the mail back.
std::optional<domain::TurnWritten> left_mail_of(const store::JournalEntry& step) {
  if (step.kind != "turn.written") return std::nullopt;
  auto written = std::get<domain::TurnWritten>(store::read_fact(step.kind, step.body));
  if (!domain::has_left(written.note)) return std::nullopt;
  return written;
}

void put_left(const store::Database& database, const domain::TurnWritten& written, json& result) {
  result["left"] = true;
  result["sent_at"] = written.note.sent_at;
  const auto turn = store::Turns(database).find(written.turn);
  const auto person = turn ? store::People(database).find(turn->person) : std::nullopt;
  if (person && !person->addresses.empty()) result["address"] = person->addresses.front();
}

/// The next day on which the round is written, after today.
domain::Date next_writing_day(const store::Database& database, domain::TurnId id,
                              domain::Date today) {
  const domain::Date tomorrow = today + std::chrono::days(1);
  const auto turn = store::Turns(database).find(id);
  const auto round = turn ? store::RoundTable(database).find(turn->round) : std::nullopt;
  if (!round) return tomorrow;
  return round->schedule.calendar_on(tomorrow).nth(tomorrow, 1).value_or(tomorrow);
}

json undo(Change& change, const UndoParams& params) {
  const auto& database = change.database();
  const store::Journal journal(database);
  const auto target = journal.find(params.undo);
  if (!target) {
    // What changed nothing, such as an import of people all known, has left no fact.
    throw Refusal(RefusalKind::not_found, "There is nothing to undo under " + params.undo + ".");
  }
  const auto undoing = store::Undoings(database).resolve(journal, *target);
  json result{{"undone", params.undo}, {"kind", target->kind}};
  domain::FactUndone fact{params.undo, std::nullopt};
  if (undoing.stands) {
    result["redone"] = {{"fact", undoing.step.fact}, {"kind", undoing.step.kind}};
  } else if (const auto written = left_mail_of(undoing.step)) {
    fact.back_on = next_writing_day(database, written->turn, change.host().today());
    put_left(database, *written, result);
    result["back_on"] = domain::format_date(*fact.back_on);
  }
  change.record(fact);
  return result;
}

/// Adds whom or what a fact is about, by the name that the user knows.
void put_subject(const store::Database& database, const domain::FactBody& body, json& result) {
  domain::PersonId person = 0;
  if (const auto turn = store::Turns(database).find(domain::turn_of(body))) person = turn->person;
  if (const auto* edited = std::get_if<domain::PersonEdited>(&body)) person = edited->update.person;
  if (const auto* gone = std::get_if<domain::AddressDismissed>(&body)) person = gone->person;
  if (const auto* edited = std::get_if<domain::PeopleEdited>(&body)) {
    result["people"] = edited->people.size();
  }
  if (const auto* merged = std::get_if<domain::PeopleMerged>(&body)) person = merged->keep;
  if (const auto* apart = std::get_if<domain::PeopleKeptApart>(&body)) {
    person = store::Merges(database).home_of(apart->one);
  }
  if (const auto* confirmed = std::get_if<domain::AddressesConfirmed>(&body)) {
    result["people"] = confirmed->updates.size();
    if (confirmed->updates.size() == 1) person = confirmed->updates.front().person;
  }
  if (const auto found = store::People(database).find(person)) {
    result["person"] = domain::full_name(found->given, found->family);
  }
  if (const auto* saved = std::get_if<domain::RuleSaved>(&body)) result["rule"] = saved->now.name;
  if (const auto* saved = std::get_if<domain::StructureSaved>(&body)) {
    result["structure"] = saved->now.name;
  }
  if (const auto* removed = std::get_if<domain::StructureRemoved>(&body)) {
    result["structure"] = removed->was.name;
  }
  if (const auto* created = std::get_if<domain::RoundCreated>(&body)) {
    result["round"] = created->name;
  }
  if (const auto* edited = std::get_if<domain::RoundEdited>(&body)) {
    result["round"] = edited->now.name;
    const bool paused = edited->now.paused_on.has_value();
    if (paused != edited->was.paused_on.has_value()) result["paused"] = paused;
  }
}

json write_step(const store::Database& database, const store::JournalEntry& step) {
  json result{{"fact", step.fact}, {"kind", step.kind}, {"at", step.made_at}};
  // An import's body is large, and tells nothing that is asked for here.
  if (step.kind != "people.imported") {
    put_subject(database, store::read_fact(step.kind, step.body), result);
  }
  if (const auto written = left_mail_of(step)) put_left(database, *written, result);
  return result;
}

json latest(Host& host, const NoParams& /*params*/) {
  const auto& database = host.database();
  const store::Journal journal(database);
  json result = json::object();
  if (const auto step = journal.newest_step()) result = write_step(database, *step);
  if (const auto undone = journal.newest_undone_step()) {
    result["redo"] = write_step(database, undone->first);
    result["redo"]["fact"] = undone->second;
  }
  return result;
}

}  // namespace

void bind_facts(Methods& methods) {
  methods.bind_change("facts.undo", read_undo, undo);
  methods.bind("facts.latest", read_nothing, latest);
}

}  // namespace rounds::api
