#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/person.h"

namespace rounds::domain {

/// The order in which a round goes through its people.
enum class RoundOrder {
  family_name,
  connected_on,         // the oldest acquaintance first
  connected_on_newest,  // the newest first
  longest_silence,      // whom one has not heard of for the longest time first
  shuffled,
  mixed,  // by family name, but spread so that a week is not all one family or employer
};

[[nodiscard]] std::string_view name_of(RoundOrder order);
[[nodiscard]] std::optional<RoundOrder> round_order_named(std::string_view name);
/// "family_name, connected_on, … or mixed", for those who must choose one.
[[nodiscard]] std::string round_order_names();

/// The same people in an order that looks like chance, and is the same for the same seed.
[[nodiscard]] std::vector<PersonId> shuffled(std::vector<PersonId> people, std::uint64_t seed);

/// Somebody to be mixed with others.
struct Mixable {
  PersonId person = 0;
  std::string family;    // folded, "" when there is none
  std::string employer;  // the same
};

/// The same people, spread evenly by employer and, as far as possible, with different families and
/// employers close to each other. Those of one employer keep their order.
[[nodiscard]] std::vector<PersonId> mixed(const std::vector<Mixable>& people);

}  // namespace rounds::domain
