#include <gtest/gtest.h>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

class SteeringTest : public testing::Contract {
 protected:
  json edit(const std::string& round, json changes) {
    changes["round"] = round;
    return change("rounds.edit", changes)["round"];
  }
  json preview(const std::string& round, json changes) {
    changes["round"] = round;
    return call("rounds.preview", changes);
  }
  json pause(const std::string& round) {
    return change("rounds.pause", {{"round", round}})["round"];
  }
  json resume(const std::string& round) {
    return change("rounds.resume", {{"round", round}})["round"];
  }
  json today() { return call("today.show"); }
};

TEST_F(SteeringTest, APreviewShowsWhatAnEditDoesAndStoresNothing) {
  const std::string round = make_round(100);
  set_day("2015-01-07");
  const json before = call("rounds.list");
  const json shown = preview(round, {{"per_day", 10}, {"name", "Faster"}});
  EXPECT_EQ(
      shown["was"],
      json({{"finishes_on", before["rounds"][0]["finishes_on"]}, {"per_day", 5}, {"backlog", 20}}));
  EXPECT_EQ(call("rounds.list"), before);
  EXPECT_EQ(shown["round"], edit(round, {{"per_day", 10}, {"name", "Faster"}}));
  EXPECT_EQ(shown["backlog"], today()["backlog"]);
}

TEST_F(SteeringTest, APreviewSaysWhenWhatWasMissedIsCaughtUp) {
  const std::string round = make_round(200);
  set_day("2015-01-07");
  // Twenty behind: at six a day one is gained each writing day, so the twentieth day does it.
  EXPECT_EQ(preview(round, {{"per_day", 6}})["back_on_pace_on"], "2015-02-03");
  EXPECT_EQ(preview(round, {{"per_day", 25}})["back_on_pace_on"], "2015-01-07");
  EXPECT_EQ(preview(round, {{"per_day", 6}, {"let_go", true}})["back_on_pace_on"], "2015-02-03");
  EXPECT_FALSE(preview(round, {{"per_day", 5}}).contains("back_on_pace_on")) << "never";
  EXPECT_FALSE(preview(round, {{"per_day", 4}}).contains("back_on_pace_on")) << "never";
  write_todays_notes();
  EXPECT_EQ(preview(round, {{"per_day", 6}})["back_on_pace_on"], "2015-02-03")
      << "today's notes were part of it";
}

TEST_F(SteeringTest, APreviewOfWhatIsOnPaceHasNothingToCatchUp) {
  const std::string round = make_round(100);
  EXPECT_FALSE(preview(round, {{"per_day", 6}}).contains("back_on_pace_on"));
}

TEST_F(SteeringTest, APreviewRefusesWhatAnEditRefuses) {
  const std::string round = make_round(100);
  const auto field = [&](json params) {
    params["round"] = round;
    return refusal("rounds.preview", params)["data"].value("field", "");
  };
  EXPECT_EQ(field({{"per_day", 0}}), "per_day");
  EXPECT_EQ(field({{"finish", "2014-12-01"}}), "finish");
  EXPECT_EQ(field({{"days_off", {{{"from", "2015-01-01"}, {"to", "9999-12-31"}}}}}), "days_off");
  EXPECT_EQ(field({{"let_go", 1}}), "let_go");
}

TEST_F(SteeringTest, WhatIsBehindCanBeLetGo) {
  const std::string round = make_round(100);
  for (const auto& turn : {due()[0], due()[1]}) send(turn);
  set_day("2015-01-07");
  send(due()[0]);
  ASSERT_EQ(today()["backlog"], 17);
  const std::string finishes_on = today()["finishes_on"];
  edit(round, {{"let_go", true}});
  const std::string let_go = last_fact();
  EXPECT_EQ(today()["backlog"], 0);
  EXPECT_EQ(today()["finishes_on"], finishes_on);
  EXPECT_EQ(today()["quota"], 5) << "today's share stays as it is";
  EXPECT_EQ(today()["due"].size(), 4U);
  set_day("2015-01-09");
  EXPECT_EQ(today()["backlog"], 9) << "five of Thursday's and four of Wednesday's";
  change("facts.undo", {{"undo", let_go}});
  EXPECT_EQ(today()["backlog"], 27);
}

TEST_F(SteeringTest, WhoIsAheadHasNothingToLetGo) {
  const std::string round = make_round(100);
  const auto turns = due({{"session", 10}});
  for (const auto& turn : turns) send(turn);
  set_day("2015-01-02");
  const json before = call("rounds.list");
  edit(round, {{"let_go", true}});
  EXPECT_EQ(call("rounds.list"), before);
  set_day("2015-01-05");
  EXPECT_EQ(today()["backlog"], 0);
  EXPECT_EQ(refused_kind("facts.undo", {{"undo", last_fact()}}), "not_found") << "it was no fact";
}

TEST_F(SteeringTest, AfterMissedDaysThereAreThreeWays) {
  const std::string round = make_round(100, {{"finish", "2015-01-30"}, {"per_day", 5}});
  change("turns.sent", {{"turn", due()[0]}, {"sent_at", now()}, {"seconds", 300}});
  set_day("2015-01-07");
  const json ways = call("rounds.ways", {{"round", round}});
  EXPECT_EQ(ways["backlog"], 19);
  EXPECT_EQ(ways["keep"], json({{"per_day", 5}, {"finishes_on", "2015-02-03"}}));
  EXPECT_EQ(ways["session"], json({{"notes", 24}, {"leaves", 0}, {"seconds", 24 * 300}}));
  EXPECT_EQ(ways["pace"],
            json({{"per_day", 6}, {"finishes_on", "2015-01-29"}, {"finish", "2015-01-30"}}));
}

TEST_F(SteeringTest, ASessionOfADaySaysWhatItLeavesBehind) {
  const std::string round = make_round(600, {{"per_day", 100}});
  set_day("2015-01-06");
  const json ways = call("rounds.ways", {{"round", round}});
  EXPECT_EQ(ways["backlog"], 300);
  EXPECT_EQ(ways["session"], json({{"notes", 200}, {"leaves", 200}})) << "today's share is missing";
}

TEST_F(SteeringTest, EachWayDoesWhatItSays) {
  const std::string round = make_round(100);
  set_day("2015-01-07");
  const json ways = call("rounds.ways", {{"round", round}});
  EXPECT_EQ(edit(round, {{"let_go", true}})["finishes_on"], ways["keep"]["finishes_on"]);
  EXPECT_EQ(today()["backlog"], 0);
  change("facts.undo", {{"undo", last_fact()}});

  EXPECT_EQ(edit(round, {{"per_day", ways["pace"]["per_day"]}, {"let_go", true}})["finishes_on"],
            ways["pace"]["finishes_on"]);
  EXPECT_EQ(today()["backlog"], 0);
  change("facts.undo", {{"undo", last_fact()}});

  const auto turns = due({{"session", ways["session"]["notes"]}});
  for (const auto& turn : turns) send(turn);
  EXPECT_EQ(today()["backlog"], 0);
  set_day("2015-01-08");
  EXPECT_EQ(today()["backlog"], 0) << "the session brought today's share too";
}

TEST_F(SteeringTest, WaysThatMakeNoSenseAreNotOffered) {
  const std::string round = make_round(100, {{"finish", "2015-12-31"}, {"per_day", 5}});
  EXPECT_EQ(call("rounds.ways", {{"round", round}}), json({{"backlog", 0}}));
  set_day("2015-01-07");
  EXPECT_FALSE(call("rounds.ways", {{"round", round}}).contains("pace"))
      << "the finish is held without";
  set_day("2016-02-01");
  const json late = call("rounds.ways", {{"round", round}});
  EXPECT_FALSE(late.contains("pace")) << "it is over";
  EXPECT_TRUE(late.contains("keep"));
}

TEST_F(SteeringTest, WhileItIsPausedNothingIsDueAndNothingPilesUp) {
  const std::string round = make_round(100);
  set_day("2015-01-02");
  ASSERT_EQ(today()["backlog"], 5);
  EXPECT_EQ(pause(round)["paused_on"], "2015-01-02");
  EXPECT_EQ(call("facts.latest")["paused"], true);
  EXPECT_FALSE(today().contains("next_writing_day")) << "nobody knows when it goes on";
  set_day("2015-01-20");
  const json paused = today();
  EXPECT_EQ(paused["paused_on"], "2015-01-02");
  EXPECT_EQ(paused["writing_day"], false);
  EXPECT_EQ(paused["quota"], 0);
  EXPECT_TRUE(paused["due"].empty());
  EXPECT_EQ(paused["backlog"], 5) << "what was behind before stays";
  EXPECT_EQ(call("progress.show", {{"round", round}})["off"],
            json({{{"from", "2015-01-02"}, {"to", "2015-01-20"}}}));

  const json resumed = resume(round);
  EXPECT_FALSE(resumed.contains("paused_on"));
  EXPECT_EQ(call("facts.latest")["paused"], false);
  edit(round, {{"name", "Anew"}});
  EXPECT_FALSE(call("facts.latest").contains("paused"));
  EXPECT_EQ(resumed["days_off"], json({{{"from", "2015-01-02"}, {"to", "2015-01-19"}}}));
  EXPECT_EQ(resumed["finishes_on"], paused["finishes_on"]) << "it was told as if resumed today";
  EXPECT_EQ(today()["quota"], 5);
  EXPECT_EQ(today()["backlog"], 5);
  set_day("2015-01-21");
  EXPECT_EQ(today()["backlog"], 10);
}

TEST_F(SteeringTest, PausingAndResumingOnOneDayLeavesNoTrace) {
  const std::string round = make_round(100);
  pause(round);
  EXPECT_EQ(resume(round)["days_off"], json::array());
  EXPECT_EQ(today()["quota"], 5);
}

TEST_F(SteeringTest, PausingIsUndone) {
  const std::string round = make_round(100);
  pause(round);
  const std::string paused = last_fact();
  EXPECT_EQ(refused_kind("rounds.pause", {{"round", round}}), "conflict");
  set_day("2015-01-05");
  resume(round);
  change("facts.undo", {{"undo", last_fact()}});
  EXPECT_EQ(today()["paused_on"], "2015-01-01");
  change("facts.undo", {{"undo", paused}});
  EXPECT_EQ(today()["quota"], 5);
  EXPECT_EQ(refused_kind("rounds.resume", {{"round", round}}), "conflict");
}

TEST_F(SteeringTest, ARoundThatIsDoneIsNotPaused) {
  const std::string round = make_round(1);
  send(due()[0]);
  EXPECT_EQ(refused_kind("rounds.pause", {{"round", round}}), "conflict");
  EXPECT_EQ(refused_kind("rounds.pause", {{"round", "999"}}), "not_found");
}

TEST_F(SteeringTest, APauseAsksForTheSameTwice) {
  const std::string round = make_round(100);
  const json once{{"fact", new_fact()}, {"round", round}};
  EXPECT_EQ(call("rounds.pause", once), call("rounds.pause", once));
}

class NextRoundTest : public testing::Contract {
 protected:
  std::string round_;
  std::vector<std::string> turns_;

  /// Of six people the first two are written to and the first of them answers.
  void SetUp() override {
    round_ = make_round(6);
    turns_ = due();
    send(turns_[0]);
    send(turns_[1]);
    change("turns.skip", {{"turn", turns_[2]}});
    change("replies.record", {{"message_id", "r@example.org"},
                              {"from", "p1@example.org"},
                              {"date", now()},
                              {"in_reply_to", "note-" + turns_[0] + "@example.org"}});
    change("people.import", {{"filename", "later.csv"}, {"text", linkedin_list(8)}});
  }
  std::vector<std::string> people_of(const json& of) {
    const json made = change(
        "rounds.create", {{"name", "Next"}, {"start", "2015-01-01"}, {"per_day", 100}, {"of", of}});
    return due_names({{"round", made["round"]}});
  }
  json part(const std::string& which) { return {{"round", round_}, {"which", which}}; }
};

TEST_F(NextRoundTest, IsMadeOfThoseOfAnEarlierOne) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(people_of(part("everyone")).size(), 6U);
  EXPECT_EQ(people_of(part("answered")), Names{"Given1 Family00001"});
  EXPECT_EQ(people_of(part("not_answered")), Names{"Given2 Family00002"});
  EXPECT_EQ(people_of(part("newcomers")), (Names{"Given7 Family00007", "Given8 Family00008"}));
  EXPECT_EQ(people_of({{"when", {{"company", "Company 3"}}}}), Names{"Given3 Family00003"});
}

TEST_F(NextRoundTest, ThePlanCountsThemAndWhomTheRulesLeaveOut) {
  change("rules.save", {{"when", {{"company", "Company 3"}}}, {"leave_out", true}});
  const json plan = call("rounds.plan", {{"start", "2015-01-01"}, {"of", part("everyone")}});
  EXPECT_EQ(plan["people"], 5);
  EXPECT_EQ(plan["left_out"], 1);
}

TEST_F(NextRoundTest, RefusesWhatNamesNobody) {
  const auto error = [this](json more) {
    json params{{"start", "2015-01-01"}};
    params.update(more);
    return refusal("rounds.plan", params)["data"];
  };
  EXPECT_EQ(error({{"of", part("strangers")}})["field"], "of.which");
  EXPECT_EQ(error({{"of", {{"round", "999"}, {"which", "everyone"}}}})["kind"], "not_found");
  EXPECT_EQ(error({{"of", part("everyone")}, {"people", {"1"}}})["field"], "of");
  EXPECT_EQ(error({{"of", {{"when", {{"company", "Nowhere"}}}}}})["kind"], "conflict");
  EXPECT_EQ(error({{"of", {{"when", json::object()}}}})["kind"], "invalid");
  EXPECT_EQ(error({{"of", "everyone"}})["kind"], "invalid");
}

}  // namespace
}  // namespace rounds
