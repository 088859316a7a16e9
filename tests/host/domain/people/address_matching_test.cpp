#include "domain/people/address_matching.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <map>
#include <set>

#include "domain/people/name_parts.h"
#include "domain/people/person.h"

namespace rounds::domain {
namespace {

struct Case {
  std::string title;
  std::vector<Person> people;
  std::vector<Correspondent> correspondents;
  std::set<std::pair<std::size_t, std::size_t>> truth;  // person and correspondent
};

std::string trim(std::string text) {
  text.erase(0, std::min(text.find_first_not_of(' '), text.size()));
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

std::vector<std::string> split(const std::string& text, char by) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(by, begin), text.size());
    parts.push_back(trim(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return parts;
}

Person read_person(const std::string& line) {
  const auto parts = split(line, '|');
  Person person;
  person.given = parts.at(0);
  person.family = parts.at(1);
  person.company = parts.at(2);
  if (!parts.at(3).empty()) person.addresses = {parts.at(3)};
  return person;
}

std::vector<Case> read_cases(const std::string& name) {
  std::ifstream file(std::string(ROUNDS_TEST_DATA) + "/" + name);
  std::vector<Case> cases;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("== ")) cases.push_back({line.substr(3), {}, {}, {}});
    if (line.starts_with("+ ")) cases.back().people.push_back(read_person(line.substr(2)));
    if (!line.starts_with("< ")) continue;
    const auto parts = split(line.substr(2), '|');
    Correspondent one;
    one.address = parts.at(0);
    for (const auto& seen : split(parts.at(1), ';')) {
      if (seen.empty()) continue;
      // As it would stand in a header.
      const std::size_t space = seen.rfind(' ');
      const Mailbox mailbox = parse_mailbox(seen.substr(0, space) + " <" + one.address + ">");
      if (!mailbox.name.empty()) one.names[mailbox.name] = std::stoi(seen.substr(space));
    }
    const auto counts = split(parts.at(2), ' ');
    one.received = std::stoi(counts.at(0));
    one.sent = std::stoi(counts.at(1));
    Case& current = cases.back();
    if (parts.at(3) != "-") {
      current.truth.emplace(std::stoul(parts.at(3)) - 1, current.correspondents.size());
    }
    current.correspondents.push_back(std::move(one));
  }
  return cases;
}

std::vector<WantedPerson> wanted(const std::vector<Person>& people) {
  std::vector<WantedPerson> list;
  for (const Person& person : people) {
    list.push_back(
        {person.given, person.family, person.company, person.addresses, !person.addresses.empty()});
  }
  return list;
}

/// Proposals of one grade, right and wrong, and the pairs there are to be found.
struct Figures {
  std::map<AddressGrade, int> right;
  std::map<AddressGrade, int> wrong;
  int pairs = 0;

  [[nodiscard]] double precision(AddressGrade grade) const {
    const int all = count(right, grade) + count(wrong, grade);
    return all == 0 ? 1 : static_cast<double>(count(right, grade)) / all;
  }
  /// Of the pairs there are, those found with this grade or a better one.
  [[nodiscard]] double recall(AddressGrade grade) const {
    int found = 0;
    for (const auto& [other, number] : right) found += other <= grade ? number : 0;
    return static_cast<double>(found) / pairs;
  }

 private:
  static int count(const std::map<AddressGrade, int>& counts, AddressGrade grade) {
    const auto found = counts.find(grade);
    return found == counts.end() ? 0 : found->second;
  }
};

class AddressCorpusTest : public ::testing::TestWithParam<const char*> {};

TEST_P(AddressCorpusTest, NoWrongAddressIsCertain) {
  const auto cases = read_cases(GetParam());
  ASSERT_GT(cases.size(), 50U);
  Figures figures;
  for (const Case& one : cases) {
    // Somebody who has an address is not looked for, so whose it is cannot be found.
    for (const auto& [person, address] : one.truth) {
      figures.pairs += one.people.at(person).addresses.empty() ? 1 : 0;
    }
    const auto people = wanted(one.people);
    std::set<std::pair<std::size_t, std::size_t>> found;
    for (const auto& proposal : match_addresses(people, one.correspondents)) {
      const std::pair pair{proposal.person, proposal.correspondent};
      EXPECT_TRUE(found.insert(pair).second) << one.title << ": proposed twice";
      const bool right = one.truth.contains(pair);
      ++(right ? figures.right : figures.wrong)[proposal.grade];
      if (right) continue;
      EXPECT_NE(proposal.grade, AddressGrade::certain) << one.title;
      std::printf("  not theirs, but %s: %s\n", std::string(name_of(proposal.grade)).c_str(),
                  one.title.c_str());
    }
    for (const auto& pair : one.truth) {
      if (!found.contains(pair) && one.people.at(pair.first).addresses.empty()) {
        std::printf("  not found: %s\n", one.title.c_str());
      }
    }
  }
  std::printf("%s: %zu cases, %d addresses to be found\n", GetParam(), cases.size(), figures.pairs);
  for (const auto grade : {AddressGrade::certain, AddressGrade::likely, AddressGrade::possible}) {
    std::printf("  %-8s  precision %3.0f %% (%d of %d)  recall %3.0f %%\n",
                std::string(name_of(grade)).c_str(), 100 * figures.precision(grade),
                figures.right[grade], figures.right[grade] + figures.wrong[grade],
                100 * figures.recall(grade));
  }
  EXPECT_EQ(figures.precision(AddressGrade::certain), 1);
  EXPECT_GT(figures.precision(AddressGrade::likely), 0.75);
  EXPECT_GT(figures.recall(AddressGrade::possible), 0.8);
}

INSTANTIATE_TEST_SUITE_P(Corpora, AddressCorpusTest,
                         ::testing::Values("address_matching_developed.txt",
                                           "address_matching_held_out.txt"));

TEST(AddressMatchingTest, IsFastForManyPeopleAndCorrespondents) {
  // Names made of syllables, as different from each other as names are, a tenth of them twice.
  const auto syllables = std::to_array<std::string>(
      {"ba", "ke", "li", "mo", "nu", "ra", "so", "ti", "ve", "wo", "zan", "dor"});
  const auto word = [&](std::size_t number) {
    std::string text;
    for (int i = 0; i < 4; ++i, number /= syllables.size()) {
      text += syllables.at(number % syllables.size());
    }
    return text;
  };
  std::vector<Person> people(30'000);
  for (std::size_t i = 0; i < people.size(); ++i) {
    people[i].given = i % 3 == 0 ? "William" : i % 3 == 1 ? "Maria Theresia" : "Ann";
    people[i].family = word(i % 27'000);
    people[i].company = "Company " + word(i % 900);
  }
  std::vector<Correspondent> correspondents(20'000);
  for (std::size_t i = 0; i < correspondents.size(); ++i) {
    const Person& person = people[i];
    correspondents[i].address = person.given.substr(0, 1) + "." + person.family + "@gmail.com";
    correspondents[i].names = {{person.given + " " + person.family, 3}};
    correspondents[i].received = correspondents[i].sent = 2;
  }
  // Time of the processor: that of the clock depends on what else runs.
  const std::clock_t begun = std::clock();
  const auto proposals = match_addresses(wanted(people), correspondents);
  const double took = 1000.0 * static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  std::printf("30,000 people and 20,000 correspondents: %zu proposals in %.0f ms\n",
              proposals.size(), took);
  EXPECT_GE(proposals.size(), 20'000U);
}

TEST(NamePartsTest, KnowsOneNameInManySpellings) {
  const auto same = [](const char* one, const char* other) {
    return is_same_word(parse_name(one).words.at(0), parse_name(other).words.at(0));
  };
  EXPECT_TRUE(same("Müller", "Mueller"));
  EXPECT_TRUE(same("Müller", "MULLER"));
  EXPECT_FALSE(same("Mueller", "Muller"));
  EXPECT_FALSE(same("Bauer", "Baur"));
  EXPECT_TRUE(same("Юлия", "Yulia"));
  EXPECT_TRUE(same("Юлия", "Julia"));
  EXPECT_FALSE(same("Yan", "Jan")) << "only a guessed spelling is compared by its sound";
}

TEST(NamePartsTest, LeavesOutWhatIsNoName) {
  const auto words = [](const char* name) {
    std::string text;
    for (const auto& word : parse_name(name).words) text += word.text + ' ';
    return text;
  };
  EXPECT_EQ(words("Dr. ANN LEE, PhD (she/her) 🚀"), "ann lee ");
  EXPECT_EQ(words("\"Lee, Ann\""), "lee ann ");
  EXPECT_EQ(words("Jan van der Berg"), "jan berg ");
  EXPECT_EQ(words("J.R. Ewing"), "j r ewing ");
  EXPECT_EQ(parse_name("Lee, Ann").family_first, 1U);
  EXPECT_EQ(parse_name("John Smith, Jr.").suffix, "jr");
  EXPECT_EQ(parse_name("Ann Lee (Smith)").former.at(0).text, "smith");
  EXPECT_TRUE(parse_name("Ann & Bob Lee").several);
}

}  // namespace
}  // namespace rounds::domain
