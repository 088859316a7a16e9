#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/calendar/calendar.h"
#include "domain/people/person.h"

namespace rounds::domain {

using RuleId = std::int64_t;

/// Whom a rule is about: everybody for whom all that is given holds.
struct RuleCondition {
  std::string company;     // these words stand in the employer's name, one behind the other
  std::string position;    // the same in the position
  std::string known_from;  // this, and nothing else
  std::string search;      // every word is found somewhere, as in the list of people
  std::optional<Date> connected_from;
  std::optional<Date> connected_to;

  bool operator==(const RuleCondition&) const = default;
  [[nodiscard]] bool empty() const { return *this == RuleCondition{}; }
};

/// What the user says of many people at once, and of those who come later.
struct PeopleRule {
  RuleId id = 0;
  std::string name;
  RuleCondition when;
  std::string known_from;  // how the user knows them; "" when the rule does not say
  bool leave_out = false;  // of rounds

  bool operator==(const PeopleRule&) const = default;
};

/// A condition, ready for being compared with many people.
class RuleMatcher {
 public:
  explicit RuleMatcher(const RuleCondition& when);

  /// Case and accents aside. `known_from` is what is known by now; `search_text` what a search for
  /// people looks into, folded.
  [[nodiscard]] bool fits(const Person& person, std::string_view known_from,
                          std::string_view search_text) const;

 private:
  std::vector<std::string> company_;
  std::vector<std::string> position_;
  std::vector<std::string> search_;
  std::string known_from_;
  std::optional<Date> connected_from_;
  std::optional<Date> connected_to_;
  bool nobody_ = false;
};

/// Everything about a person that a search looks into, folded.
[[nodiscard]] std::string search_text(const Person& person);
/// The words of a search, folded: each must be contained in the search text.
[[nodiscard]] std::vector<std::string> search_words(std::string_view search);

}  // namespace rounds::domain
