#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "domain/facts.h"
#include "store/sqlite/database.h"
#include "store/tables/people.h"

namespace rounds::store {

/// Carries facts out on the tables that are made from the journal. What it does depends on the
/// facts and on those tables alone, so carrying all facts out again gives the same rows.
class Projection {
 public:
  explicit Projection(const Database& database) : database_(database) {}

  /// Called with how much is done of how much while a long fact is carried out; false stops it
  /// with a Refusal (`cancelled`), and the transaction with it.
  using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

  /// Carries out a fact that is already in the journal. Throws a Refusal of kind `conflict` when an
  /// undoing would take away what later facts rest upon.
  void apply(const domain::FactBody& body, const Progress& progress = {});

  /// Deletes all that is projected and carries the whole journal out again, in its own transaction.
  /// Returns how many facts there are.
  std::int64_t rebuild(const Progress& progress = {});
  /// The same inside the caller's transaction.
  std::int64_t remake(const Progress& progress = {});

 private:
  // One for each kind of fact; those about a turn share project_turn.
  void carry_out(const domain::PeopleImported& fact, const Progress& progress);
  void carry_out(const domain::PersonEdited& fact);
  void carry_out(const domain::PeopleEdited& fact);
  void carry_out(const domain::PeopleMerged& fact);
  void carry_out(const domain::PeopleKeptApart& fact);
  void carry_out(const domain::RuleSaved& fact);
  void carry_out(const domain::RuleRemoved& fact);
  void carry_out(const domain::RoundCreated& fact);
  void carry_out(const domain::RoundEdited& fact);
  void carry_out(const domain::ReplyRecorded& fact);
  void carry_out(const domain::StructureSaved& fact);
  void carry_out(const domain::StructureRemoved& fact);
  void carry_out(const domain::ReplyJudged& fact);
  void carry_out(const domain::MailLearned& fact);
  void carry_out(const domain::AddressesConfirmed& fact);
  void carry_out(const domain::AddressDismissed& fact);
  void carry_out(const domain::FactUndone& fact);
  template <typename TurnFact>
  void carry_out(const TurnFact& fact) {
    project_turn(fact.turn);
  }

  // The same fact taken back, after it was marked as undone.
  void take_back(const domain::PeopleImported& fact);
  void take_back(const domain::PersonEdited& fact);
  void take_back(const domain::PeopleEdited& fact);
  void take_back(const domain::PeopleMerged& fact);
  void take_back(const domain::PeopleKeptApart& fact);
  void take_back(const domain::RuleSaved& fact);
  void take_back(const domain::RuleRemoved& fact);
  void take_back(const domain::RoundCreated& fact);
  void take_back(const domain::RoundEdited& fact);
  void take_back(const domain::ReplyRecorded& fact);
  void take_back(const domain::StructureSaved& fact);
  void take_back(const domain::StructureRemoved& fact);
  void take_back(const domain::ReplyJudged& fact);
  void take_back(const domain::MailLearned& fact);
  void take_back(const domain::AddressesConfirmed& fact);
  void take_back(const domain::AddressDismissed& fact);
  void take_back(const domain::FactUndone& fact);
  template <typename TurnFact>
  void take_back(const TurnFact& fact) {
    project_turn(fact.turn);
  }

  /// Makes a turn, and the note written in it, from the facts about it that stand.
  void project_turn(domain::TurnId id);
  /// Makes what came back after a turn's note from the facts about it that stand.
  void project_replies(domain::TurnId id);
  void take_back_update(const domain::PersonUpdate& update, domain::Date on);
  /// Carries out again, on people who came back, what the user said of them.
  void restore_corrections(const std::vector<domain::Person>& people);
  /// Makes what an import brought beside people again from the imports that stand, for those people
  /// and that table which `fact` speaks of.
  void project_imports(const domain::PeopleImported& fact);
  void change_person(domain::PersonId id, const domain::PersonChanges& changes, domain::Date on);
  void refresh_reachable(domain::PersonId person, domain::Date on);
  void count_people(std::int64_t more);
  /// Gives up the turns that would have a person written to twice in a round.
  void give_up_turns(domain::PersonId person, std::int64_t merge);
  void rules_changed();
  PeopleWriter& people_writer();

  const Database& database_;
  std::optional<PeopleWriter> people_writer_;  // made when first needed: its collator is costly
};

}  // namespace rounds::store
