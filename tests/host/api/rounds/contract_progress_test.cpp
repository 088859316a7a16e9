#include <gtest/gtest.h>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;

class ProgressTest : public testing::Contract {
 protected:
  json show(const std::string& round) { return call("progress.show", {{"round", round}}); }

  json send_timed(const std::string& turn, int seconds) {
    return change("turns.sent", {{"turn", turn},
                                 {"sent_at", now()},
                                 {"message_id", "note-" + turn + "@example.org"},
                                 {"seconds", seconds}});
  }
  void answer(const std::string& turn, const std::string& id, const std::string& from = "p1") {
    change("replies.record", {{"message_id", id + "@example.org"},
                              {"from", from + "@example.org"},
                              {"date", now()},
                              {"in_reply_to", "note-" + turn + "@example.org"}});
  }
};

TEST_F(ProgressTest, TellsOfEachDayItsShareItsTimeAndWhetherItWasASession) {
  const std::string round = make_round(40);
  const auto turns = due({{"session", 10}});
  send_timed(turns[0], 600);
  send_timed(turns[1], 300);
  send(turns[2]);
  set_day("2015-01-03");  // a Saturday
  send(turns[3]);
  set_day("2015-01-05");
  for (std::size_t i = 4; i < 9; ++i) send(turns[i]);
  const json days = show(round)["days"];
  ASSERT_EQ(days.size(), 3U);
  EXPECT_EQ(days[0], json({{"date", "2015-01-01"},
                           {"written", 3},
                           {"seconds", 900},
                           {"timed", 2},
                           {"quota", 5},
                           {"session", false},
                           {"written_so_far", 3},
                           {"planned_so_far", 5}}));
  EXPECT_EQ(days[1]["quota"], 0);
  EXPECT_EQ(days[1]["session"], true);
  EXPECT_EQ(days[2]["session"], false) << "today's share is no session";
}

TEST_F(ProgressTest, TellsOfEveryPaceThatTheRoundHad) {
  const std::string round = make_round(100);
  set_day("2015-01-12");
  change("rounds.edit", {{"round", round}, {"per_day", 7}, {"writing_days", {"tue", "sat"}}});
  const json paces = show(round)["paces"];
  ASSERT_EQ(paces.size(), 2U);
  EXPECT_EQ(paces[0]["from"], "2015-01-01");
  EXPECT_EQ(paces[0]["per_day"], 5);
  EXPECT_EQ(paces[1],
            json({{"from", "2015-01-12"}, {"per_day", 7}, {"writing_days", {"tue", "sat"}}}));
}

TEST_F(ProgressTest, ThePlanRunsFromTheStartToTheFarthestDay) {
  const std::string round = make_round(100, {{"finish", "2015-03-31"}, {"per_day", 5}});
  const json plan = show(round)["plan"];
  EXPECT_EQ(plan.front(), json({{"date", "2015-01-01"}, {"planned", 5}}));
  EXPECT_EQ(plan.back(), json({{"date", "2015-03-31"}, {"planned", 100}}));
  for (std::size_t i = 1; i < plan.size(); ++i) {
    EXPECT_LT(plan[i - 1]["date"], plan[i]["date"]);
    EXPECT_LE(plan[i - 1]["planned"], plan[i]["planned"]);
  }
}

TEST_F(ProgressTest, ThePlanBendsWhereDaysOffBegin) {
  const std::string round = make_round(100);
  change("rounds.edit",
         {{"round", round}, {"days_off", {{{"from", "2015-01-06"}, {"to", "2015-01-16"}}}}});
  const json shown = show(round);
  const auto planned = [&shown](const std::string& date) -> json {
    for (const json& point : shown["plan"]) {
      if (point["date"] == date) return point["planned"];
    }
    return nullptr;
  };
  EXPECT_EQ(planned("2015-01-05"), 15);
  EXPECT_EQ(planned("2015-01-16"), 15);
  EXPECT_EQ(shown["off"], json({{{"from", "2015-01-06"}, {"to", "2015-01-16"}}}));
}

TEST_F(ProgressTest, ProjectsTheFinishFromWhatIsReallyWritten) {
  const std::string round = make_round(100);
  EXPECT_FALSE(show(round).contains("projection"));
  for (const auto* const day : {"2015-01-01", "2015-01-02", "2015-01-05", "2015-01-06"}) {
    set_day(day);
    const auto turns = due();
    for (std::size_t i = 0; i < 2; ++i) send(turns[i]);
  }
  set_day("2015-01-07");
  // 92 are left, and two a day take 46 writing days.
  EXPECT_EQ(show(round)["projection"], json({{"per_week", 10.0},
                                             {"early", "2015-03-11"},
                                             {"likely", "2015-03-11"},
                                             {"late", "2015-03-11"}}));
}

TEST_F(ProgressTest, TheFirstAnswerToEachNoteCounts) {
  const std::string round = make_round(20);
  const auto turns = due();
  send(turns[0]);
  send(turns[1]);
  set_day("2015-01-04");
  answer(turns[1], "b", "p2");
  set_day("2015-01-08");
  answer(turns[0], "a");
  set_day("2015-01-20");
  answer(turns[0], "again");
  EXPECT_EQ(show(round)["answers"],
            json({{{"date", "2015-01-04"}, {"days", 3}, {"turn", turns[1]}},
                  {{"date", "2015-01-08"}, {"days", 7}, {"turn", turns[0]}}}));
}

TEST_F(ProgressTest, IsToldApartByHowPeopleAreKnown) {
  const std::string round = make_round(6);
  const json people = call("people.list")["people"];
  const auto know = [&](std::size_t person, const std::string& from) {
    change("people.edit", {{"person", people[person]["id"]}, {"changes", {{"known_from", from}}}});
  };
  know(0, "Choir");
  know(1, "choir");
  know(2, "School");
  const auto turns = due();
  send_timed(turns[0], 60);
  send(turns[1]);
  change("turns.skip", {{"turn", turns[2]}});
  answer(turns[0], "a");
  const json groups = show(round)["by_known_from"];
  ASSERT_EQ(groups.size(), 3U);
  EXPECT_EQ(groups[0], json({{"known_from", ""},
                             {"people", 3},
                             {"written", 0},
                             {"skipped", 0},
                             {"replies", 0},
                             {"seconds", 0},
                             {"timed", 0}}));
  EXPECT_EQ(groups[1], json({{"known_from", "Choir"},
                             {"people", 2},
                             {"written", 2},
                             {"skipped", 0},
                             {"replies", 1},
                             {"seconds", 60},
                             {"timed", 1}}));
  EXPECT_EQ(groups[2]["skipped"], 1);
}

TEST_F(ProgressTest, TheRarestWaysOfKnowingAreSummedUp) {
  const std::string round = make_round(60);
  const json people = call("people.list")["people"];
  for (std::size_t i = 0; i < 55; ++i) {
    change("people.edit", {{"person", people[i]["id"]},
                           {"changes", {{"known_from", "Place " + std::to_string(i)}}}});
  }
  const json groups = show(round)["by_known_from"];
  ASSERT_EQ(groups.size(), 51U);
  EXPECT_EQ(groups[0]["people"], 5);
  EXPECT_EQ(groups[50]["known_from"], nullptr);
  EXPECT_EQ(groups[50]["people"], 6);
}

TEST_F(ProgressTest, MilestonesAreNoticedWhenTheyHappenAndKept) {
  const std::string round = make_round(4);
  const auto turns = due();
  EXPECT_EQ(send(turns[0])["milestone"], json({{"kind", "first"}, {"count", 1}}));
  EXPECT_EQ(send(turns[1])["milestone"], json({{"kind", "half"}, {"count", 2}}));
  EXPECT_FALSE(send(turns[2]).contains("milestone"));
  EXPECT_EQ(send(turns[3])["milestone"], json({{"kind", "last"}, {"count", 4}}));
  const json milestones = show(round)["milestones"];
  ASSERT_EQ(milestones.size(), 3U);
  EXPECT_EQ(milestones[0], json({{"kind", "first"},
                                 {"count", 1},
                                 {"on", "2015-01-01"},
                                 {"turn", turns[0]},
                                 {"name", "Given1 Family00001"}}));
  EXPECT_EQ(milestones[2]["turn"], turns[3]);
}

TEST_F(ProgressTest, OfTwentyYearsEverythingStillFitsIntoAFrame) {
  const std::string round = make_round(3000, {{"per_day", 1}, {"writing_days", {"mon"}}});
  const json shown = show(round);
  EXPECT_LE(shown["plan"].size(), 1500U);
  EXPECT_EQ(shown["plan"].back()["planned"], 3000);
  EXPECT_LT(shown.dump().size(), std::size_t{1} << 20U);
}

}  // namespace
}  // namespace rounds
