#include "domain/round/round_order.h"

#include <algorithm>
#include <array>
#include <list>
#include <unordered_map>
#include <utility>

namespace rounds::domain {
namespace {

constexpr std::array<std::pair<RoundOrder, std::string_view>, 6> kOrders{
    {{RoundOrder::family_name, "family_name"},
     {RoundOrder::connected_on, "connected_on"},
     {RoundOrder::connected_on_newest, "connected_on_newest"},
     {RoundOrder::longest_silence, "longest_silence"},
     {RoundOrder::shuffled, "shuffled"},
     {RoundOrder::mixed, "mixed"}}};

/// How many neighbours should be of other families and firms.
constexpr std::size_t kNear = 6;

/// SplitMix64: every bit of the result depends on every bit of the number.
std::uint64_t scrambled(std::uint64_t number) {
  number += 0x9E3779B97F4A7C15ULL;
  number = (number ^ (number >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  number = (number ^ (number >> 27U)) * 0x94D049BB133111EBULL;
  return number ^ (number >> 31U);
}

/// FNV-1a, since the standard library's hash may be another one tomorrow.
std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  }
  return scrambled(hash);
}

/// Gives each member of a group of `size` its place on a line from 0 to 1, evenly.
double place_of(std::size_t member, std::size_t size, std::string_view group) {
  constexpr std::uint64_t kSteps = 1U << 20U;
  const double start = static_cast<double>(hash_of(group) % kSteps) / kSteps;
  return (static_cast<double>(member) + start) / static_cast<double>(size);
}

/// How far apart the members of each family or firm should stand: a firm where every third works
/// can have every third place, and no fewer.
class Distances {
 public:
  explicit Distances(const std::vector<Mixable>& people) : people_(people.size()) {
    for (const Mixable& one : people) {
      ++families_[one.family];
      ++employers_[one.employer];
    }
  }

  /// Whether the two stand too near when the one comes so many places behind the other.
  [[nodiscard]] bool clash(const Mixable& a, const Mixable& b, std::size_t places) const {
    return (!a.family.empty() && a.family == b.family && places < least(families_, a.family)) ||
           (!a.employer.empty() && a.employer == b.employer &&
            places < least(employers_, a.employer));
  }

 private:
  using Sizes = std::unordered_map<std::string_view, std::size_t>;

  [[nodiscard]] std::size_t least(const Sizes& sizes, std::string_view group) const {
    return std::min(kNear + 1, people_ / sizes.at(group));
  }

  std::size_t people_;
  Sizes families_;
  Sizes employers_;
};

}  // namespace

std::string_view name_of(RoundOrder order) {
  for (const auto& [candidate, name] : kOrders) {
    if (candidate == order) return name;
  }
  return "";
}

std::optional<RoundOrder> round_order_named(std::string_view name) {
  for (const auto& [order, candidate] : kOrders) {
    if (candidate == name) return order;
  }
  return std::nullopt;
}

std::string round_order_names() {
  std::string names;
  for (const auto& [order, name] : kOrders) {
    if (!names.empty()) names += order == kOrders.back().first ? " or " : ", ";
    names += name;
  }
  return names;
}

std::vector<PersonId> shuffled(std::vector<PersonId> people, std::uint64_t seed) {
  const std::uint64_t start = scrambled(seed);
  const auto key = [start](PersonId person) {
    return std::make_pair(scrambled(start ^ static_cast<std::uint64_t>(person)), person);
  };
  std::sort(people.begin(), people.end(),
            [&key](PersonId a, PersonId b) { return key(a) < key(b); });
  return people;
}

std::vector<PersonId> mixed(const std::vector<Mixable>& people) {
  std::unordered_map<std::string_view, std::size_t> sizes;
  const auto group_of = [](const Mixable& one) -> std::string_view {
    return one.employer.empty() ? one.family : one.employer;
  };
  for (const Mixable& one : people) ++sizes[group_of(one)];
  std::unordered_map<std::string_view, std::size_t> members;
  std::vector<std::pair<double, std::size_t>> line;
  line.reserve(people.size());
  for (std::size_t i = 0; i < people.size(); ++i) {
    const std::string_view group = group_of(people[i]);
    line.emplace_back(place_of(members[group]++, sizes[group], group), i);
  }
  std::sort(line.begin(), line.end());

  // Whoever stands too near to one of the family or the firm lets the next few go first.
  constexpr int kFarthest = 100;
  std::list<std::size_t> waiting;
  for (const auto& [place, index] : line) waiting.push_back(index);
  std::vector<const Mixable*> placed;
  placed.reserve(people.size());
  const Distances distances(people);
  const auto is_near = [&](const Mixable& one) {
    for (std::size_t places = 1; places <= std::min(kNear, placed.size()); ++places) {
      if (distances.clash(one, *placed[placed.size() - places], places)) return true;
    }
    return false;
  };
  while (!waiting.empty()) {
    auto chosen = waiting.begin();
    int looked = 0;
    for (auto here = waiting.begin(); here != waiting.end() && looked < kFarthest;
         ++here, ++looked) {
      if (!is_near(people[*here])) {
        chosen = here;
        break;
      }
    }
    placed.push_back(&people[*chosen]);
    waiting.erase(chosen);
  }
  std::vector<PersonId> order;
  order.reserve(placed.size());
  for (const Mixable* const one : placed) order.push_back(one->person);
  return order;
}

}  // namespace rounds::domain
