#include "languages/language_packs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "domain/text/folding.h"

// What holds of every language pack, so that whoever edits one is told where it is not so. See
// CONTRIBUTING.md, "Language packs".
namespace rounds::languages {
namespace {

using nlohmann::json;
using testing::IsEmpty;
using testing::SizeIs;

/// Every list of a pack, by its key.
void lists_of(const json& value, const std::string& key,
              std::vector<std::pair<std::string, json>>& lists) {
  const auto is_texts = [](const json& member) { return member.is_string() || member.is_array(); };
  if (value.is_array()) {
    lists.emplace_back(key, value);
    return;
  }
  ASSERT_TRUE(value.is_object()) << key << " is neither a list nor an object of lists";
  for (const auto& [name, member] : value.items()) {
    ASSERT_TRUE(is_texts(member) || member.is_object()) << key << "." << name;
    if (is_texts(member) && member.is_string()) continue;  // of a map
    lists_of(member, key.empty() ? name : key + "." + name, lists);
  }
}

std::vector<std::pair<std::string, json>> lists_of(const Pack& pack) {
  std::vector<std::pair<std::string, json>> lists;
  lists_of(json::parse(pack.json), "", lists);
  return lists;
}

std::string text_of(const json& entry) {
  return entry.is_string() ? entry.get<std::string>() : entry.at("text").get<std::string>();
}

TEST(LanguagePacksTest, EveryListIsSortedAndHasNothingTwice) {
  for (const Pack& pack : packs()) {
    for (const auto& [key, list] : lists_of(pack)) {
      std::string last;
      std::string last_folded;
      for (const json& entry : list) {
        const std::string text = text_of(entry);
        const std::string folded = domain::fold(text);
        ASSERT_FALSE(folded.empty()) << pack.language << " " << key << ": an empty entry";
        EXPECT_NE(folded, last_folded)
            << pack.language << " " << key << ": “" << text << "” is “" << last << "” again";
        EXPECT_GE(folded, last_folded)
            << pack.language << " " << key << ": “" << text << "” belongs before “" << last << "”";
        last = text;
        last_folded = folded;
      }
    }
  }
}

TEST(LanguagePacksTest, EntriesHaveNoSpacesThatNobodySees) {
  for (const Pack& pack : packs()) {
    for (const auto& [key, list] : lists_of(pack)) {
      for (const json& entry : list) {
        const std::string text = text_of(entry);
        const std::string folded = domain::fold(text);
        EXPECT_TRUE(text.front() != ' ' && text.back() != ' ') << pack.language << " " << text;
        EXPECT_EQ(folded.find("  "), std::string::npos) << pack.language << " " << text;
        EXPECT_EQ(folded.find_first_of("\t\r\n"), std::string::npos) << pack.language << text;
      }
    }
  }
}

TEST(LanguagePacksTest, AnEntryIsATextOrATextWithAttributes) {
  const auto is_attribute = [](const json& value) {
    const auto is_text = [](const json& one) { return one.is_string(); };
    return value == true || value.is_string() ||
           (value.is_array() && std::all_of(value.begin(), value.end(), is_text));
  };
  for (const Pack& pack : packs()) {
    for (const auto& [key, list] : lists_of(pack)) {
      for (const json& entry : list) {
        if (entry.is_string()) continue;
        ASSERT_TRUE(entry.is_object() && entry.contains("text")) << pack.language << " " << key;
        for (const auto& [name, value] : entry.items()) {
          EXPECT_TRUE(is_attribute(value)) << pack.language << " " << key << ": " << entry;
        }
      }
    }
  }
}

/// No text of the one list stands in the other, in whatever language.
void expect_disjoint(const char* one, const char* other) {
  const WordList ones(one);
  const WordList others(other);
  for (const Entry& entry : ones.entries()) {
    for (const Entry& same : others.find(entry.folded)) {
      // A Danish "VS:" passes on, a Finnish one answers: only in one language it must be clear.
      EXPECT_NE(same.language, entry.language)
          << entry.text << " is in " << one << " and " << other;
    }
  }
}

TEST(LanguagePacksTest, ListsThatTellApartAreDisjointInEachLanguage) {
  expect_disjoint("reply.prefixes", "reply.forward_prefixes");
  expect_disjoint("reply.fields.from", "reply.fields.sent");
  expect_disjoint("reply.fields.from", "reply.fields.to");
  expect_disjoint("reply.fields.from", "reply.fields.subject");
  expect_disjoint("reply.fields.sent", "reply.fields.subject");
}

TEST(LanguagePacksTest, AListIsReadFromAllPacksOrFromOne) {
  const WordList all("reply.prefixes");
  EXPECT_TRUE(all.contains("aw"));
  EXPECT_TRUE(all.contains("odp"));
  EXPECT_FALSE(all.contains("wg"));
  ASSERT_THAT(all.find("απ"), SizeIs(1));
  EXPECT_EQ(all.find("απ").front().language, "el");
  const WordList german("reply.prefixes", "de");
  EXPECT_TRUE(german.contains("aw"));
  EXPECT_FALSE(german.contains("odp"));
  const WordList nowhere("reply.prefixes", "nowhere");
  EXPECT_THAT(nowhere.entries(), IsEmpty());
}

TEST(LanguagePacksTest, EntriesAreComparedFolded) {
  const WordList all("reply.prefixes");
  ASSERT_THAT(all.find(domain::fold("VÁ")), SizeIs(1));
  EXPECT_EQ(all.find(domain::fold("VÁ")).front().text, "vá");
  EXPECT_TRUE(all.contains(domain::fold("답장")));
}

TEST(LanguagePacksTest, AListThatNoPackHasIsAMistake) {
  EXPECT_THROW(WordList("reply.prefixs"), std::logic_error);
}

}  // namespace
}  // namespace rounds::languages
