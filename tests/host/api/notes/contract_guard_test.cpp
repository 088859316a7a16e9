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
