#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "importing/import_file.h"

namespace rounds::importing {
namespace {

using namespace std::string_literals;
using namespace std::chrono_literals;
using testing::AssertionFailure;
using testing::AssertionResult;
using testing::AssertionSuccess;

const std::string header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";

PeopleFile read(std::string_view text) { return read_people_file("Connections.csv", text); }

// Whether the file is refused with a sentence that holds `words`.
AssertionResult is_refused(std::string_view text, std::string_view words,
                           std::string_view filename = "Connections.csv") {
  try {
    (void)read_people_file(filename, text);
  } catch (const UnreadableFile& refusal) {
    const std::string_view message = refusal.what();
    return message.find(words) != std::string_view::npos
               ? AssertionSuccess()
               : AssertionFailure() << "refused with: " << message;
  }
  return AssertionFailure() << "not refused";
}

AssertionResult has_problem(const PeopleFile& file, std::size_t line, std::string_view words) {
  for (const Problem& problem : file.problems) {
    if (problem.line == line && problem.reason.find(words) != std::string::npos) {
      return AssertionSuccess();
    }
  }
  AssertionResult failure = AssertionFailure();
  for (const Problem& problem : file.problems) {
    failure << "line " << problem.line << ": " << problem.reason << "\n";
  }
  return failure;
}

TEST(ImportFile, LinkedInsOwnFormIsReadWhole) {
  const PeopleFile file = read(
      "Notes:\n"
      "\"When exporting your connection data, you may notice that some addresses are missing.\"\n"
      "\n" +
      header +
      "Zoë,Müller,https://www.linkedin.com/in/zoe,zoe@example.org,\"Acme, "
      "Inc.\",\"Head "
      "of \"\"Things\"\"\",07 Feb 2015\n");
  EXPECT_EQ(file.format, "linkedin");
  EXPECT_EQ(file.rejected, 0U);
  EXPECT_TRUE(file.problems.empty());
  ASSERT_EQ(file.people.size(), 1U);
  const ImportedPerson& zoe = file.people.front();
  EXPECT_EQ(zoe.given, "Zoë");
  EXPECT_EQ(zoe.family, "Müller");
  EXPECT_EQ(zoe.url, "https://www.linkedin.com/in/zoe");
  EXPECT_EQ(zoe.addresses, std::vector<std::string>{"zoe@example.org"});
  EXPECT_EQ(zoe.company, "Acme, Inc.");
  EXPECT_EQ(zoe.position, "Head of \"Things\"");
  EXPECT_EQ(zoe.connected_on, 2015y / 2 / 7);
  EXPECT_EQ(zoe.line, 5U);
}

TEST(ImportFile, HeaderMayStandBelowAnyNotesOrNone) {
  const std::string row = "Ann,Lee,,ann@example.org,,,\n";
  EXPECT_EQ(read(header + row).people.front().line, 2U);
  EXPECT_EQ(read("\xEF\xBB\xBF" + header + row).people.size(), 1U);
  std::string notes;
  for (int i = 0; i < 500; ++i) {
    notes += "Some note, with a \"quote, and the words first name in it\n";
  }
  EXPECT_EQ(read(notes + header + row).people.front().line, 502U);
}

TEST(ImportFile, ColumnsAreFoundByNameInAnyOrder) {
  const PeopleFile file = read(
      "connected on,E-MAIL ADDRESS,Shoe Size,Last Name,first  name\n"
      "2015-02-07,ann@example.org,39,Lee,Ann\n");
  ASSERT_EQ(file.people.size(), 1U);
  EXPECT_EQ(file.people.front().given, "Ann");
  EXPECT_EQ(file.people.front().family, "Lee");
  EXPECT_EQ(file.people.front().addresses, std::vector<std::string>{"ann@example.org"});
  EXPECT_EQ(file.people.front().connected_on, 2015y / 2 / 7);
}

TEST(ImportFile, SpreadsheetsSemicolonsTabsAndTrailingSeparatorsAreRead) {
  const PeopleFile semicolons = read(
      "sep=;\r\nFirst Name;Last Name;Email Address;Company;Connected On;;\r\n"
      "Ann;Lee;ann@example.org;Acme, Inc.;7-Feb-22;;\r\n;;;;;;\r\n");
  ASSERT_EQ(semicolons.people.size(), 1U);
  EXPECT_EQ(semicolons.people.front().company, "Acme, Inc.");
  EXPECT_EQ(semicolons.people.front().connected_on, 2022y / 2 / 7);
  EXPECT_EQ(semicolons.rejected, 0U);

  const PeopleFile tabs = read("First Name\tLast Name\tURL\nAnn\tLee\thttps://example.org\n");
  ASSERT_EQ(tabs.people.size(), 1U);
  EXPECT_EQ(tabs.people.front().url, "https://example.org");
}

TEST(ImportFile, RowsOfCommasAloneAreNoProblem) {
  const PeopleFile file = read(header + ",,,,,,\nAnn,Lee,,,,,\n,,,,,,\n\n , , ,,,,\n");
  EXPECT_EQ(file.people.size(), 1U);
  EXPECT_EQ(file.rejected, 0U);
  EXPECT_TRUE(file.problems.empty());
}

TEST(ImportFile, FieldsAreTrimmedAndTidied) {
  const PeopleFile file =
      read(header + "\"  Ann\n Maria\xC2\xA0\",\tLee , ,,\"Acme \xF0\x9F\x9A\x80\",,\n");
  ASSERT_EQ(file.people.size(), 1U);
  EXPECT_EQ(file.people.front().given, "Ann Maria");
  EXPECT_EQ(file.people.front().family, "Lee");
  EXPECT_EQ(file.people.front().company, "Acme \xF0\x9F\x9A\x80");
}

TEST(ImportFile, LineWithTooFewFieldsIsRefusedAndTheRestIsKept) {
  const PeopleFile file = read(header + "Ann,Lee\nBen,Okafor,,,,,\n");
  ASSERT_EQ(file.people.size(), 1U);
  EXPECT_EQ(file.people.front().given, "Ben");
  EXPECT_EQ(file.rejected, 1U);
  EXPECT_TRUE(has_problem(file, 2, "has 2 fields, but the header names 7 columns"));
}

TEST(ImportFile, LineWithAnUnquotedSeparatorIsRefusedRatherThanShifted) {
  const PeopleFile file = read(header + "Ann,Lee,,,Acme, Inc.,Boss,07 Feb 2015\nBen,Okafor,,,,,\n");
  EXPECT_EQ(file.people.size(), 1U);
  EXPECT_TRUE(has_problem(file, 2, "has 8 fields"));
}

TEST(ImportFile, UnclosedQuoteIsReportedWithItsLineAndTheRestIsKept) {
  const PeopleFile file =
      read(header + "Ann,Lee,,,,,\nBen,Okafor,,,\"Acme,,\nCai,Wu,,,\"A, B\",,\nDee,Xu,,,,,\n");
  EXPECT_EQ(file.people.size(), 3U);
  EXPECT_EQ(file.rejected, 1U);
  EXPECT_TRUE(has_problem(file, 3, "never closed"));
}

TEST(ImportFile, FileFullOfUnclosedQuotesIsGivenUp) {
  std::string text = header;
  for (int i = 0; i < 500; ++i) {
    text += "\"Ann,Lee,,,,,\n";
  }
  EXPECT_TRUE(is_refused(text, "never closes it on more than 100 lines"));
}

TEST(ImportFile, AddressWithoutAnyNameIsKeptAndTold) {
  const PeopleFile file =
      read(header + ",,https://example.org,x@example.org,,,\nAnn,,,,,,\n,Lee,,,,,\n");
  EXPECT_EQ(file.people.size(), 3U) << "one of the two names is enough";
  EXPECT_EQ(file.rejected, 0U);
  EXPECT_TRUE(has_problem(file, 2, "no name"));
}

TEST(ImportFile, BadAddressIsAProblemButThePersonIsKept) {
  const PeopleFile file =
      read(header + "Ann,Lee,,ann at example.org,,,\nBen,Okafor,,ben@localhost,,,\n");
  EXPECT_EQ(file.people.size(), 2U);
  EXPECT_EQ(file.rejected, 0U);
  EXPECT_TRUE(file.people.front().addresses.empty());
  EXPECT_TRUE(has_problem(file, 2, "\"ann at example.org\" is no e-mail address"));
  EXPECT_TRUE(has_problem(file, 3, "ben@localhost"));
}

TEST(ImportFile, AddressesMayComeAsLinksAndInNumbers) {
  const PeopleFile file =
      read(header + "Ann,Lee,, MAILTO:ann@example.org ; a.lee@example.net,,,\n");
  EXPECT_EQ(file.people.front().addresses,
            (std::vector<std::string>{"ann@example.org", "a.lee@example.net"}));
  EXPECT_TRUE(file.problems.empty());
}

TEST(ImportFile, DateThatIsNoneIsAProblemButThePersonIsKept) {
  const PeopleFile file = read(header + "Ann,Lee,,,,,soon\n");
  ASSERT_EQ(file.people.size(), 1U);
  EXPECT_EQ(file.people.front().connected_on, std::nullopt);
  EXPECT_TRUE(has_problem(file, 2, "\"soon\" is no date"));
}

TEST(ImportFile, AmbiguousDatesAreSettledByTheRestOfTheFile) {
  const PeopleFile settled = read(header + "Ann,Lee,,,,,2/7/22\nBen,Okafor,,,,,2/13/22\n");
  EXPECT_EQ(settled.people.front().connected_on, 2022y / 2 / 7);
  EXPECT_TRUE(settled.problems.empty());

  const PeopleFile open = read(header + "Ann,Lee,,,,,2/7/22\n");
  EXPECT_EQ(open.people.front().connected_on, std::nullopt);
  EXPECT_TRUE(has_problem(open, 2, "two different days"));
}

TEST(ImportFile, OnlyTheFirstHundredProblemsAreListedInOrder) {
  std::string text = header;
  for (int i = 0; i < 150; ++i) {
    text += "Ann,Lee,,,,,1/2/22\n,,,,,,x\n";
  }
  const PeopleFile file = read(text);
  EXPECT_EQ(file.people.size(), 150U);
  EXPECT_EQ(file.rejected, 150U);
  ASSERT_EQ(file.problems.size(), PeopleFile::most_problems);
  EXPECT_EQ(file.problems.front().line, 2U);
  EXPECT_TRUE(std::is_sorted(file.problems.begin(), file.problems.end(),
                             [](const Problem& a, const Problem& b) { return a.line < b.line; }));
  EXPECT_EQ(file.problems.back().line, 101U);
}

TEST(ImportFile, BytesThatAreNoTextCostTheirLineOnly) {
  const PeopleFile file = read(header + std::string(5000, '\n') +
                               "A\xFFnn,Lee,,,,,\nB\0b,Wu,,,,,\n"s + "Cai,Wu,,,,,\n");
  EXPECT_EQ(file.people.size(), 1U);
  EXPECT_EQ(file.rejected, 2U);
  EXPECT_TRUE(has_problem(file, 5002, "bytes that are no text"));
}

TEST(ImportFile, LostLettersAreReported) {
  const PeopleFile file = read(header + "Zo\xEF\xBF\xBD,Lee,,,,,\n");
  EXPECT_EQ(file.people.size(), 1U);
  EXPECT_TRUE(has_problem(file, 2, "was lost"));
}

TEST(ImportFile, WhatIsNoListIsRefusedByWhatItIs) {
  EXPECT_TRUE(is_refused("", "is empty"));
  EXPECT_TRUE(is_refused(" \r\n\t", "is empty"));
  EXPECT_TRUE(is_refused("PK\x03\x04rest", "spreadsheet", "list.xlsx"));
  EXPECT_TRUE(is_refused("PK\x03\x04rest", "Unpack it", "Archive.ZIP"));
  EXPECT_TRUE(is_refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "spreadsheet", "list.xls"));
  EXPECT_TRUE(is_refused("%PDF-1.7", "PDF"));
  EXPECT_TRUE(is_refused("a\0b,c\n"s, "is no text"));
  EXPECT_TRUE(is_refused("<!DOCTYPE html><html>a,b</html>", "web page"));
  EXPECT_TRUE(is_refused("BEGIN:VCARD\nFN:Ann", "vCard"));
  EXPECT_TRUE(is_refused("Dear diary\nnothing happened today\n", "is not a CSV file"));
  EXPECT_TRUE(is_refused("a,b,c\n1,2,3\n", "First Name, Last Name"));
}

TEST(ImportFile, RefusalNamesTheFile) {
  EXPECT_TRUE(is_refused("", "list.csv is empty", "list.csv"));
  EXPECT_TRUE(is_refused("", "The file is empty", ""));
}

TEST(ImportFile, HeaderWithoutPeopleIsRefused) {
  EXPECT_TRUE(is_refused(header, "nobody in it"));
  EXPECT_TRUE(is_refused(header + ",,,,,,\n", "nobody in it"));
}

TEST(ImportFile, TooLargeAFileIsRefusedUnread) {
  EXPECT_THROW(refuse_if_too_large("x.csv", largest_file + 1), UnreadableFile);
  EXPECT_NO_THROW(refuse_if_too_large("x.csv", largest_file));
}

TEST(ImportFile, ProgressEndsWithTheWholeAndMayStop) {
  std::string text = header;
  for (int i = 0; i < 3000; ++i) {
    text += "Ann,Lee,,,,,\n";
  }
  std::size_t calls = 0;
  std::size_t last = 0;
  const PeopleFile file = read_people_file("x.csv", text, [&](std::size_t done, std::size_t total) {
    EXPECT_GE(done, last);
    EXPECT_EQ(total, text.size());
    last = done;
    ++calls;
    return true;
  });
  EXPECT_EQ(file.people.size(), 3000U);
  EXPECT_EQ(last, text.size());
  EXPECT_GT(calls, 3U);
  EXPECT_THROW(
      (void)read_people_file("x.csv", text, [](std::size_t, std::size_t) { return false; }),
      Stopped);
}

}  // namespace
}  // namespace rounds::importing
