#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "api/core/json_views.h"
#include "api/notes/structures.h"
#include "store/journal/projection.h"
#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class StructuresContractTest : public testing::Contract {
 protected:
  void SetUp() override { make_round(20); }

  json save(const json& more = json::object()) {
    json params{{"name", "Mine"}, {"subject", "Hello {{given}}"}, {"body", "Dear {{given}},\n"}};
    params.update(more);
    return change("structures.save", params)["structure"];
  }
  std::vector<std::string> names() {
    std::vector<std::string> found;
    const json list = call("structures.list");
    for (const auto& structure : list["structures"]) {
      found.push_back(structure["name"]);
    }
    return found;
  }
  std::string default_name() {
    std::string found;
    const json list = call("structures.list");
    for (const auto& structure : list["structures"]) {
      if (structure["default"].get<bool>()) found += structure["name"].get<std::string>();
    }
    return found;
  }
  void edit_first(const json& changes) {
    const json person = call("turns.show", {{"turn", due().front()}})["turn"]["person"];
    change("people.edit", {{"person", person["id"]}, {"changes", changes}});
  }
};

TEST_F(StructuresContractTest, WhatIsSavedIsFilledForATurn) {
  const json structure = save();
  EXPECT_EQ(structure["name"], "Mine");
  EXPECT_EQ(structure["subject"], "Hello {{given}}");
  EXPECT_EQ(structure["default"], false);
  for (const json& named : {structure["structure"], structure}) {
    const json filled = call("structures.fill", {{"structure", named}, {"turn", due().front()}});
    EXPECT_EQ(filled["subject"], "Hello Given1");
    EXPECT_EQ(filled["body"], "Dear Given1,\n");
    EXPECT_EQ(filled["missing"], json::array());
  }
}

TEST_F(StructuresContractTest, AVariableWithoutAValueIsNamedAndNeverSentRaw) {
  edit_first({{"company", ""}, {"given", "{{given}}"}});
  const json structure = save({{"subject", "{{company}}?"}, {"body", "{{remark}}{{given}}"}});
  const json filled =
      call("structures.fill", {{"structure", structure["structure"]}, {"turn", due().front()}});
  EXPECT_EQ(filled["missing"], json({"company", "remark"}));
  EXPECT_EQ(filled["subject"], "?");
  EXPECT_EQ(filled["body"], "{given}}");
}

TEST_F(StructuresContractTest, ASavedOneCanBeChangedAndKeepsWhatIsNotNamed) {
  const json structure = save({{"when", {{"known_from", "Ghent"}}}, {"default", true}});
  const json changed = save({{"structure", structure["structure"]}, {"name", "Yours"}});
  EXPECT_EQ(changed["structure"], structure["structure"]);
  EXPECT_EQ(changed["name"], "Yours");
  EXPECT_EQ(changed["when"]["known_from"], "Ghent");
  EXPECT_EQ(changed["default"], true);
  EXPECT_EQ(save({{"structure", structure}, {"when", nullptr}})["when"], json::object());
  EXPECT_EQ(names().size(), 4U);
}

TEST_F(StructuresContractTest, BadOnesAreRefusedWithTheirPlace) {
  const auto refused = [this](const json& more) {
    json params{{"fact", new_fact()}, {"name", "x"}, {"subject", "x"}, {"body", "x"}};
    params.update(more);
    return refusal("structures.save", params);
  };
  const json broken = refused({{"body", "Dear\n{{nobody}}"}});
  EXPECT_EQ(broken["data"]["field"], "body");
  EXPECT_THAT(broken["message"].get<std::string>(), HasSubstr("Line 2, column 1"));
  EXPECT_EQ(refused({{"subject", "{{given"}})["data"]["field"], "subject");
  EXPECT_EQ(refused({{"subject", "{{personal}}"}})["data"]["field"], "subject");
  EXPECT_EQ(refused({{"subject", "a\nb"}})["data"]["field"], "subject");
  EXPECT_EQ(refused({{"name", "  "}})["data"]["field"], "name");
  EXPECT_EQ(refused({{"default", "yes"}})["data"]["field"], "default");
  EXPECT_EQ(refused({{"when", {{"company", "Acme"}}}})["data"]["field"], "when.company");
  EXPECT_EQ(refused({{"structure", "999"}})["data"]["kind"], "not_found");
  EXPECT_EQ(refused({{"structure", json::object()}})["data"]["field"], "structure.structure");
  EXPECT_EQ(names().size(), 3U) << "nothing was saved";
}

TEST_F(StructuresContractTest, WithoutAStructureTheOneForThePersonIsFilled) {
  EXPECT_EQ(call("structures.fill", {{"turn", due().front()}})["name"], "A short hello");
  save({{"when", {{"known_from", "choir"}}}});
  edit_first({{"known_from", "The Choir"}});
  EXPECT_EQ(call("structures.fill", {{"turn", due().front()}})["name"], "Mine");
  EXPECT_EQ(call("structures.fill", {{"turn", due().back()}})["name"], "A short hello");
}

TEST_F(StructuresContractTest, AnUndoBringsTheDefaultBack) {
  save({{"default", true}});
  EXPECT_EQ(default_name(), "Mine");
  const std::string saved = last_fact();
  change("facts.undo", {{"undo", saved}});
  EXPECT_EQ(default_name(), "A short hello");
  EXPECT_EQ(names().size(), 3U);
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(default_name(), "Mine") << "the undoing undone";
}

TEST_F(StructuresContractTest, AnEditIsUndoneUnlessALaterOneStandsOnIt) {
  save({{"structure", "1"}, {"name", "First"}});
  const std::string first = last_fact();
  save({{"structure", "1"}, {"name", "Second"}});
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", first}}), "conflict");
  change("facts.undo", {{"undo", call("facts.latest")["fact"]}});
  change("facts.undo", {{"undo", first}});
  EXPECT_EQ(call("structures.show", {{"structure", "1"}})["structure"]["name"], "A short hello");
}

TEST_F(StructuresContractTest, OneThatWasRemovedComesBackAsItWas) {
  const json before = call("structures.list")["structures"];
  change("structures.remove", {{"structure", "1"}});
  EXPECT_EQ(names().size(), 2U);
  EXPECT_EQ(default_name(), "");
  EXPECT_EQ(call("structures.fill", {{"turn", due().front()}})["name"], "After a long time");
  const json latest = call("facts.latest");
  EXPECT_EQ(latest["kind"], "structure.removed");
  EXPECT_EQ(latest["structure"], "A short hello");
  change("facts.undo", {{"undo", latest["fact"]}});
  EXPECT_EQ(call("structures.show", {{"structure", "1"}})["structure"], before[0]);
}

TEST_F(StructuresContractTest, WithoutAnyThereIsNothingToFill) {
  for (const char* id : {"1", "2", "3"}) change("structures.remove", {{"structure", id}});
  EXPECT_EQ(refusal("structures.fill", {{"turn", due().front()}})["data"]["kind"], "not_found");
}

TEST_F(StructuresContractTest, APreviewStoresNothing) {
  const std::string turn = due().front();
  const json params{{"subject", "{{given}}"}, {"body", "{{personal}}!"}, {"turn", turn}};
  const json shown = call("structures.preview", params);
  EXPECT_EQ(shown["subject"], "Given1");
  EXPECT_EQ(shown["body"], "!");
  EXPECT_EQ(shown["personal_at"], 0);
  const json person = call("turns.show", {{"turn", turn}})["turn"]["person"]["id"];
  EXPECT_EQ(call("structures.preview",
                 {{"subject", "{{given}}"}, {"body", "{{personal}}!"}, {"person", person}}),
            shown);
  EXPECT_EQ(refusal("structures.preview", {{"subject", ""}, {"body", ""}})["data"]["field"],
            "turn");
  EXPECT_EQ(names().size(), 3U);
}

TEST_F(StructuresContractTest, WhatTheProjectionKnowsOfThePastIsFilledIn) {
  // What other parts keep, in the shape in which they keep it.
  const json person = call("turns.show", {{"turn", due().front()}})["turn"]["person"]["id"];
  const std::string id = person.get<std::string>();
  host().database().execute(
      "INSERT INTO changes(person, origin, \"on\", field, was, now) VALUES (" + id + ", " + id +
      ", '2014-05-01', 'company', 'Globex', 'Acme')");
  const json filled =
      call("structures.preview", {{"subject", ""},
                                  {"body", "{{#changed_jobs}}{{former_company}}{{/changed_jobs}}"},
                                  {"person", person}});
  EXPECT_EQ(filled["body"], "Globex");
}

TEST_F(StructuresContractTest, TheGuardIsToldWhatANoteWithoutAPersonalWordSays) {
  const auto& database = host().database();
  const auto turn = api::find_turn(database, std::stoll(due().front()));
  const auto texts =
      api::unwritten_notes(database, api::find_person(database, turn.person), host().today(), "en");
  ASSERT_EQ(texts.size(), 3U);
  EXPECT_EQ(texts.front(), "Dear Given1,\n\n\n\nWarm wishes\n");
}

}  // namespace
}  // namespace rounds
