#include "api/sync/facts.h"

#include "api/core/methods.h"
#include "domain/people/names.h"
#include "domain/refusal.h"
#include "store/journal/fact_json.h"
#include "store/journal/journal.h"
#include "store/journal/merges.h"
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

json undo(Change& change, const UndoParams& params) {
  const store::Journal journal(change.database());
  const auto target = journal.find(params.undo);
  if (!target) {
    // What changed nothing, such as an import of people all known, has left no fact.
    throw Refusal(RefusalKind::not_found, "There is nothing to undo under " + params.undo + ".");
  }
  if (journal.is_undone(params.undo)) {
    throw Refusal(RefusalKind::conflict, "That was undone already. Nothing was changed.");
  }
  change.record(domain::FactUndone{params.undo});
  return {{"undone", params.undo}, {"kind", target->kind}};
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
  }
}

json latest(Host& host, const NoParams& /*params*/) {
  const auto& database = host.database();
  const auto entry = store::Journal(database).newest_standing();
  if (!entry) return json::object();
  json result{{"fact", entry->fact}, {"kind", entry->kind}, {"at", entry->at}};
  // An import's body is large, and tells nothing that is asked for here.
  if (entry->kind != "people.imported") {
    put_subject(database, store::read_fact(entry->kind, entry->body), result);
  }
  return result;
}

}  // namespace

void bind_facts(Methods& methods) {
  methods.bind_change("facts.undo", read_undo, undo);
  methods.bind("facts.latest", read_nothing, latest);
}

}  // namespace rounds::api
