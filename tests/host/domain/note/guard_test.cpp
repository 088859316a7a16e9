#include "domain/note/guard.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace rounds::domain {
namespace {

using Severity = Finding::Severity;

const GuardPerson ben{
    "Ben", "Okafor", "Ben Okafor", "Acme", {"ben@example.org", "b.o@example.net"}};
const GuardPerson anna{"Anna", "Lindt", "Anna Lindt", "Globex", {"anna@example.com"}};
const GuardPerson juan{"Juan", "de la Cruz", "Juan de la Cruz", "", {"juan@example.com"}};
const GuardPerson will{"Will", "Best", "Will Best", "", {}};
const std::vector<GuardPerson> others = {anna, juan, will};

Note note_to_ben(std::string body) {
  return {"Tom Rider <tom@example.org>",
          {"Ben Okafor <ben@example.org>"},
          {},
          {},
          "Hello from Oslo",
          std::move(body)};
}

std::vector<Finding> check(const Note& note, const GuardPerson& person = ben) {
  return check_note(note, person, {.others = others});
}

// What is found in a note to Ben that begins with this line.
std::vector<Finding> check_greeting(const std::string& line) {
  return check(note_to_ben(line + "\n\nIt has been a long time. How is life?\n\nTom\n"));
}

std::string described(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    text += finding.kind + " in " + finding.where + ": " + finding.message + "\n";
  }
  return text;
}

bool found(const std::vector<Finding>& findings, std::string_view kind, Severity severity) {
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.kind == kind && finding.severity == severity;
  });
}

TEST(GuardGreeting, RightNamesDisturbNobody) {
  for (const char* const line : {"Dear Ben,",
                                 "dear ben,",
                                 "DEAR BEN,",
                                 "Hi Ben",
                                 "Hey Ben!",
                                 "Hello Ben -",
                                 "Hi, Ben!",
                                 "Ben,",
                                 "Dear Ben Okafor,",
                                 "Dear Mr Okafor,",
                                 "Dear Mr. Okafor,",
                                 "Dear Dr. Ben Okafor:",
                                 "Dear Okafor,",
                                 "Dear B.,",
                                 "Dear B. Okafor,",
                                 "Hi BO,",
                                 "Dear Benjamin,",
                                 "Hey Benny!",
                                 "Dear Uncle Ben,",
                                 "My dear Ben,",
                                 "Hello my dear Ben,",
                                 "Hello again, dear Ben!",
                                 "Good morning Ben,",
                                 "Happy birthday, Ben!",
                                 "Hi Ben and Mary,",
                                 "Dear Mary & Ben,",
                                 "Lieber Ben,",
                                 "Hallo Ben,",
                                 "Sehr geehrter Herr Okafor,",
                                 "Guten Tag Herr Okafor,",
                                 "Cher Ben,",
                                 "Bonjour Ben,",
                                 "Cher Monsieur Okafor,",
                                 "Hola Ben:",
                                 "Querido Ben:",
                                 "Estimado Sr. Okafor:",
                                 "Caro Ben,",
                                 "Ciao Ben,",
                                 "Gentile Signor Okafor,",
                                 "Kære Ben",
                                 "Hej Ben!",
                                 "Kjære Ben",
                                 "Beste Ben,",
                                 "Geachte heer Okafor,",
                                 "Drogi Benie,",
                                 "Hi Ben hope you are well",
                                 "Olá Ben,"}) {
    EXPECT_TRUE(check_greeting(line).empty()) << line << "\n" << described(check_greeting(line));
  }
}

TEST(GuardGreeting, GreetingsWithoutANameDisturbNobody) {
  for (const char* const line : {"Hello,",
                                 "Hi there,",
                                 "Hi!",
                                 "Good morning",
                                 "Hello again",
                                 "Dear all",
                                 "Dear friend,",
                                 "Hello from sunny Oslo!",
                                 "Hello how are you?",
                                 "Hi I hope you are well",
                                 "Hello, London calling",
                                 "Hello! This is Tom.",
                                 "Hello world,",
                                 "Hallo zusammen,",
                                 "Ihr Lieben,",
                                 "Liebe Grüße aus Berlin",
                                 "Salut à tous",
                                 "Bonjour !",
                                 "Hola amigo,",
                                 "Ciao a tutti",
                                 "Hej på dig!",
                                 "Congratulations on the new job!",
                                 "Wow, what a year",
                                 "Thanks, old chap",
                                 "Oslo, 3 March",
                                 "Long time no see",
                                 "Finally,",
                                 "Surprise, it is me"}) {
    EXPECT_TRUE(check_greeting(line).empty()) << line << "\n" << described(check_greeting(line));
  }
}

TEST(GuardGreeting, EveryWrongNameIsAStop) {
  for (const char* const line : {"Dear Anna,",
                                 "Hi Anna",
                                 "hi anna,",
                                 "Hello Anna!",
                                 "Hi, Anna!",
                                 "Hello again Anna,",
                                 "Hello my dear Anna,",
                                 "well hello Anna",
                                 "Anna,",
                                 "Anna, I was thinking of you",
                                 "Dear Mr Lindt,",
                                 "Dear Mr. Lindt,",
                                 "Dear Anna Okafor,",
                                 "Dear Bob,",
                                 "Dear Mia,",
                                 "Dear Cara,",
                                 "Dear Hope,",
                                 "Hi Vi,",
                                 "Dear Zbigniew,",
                                 "Good morning Anna,",
                                 "Happy birthday Anna!",
                                 "Liebe Anna,",
                                 "Hallo Anna,",
                                 "Sehr geehrte Frau Lindt,",
                                 "Guten Tag Frau Lindt,",
                                 "Chère Anne,",
                                 "Bonjour Anne,",
                                 "Hola Ana:",
                                 "Querida Ana,",
                                 "Estimada Sra. Lindt:",
                                 "Ciao Marco,",
                                 "Cara Anna,",
                                 "Kære Anna",
                                 "Hej Anna",
                                 "Beste Anna,",
                                 "Lieve Anna,",
                                 "Drogi Janie,",
                                 "Olá Ana,",
                                 "Привет, Анна!"}) {
    const auto findings = check_greeting(line);
    EXPECT_TRUE(found(findings, "wrong_greeting", Severity::stop)) << line;
    EXPECT_EQ(findings.size(), 1U) << line << "\n" << described(findings);
  }
}

TEST(GuardGreeting, FindingSaysWhatWhereAndWhy) {
  const auto findings = check(note_to_ben("\xF0\x9F\x9A\x80\n\n  Dear Anna,\n\nhow are you?"));
  ASSERT_EQ(findings.size(), 1U);
  const Finding& finding = findings.front();
  EXPECT_EQ(finding.where, "body");
  EXPECT_EQ(finding.text, "Dear Anna");
  EXPECT_EQ(finding.at, 6U) << "in UTF-16 code units: the rocket is two";
  EXPECT_EQ(finding.length, 9U);
  EXPECT_EQ(finding.message, "The greeting says \"Dear Anna\", but this note goes to Ben Okafor.");
}

TEST(GuardGreeting, AnotherPersonOfTheSameGivenNameIsAStop) {
  const GuardPerson other_ben{"Ben", "Adler", "Ben Adler", "", {}};
  const std::vector<GuardPerson> lately = {other_ben};
  const auto findings =
      check_note(note_to_ben("Dear Ben Adler,\nhow are you?"), ben, {.others = lately});
  EXPECT_TRUE(found(findings, "wrong_greeting", Severity::stop)) << described(findings);
}

TEST(GuardGreeting, UnknownFamilyNameBehindTheRightGivenNameIsAStop) {
  EXPECT_TRUE(found(check_greeting("Dear Ben Adler,"), "wrong_greeting", Severity::stop));
}

TEST(GuardGreeting, UnknownSecondGivenNameIsWorthALook) {
  EXPECT_TRUE(found(check_greeting("Dear Ben Michael,"), "wrong_greeting", Severity::warn));
}

TEST(GuardGreeting, AccentsSpellingsAndHyphensOfTheRightNameAreAccepted) {
  const GuardPerson person{"Jürgen Jean-Pierre", "Müller", "", "", {"j@example.org"}};
  for (const char* const line : {"Dear Jurgen,", "Dear Juergen,", "Lieber Jürgen,", "Hi Jean,",
                                 "Hi Jean-Pierre,", "Herr Mueller,", "Dear Mr Muller,"}) {
    Note note{"", {"j@example.org"}, {}, {}, "Hello", std::string(line) + "\nhow are you?"};
    const auto findings = check(note, person);
    EXPECT_TRUE(findings.empty()) << line << "\n" << described(findings);
  }
}

TEST(GuardGreeting, FeminineFormOfAMansNameIsNotHisNickname) {
  const GuardPerson martin{"Martin", "Ek", "Martin Ek", "", {"m@example.org"}};
  Note note{"", {"m@example.org"}, {}, {}, "Hello", "Dear Martina,\nhow are you?"};
  EXPECT_TRUE(found(check(note, martin), "wrong_greeting", Severity::stop));
}

TEST(GuardGreeting, SubjectMayGreetWronglyToo) {
  Note note = note_to_ben("How are you?");
  note.subject = "Hello Anna!";
  const auto findings = check(note);
  ASSERT_TRUE(found(findings, "wrong_greeting", Severity::stop));
  EXPECT_EQ(findings.front().where, "subject");
}

TEST(GuardGreeting, GreetingOfAPersonWithOneNameOnly) {
  const GuardPerson mononym{"", "", "Pelé", "", {"p@example.org"}};
  Note note{"", {"p@example.org"}, {}, {}, "Hello", "Dear Pele,\nhow are you?"};
  EXPECT_TRUE(check(note, mononym).empty());
  note.body = "Dear Anna,\nhow are you?";
  EXPECT_TRUE(found(check(note, mononym), "wrong_greeting", Severity::stop));
}

TEST(GuardMention, OthersNamesAndAddressesAreWorthALook) {
  for (const char* const text :
       {"How is life, and how is Anna Lindt?", "I wrote to anna@example.com before.",
        "Ask Mrs Lindt.", "Lindt's letter was long.", "Senor de la Cruz was here."}) {
    const auto findings = check(note_to_ben("Dear Ben,\n\n" + std::string(text) + "\n"));
    ASSERT_EQ(findings.size(), 1U) << text << "\n" << described(findings);
    EXPECT_EQ(findings.front().kind, "other_person");
    EXPECT_EQ(findings.front().severity, Severity::warn);
  }
}

TEST(GuardMention, InnocentTextDisturbsNobody) {
  for (const char* const text :
       {"In May I will travel, and give my love to Anna.", "Best, Tom", "Best regards",
        "I ate Lindtwurst.", "My friend Hans Lindt says hello.", "The lindt tree", "Will you come?",
        "> Dear Anna Lindt, how are you?", "On 3 March Anna Lindt wrote:\n> hello"}) {
    const auto findings =
        check(note_to_ben("Dear Ben,\n\nhow are you?\n" + std::string(text) + "\n"));
    EXPECT_TRUE(findings.empty()) << text << "\n" << described(findings);
  }
}

TEST(GuardMention, SignatureIsNotLookedAt) {
  EXPECT_TRUE(check(note_to_ben("Dear Ben,\nhow are you?\n-- \nAnna Lindt [NAME]\n")).empty());
}

TEST(GuardMention, WritersOwnFamilyNameIsInnocent) {
  Note note = note_to_ben("Dear Ben,\nhow are you?\n\nTom Lindt\nLindt House\n");
  note.from = "Tom Lindt <tom@example.org>";
  EXPECT_TRUE(check(note).empty()) << described(check(note));
}

TEST(GuardMention, OnePersonIsReportedOnce) {
  const auto findings =
      check(note_to_ben("Dear Ben,\nAnna Lindt here, Anna Lindt there, Lindt, anna@example.com"));
  EXPECT_EQ(findings.size(), 1U) << described(findings);
}

TEST(GuardPlaceholder, EveryCommonFormIsAStop) {
  for (const char* const placeholder : {"{{given}}",
                                        "{{ person.first_name }}",
                                        "{given}",
                                        "{first name}",
                                        "[NAME]",
                                        "[First Name]",
                                        "[your company]",
                                        "<first name>",
                                        "<NAME>",
                                        "<<anything>>",
                                        "%FIRST_NAME%",
                                        "%name%",
                                        "$name",
                                        "$firstName",
                                        "${anything}",
                                        "{% if x %}",
                                        "*|FNAME|*",
                                        "XXX",
                                        "XXXX",
                                        "#NAME#",
                                        "__NAME__",
                                        "[Vorname]",
                                        "[INSERT DATE]",
                                        "[something personal]",
                                        "(insert memory here)",
                                        "____",
                                        "???",
                                        "FIRSTNAME"}) {
    const auto findings =
        check(note_to_ben("Dear Ben,\n\nI saw " + std::string(placeholder) + " there.\n"));
    ASSERT_EQ(findings.size(), 1U) << placeholder << "\n" << described(findings);
    EXPECT_EQ(findings.front().kind, "placeholder");
    EXPECT_EQ(findings.front().severity, Severity::stop);
    EXPECT_EQ(findings.front().text, placeholder);
    EXPECT_EQ(findings.front().at, 17U);
  }
}

TEST(GuardPlaceholder, InGreetingAndSubjectItIsFoundOnce) {
  for (const char* const line : {"Dear {{given}},", "Dear [NAME],", "Hi <first name>,", "Dear XXX,",
                                 "Hi %NAME%,", "Hello $name,", "Dear ,"}) {
    const auto findings = check_greeting(line);
    ASSERT_EQ(findings.size(), 1U) << line << "\n" << described(findings);
    EXPECT_EQ(findings.front().kind, "placeholder") << line;
  }
  Note note = note_to_ben("Dear Ben,\nhow are you?");
  note.subject = "News for {{given}}";
  const auto findings = check(note);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().where, "subject");
  EXPECT_EQ(findings.front().at, 9U);
}

TEST(GuardPlaceholder, SignsThatMeanSomethingElseDisturbNobody) {
  for (const char* const text :
       {"50% of 10% is 5%", "It costs $100, or $5.50.", "See [1], [sic] and [...].",
        "https://example.org/?q={name}&x=%NAME%", "I <3 you, and 1 < 2 > 0", "a {b, c} set", "xxx",
        "SIZE XXL", "f(x) = {1, 2}", "write to <tom@example.org>",
        ":-{ and }-:", "Lots of love, Tom XXX", "My TODO list is long.", "What do you think???",
        "________", "(we insert coins)"}) {
    const auto findings =
        check(note_to_ben("Dear Ben,\n\nhow are you?\n\n" + std::string(text) + "\n"));
    EXPECT_TRUE(findings.empty()) << text << "\n" << described(findings);
  }
}

TEST(GuardRecipient, AnyAddressOfThePersonIsRight) {
  Note note = note_to_ben("Dear Ben,\nhow are you?");
  note.to = {"B.O@Example.net"};
  EXPECT_TRUE(check(note).empty());
  note.to = {"ben@example.org", "b.o@example.net"};
  EXPECT_TRUE(check(note).empty());
}

TEST(GuardRecipient, SomebodyElsesAddressIsAStopThatNamesThem) {
  Note note = note_to_ben("Dear Ben,\nhow are you?");
  note.to = {"anna@example.com"};
  const auto findings = check(note);
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings.front().kind, "other_recipient");
  EXPECT_EQ(findings.front().severity, Severity::stop);
  EXPECT_EQ(findings.front().message,
            "This note is for Ben Okafor, but it goes to Anna Lindt (anna@example.com).");
}

TEST(GuardRecipient, UnknownAddressOfAPersonWithoutOneIsWorthALook) {
  GuardPerson person = ben;
  person.addresses.clear();
  EXPECT_TRUE(found(check(note_to_ben("Dear Ben,\nhow are you?"), person), "other_recipient",
                    Severity::warn));
}

TEST(GuardRecipient, SeveralRecipientsAreAStop) {
  Note two = note_to_ben("Dear Ben,\nhow are you?");
  two.to.emplace_back("Anna <anna@example.com>");
  EXPECT_TRUE(found(check(two), "several_recipients", Severity::stop));

  Note copy = note_to_ben("Dear Ben,\nhow are you?");
  copy.cc = {"anna@example.com"};
  EXPECT_TRUE(found(check(copy), "several_recipients", Severity::stop));
}

TEST(GuardRecipient, HiddenCopyIsWorthALookUnlessItIsOnesOwn) {
  Note note = note_to_ben("Dear Ben,\nhow are you?");
  note.bcc = {"anna@example.com"};
  EXPECT_TRUE(found(check(note), "hidden_recipient", Severity::warn));
  note.bcc = {"Tom <TOM@example.org>"};
  note.cc = {"tom@example.org"};
  EXPECT_TRUE(check(note).empty());
}

TEST(GuardEmpty, EmptySubjectIsWorthALookAndAnEmptyBodyAStop) {
  Note note = note_to_ben("Dear Ben,\nhow are you?");
  note.subject = " \t";
  EXPECT_TRUE(found(check(note), "empty_subject", Severity::warn));

  for (const char* const body :
       {"", "\n \n", "-- \nTom", "> Dear Tom,\n> hello", "Dear Ben,\n\n-- \nTom", "Hi Ben!\n\n"}) {
    EXPECT_TRUE(found(check(note_to_ben(body)), "empty_body", Severity::stop)) << body;
  }
  EXPECT_TRUE(check(note_to_ben("Hi Ben, happy birthday!")).empty());
}

TEST(GuardMention, WhatIsSaidToSomebodyElseIsAStop) {
  for (const char* const text :
       {"It was good to see you, Anna.", "Do you remember, Anna, how we laughed?",
        "Take care Anna!", "Anna, I wanted to tell you something.", "All the best, dear Anna!",
        "How is life at Globex?", "Are you still at Globex?", "Globex is lucky to have you.",
        "Is anna@example.com still your address?"}) {
    const auto findings = check(note_to_ben("Dear Ben,\n\n" + std::string(text) + "\n"));
    ASSERT_EQ(findings.size(), 1U) << text << "\n" << described(findings);
    EXPECT_EQ(findings.front().kind, "other_person");
    EXPECT_EQ(findings.front().severity, Severity::stop) << text;
  }
}

TEST(GuardMention, WhatIsSaidOfSomebodyElseHoldsNoNote) {
  for (const char* const text :
       {"My sister, Anna, says hello to you.", "I saw Karl, Anna, and the children. And you?",
        "You know Anna, who never answers.", "Anna, by the way, asked about you.",
        "Do you know anybody at Globex?", "My son works for Globex. Do you like it at Acme?",
        "I told you of Anna.", "\"Anna,\" you said, \"is a palindrome.\""}) {
    for (const Finding& finding : check(note_to_ben("Dear Ben,\n\n" + std::string(text) + "\n"))) {
      EXPECT_EQ(finding.severity, Severity::warn) << text << "\n" << finding.message;
    }
  }
}

TEST(GuardMention, NameInAWrappedLineIsFound) {
  const auto findings = check(note_to_ben(
      "Dear Ben,\n\nit was so good to see you at the station on that cold morning with Anna\n"
      "Lindt and the others.\n"));
  ASSERT_EQ(findings.size(), 1U) << described(findings);
  EXPECT_EQ(findings.front().text, "Anna\nLindt");
}

TEST(GuardMention, WhatIsKnownOfTheReaderIsInnocent) {
  GuardPerson person = ben;
  person.known = "Worked at Globex, met through Anna Lindt";
  EXPECT_TRUE(
      check(note_to_ben("Dear Ben,\n\nhow is life at Globex? And the Lindt tree?\n"), person)
          .empty());
}

const std::string structure =
    "Dear Ben,\n\nit has been a long time since we last spoke, and I am writing to everybody whom "
    "I have lost sight of.\n\nI would love to hear how you are and what you do these days.\n\n"
    "All the best,\nTom\n";

std::vector<Finding> check_copies(const std::string& body, const std::vector<RecentNote>& recent,
                                  const std::vector<std::string>& structures = {structure}) {
  return check_note(note_to_ben(body), ben,
                    {.others = {}, .recent_notes = recent, .structure_texts = structures});
}

std::string with_personal(std::string text, const std::string& personal) {
  return text.insert(text.find("I would love"), personal + "\n\n");
}

const std::string canoe =
    "I still laugh about the evening when your canoe turned over before the whole school.";

TEST(GuardCopies, NothingButTheStructureIsAStop) {
  for (const std::string& body : {structure, "Hi Benny!\n" + structure.substr(structure.find('\n')),
                                  structure.substr(0, structure.find("\n\nAll the best"))}) {
    const auto findings = check_copies(body, {});
    ASSERT_EQ(findings.size(), 1U) << body << "\n" << described(findings);
    EXPECT_EQ(findings.front().kind, "only_structure");
    EXPECT_EQ(findings.front().severity, Severity::stop);
  }
}

TEST(GuardCopies, OnePersonalWordIsEnough) {
  EXPECT_TRUE(check_copies(with_personal(structure, "Canoes!"), {}).empty());
  EXPECT_TRUE(check_copies("Dear Ben,\n\nall the best!\n", {}).empty())
      << "a few words of the structure are the user's own";
}

TEST(GuardCopies, PersonalPartOfAnotherNoteIsAStopThatShowsIt) {
  std::string to_anna = with_personal(structure, canoe);
  to_anna.replace(5, 3, "Anna");
  const auto findings = check_copies(with_personal(structure, canoe), {{"Anna Lindt", to_anna}});
  ASSERT_EQ(findings.size(), 1U) << described(findings);
  EXPECT_EQ(findings.front().kind, "pasted_note");
  EXPECT_EQ(findings.front().severity, Severity::stop);
  EXPECT_NE(canoe.find(findings.front().text), std::string::npos) << findings.front().text;
  EXPECT_GT(findings.front().length + 5, canoe.size()) << findings.front().text;
  EXPECT_EQ(findings.front().message,
            "14 of 14 words in this note to Ben Okafor are those that you wrote to Anna Lindt.");
}

TEST(GuardCopies, PastedTextIsFoundWithOtherCaseSpacesAndLines) {
  const std::string wrapped =
      "Dear Ben,\n\nI STILL laugh about the evening   when your canoe\nturned over - before the "
      "whole school!\n";
  EXPECT_TRUE(found(check_copies(wrapped, {{"Anna", "Dear Anna,\n\n" + canoe}}), "pasted_note",
                    Severity::stop));
}

TEST(GuardCopies, TextWithoutSpacesIsCompared) {
  const std::string text =
      "先日の京都での夕食のことを今でもよく思い出します。本当に楽しい一日でした。";
  EXPECT_TRUE(found(check_copies("Ben,\n" + text, {{"Anna", "Anna,\n" + text}}), "pasted_note",
                    Severity::stop));
}

TEST(GuardCopies, SharedStructureAndStockPhrasesAreNoPaste) {
  std::string to_anna = with_personal(structure, canoe);
  const std::string to_ben = with_personal(structure, "Do you still climb? I have given it up.");
  EXPECT_TRUE(check_copies(to_ben, {{"Anna Lindt", to_anna}}).empty());
  EXPECT_TRUE(check_copies("Dear Ben,\n\nhow are you? We must meet again soon.\n",
                           {{"Anna", "Dear Anna,\n\nhow are you? We must meet again soon.\n"}})
                  .empty());
}

TEST(GuardCopies, WhatWentToTwoOthersIsTheUsersOwnPhrase) {
  EXPECT_TRUE(check_copies("Dear Ben,\n\n" + canoe,
                           {{"Anna", "Dear Anna,\n\n" + canoe}, {"Eve", "Dear Eve,\n\n" + canoe}})
                  .empty());
}

TEST(GuardCopies, ParagraphOfALongerNoteIsWorthALook) {
  const std::string news =
      "We moved to the coast in spring, into a house with a leaking roof and a garden full of "
      "apple trees, and the children go to school by boat, which they love.";
  const auto findings = check_copies(
      "Dear Ben,\n\n" + news,
      {{"Anna", "Dear Anna,\n\n" + news + "\n\n" + canoe + " That was one of the best days."}});
  EXPECT_TRUE(found(findings, "pasted_note", Severity::warn)) << described(findings);
}

TEST(Guard, StopsStandBeforeWarnings) {
  Note note = note_to_ben("Dear Anna,\nmy regards to Juan de la Cruz and {{friend}}.");
  note.subject = "";
  const auto findings = check(note);
  ASSERT_GE(findings.size(), 3U);
  EXPECT_TRUE(std::is_sorted(findings.begin(), findings.end(),
                             [](const Finding& a, const Finding& b) {
                               return a.severity == Severity::stop && b.severity == Severity::warn;
                             }))
      << described(findings);
}

TEST(Guard, EndlessTextCostsNoEndlessWork) {
  std::string greetings;
  std::string quotes;
  for (int i = 0; i < 200'000; ++i) {
    greetings += "hello, ";
    quotes += "\n\n>\n";
  }
  EXPECT_LE(check(note_to_ben(greetings)).size(), 50U);
  EXPECT_TRUE(found(check(note_to_ben(quotes)), "empty_body", Severity::stop));
  EXPECT_TRUE(check(note_to_ben("Dear Ben,\nhow are you?" + std::string(3'000'000, '{'))).empty());
}

TEST(Guard, NoteFullOfPlaceholdersGivesAListOfReadableLength) {
  std::string body = "Dear Ben,\n";
  for (int i = 0; i < 1000; ++i) {
    body += "{{x}} ";
  }
  EXPECT_LE(check(note_to_ben(body)).size(), 50U);
}

}  // namespace
}  // namespace rounds::domain
