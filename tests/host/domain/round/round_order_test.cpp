#include "domain/round/round_order.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace rounds::domain {
namespace {

std::vector<PersonId> numbered(PersonId count) {
  std::vector<PersonId> people;
  for (PersonId id = 1; id <= count; ++id) people.push_back(id);
  return people;
}

TEST(RoundOrderTest, EveryOrderIsFoundByItsName) {
  for (const auto* const name : {"family_name", "connected_on", "connected_on_newest",
                                 "longest_silence", "shuffled", "mixed"}) {
    const auto order = round_order_named(name);
    ASSERT_TRUE(order) << name;
    EXPECT_EQ(name_of(*order), name);
    EXPECT_NE(round_order_names().find(name), std::string::npos);
  }
  EXPECT_FALSE(round_order_named("by_luck"));
}

TEST(RoundOrderTest, AShuffleIsTheSameForTheSameSeedAndKeepsEverybody) {
  const auto people = numbered(500);
  const auto once = shuffled(people, 7);
  EXPECT_EQ(once, shuffled(people, 7));
  EXPECT_NE(once, shuffled(people, 8));
  EXPECT_NE(once, people);
  EXPECT_TRUE(std::is_permutation(once.begin(), once.end(), people.begin()));
}

TEST(RoundOrderTest, AShuffleIsWhatItWasInEarlierVersions) {
  // Frozen in the journal, but a plan made again should not surprise.
  EXPECT_EQ(shuffled(numbered(8), 1), shuffled({8, 7, 6, 5, 4, 3, 2, 1}, 1));
}

TEST(RoundOrderTest, AMixedWeekIsNotAllOneFamilyOrEmployer) {
  std::vector<Mixable> people;
  for (PersonId id = 1; id <= 300; ++id) {
    people.push_back({id, "family" + std::to_string(id % 30),
                      id % 3 == 0 ? "large" : "company" + std::to_string(id % 20)});
  }
  const auto order = mixed(people);
  ASSERT_EQ(std::set<PersonId>(order.begin(), order.end()).size(), 300U);
  for (std::size_t week = 0; week + 25 <= order.size(); week += 25) {
    std::map<std::string, int> families;
    std::map<std::string, int> employers;
    for (std::size_t i = week; i < week + 25; ++i) {
      const Mixable& one = people[static_cast<std::size_t>(order[i]) - 1];
      ++families[one.family];
      ++employers[one.employer];
    }
    for (const auto& [family, count] : families) EXPECT_LE(count, 4) << family;
    // A third of all works there.
    EXPECT_LE(employers["large"], 13) << "week of " << week;
    EXPECT_GE(employers["large"], 3) << "week of " << week;
  }
}

TEST(RoundOrderTest, MixingThoseWhoAreAllAlikeKeepsThemInOrder) {
  std::vector<Mixable> people;
  for (PersonId id = 1; id <= 40; ++id) people.push_back({id, "lee", "acme"});
  EXPECT_EQ(mixed(people), numbered(40));
}

}  // namespace
}  // namespace rounds::domain
