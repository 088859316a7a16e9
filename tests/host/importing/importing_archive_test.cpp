#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "importing/archive.h"
#include "importing/messages.h"
#include "support/zip_bytes.h"

namespace rounds::importing {
namespace {

using rounds::testing::zip_bytes;
using rounds::testing::ZipFile;
using ::testing::AssertionFailure;
using ::testing::AssertionResult;
using ::testing::AssertionSuccess;

const std::string connections =
    "Notes:\n\"Some addresses are missing.\"\n\n"
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Ann,Lee,https://www.linkedin.com/in/annlee,,Acme,CEO,07 Feb 2015\n"
    "Ben,Okafor,https://www.linkedin.com/in/ben,,Acme,CTO,08 Feb 2015\n";

const std::string messages_header =
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER\n";

std::string message(std::string_view from, std::string_view to, std::string_view date,
                    std::string_view text) {
  std::string line = "1,,x,https://www.linkedin.com/in/";
  line.append(from).append(",y,https://www.linkedin.com/in/").append(to);
  return line.append(",").append(date).append(",Hello,\"").append(text).append("\",INBOX\n");
}

AssertionResult is_refused(const std::string& bytes, std::string_view words,
                           std::string_view filename = "Archive.zip") {
  try {
    (void)read_archive(filename, bytes);
  } catch (const UnreadableFile& refusal) {
    const std::string_view said = refusal.what();
    return said.find(words) != std::string_view::npos
               ? AssertionSuccess()
               : AssertionFailure() << "refused with: " << said;
  }
  return AssertionFailure() << "not refused";
}

TEST(Archive, DraftIsNoMessage) {
  const auto with_draft = [](std::string line, std::string_view draft) {
    line.insert(line.size() - 1, draft);
    return line;
  };
  std::string header = messages_header;
  header.insert(header.size() - 1, ",IS MESSAGE DRAFT,IS CONVERSATION DRAFT");
  const PeopleFile file = read_archive(
      "Basic_LinkedInDataExport.zip",
      zip_bytes(
          {{"Connections.csv", connections},
           {"messages.csv",
            header +
                with_draft(message("tom", "annlee", "2020-03-12 10:11:12 UTC", "a"), ",Yes,No") +
                with_draft(message("tom", "annlee", "2021-03-12 10:11:12 UTC", "b"), ",No,Yes") +
                with_draft(message("annlee", "tom", "2018-01-01 10:11:12 UTC", "c"), ",No,No") +
                with_draft(message("ben", "tom", "2018-05-01 08:00:00 UTC", "d"), ",,")}}));
  ASSERT_EQ(file.exchanges.size(), 2U);
  for (const ImportedExchange& exchange : file.exchanges) EXPECT_TRUE(exchange.from_them);
}

TEST(Archive, ConnectionsAndLastMessagesAreRead) {
  const PeopleFile file = read_archive(
      "Basic_LinkedInDataExport.zip",
      zip_bytes({{"Profile.csv", "First Name,Last Name\nTom,Weber\n"},
                 {"Connections.csv", connections},
                 {"messages.csv",
                  messages_header + message("tom", "annlee", "2019-03-12 10:11:12 UTC", "See you") +
                      message("annlee", "tom", "2018-01-01 10:11:12 UTC", "Older") +
                      message("ben", "tom", "2020-05-01 08:00:00 UTC", "<p>Hi\nTom</p>")}}));
  EXPECT_EQ(file.format, "linkedin");
  EXPECT_EQ(file.people.size(), 2U);
  EXPECT_TRUE(file.problems.empty());
  ASSERT_EQ(file.exchanges.size(), 2U);
  EXPECT_EQ(file.exchanges[0].url, "linkedin.com/in/annlee");
  EXPECT_EQ(file.exchanges[0].at, "2019-03-12T10:11:12Z");
  EXPECT_FALSE(file.exchanges[0].from_them);
  EXPECT_EQ(file.exchanges[0].subject, "Hello");
  EXPECT_EQ(file.exchanges[0].text, "See you");
  EXPECT_EQ(file.exchanges[1].url, "linkedin.com/in/ben");
  EXPECT_TRUE(file.exchanges[1].from_them);
  EXPECT_EQ(file.exchanges[1].text, "Hi Tom");
}

TEST(Archive, FolderInsideAndMacsShadowsAreNoTrouble) {
  const PeopleFile file = read_archive(
      "a.zip", zip_bytes({{"__MACOSX/._Connections.csv", "x"},
                          {"Export/", ""},
                          {"Export/old/Connections.csv", "First Name,Company\nOld,Acme\n"},
                          {"Export/connections.CSV", connections}}));
  EXPECT_EQ(file.people.size(), 2U);
}

TEST(Archive, WhatIsNoneOrHasNoListIsRefusedByWhatItIs) {
  EXPECT_TRUE(is_refused("PK\x03\x04rest", "is broken"));
  const std::string whole = zip_bytes({{"Connections.csv", connections}});
  EXPECT_TRUE(is_refused(whole.substr(0, whole.size() / 2), "is broken"));
  std::string changed = whole;
  changed[60] = static_cast<char>(changed[60] ^ 0x55);
  EXPECT_TRUE(is_refused(changed, "is broken"));
  EXPECT_TRUE(is_refused(zip_bytes({{"Profile.csv", "x"}}), "holds no Connections.csv"));
  EXPECT_TRUE(is_refused(zip_bytes({{"[Content_Types].xml", "x"}}), "spreadsheet", "list.xlsx"));
  EXPECT_TRUE(is_refused(zip_bytes({{"inner.zip", whole}}), "another archive"));
  EXPECT_TRUE(is_refused(zip_bytes({{"Connections.csv", ""}}), "is empty"));
  EXPECT_TRUE(is_refused(std::string(largest_archive + 1, 'x'), "larger than 47 MB"));
}

TEST(Archive, LockedOneIsRefused) {
  EXPECT_TRUE(is_refused(zip_bytes({{"Connections.csv", connections, 1}}), "password"));
  ZipFile other{"Connections.csv", connections};
  other.declared_method = 12;
  EXPECT_TRUE(is_refused(zip_bytes({other}), "cannot unpack"));
}

TEST(Archive, HostileOnesAreRefused) {
  for (const char* const name :
       {"../Connections.csv", "/etc/passwd", "a/../../b", "C:/x", "a\\b"}) {
    EXPECT_TRUE(is_refused(zip_bytes({{"Connections.csv", connections}, {name, "x"}}), "outside"))
        << name;
  }
  EXPECT_TRUE(
      is_refused(zip_bytes({{"Connections.csv", connections}, {"Connections.csv", connections}}),
                 "more than once"));
  EXPECT_TRUE(
      is_refused(zip_bytes({{"Connections.csv", connections}, {std::string(2000, 'n'), ""}}),
                 "longer than any name"));
  const std::string bomb(std::size_t{8} * 1024 * 1024, ',');
  EXPECT_TRUE(is_refused(zip_bytes({{"Connections.csv", bomb}}), "hundreds of times"));
  EXPECT_TRUE(is_refused(zip_bytes({{"Connections.csv", connections}, {"messages.csv", bomb}}),
                         "hundreds of times"));
}

TEST(Archive, SizesThatAreNotSoAreRefused) {
  ZipFile smaller{"Connections.csv", connections};
  smaller.declared_size = 10;
  EXPECT_TRUE(is_refused(zip_bytes({smaller}), ""));
  ZipFile larger{"Connections.csv", connections};
  larger.declared_size = static_cast<std::uint32_t>(connections.size() + 10);
  EXPECT_TRUE(is_refused(zip_bytes({larger}), "is broken"));
  ZipFile huge{"Connections.csv", connections};
  huge.declared_size = 0xF0000000U;
  EXPECT_TRUE(is_refused(zip_bytes({huge}), "larger than 64 MB"));
}

TEST(Archive, TooManyEntriesAreRefused) {
  std::vector<ZipFile> files(10'001);
  for (std::size_t i = 0; i < files.size(); ++i) files[i].name = std::to_string(i);
  EXPECT_TRUE(is_refused(zip_bytes(files), "more than 10,000"));
}

TEST(Archive, MessagesThatMakeNoSenseCostNobody) {
  const PeopleFile file = read_archive(
      "a.zip", zip_bytes({{"Connections.csv", connections}, {"messages.csv", "a,b\n1,2\n"}}));
  EXPECT_EQ(file.people.size(), 2U);
  ASSERT_EQ(file.problems.size(), 1U);
  EXPECT_EQ(file.problems.front().line, 0U);
}

// --- messages.csv -------------------------------------------------------------------------------

TEST(Messages, TheOwnerIsWhoTakesPartInMostAndIsNoConnection) {
  const std::string text = messages_header +
                           message("ann", "tom", "2019-01-01 00:00:00 UTC", "one") +
                           message("tom", "ann", "2019-01-02 00:00:00 UTC", "two");
  const MessagesFile found = read_messages(text, {"https://www.linkedin.com/in/ANN/"});
  ASSERT_EQ(found.exchanges.size(), 1U);
  EXPECT_FALSE(found.exchanges.front().from_them);
  EXPECT_EQ(found.exchanges.front().text, "two");
}

TEST(Messages, WithoutAnOwnerNothingIsGuessed) {
  const std::string text =
      messages_header + message("ann", "tom", "2019-01-01 00:00:00 UTC", "one");
  const MessagesFile found = read_messages(text, {});
  EXPECT_TRUE(found.exchanges.empty());
  EXPECT_FALSE(found.problem.empty());
}

TEST(Messages, GroupsBadDatesAndSpentLinesArePassedOver) {
  const std::string text =
      messages_header +
      "1,,x,https://www.linkedin.com/in/tom,y,\"https://www.linkedin.com/in/ann,https://"
      "www.linkedin.com/in/ben\",2022-01-01 00:00:00 UTC,,to all,INBOX\n" +
      message("ann", "tom", "yesterday", "no date") +
      message("ann", "tom", "2019-13-01 00:00:00 UTC", "no month") + "one field\n" +
      message("ann", "tom", "2019-01-01 00:00:00 UTC", "good");
  const MessagesFile found = read_messages(text, {"linkedin.com/in/ann", "linkedin.com/in/ben"});
  ASSERT_EQ(found.exchanges.size(), 1U);
  EXPECT_EQ(found.exchanges.front().text, "good");
}

TEST(Messages, LongTextsAreShortenedBetweenLetters) {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "é";
  const MessagesFile found =
      read_messages(messages_header + message("ann", "tom", "2019-01-01 00:00:00 UTC", text),
                    {"linkedin.com/in/ann"});
  ASSERT_EQ(found.exchanges.size(), 1U);
  EXPECT_EQ(found.exchanges.front().text.size(), 500U + std::string_view("…").size());
}

}  // namespace
}  // namespace rounds::importing
