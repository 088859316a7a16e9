#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/collation.h"
#include "domain/people/person.h"
#include "domain/round/round_order.h"
#include "domain/round/turn.h"
#include "store/sqlite/database.h"
#include "store/tables/rules.h"

namespace rounds::store {

/// A stretch of a list of people.
struct PeoplePage {
  std::vector<domain::Person> people;
  std::int64_t total = 0;
  std::optional<domain::PersonId> next_after;  // absent at the end
};

/// The people table.
class People {
 public:
  explicit People(const Database& database) : database_(database) {}

  [[nodiscard]] std::int64_t count() const;
  [[nodiscard]] std::optional<domain::Person> find(domain::PersonId id) const;
  /// All who are `wanted`, as the order of a round has them; `seed` shuffles.
  [[nodiscard]] std::vector<domain::PersonId> in_order(
      domain::RoundOrder order, std::uint64_t seed,
      const std::function<bool(domain::PersonId)>& wanted) const;
  /// Those whom later imports brought than a round knows of and who are not in it.
  [[nodiscard]] PeoplePage newcomers(domain::RoundId round, std::int64_t limit,
                                     std::optional<domain::PersonId> after) const;
  /// What somebody said of how they know a person; nothing when nobody did.
  [[nodiscard]] std::optional<std::string> own_known_from(domain::PersonId id) const;
  /// The full name of somebody whose given or family name has this folded word; nothing when only
  /// `but` has.
  [[nodiscard]] std::optional<std::string> called(std::string_view folded,
                                                  domain::PersonId but) const;
  [[nodiscard]] bool in_a_round(domain::PersonId id) const;
  [[nodiscard]] bool has_live_address(domain::PersonId id) const;

 private:
  const Database& database_;
};

/// Writes people: for the projection alone. Keeps what is costly to make for many people in a row.
class PeopleWriter {
 public:
  explicit PeopleWriter(const Database& database);

  /// `arrived` is the place in the journal of the import that brought them.
  void add(const domain::Person& person, std::int64_t arrived);
  /// Writes all but known_from, which follows the rules or what was said of it.
  void update(const domain::Person& person);
  void remove(domain::PersonId id);
  /// Nothing leaves known_from to the rules.
  void set_own_known_from(domain::PersonId id, const std::optional<std::string>& known_from);
  /// Sets known_from of everybody of whom nobody said it himself.
  void follow_rules();
  /// Marks an address as dead, or as alive again.
  void mark_address(domain::PersonId id, std::string_view folded, bool dead);

 private:
  /// What people are sorted by, in the orders of different fields.
  struct Keys {
    std::string sort;
    std::optional<std::string> given;
    std::optional<std::string> company;
    std::optional<std::string> position;
  };
  [[nodiscard]] Keys keys_of(const domain::Person& person);
  [[nodiscard]] std::optional<std::string> key(std::string_view text);
  void write_addresses(const domain::Person& person);
  void write_known_from(const domain::Person& person, const std::string& search_text);
  [[nodiscard]] std::string sort_key(const domain::Person& person);

  const Database& database_;
  domain::NameCollator collator_;
  RuleBook rules_;
  Statement add_person_;
  Statement add_address_;
};

}  // namespace rounds::store
