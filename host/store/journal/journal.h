#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/facts.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// A fact as the journal keeps it.
struct JournalEntry {
  std::string fact;  // its UUID
  domain::Position at;
  std::string made_at;  // RFC 3339
  std::string kind;
  std::string body;
};

/// The journal: facts are appended and never changed. All of it must be called inside a transaction
/// that also carries the fact out.
///
/// A fact stands when it had an effect and is not undone. While a fact is carried out, its journal
/// ends with it (`until`): in a rebuild the table holds later facts, too, but nothing may be
/// decided by them. An example: A is drafted, A and B are merged, A is skipped. At the merge, A is
/// a draft, whether the skip is already in the table or not.
class Journal {
 public:
  explicit Journal(const Database& database) : database_(database) {}
  Journal(const Database& database, domain::Position until)
      : database_(database), until_(std::move(until)) {}

  /// Appends a fact of this machine. Returns its place.
  [[nodiscard]] domain::Position append(const std::string& fact, const std::string& at,
                                        const domain::FactBody& body) const;
  [[nodiscard]] std::optional<JournalEntry> find(std::string_view fact) const;
  /// The first fact after this place, for whoever goes through all.
  [[nodiscard]] std::optional<JournalEntry> next_after(const domain::Position& place) const;

  /// The user's own last step on this machine that stands. What arrived by itself is none: replies,
  /// and what was learned from mail.
  [[nodiscard]] std::optional<JournalEntry> newest_step() const;
  /// The step that the user undid last on this machine, with the undoing's UUID; nothing when there
  /// is none, or when a new step was made since.
  [[nodiscard]] std::optional<std::pair<JournalEntry, std::string>> newest_undone_step() const;

  /// The facts about a turn that stand, oldest first.
  [[nodiscard]] std::vector<JournalEntry> standing_of_turn(domain::TurnId turn) const;
  /// The facts of a kind that stand, oldest first.
  [[nodiscard]] std::vector<JournalEntry> standing_of_kind(std::string_view kind) const;
  /// The facts about templates that stand, oldest first.
  [[nodiscard]] std::vector<JournalEntry> standing_of_templates() const;
  /// What imports and the user said of people after `since`, as far as it stands, oldest first.
  [[nodiscard]] std::vector<JournalEntry> standing_of_people_since(
      const domain::Position& since) const;
  /// The user's corrections of one person that were made one by one: only they can contradict an
  /// import.
  [[nodiscard]] std::vector<domain::PersonEdited> edits_of(domain::PersonId person) const;
  /// The imports that stand and brought more than people: exchanges or a choice of columns.
  [[nodiscard]] std::vector<domain::PeopleImported> imports_of_more_than_people() const;
  /// The merges that stand in which this person was kept, oldest first.
  [[nodiscard]] std::vector<domain::PeopleMerged> merges_into(domain::PersonId person) const;
  /// The turns from `first` on, `count` of them, of which any fact speaks.
  [[nodiscard]] std::vector<domain::TurnId> turns_spoken_of(domain::TurnId first,
                                                            std::int64_t count) const;

 private:
  /// All that stands up to the end and meets `condition`, oldest first.
  template <typename... Values>
  [[nodiscard]] std::vector<JournalEntry> standing(std::string_view condition,
                                                   const Values&... values) const;

  const Database& database_;
  domain::Position until_{std::numeric_limits<std::int64_t>::max(), ""};
};

/// What a fact's maker was answered.
struct Receipt {
  std::string request;  // a digest of what was asked
  std::string result;
};

[[nodiscard]] std::optional<Receipt> find_receipt(const Database& database, std::string_view fact);
void keep_receipt(const Database& database, std::string_view fact, const Receipt& receipt);

}  // namespace rounds::store
