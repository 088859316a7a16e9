#include <gtest/gtest.h>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

class RoundsTest : public testing::Contract {
 protected:
  json create(const json& more) {
    json params{{"name", "Everyone"}, {"start", "2015-01-01"}};
    params.update(more);
    return change("rounds.create", params);
  }
  json edit(const std::string& round, json changes) {
    changes["round"] = round;
    return change("rounds.edit", changes)["round"];
  }
};

TEST_F(RoundsTest, FiveADayBringsElevenHundredHomeInNovember) {
  import_people(1109);
  const json made = create({{"per_day", 5}});
  EXPECT_EQ(made["people"], 1109);
  EXPECT_EQ(made["per_day"], 5);
  EXPECT_EQ(made["finishes_on"], "2015-11-06");
}

TEST_F(RoundsTest, AFinishMakesThePace) {
  import_people(1109);
  EXPECT_EQ(create({{"finish", "2015-12-31"}})["per_day"], 5);
  EXPECT_EQ(create({{"finish", "2015-06-30"}})["per_day"], 9);
}

TEST_F(RoundsTest, FiveADayWhenNothingIsSaid) {
  import_people(10);
  EXPECT_EQ(create(json::object())["per_day"], 5);
}

TEST_F(RoundsTest, ThePlanPromisesWhatCreateDoes) {
  import_people(100);
  const json params{{"start", "2015-01-01"}, {"per_day", 3}, {"writing_days", {"sat", "sun"}}};
  const json plan = call("rounds.plan", params);
  EXPECT_TRUE(call("rounds.list")["rounds"].empty());
  const json made = create(params);
  for (const auto* const figure : {"people", "per_day", "finishes_on"}) {
    EXPECT_EQ(plan[figure], made[figure]) << figure;
  }
}

TEST_F(RoundsTest, TheListIsFrozenWhenTheRoundIsMade) {
  make_round(10);
  change("people.import", {{"filename", "later.csv"}, {"text", linkedin_list(15)}});
  EXPECT_EQ(call("today.show")["people"], 10);
}

TEST_F(RoundsTest, TakesOnlyThePeopleNamedEachOnce) {
  import_people(10);
  const json people = call("people.list")["people"];
  const json ids{people[7]["id"], people[2]["id"], people[7]["id"]};
  create({{"people", ids}});
  EXPECT_EQ(due_names(), (std::vector<std::string>{people[2]["full"], people[7]["full"]}));
}

TEST_F(RoundsTest, RefusesWhatMakesNoRound) {
  EXPECT_EQ(refused_kind("rounds.create", {{"name", "R"}, {"start", "2015-01-01"}}), "conflict")
      << "nobody is there yet";
  import_people(10);
  const auto field = [this](json more) {
    json params{{"fact", new_fact()}, {"name", "R"}, {"start", "2015-01-01"}};
    params.update(more);
    const json error = refusal("rounds.create", params);
    EXPECT_EQ(error["code"], -32602) << error;
    return error["data"].value("field", "");
  };
  EXPECT_EQ(field({{"per_day", 0}}), "per_day");
  EXPECT_EQ(field({{"per_day", 201}}), "per_day");
  EXPECT_EQ(field({{"per_day", 1.5}}), "per_day");
  EXPECT_EQ(field({{"per_day", true}}), "per_day");
  EXPECT_EQ(field({{"per_day", 18446744073709551615U}}), "per_day");
  EXPECT_EQ(field({{"name", ""}}), "name");
  EXPECT_EQ(field({{"start", "tomorrow"}}), "start");
  EXPECT_EQ(field({{"finish", "2014-12-31"}}), "finish");
  EXPECT_EQ(field({{"writing_days", json::array()}}), "writing_days");
  EXPECT_EQ(field({{"writing_days", {"monday"}}}), "writing_days");
  EXPECT_EQ(field({{"order", "by_mood"}}), "order");
  EXPECT_EQ(field({{"people", json::array()}}), "people");
  EXPECT_EQ(field({{"finish", "2015-01-04"}, {"writing_days", {"wed"}}}), "finish");
  EXPECT_EQ(field({{"fact", "not-a-uuid"}}), "fact");
  EXPECT_EQ(
      refused_kind("rounds.create", {{"name", "R"}, {"start", "2015-01-01"}, {"people", {"999"}}}),
      "not_found");
  EXPECT_TRUE(call("rounds.list")["rounds"].empty());
}

TEST_F(RoundsTest, PerDaysMessageSaysTheRange) {
  import_people(1);
  const json error =
      refusal("rounds.create",
              {{"fact", new_fact()}, {"name", "R"}, {"start", "2015-01-01"}, {"per_day", 500}});
  EXPECT_EQ(error["message"], "per_day must be 1 to 200");
}

TEST_F(RoundsTest, ListTellsTheNewestFirst) {
  make_round(3);
  create({{"name", "Second"}});
  const json rounds = call("rounds.list")["rounds"];
  ASSERT_EQ(rounds.size(), 2U);
  EXPECT_EQ(rounds[0]["name"], "Second");
  EXPECT_EQ(call("today.show")["round"], rounds[0]["round"]);
}

TEST_F(RoundsTest, ANewPaceHoldsFromToday) {
  const std::string round = make_round(100);
  set_day("2015-01-07");
  EXPECT_EQ(call("today.show")["backlog"], 20);
  EXPECT_EQ(edit(round, {{"per_day", 10}})["per_day"], 10);
  const json today = call("today.show");
  EXPECT_EQ(today["quota"], 10);
  EXPECT_EQ(today["backlog"], 20) << "the past is measured by the pace that it had";
}

TEST_F(RoundsTest, AFinishMakesANewPaceFromWhatIsLeft) {
  const std::string round = make_round(100);
  set_day("2015-01-05");
  EXPECT_EQ(edit(round, {{"finish", "2015-01-09"}})["per_day"], 20);
}

TEST_F(RoundsTest, DaysOffAreNoWritingDays) {
  const std::string round = make_round(100);
  edit(round, {{"days_off", {{{"from", "2015-01-01"}, {"to", "2015-01-02"}}}}});
  EXPECT_FALSE(call("today.show")["writing_day"]);
  EXPECT_EQ(call("today.show")["quota"], 0);
  set_day("2015-01-05");
  EXPECT_EQ(call("today.show")["backlog"], 0);
  EXPECT_EQ(
      refused_kind("rounds.edit", {{"round", round},
                                   {"days_off", {{{"from", "2015-01-01"}, {"to", "9999-12-31"}}}}}),
      "invalid");
}

TEST_F(RoundsTest, AnEditIsUndone) {
  const std::string round = make_round(100);
  edit(round, {{"per_day", 10}, {"name", "Faster"}});
  const std::string faster = last_fact();
  edit(round, {{"per_day", 12}});
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", faster}}), "conflict");
  change("facts.undo", {{"undo", "00000000-0000-4000-8000-000000000004"}});
  change("facts.undo", {{"undo", faster}});
  const json again = call("rounds.list")["rounds"][0];
  EXPECT_EQ(again["per_day"], 5);
  EXPECT_EQ(again["name"], "Everyone");
}

TEST_F(RoundsTest, MakingARoundIsUndoneUntilItWasTouched) {
  make_round(5);
  const std::string made = last_fact();
  send(due().front());
  const std::string sent = last_fact();
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", made}}), "conflict");
  change("facts.undo", {{"undo", sent}});
  change("facts.undo", {{"undo", made}});
  EXPECT_TRUE(call("rounds.list")["rounds"].empty());
}

}  // namespace
}  // namespace rounds
