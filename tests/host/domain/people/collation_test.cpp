#include "domain/people/collation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace rounds::domain {
namespace {

using Name = std::pair<std::string, std::string>;  // family, given

std::vector<Name> sorted(std::vector<Name> names) {
  NameCollator collator;
  std::stable_sort(names.begin(), names.end(), [&collator](const Name& a, const Name& b) {
    return collator.sort_key(a.first, a.second) < collator.sort_key(b.first, b.second);
  });
  return names;
}

TEST(NameCollatorTest, PutsAccentedLettersBesidePlainOnes) {
  const std::vector<Name> expected{{"Eagle", "A"}, {"Éclair", "A"}, {"Evans", "A"}, {"Fox", "A"}};
  EXPECT_EQ(sorted({{"Fox", "A"}, {"Éclair", "A"}, {"Evans", "A"}, {"Eagle", "A"}}), expected);
}

TEST(NameCollatorTest, PutsStrokedLBesideL) {
  const std::vector<Name> expected{{"Lab", "A"}, {"Łuk", "A"}, {"Lyon", "A"}, {"Moss", "A"}};
  EXPECT_EQ(sorted({{"Moss", "A"}, {"Łuk", "A"}, {"Lyon", "A"}, {"Lab", "A"}}), expected);
}

TEST(NameCollatorTest, LeavesCaseAside) {
  const std::vector<Name> expected{{"de Boer", "Ann"}, {"De Boer", "Ben"}, {"de Boer", "Cat"}};
  EXPECT_EQ(sorted({{"de Boer", "Cat"}, {"De Boer", "Ben"}, {"de Boer", "Ann"}}), expected);
}

TEST(NameCollatorTest, ComparesGivenNamesBeforeAccents) {
  const std::vector<Name> expected{{"Evans", "Ann"}, {"Évans", "Émile"}, {"Evans", "Zoe"}};
  EXPECT_EQ(sorted({{"Evans", "Zoe"}, {"Évans", "Émile"}, {"Evans", "Ann"}}), expected);
}

TEST(NameCollatorTest, SortsSomebodyWithOneNameUnderIt) {
  const std::vector<Name> expected{{"Chen", "A"}, {"", "Cher"}, {"Chester", "A"}};
  EXPECT_EQ(sorted({{"Chester", "A"}, {"", "Cher"}, {"Chen", "A"}}), expected);
}

TEST(NameCollatorTest, TakesNamesOfAnyLength) {
  NameCollator collator;
  const std::string name(100'000, 'x');
  EXPECT_LT(collator.sort_key(name, "a"), collator.sort_key(name, "b"));
}

}  // namespace
}  // namespace rounds::domain
