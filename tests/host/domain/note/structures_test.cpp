#include "domain/note/structures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace rounds::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Person ann() {
  Person person;
  person.given = "Ann Marie";
  person.family = "Lee";
  person.addresses = {"ann@example.org"};
  person.company = "Acme";
  person.position = "Engineer";
  person.connected_on = parse_date("2010-03-05");
  person.known_from = "University of Ghent, choir";
  return person;
}

Filling on(std::string_view day, std::string language = "en") {
  return {parse_date(day).value(), std::move(language), ""};
}

std::string filled(const std::string& body, const Filling& filling,
                   const PersonHistory& history = {}) {
  return fill_structure({"", "", body, ""}, values_of(ann(), history, filling)).body;
}

TEST(StructuresTest, DatesAreInTheUsersWords) {
  EXPECT_EQ(filled("{{connected_on}}", on("2015-01-05")), "March 5, 2010");
  EXPECT_EQ(filled("{{connected_on}}", on("2015-01-05", "de")), "5. März 2010");
  EXPECT_EQ(filled("{{connected_on}}", on("2015-01-05", "en-GB")), "5 March 2010");
  EXPECT_EQ(filled("{{connected_year}}", on("2015-01-05")), "2010");
}

TEST(StructuresTest, YearsAreFullYears) {
  EXPECT_EQ(filled("{{years_known}}", on("2015-03-04")), "4");
  EXPECT_EQ(filled("{{years_known}}", on("2015-03-05")), "5");
  const std::string text = "{{#over_five_years}}long{{/over_five_years}}";
  EXPECT_EQ(filled(text, on("2015-03-04")), "");
  EXPECT_EQ(filled(text, on("2015-03-05")), "long");
  const auto young =
      fill_structure({"", "", "{{years_known}}", ""}, values_of(ann(), {}, on("2010-12-31")));
  EXPECT_THAT(young.missing, ElementsAre("years_known")) << "nobody says: for 0 years";
}

TEST(StructuresTest, AFormerPositionIsAChangeOfJobs) {
  const std::string text = "{{#changed_jobs}}from {{former_company}}{{/changed_jobs}}";
  PersonHistory history;
  EXPECT_EQ(filled(text, on("2015-01-05"), history), "");
  history.former_company = "Globex";
  EXPECT_EQ(filled(text, on("2015-01-05"), history), "from Globex");
}

TEST(StructuresTest, TheGreetingIsTheNameThatThereIs) {
  Person person;
  person.family = "Cher";
  const auto values = values_of(person, {}, on("2015-01-05"));
  EXPECT_EQ(fill_structure({"", "", "{{greeting}}", ""}, values).body, "Cher");
}

TEST(StructuresTest, TheRuleThatSaysMostDecides) {
  const std::vector<Structure> structures{{1, {"a", "", "a", ""}, false},
                                          {2, {"b", "", "b", ""}, true},
                                          {3, {"c", "", "c", "GHENT university"}, false},
                                          {4, {"d", "", "d", "choir"}, false},
                                          {5, {"e", "", "e", "versity"}, false}};
  Person person = ann();
  EXPECT_EQ(choose_structure(structures, person), 3) << "two words count for more than one";
  person.known_from = "Choir";
  EXPECT_EQ(choose_structure(structures, person), 4);
  person.known_from = "Work";
  EXPECT_EQ(choose_structure(structures, person), 2) << "the default";
  EXPECT_EQ(choose_structure(std::span(structures).first(1), person), 1);
  EXPECT_EQ(choose_structure({}, person), std::nullopt);
}

TEST(StructuresTest, ThoseThatComeWithRoundsNeedNoMoreThanANameAndACompany) {
  ASSERT_EQ(built_in_structures().size(), 3U);
  for (const Structure& structure : built_in_structures()) {
    const auto filled = fill_structure(structure.text, values_of(ann(), {}, on("2015-01-05")));
    EXPECT_THAT(filled.missing, IsEmpty()) << structure.text.name;
    EXPECT_THAT(filled.body, HasSubstr("Dear Ann")) << structure.text.name;
    EXPECT_THAT(filled.body, Not(HasSubstr("\n\n\n\n\n"))) << structure.text.name;
    ASSERT_TRUE(filled.personal_at) << structure.text.name;
    EXPECT_EQ(filled.body.substr(*filled.personal_at - 2, 4), "\n\n\n\n") << structure.text.name;
  }
}

}  // namespace
}  // namespace rounds::domain
