#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

constexpr const char* about_the_canoe =
    "I still laugh about the evening when your canoe turned over in front of the whole school "
    "and you went on paddling as if nothing had happened.";

class GuardContract : public testing::Contract {
 protected:
  void SetUp() override {
    make_round(10);
    due_ = call("today.show").at("due");
  }

  [[nodiscard]] std::string turn(std::size_t index) const { return due_.at(index).at("turn"); }
  [[nodiscard]] std::string given(std::size_t index) const {
    return due_.at(index).at("person").at("given");
  }

  [[nodiscard]] json due_person(std::size_t index) const { return due_.at(index).at("person"); }

  void write_to(std::size_t index, const std::string& body) {
    change("turns.sent", {{"turn", turn(index)},
                          {"sent_at", now()},
                          {"subject", "Hello"},
                          {"text", "Dear " + given(index) + ",\n\n" + body + "\n\nTom\n"}});
  }

  // The kinds of what is found in a note to this person.
  json check(std::size_t index, const std::string& body, const std::string& language = "en") {
    json kinds = json::array();
    const json result = call("note.check", {{"turn", turn(index)},
                                            {"to", due_.at(index).at("person").at("addresses")},
                                            {"subject", "Hello"},
                                            {"body", "Dear " + given(index) + ",\n\n" + body},
                                            {"language", language}});
    for (const json& finding : result.at("findings")) {
      kinds.push_back(finding.at("kind"));
    }
    return kinds;
  }

 private:
  json due_;
};

TEST_F(GuardContract, AGoodNoteHasNoFindings) {
  write_to(0, about_the_canoe);
  EXPECT_EQ(check(1, "how have you been since the summer?"), json::array());
}

TEST_F(GuardContract, AnUnknownGreetingIsAskedAboutOnceAndRemembered) {
  const auto check_greeting = [&](const std::string& name) {
    return call("note.check", {{"turn", turn(0)},
                               {"to", due_person(0).at("addresses")},
                               {"subject", "Hello"},
                               {"body", "Dear " + name + ",\n\nhow have you been?"}})
        .at("findings");
  };
  const json findings = check_greeting("Wendeline");
  ASSERT_EQ(findings.size(), 1U) << findings;
  const json& finding = findings.front();
  EXPECT_EQ(finding.at("severity"), "stop");
  EXPECT_EQ(finding.at("code"), "unknown_greeting");
  EXPECT_EQ(finding.at("params").at("name"), "Wendeline");
  EXPECT_EQ(finding.at("evidence").front(),
            json({{"list", "note.greetings"}, {"language", "en"}, {"text", "dear"}}));
  const json teach = finding.at("teach");
  EXPECT_EQ(teach.at("person"), due_person(0).at("id"));
  change("people.edit",
         {{"person", teach.at("person")}, {"changes", {{"greeting", teach.at("greeting")}}}});
  EXPECT_EQ(check_greeting("Wendeline"), json::array());
}

TEST_F(GuardContract, AContactsNameIsAStopThoughNobodyWroteToThem) {
  const json findings = call("note.check", {{"turn", turn(0)},
                                            {"to", due_person(0).at("addresses")},
                                            {"subject", "Hello"},
                                            {"body", "Dear " + given(1) + ",\n\nhow are you?"}})
                            .at("findings");
  ASSERT_EQ(findings.size(), 1U) << findings;
  EXPECT_EQ(findings.front().at("code"), "wrong_greeting");
  EXPECT_EQ(findings.front().at("params").at("other"), due_person(1).at("full"));
  EXPECT_FALSE(findings.front().contains("teach"));
}

TEST_F(GuardContract, SomebodyElsesNoteIsFoundWhenItIsPasted) {
  write_to(0, about_the_canoe);
  EXPECT_EQ(check(1, about_the_canoe), json::array({"pasted_note"}));
}

TEST_F(GuardContract, ANoteInTheOutboxIsFoundAsWellWhenItIsPasted) {
  change("turns.queue", {{"turn", turn(0)},
                         {"subject", "Hello"},
                         {"text", "Dear " + given(0) + ",\n\n" + about_the_canoe}});
  EXPECT_EQ(check(1, about_the_canoe), json::array({"pasted_note"}));
}

TEST_F(GuardContract, AStructureWithoutAPersonalWordIsFoundWhateverLanguageItsDatesAreIn) {
  const std::string person = due_person(0).at("id");
  change("people.edit", {{"person", person}, {"changes", {{"connected_on", "2012-03-04"}}}});
  change("structures.save", {{"name", "Since"},
                             {"subject", "Hello"},
                             {"body", "seit {{connected_on}} kennen wir uns.\n\n{{personal}}"},
                             {"default", true}});
  const json filled = call("structures.fill", {{"turn", turn(0)}, {"language", "de"}});
  EXPECT_EQ(check(0, filled.at("body"), "de"), json::array({"only_structure"}));
}

TEST_F(GuardContract, TheUsersOwnPhraseIsNotSomebodyElsesNote) {
  write_to(0, about_the_canoe);
  write_to(1, about_the_canoe);
  EXPECT_EQ(check(2, about_the_canoe), json::array());
}

TEST_F(GuardContract, SomebodyWrittenToLatelyIsFoundInTheNextNote) {
  write_to(0, about_the_canoe);
  EXPECT_EQ(check(1, "thank you for everything, " + given(0) + "!"), json::array({"other_person"}));
  EXPECT_EQ(check(1, "thank you for everything, " + given(2) + "!"), json::array())
      << "that one was not written to";
}

}  // namespace
}  // namespace rounds
