#pragma once

#include <concepts>

#include "domain/facts.h"
#include "store/journal/workbench.h"

// What each kind of fact does to the tables, and how that is undone: one file a family
// (people_facts.cpp, merge_facts.cpp, rule_facts.cpp, round_facts.cpp, turn_facts.cpp,
// reply_facts.cpp, template_facts.cpp, learning_facts.cpp), doing and undoing side by side.
//
// Each function depends on the tables and on the journal up to now alone, so that carrying all
// facts out again gives the same rows. It throws a Refusal of kind `conflict` when the fact cannot
// have an effect; what it had changed by then is rolled back.
namespace rounds::store {

/// The fact that is carried out, whether for the first time or again after it was undone: then what
/// it did takes its old place among the others.
struct Done {
  const std::string& fact;
  const domain::Position& at;
  bool again = false;
};

template <typename Fact>
concept TurnFact = std::same_as<Fact, domain::TurnDrafted> ||
    std::same_as<Fact, domain::TurnQueued> || std::same_as<Fact, domain::TurnReleased> ||
    std::same_as<Fact, domain::TurnWritten> || std::same_as<Fact, domain::TurnSkipped> ||
    std::same_as<Fact, domain::TurnSnoozed> || std::same_as<Fact, domain::TurnFronted>;

// --- people -------------------------------------------------------------------------------------

void carry_out(Workbench& bench, const domain::PeopleImported& fact, const Done& done);
void take_back(Workbench& bench, const domain::PeopleImported& fact);
void carry_out(Workbench& bench, const domain::PersonEdited& fact, const Done& done);
void take_back(Workbench& bench, const domain::PersonEdited& fact);
void carry_out(Workbench& bench, const domain::PeopleEdited& fact, const Done& done);
void take_back(Workbench& bench, const domain::PeopleEdited& fact);
void carry_out(Workbench& bench, const domain::PeopleMerged& fact, const Done& done);
void take_back(Workbench& bench, const domain::PeopleMerged& fact);
void carry_out(Workbench& bench, const domain::PeopleKeptApart& fact, const Done& done);
void take_back(Workbench& bench, const domain::PeopleKeptApart& fact);
void carry_out(Workbench& bench, const domain::RuleSaved& fact, const Done& done);
void take_back(Workbench& bench, const domain::RuleSaved& fact);
void carry_out(Workbench& bench, const domain::RuleRemoved& fact, const Done& done);
void take_back(Workbench& bench, const domain::RuleRemoved& fact);
void carry_out(Workbench& bench, const domain::AddressesConfirmed& fact, const Done& done);
void take_back(Workbench& bench, const domain::AddressesConfirmed& fact);
void carry_out(Workbench& bench, const domain::AddressDismissed& fact, const Done& done);
void take_back(Workbench& bench, const domain::AddressDismissed& fact);

// --- rounds -------------------------------------------------------------------------------------

void carry_out(Workbench& bench, const domain::RoundCreated& fact, const Done& done);
void take_back(Workbench& bench, const domain::RoundCreated& fact);
void carry_out(Workbench& bench, const domain::RoundEdited& fact, const Done& done);
void take_back(Workbench& bench, const domain::RoundEdited& fact);

// --- turns --------------------------------------------------------------------------------------

/// All that happens to a turn happens the same way: what the facts about it come to is made again.
void carry_out_on_turn(Workbench& bench, domain::TurnId turn, const Done& done);
void take_back_from_turn(Workbench& bench, domain::TurnId turn);

template <TurnFact Fact>
void carry_out(Workbench& bench, const Fact& fact, const Done& done) {
  carry_out_on_turn(bench, fact.turn, done);
}
template <TurnFact Fact>
void take_back(Workbench& bench, const Fact& fact) {
  take_back_from_turn(bench, fact.turn);
}

/// Makes the person's turns in all rounds from the facts about them.
void project_turns_of(Workbench& bench, domain::PersonId person);

// --- replies ------------------------------------------------------------------------------------

void carry_out(Workbench& bench, const domain::ReplyRecorded& fact, const Done& done);
void take_back(Workbench& bench, const domain::ReplyRecorded& fact);
void carry_out(Workbench& bench, const domain::ReplyJudged& fact, const Done& done);
void take_back(Workbench& bench, const domain::ReplyJudged& fact);

// --- templates ----------------------------------------------------------------------------------

void carry_out(Workbench& bench, const domain::StructureSaved& fact, const Done& done);
void take_back(Workbench& bench, const domain::StructureSaved& fact);
void carry_out(Workbench& bench, const domain::StructureRemoved& fact, const Done& done);
void take_back(Workbench& bench, const domain::StructureRemoved& fact);

// --- what is learned from mail ------------------------------------------------------------------

void carry_out(Workbench& bench, const domain::MailLearned& fact, const Done& done);
void take_back(Workbench& bench, const domain::MailLearned& fact);

}  // namespace rounds::store
