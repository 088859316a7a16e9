#include "domain/people/duplicates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rounds::domain {
namespace {

using testing::Contains;
using testing::HasSubstr;

struct Given {
  std::string given;
  std::string family;
  std::string company = "";
  std::string address = "";
  std::string url = "";
};

std::vector<DuplicatePair> pairs_of(const std::vector<Given>& givens) {
  std::vector<Person> people;
  for (const Given& given : givens) {
    Person person;
    person.id = static_cast<PersonId>(people.size()) + 1;
    person.given = given.given;
    person.family = given.family;
    person.company = given.company;
    person.url = given.url;
    if (!given.address.empty()) person.addresses = {given.address};
    people.push_back(std::move(person));
  }
  return find_duplicates(people);
}

/// The grade of the only pair, "" when none is proposed.
std::string grade_of(const Given& one, const Given& other) {
  const auto pairs = pairs_of({one, other});
  return pairs.empty() ? "" : std::string(name_of(pairs.front().grade));
}

TEST(DuplicatesTest, OneAddressAndOneNameAreCertain) {
  const auto pairs = pairs_of({{"Ann", "Lee", "", "ann@example.org"},
                               {"Ben", "Okafor", "", "ben@example.org"},
                               {"ANN", "Lee", "", "Ann@Example.org"}});
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].one, 1);
  EXPECT_EQ(pairs[0].other, 3);
  EXPECT_EQ(pairs[0].grade, DuplicateGrade::certain);
  EXPECT_THAT(pairs[0].reasons, Contains(HasSubstr("ann@example.org")));
}

TEST(DuplicatesTest, AFamilyThatSharesAnAddressIsNotOnePerson) {
  EXPECT_EQ(grade_of({"Ann", "Lee", "", "lee@example.org"}, {"Tom", "Lee", "", "lee@example.org"}),
            "");
}

TEST(DuplicatesTest, AnAddressWithoutANameIsLikelyItsOwners) {
  EXPECT_EQ(grade_of({"Ann", "Lee", "", "ann@example.org"}, {"", "", "", "ann@example.org"}),
            "likely");
}

TEST(DuplicatesTest, OneNameAtOneEmployerIsLikely) {
  EXPECT_EQ(grade_of({"Ann", "Lee", "Acme Inc."}, {"Ann", "Lee", "ACME"}), "likely");
  EXPECT_EQ(grade_of({"Éva", "Żak", "Acme"}, {"Eva", "Zak", "Acme"}), "likely") << "accents";
  EXPECT_EQ(grade_of({"Dr. Ann", "Lee, PhD", "Acme"}, {"Ann", "Lee", "Acme"}), "likely");
  EXPECT_EQ(grade_of({"Lee", "Ann", "Acme"}, {"Ann", "Lee", "Acme"}), "likely") << "swapped";
}

TEST(DuplicatesTest, NicknamesAndInitialsNeedMoreThanTheFamily) {
  EXPECT_EQ(grade_of({"Bob", "Smith", "Acme"}, {"Robert", "Smith", "Acme"}), "likely");
  EXPECT_EQ(grade_of({"Bob", "Smith", "Acme"}, {"Robert", "Smith", "Beta"}), "");
  EXPECT_EQ(grade_of({"A.", "Smith", "Acme"}, {"Ann", "Smith", "Acme"}), "possible");
  EXPECT_EQ(grade_of({"Ann", "Smith", "Acme"}, {"Tom", "Smith", "Acme"}), "");
}

TEST(DuplicatesTest, TwoProfilesAreADoubt) {
  const Given one{"Ann", "Lee", "Acme", "", "https://www.linkedin.com/in/ann-1"};
  Given other{"Ann", "Lee", "Acme", "", "https://www.linkedin.com/in/ann-2"};
  EXPECT_EQ(grade_of(one, other), "possible");
  other.url = "http://linkedin.com/in/ann-1/";
  EXPECT_EQ(grade_of(one, other), "certain");
  other.url = "";
  EXPECT_EQ(grade_of(one, other), "likely");
}

TEST(DuplicatesTest, AFrequentNameAloneSaysNothing) {
  std::vector<Given> people;
  for (int i = 0; i < 30; ++i) people.push_back({"Wei", "Zhang", "Company " + std::to_string(i)});
  EXPECT_TRUE(pairs_of(people).empty());
  people.push_back({"Wei", "Zhang", "Company 7"});
  const auto pairs = pairs_of(people);
  ASSERT_EQ(pairs.size(), 1U);
  EXPECT_EQ(pairs[0].one, 8);
  EXPECT_EQ(pairs[0].other, 31);
}

TEST(DuplicatesTest, TheSurestComeFirst) {
  const auto pairs = pairs_of({{"Ann", "Lee", "Acme"},
                               {"Ann", "Lee", "Acme"},
                               {"Ben", "Okafor", "", "ben@example.org"},
                               {"Ben", "Okafor", "", "ben@example.org"}});
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0].grade, DuplicateGrade::certain);
  EXPECT_EQ(pairs[1].grade, DuplicateGrade::likely);
}

TEST(DuplicatesTest, PeopleAreNotComparedEachWithEach) {
  // Each with each would be 50 million comparisons, which no test would wait for.
  std::vector<Given> people;
  for (int i = 0; i < 10'000; ++i) {
    people.push_back({"Given" + std::to_string(i % 300), "Family" + std::to_string(i % 1000),
                      "Company " + std::to_string(i % 40), "p" + std::to_string(i) + "@x.org"});
  }
  EXPECT_LT(pairs_of(people).size(), 1'000'000U);
}

}  // namespace
}  // namespace rounds::domain
