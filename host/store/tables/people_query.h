#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/round/turn.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// What people must have in common to be listed; what is absent does not matter.
struct PeopleFilter {
  /// Compared as it is sorted: case aside. Empty text finds those of whom it is not known.
  std::optional<std::string> known_from;
  std::optional<std::string> company;
  std::optional<bool> without_address;  // no living one
  std::optional<domain::Date> connected_from;
  std::optional<domain::Date> connected_to;
  std::optional<domain::RoundId> in_round;
  std::optional<domain::TurnState> state;  // of the turn in that round
};

/// The orders of a list, by the names that they have on the wire: of text by Unicode collation, of
/// the same text by family name. What is not known comes last, whichever way the list is turned.
[[nodiscard]] bool is_people_order(std::string_view name);

struct PeopleQuery {
  /// Every word of it must be in the name, employer, position or an address, case and accents
  /// aside.
  std::string search;
  PeopleFilter filter;
  std::string order = "family_name";
  bool descending = false;
};

/// A part of a list.
struct PeopleStretch {
  std::vector<domain::PersonId> ids;
  std::int64_t total = 0;  // of the whole list
};

/// The people that a query finds, in its order. Of thirty thousand people any stretch is found
/// while somebody types.
class PeopleList {
 public:
  PeopleList(const Database& database, const PeopleQuery& query);

  /// At most `limit` ids from place `offset` on, counted from 0.
  [[nodiscard]] PeopleStretch from(std::int64_t offset, std::int64_t limit) const;
  /// Those after somebody, who need not be among them: for the order of the family name alone.
  [[nodiscard]] PeopleStretch after(domain::PersonId person, std::int64_t limit) const;

 private:
  using Bind = std::function<void(Statement& statement, int index)>;

  [[nodiscard]] std::int64_t total() const;
  void require(std::string_view condition);
  template <typename Value>
  void require(std::string_view condition, const Value& value);
  void require_key(std::string_view column, const std::string& text);
  /// A statement in which the first parameters, those of the conditions, are bound.
  [[nodiscard]] Statement prepare(std::string_view columns, std::string_view rest) const;

  const Database& database_;
  std::string conditions_;
  std::string order_;
  std::vector<Bind> bindings_;
};

/// One value of a field and how many people have it.
struct PeopleValue {
  std::string value;
  std::int64_t people = 0;
};

/// The values of `known_from` or `company` that contain every word of `search`, those of most
/// people first; spellings that differ in case alone are one value.
[[nodiscard]] std::vector<PeopleValue> people_values(const Database& database,
                                                     std::string_view field,
                                                     std::string_view search, std::int64_t limit);

}  // namespace rounds::store
