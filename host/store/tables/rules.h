#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/rules.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// The rules table.
class RuleTable {
 public:
  explicit RuleTable(const Database& database) : database_(database) {}

  /// In the order in which they were made.
  [[nodiscard]] std::vector<domain::PeopleRule> all() const;
  [[nodiscard]] std::optional<domain::PeopleRule> find(domain::RuleId id) const;

  // For the projection alone.
  /// `made` is the place in the journal of the fact that made it; a rule that is there keeps its
  /// own.
  void save(const domain::PeopleRule& rule, std::int64_t made) const;
  /// A rule that is removed keeps its place, for an undo.
  void set_removed(domain::RuleId id, bool removed) const;
  void forget(domain::RuleId id) const;

 private:
  const Database& database_;
};

/// All rules, ready for being compared with many people.
class RuleBook {
 public:
  explicit RuleBook(const Database& database);

  /// What the first rule that fits says of how the user knows somebody of whom he has not said it
  /// himself; "" when none does.
  [[nodiscard]] std::string known_from(const domain::Person& person,
                                       std::string_view search_text) const;
  /// Whether some rule leaves out this person, whose known_from is what is known by now.
  [[nodiscard]] bool leaves_out(const domain::Person& person, std::string_view search_text) const;
  [[nodiscard]] bool leaves_anybody_out() const { return leaves_out_; }

 private:
  struct Entry {
    domain::PeopleRule rule;
    domain::RuleMatcher matcher;
  };
  std::vector<Entry> entries_;
  bool says_known_from_ = false;
  bool leaves_out_ = false;
};

/// Calls `visit(person, search_text)` with everybody, without addresses, by family name.
void for_everybody(const Database& database,
                   const std::function<void(const domain::Person&, std::string_view)>& visit);

}  // namespace rounds::store
