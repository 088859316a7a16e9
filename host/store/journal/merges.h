#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "domain/facts.h"
#include "domain/people/person.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// Somebody who was merged into another, as they were, and as later imports tell of them.
struct MergedPerson {
  domain::Person person;
  domain::PersonId kept = 0;
  std::int64_t merge = 0;
};

/// The entries that were merged into others, and those that are kept apart.
class Merges {
 public:
  explicit Merges(const Database& database) : database_(database) {}

  /// The person that an id means by now.
  [[nodiscard]] domain::PersonId home_of(domain::PersonId id) const;
  [[nodiscard]] std::optional<MergedPerson> find(domain::PersonId id) const;
  [[nodiscard]] std::vector<MergedPerson> all() const;
  /// Those who were merged into this person directly.
  [[nodiscard]] std::vector<MergedPerson> into(domain::PersonId kept) const;
  [[nodiscard]] std::vector<domain::PersonId> of_merge(std::int64_t merge) const;
  /// Whether a merge rests upon this person.
  [[nodiscard]] bool involve(domain::PersonId id) const;
  /// The pairs kept apart, as the people whom their ids mean by now; the smaller id first.
  [[nodiscard]] std::set<std::pair<domain::PersonId, domain::PersonId>> kept_apart() const;

  // For the projection alone.
  /// Puts `person` away, and gives all that hangs on them to `kept`. They are left in the table of
  /// people, for the caller to remove. `at` is the place of the merge's fact.
  void put_away(domain::PersonId person, domain::PersonId kept, std::int64_t merge,
                const domain::Position& at) const;
  /// Marks as dead what addresses of `kept` were so for those who were merged into them.
  void keep_dead_addresses(domain::PersonId kept) const;
  /// Forgets that somebody was merged; they are people again already. What hung on them is given
  /// back.
  void give_back(const MergedPerson& merged) const;
  /// Writes what is told of somebody who was merged.
  void update(const domain::Person& person) const;
  void keep_apart(domain::PersonId one, domain::PersonId other, bool apart) const;

 private:
  const Database& database_;
};

}  // namespace rounds::store
