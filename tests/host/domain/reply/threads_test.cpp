#include "domain/reply/threads.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "domain/reply/absence.h"

namespace rounds::domain {
namespace {

TEST(ThreadSubjectTest, KnowsTheAnswersOfManyPrograms) {
  for (const char* const subject :
       {"Re: Hello", "AW: Hello", "Antw: Hello", "Antwort: Hello", "SV: Hello", "RE: AW: Hello",
        "Re[2]: Hello", "Re (3): Hello", "RE : Hello", "R: Hello", "RES: Hello", "Odp.: Hello",
        "Отв: Hello", "回复：Hello", "[EXT] Re: Hello", "re:re: Hello"}) {
    const ThreadSubject thread = thread_subject(subject);
    EXPECT_TRUE(thread.answers) << subject;
    EXPECT_EQ(thread.rest, "hello") << subject;
  }
}

TEST(ThreadSubjectTest, LeavesOtherColonsAlone) {
  EXPECT_EQ(thread_subject("Dinner: Friday").rest, "dinner: friday");
  EXPECT_FALSE(thread_subject("Dinner: Friday").answers);
  EXPECT_FALSE(thread_subject("Fwd: Hello").answers) << "passed on, not answered";
  EXPECT_EQ(thread_subject("Fwd: Hello").rest, "hello");
  EXPECT_EQ(thread_subject("[club]").rest, "[club]");
  EXPECT_EQ(thread_subject("").rest, "");
  EXPECT_EQ(thread_subject("R           (            a :\r\n b").rest, "b")
      << "blanks make no prefix longer";
}

TEST(OwnWordsTest, EndWhereTheQuoteBegins) {
  EXPECT_EQ(own_words("Thanks!\n\nOn Monday Ann wrote:\n> Hello"), "Thanks!\n\n");
  EXPECT_EQ(own_words("Danke!\r\n> Hallo"), "Danke!\r\n");
  EXPECT_EQ(own_words("Thanks!\n-----Original Message-----\nFrom: x"), "Thanks!\n");
  EXPECT_EQ(own_words("I wrote: a book"), "I wrote: a book");
}

TEST(QuotesNoteTest, ALineThatIsLongEnoughProvesIt) {
  const std::string note = "Hello,\nhow are you after all these years in Oslo?\nRosa";
  EXPECT_TRUE(
      quotes_note("Fine!\n> Hello,\n> how are you after all these\n> years in Oslo?", note));
  EXPECT_FALSE(quotes_note("Hello,\nfine. Rosa", note)) << "short lines are everybody's";
  EXPECT_FALSE(quotes_note("Fine!", ""));
}

TEST(FoldedNameTest, PutsTheGivenNameFirst) {
  EXPECT_EQ(folded_name_of("\"Lee, Ann\" <a@x.example>"), "ann lee");
  EXPECT_EQ(folded_name_of("Jürgen Weiß (Firma) <j@x.example>"),
            folded_name_of("jurgen weiss <x>"));
  EXPECT_EQ(folded_name_of("a@x.example"), "");
}

TEST(ThreadSubjectTest, KnowsThePrefixesOfEveryPack) {
  for (const char* const subject :
       {"ΑΠ: Hello", "답장: Hello", "返信: Hello", "回覆：Hello", "VÁ: Hello", "השב: Hello",
        "رد: Hello", "Відп: Hello", "Răsp: Hello", "Ynt: Hello"}) {
    const ThreadSubject thread = thread_subject(subject);
    EXPECT_TRUE(thread.answers) << subject;
    EXPECT_EQ(thread.rest, "hello") << subject;
  }
}

TEST(OwnWordsTest, EndWhereAProgramOfAnyLanguageQuotes) {
  for (const char* const quote :
       {"Am 5. Januar 2015 schrieb Rosa <rosa@x.example>:\n> Hallo",
        "2015年1月5日(月) 10:00 Rosa <rosa@x.example>:\n> Hallo",
        "Op ma 5 jan. 2015 schreef Rosa <rosa@x.example>:\n> Hallo",
        "-----Ursprüngliche Nachricht-----\nHallo", "Begin forwarded message:\nHallo",
        "Von: Rosa\nGesendet: Montag\nAn: Ann\nBetreff: Hallo\nHallo",
        "________________________________\nFrom: Rosa",
        "On Mon, Jan 5, 2015 at 10:00 AM Rosa Writer <rosa@x.example>\nwrote:\n> Hallo"}) {
    EXPECT_EQ(own_words(std::string("Danke!\n\n") + quote), "Danke!\n\n") << quote;
  }
}

bool is_notice(std::string_view subject, std::string_view text) {
  return notice_kind(subject, text) != NoticeKind::none;
}

TEST(AbsenceTest, ANoticeSaysThatItIsAwayAndWhatToDo) {
  EXPECT_TRUE(is_notice("Re: x", "I am out of the office. For urgent matters call Bob."));
  EXPECT_FALSE(is_notice("Re: x", "I am out of the office, skiing. Greetings!"));
  EXPECT_FALSE(is_notice(
      "Re: x", "I am out of the office until Monday, please call me. How are the children?"))
      << "notices ask nothing";
  EXPECT_FALSE(is_notice("Re: x", "Back again.\n> I am out of the office. In urgent cases …"))
      << "quoted";
  EXPECT_TRUE(says_away("Je suis absent\r\ndu bureau."));
}

TEST(AbsenceTest, WhoTellsAnythingElseIsSomebody) {
  EXPECT_FALSE(
      is_notice("Re: x", "What a lovely letter! I am on holiday and will write when I return."));
  EXPECT_FALSE(
      is_notice("Re: x", "I no longer work at the mill, and keep bees instead. They hum."));
  EXPECT_FALSE(
      is_notice("Re: x", "So little is written by hand, so much automatically generated."));
}

TEST(AbsenceTest, KnowsReceiptsChallengesAndWhoHasLeft) {
  EXPECT_EQ(notice_kind("Gelesen: x", "Ihre Nachricht wurde gelesen am 6. Januar."),
            NoticeKind::receipt);
  EXPECT_EQ(notice_kind("Re: x", "Please confirm that you are a person: https://filter.example/1"),
            NoticeKind::challenge);
  EXPECT_EQ(notice_kind("Re: x", "Ben Oak has left the company. Please contact desk@mill.example.",
                        {{}, {"ben", "oak"}}),
            NoticeKind::left);
}

}  // namespace
}  // namespace rounds::domain
