#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/calendar/calendar.h"

namespace rounds::domain {

using PersonId = std::int64_t;

/// So many addresses may somebody have. Nobody has as many; a file may say anything.
constexpr std::size_t kMostAddresses = 100;
/// How long, in bytes, a name, an employer or another line about somebody may be, and a remark.
constexpr std::size_t kLongestLine = 1'000;
constexpr std::size_t kLongestUrl = 2'000;
constexpr std::size_t kLongestRemark = std::size_t{64} * 1024;

/// Somebody the user knows. Empty text means unknown.
struct Person {
  PersonId id = 0;
  std::string given;
  std::string family;
  std::string greeting;                // the name to greet with, where the user has corrected it
  std::vector<std::string> addresses;  // the one to write to first
  std::string company;
  std::string position;
  std::optional<Date> connected_on;
  std::string url;
  std::string known_from;
  std::string remark;
};

/// New values for some of a person's fields; what is absent stays as it is.
struct PersonChanges {
  std::optional<std::string> given;
  std::optional<std::string> family;
  std::optional<std::string> greeting;
  std::optional<std::vector<std::string>> addresses;
  std::optional<std::string> company;
  std::optional<std::string> position;
  std::optional<std::optional<Date>> connected_on;  // a present nothing clears it
  std::optional<std::string> url;
  std::optional<std::string> known_from;
  std::optional<std::string> remark;

  /// Calls `visit(name, change)` for each field, by the name that it has on the wire.
  template <typename Self, typename Visit>
  static void each_field(Self& self, Visit visit) {
    visit("given", self.given);
    visit("family", self.family);
    visit("greeting", self.greeting);
    visit("addresses", self.addresses);
    visit("company", self.company);
    visit("position", self.position);
    visit("connected_on", self.connected_on);
    visit("url", self.url);
    visit("known_from", self.known_from);
    visit("remark", self.remark);
  }

  bool operator==(const PersonChanges&) const = default;
  [[nodiscard]] bool empty() const { return *this == PersonChanges{}; }
};

/// Calls `visit(change, value)` with each field of `changes` beside the same field of `person`.
template <typename Changes, typename SomePerson, typename Visit>
void each_field_of(Changes& changes, SomePerson& person, Visit visit) {
  visit(changes.given, person.given);
  visit(changes.family, person.family);
  visit(changes.greeting, person.greeting);
  visit(changes.addresses, person.addresses);
  visit(changes.company, person.company);
  visit(changes.position, person.position);
  visit(changes.connected_on, person.connected_on);
  visit(changes.url, person.url);
  visit(changes.known_from, person.known_from);
  visit(changes.remark, person.remark);
}

/// `changes` carried out.
void apply(const PersonChanges& changes, Person& person);

/// What would bring `person` back after `changes`: the present values of the fields they name.
[[nodiscard]] PersonChanges inverse(const PersonChanges& changes, const Person& person);

/// `changes` without the fields that `person` already has so.
[[nodiscard]] PersonChanges real_changes(const PersonChanges& changes, const Person& person);

/// The part of `was` whose fields still hold what `changes` had set: what an undo may bring back
/// without losing something that came later.
[[nodiscard]] PersonChanges still_standing(const PersonChanges& was, const PersonChanges& changes,
                                           const Person& person);

}  // namespace rounds::domain
