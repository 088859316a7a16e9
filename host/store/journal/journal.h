#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/facts.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// A fact as the journal keeps it.
struct JournalEntry {
  std::string fact;  // its UUID
  std::string device;
  std::int64_t seq = 0;
  std::string at;  // RFC 3339
  std::string kind;
  std::string body;
};

/// The journal: facts are appended and never changed. All of it must be called inside a transaction
/// that also carries the fact out.
class Journal {
 public:
  explicit Journal(const Database& database) : database_(database) {}

  void append(const std::string& fact, const std::string& at, const domain::FactBody& body) const;
  [[nodiscard]] std::optional<JournalEntry> find(std::string_view fact) const;
  [[nodiscard]] bool is_undone(std::string_view fact) const;
  /// The newest fact that stands and is not itself an undoing. What was learned from mail goes on
  /// by itself and is no step of the user's.
  [[nodiscard]] std::optional<JournalEntry> newest_standing() const;
  /// The facts about a turn that stand, oldest first.
  [[nodiscard]] std::vector<JournalEntry> standing_of_turn(domain::TurnId turn) const;
  /// The facts of a kind that stand, oldest first.
  [[nodiscard]] std::vector<JournalEntry> standing_of_kind(std::string_view kind) const;
  /// What the user said of people, edits of one or many and confirmed addresses, as far as it
  /// stands, oldest first.
  [[nodiscard]] std::vector<JournalEntry> standing_corrections() const;
  /// The user's corrections of one person that were made one by one: only they can contradict an
  /// import.
  [[nodiscard]] std::vector<domain::PersonEdited> edits_of(domain::PersonId person) const;
  /// The imports that stand and brought more than people: exchanges or a choice of columns.
  [[nodiscard]] std::vector<domain::PeopleImported> imports_of_more_than_people() const;
  /// The merges that stand in which this person was kept, oldest first.
  [[nodiscard]] std::vector<domain::PeopleMerged> merges_into(domain::PersonId person) const;

 private:
  const Database& database_;
};

/// What a fact's maker was answered.
struct Receipt {
  std::string request;  // a digest of what was asked
  std::string result;
};

[[nodiscard]] std::optional<Receipt> find_receipt(const Database& database, std::string_view fact);
void keep_receipt(const Database& database, std::string_view fact, const Receipt& receipt);

}  // namespace rounds::store
