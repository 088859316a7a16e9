#include "domain/note/template_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace rounds::domain {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr auto kVariables = std::to_array<std::string_view>({"given", "company"});
constexpr auto kConditions = std::to_array<std::string_view>({"moved"});
constexpr Vocabulary kVocabulary{kVariables, kConditions, true};

FilledTemplate fill(const std::string& text,
                    const TemplateValues& values = {{{"given", "Ann"}}, {}}) {
  return fill_template(text, kVocabulary, values);
}

std::string why(const std::string& text, const Vocabulary& vocabulary = kVocabulary) {
  try {
    check_template(text, vocabulary);
  } catch (const BrokenTemplate& broken) {
    return broken.what();
  }
  return "it is good";
}

TEST(TemplatesTest, VariablesAreFilledInAsTheyAre) {
  const std::string name = R"(<b>Ann</b> & "O'Neil" 🎉 שרה)";
  const TemplateValues values{{{"given", name}}, {}};
  for (const char* text : {"{{given}}", "{{ given }}", "{{{given}}}", "{{&given}}"}) {
    EXPECT_EQ(fill(text, values).text, name) << text;
  }
}

TEST(TemplatesTest, AValueStaysOnItsLine) {
  EXPECT_EQ(fill("Dear {{given}},", {{{"given", "Ann\r\nBcc: x@example.org\t\x1F"}}, {}}).text,
            "Dear Ann Bcc: x@example.org,");
}

TEST(TemplatesTest, WhatIsFilledNeverLooksUnfilled) {
  EXPECT_EQ(fill("{{given}}", {{{"given", "{{company}}"}}, {}}).text, "{company}}");
  EXPECT_EQ(fill("{ {{given}}", {{{"given", "{{{"}}, {}}).text, "{ {");
  EXPECT_EQ(fill("{{{given}}}{{given}}", {{{"given", "{"}}, {}}).text, "{");
  EXPECT_EQ(fill("{{given}}{{personal}}{{given}}", {{{"given", "{"}}, {}}).text, "{");
}

TEST(TemplatesTest, ConditionsShowOneOfTwoTexts) {
  const std::string text = "{{#moved}}Congratulations!{{/moved}}{{^moved}}How are you?{{/moved}}";
  EXPECT_EQ(fill(text, {{}, {"moved"}}).text, "Congratulations!");
  EXPECT_EQ(fill(text).text, "How are you?");
}

TEST(TemplatesTest, AVariableIsACondition) {
  const std::string text = "How is life{{#company}} at {{company}}{{/company}}?";
  EXPECT_EQ(fill(text, {{{"company", "Acme"}}, {}}).text, "How is life at Acme?");
  EXPECT_EQ(fill(text).text, "How is life?");
}

TEST(TemplatesTest, ALineWithNothingButAConditionLeavesNoLine) {
  EXPECT_EQ(fill("a\n{{#moved}}\nb\n{{/moved}}\nc", {{}, {"moved"}}).text, "a\nb\nc");
  EXPECT_EQ(fill("a\n{{#moved}}\nb\n{{/moved}}\nc").text, "a\nc");
  EXPECT_EQ(fill("a\n{{#moved}}\n\nb\n{{/moved}}\n\nc", {{}, {"moved"}}).text, "a\n\nb\n\nc");
  EXPECT_EQ(fill("a\n{{#moved}}\n\nb\n{{/moved}}\n\nc").text, "a\n\nc");
  EXPECT_EQ(fill("a\n  {{! mine }}  \n{{^moved}}{{/moved}}\nc").text, "a\nc");
}

TEST(TemplatesTest, RemarksAreNotShown) { EXPECT_EQ(fill("a{{! mine }}b").text, "ab"); }

TEST(TemplatesTest, WhatIsUsedWithoutAValueIsNamedOnce) {
  EXPECT_THAT(fill("{{company}} {{given}} {{company}}", {}).missing,
              ElementsAre("company", "given"));
  EXPECT_THAT(fill("{{#moved}}{{company}}{{/moved}}").missing, IsEmpty()) << "it is not shown";
  EXPECT_THAT(fill("{{^company}}{{company}}{{/company}}").missing, ElementsAre("company"));
}

TEST(TemplatesTest, ThePersonalPartIsEmptyAndFoundInUtf16) {
  const auto filled = fill("Dear {{given}} 🎉,\n\n{{personal}}\n\nBye", {{{"given", "Zoë"}}, {}});
  EXPECT_EQ(filled.text, "Dear Zoë 🎉,\n\n\n\nBye");
  EXPECT_EQ(filled.personal_at, 14U);
  EXPECT_THAT(filled.missing, IsEmpty());
  EXPECT_FALSE(fill("Dear {{given}}").personal_at);
}

TEST(TemplatesTest, WhatCannotBeUsedIsRefusedWithItsPlace) {
  EXPECT_THAT(why("Dear\nÉva, {{compny}}"),
              HasSubstr("Line 2, column 6: there is no variable “compny”"));
  EXPECT_THAT(why("{{compny}}"), HasSubstr("given, company"));
  EXPECT_THAT(why("a {{given"), HasSubstr("Line 1, column 3: “{{” is not closed"));
  EXPECT_THAT(why("{{"), HasSubstr("is not closed"));
  EXPECT_THAT(why("{{{given}}"), HasSubstr("is not closed"));
  EXPECT_THAT(why("{{#moved}}a"), HasSubstr("{{#moved}} has no end. Write {{/moved}}"));
  EXPECT_THAT(why("{{#moved}}{{#given}}{{/moved}}{{/given}}"), HasSubstr("has no end"));
  EXPECT_THAT(why("a{{/moved}}"), HasSubstr("column 2: {{/moved}} ends a condition"));
  EXPECT_THAT(why("{{moved}}"), HasSubstr("is a condition"));
  EXPECT_THAT(why("{{#nothing}}{{/nothing}}"), HasSubstr("there is no variable “nothing”"));
  EXPECT_THAT(why("{{#personal}}{{/personal}}"), HasSubstr("there is no variable"));
  for (const char* text : {"{{}}", "{{.}}", "{{#given}}{{.}}{{/given}}", "{{given.company}}",
                           "{{>given}}", "{{=<% %>=}}", "{{=}}", "{{= =}}", "{{=a =}}"}) {
    EXPECT_NE(why(text), "it is good") << text;
  }
}

TEST(TemplatesTest, AVariableWithoutAValueLeavesNoGap) {
  const auto unknown = [](const std::string& text) { return fill(text, {}).text; };
  EXPECT_EQ(unknown("Hi {{given}},\n\nhello"), "Hi,\n\nhello");
  EXPECT_EQ(unknown("You are at {{company}} now"), "You are at now");
  EXPECT_EQ(unknown("at {{company}}"), "at");
  EXPECT_EQ(unknown("{{given}} at work"), "at work");
  EXPECT_EQ(unknown("a\n{{given}} b"), "a\nb");
  EXPECT_EQ(unknown("at {{company}}\nb"), "at\nb");
  EXPECT_EQ(unknown("({{company}}) {{given}} {{company}}!"), "()!");
  EXPECT_EQ(unknown("a {{personal}} {{given}}!"), "a !") << "where the personal part begins";
}

TEST(TemplatesTest, ARefusalSaysItsReasonAndPlaceToAProgram) {
  const auto broken = [](const std::string& text) {
    try {
      check_template(text, kVocabulary);
    } catch (const BrokenTemplate& error) {
      return std::string(error.code()) + " " + error.name() + " " + std::to_string(error.line()) +
             ":" + std::to_string(error.column());
    }
    return std::string("it is good");
  };
  EXPECT_EQ(broken("a\nÉva {{compny}}"), "template_unknown_name compny 2:5");
  EXPECT_EQ(broken("{{#moved}}a"), "template_unclosed_condition moved 1:1");
  EXPECT_EQ(broken("{{^moved}}{{/given}}"), "template_unclosed_condition moved 1:1");
  EXPECT_EQ(broken("b{{/moved}}"), "template_unopened_condition moved 1:2");
  EXPECT_EQ(broken("{{given"), "template_unclosed_tag  1:1");
  EXPECT_EQ(broken("{{moved}}"), "template_condition_as_text moved 1:1");
  EXPECT_EQ(broken("{{>given}}"), "template_unreadable_tag >given 1:1");
}

TEST(TemplatesTest, ThePersonalPartHasItsPlaceInTheBodyAlone) {
  EXPECT_THAT(why("{{personal}}", {kVariables, kConditions, false}), HasSubstr("body"));
}

TEST(TemplatesTest, TooManyVariablesAreRefusedAndNotTried) {
  std::string deep;
  for (int i = 0; i < 5000; ++i) deep += "{{#given}}";
  EXPECT_THAT(why(deep), HasSubstr("Use fewer"));
}

}  // namespace
}  // namespace rounds::domain
