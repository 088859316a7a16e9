#include <gtest/gtest.h>

#include <set>

#include "support/contract.h"

namespace rounds {
namespace {

using nlohmann::json;
using Strings = std::vector<std::string>;

class TodayTest : public testing::Contract {
 protected:
  json today(const json& params = json::object()) { return call("today.show", params); }
};

TEST_F(TodayTest, NothingToShowBeforeThereIsARound) {
  EXPECT_EQ(refusal("today.show")["data"]["kind"], "not_found");
}

TEST_F(TodayTest, SuggestsTheShareInTheRoundsOrder) {
  make_round(20);
  EXPECT_EQ(due_names(), (Strings{"Given1 Family00001", "Given2 Family00002", "Given3 Family00003",
                                  "Given4 Family00004", "Given5 Family00005"}));
}

TEST_F(TodayTest, WrittenOnesLeaveAndNobodyComesInTheirPlace) {
  make_round(20);
  const Strings morning = due();
  send(morning[1]);
  EXPECT_EQ(due(), (Strings{morning[0], morning[2], morning[3], morning[4]}));
  EXPECT_EQ(today()["written_today"], 1);
}

TEST_F(TodayTest, SkippingAndSnoozingBringInTheNext) {
  make_round(20);
  const Strings seven = due({{"session", 7}});
  change("turns.skip", {{"turn", seven[0]}, {"reason", "no idea who this is"}});
  change("turns.snooze", {{"turn", seven[1]}, {"until", "2015-01-02"}});
  EXPECT_EQ(due(), Strings(seven.begin() + 2, seven.end()));
}

TEST_F(TodayTest, DraftsComeFirstThenSnoozedOnesWhoseDateHasCome) {
  make_round(20);
  const Strings ten = due({{"session", 10}});
  change("turns.snooze", {{"turn", ten[3]}, {"until", "2015-01-05"}});
  change("turns.snooze", {{"turn", ten[4]}, {"until", "2015-01-02"}});
  change("turns.draft", {{"turn", ten[9]}, {"message_id", "draft@example.org"}});
  EXPECT_EQ(due(), (Strings{ten[9], ten[0], ten[1], ten[2], ten[5]}));
  set_day("2015-01-05");
  EXPECT_EQ(due(), (Strings{ten[9], ten[4], ten[3], ten[0], ten[1]}));
}

TEST_F(TodayTest, ASessionShowsTheNextSoMany) {
  make_round(50);
  EXPECT_EQ(due({{"session", 20}}).size(), 20U);
  write_todays_notes();
  EXPECT_TRUE(due().empty());
  EXPECT_EQ(due({{"session", 20}}).size(), 20U);
  EXPECT_EQ(refusal("today.show", {{"session", 201}})["data"]["field"], "session");
}

TEST_F(TodayTest, ADayBeginsAtFour) {
  make_round(50);
  set_now("2015-01-02T01:30:00+01:00");
  EXPECT_EQ(today()["date"], "2015-01-01");
  send(due().front());
  EXPECT_EQ(today()["written_today"], 1);
  set_now("2015-01-02T04:00:00+01:00");
  EXPECT_EQ(today()["date"], "2015-01-02");
  EXPECT_EQ(today()["written_today"], 0);
  EXPECT_EQ(today()["backlog"], 4);
}

TEST_F(TodayTest, MissedDaysAreToldAndNotDumpedOntoToday) {
  make_round(100);
  set_day("2015-01-08");  // Thursday: five writing days missed
  EXPECT_EQ(today()["backlog"], 25);
  EXPECT_EQ(due().size(), 5U);
  EXPECT_EQ(today()["next_writing_day"], "2015-01-09");
  set_day("2015-01-09");
  EXPECT_EQ(today()["next_writing_day"], "2015-01-12") << "over a weekend";
  set_day("2015-01-10");  // Saturday
  EXPECT_EQ(today()["quota"], 0);
  EXPECT_TRUE(due().empty());
  EXPECT_FALSE(today()["writing_day"]);
}

TEST_F(TodayTest, QueuedNotesCountTowardsTheShare) {
  make_round(20);
  const Strings morning = due();
  change("turns.queue", {{"turn", morning[0]}, {"message_id", "out@example.org"}});
  EXPECT_EQ(due(), Strings(morning.begin() + 1, morning.end()));
  EXPECT_EQ(today()["queued_today"], 1);
  EXPECT_EQ(today()["written_today"], 0);
}

TEST_F(TodayTest, NobodyWithoutAnAddressIsSuggested) {
  change("people.import", {{"filename", "Connections.csv"},
                           {"text",
                            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
                            "Ann,Aaa,,,,,07 Feb 2012\nBen,Bbb,,b@example.org,,,07 Feb 2012\n"
                            "Cat,Ccc,,c@example.org,,,07 Feb 2012\n"}});
  const std::string round =
      change("rounds.create", {{"name", "R"}, {"start", "2015-01-01"}, {"per_day", 1}})["round"];
  EXPECT_EQ(due_names(), Strings{"Ben Bbb"});
  EXPECT_EQ(today()["without_address"], 1);
  const json apart = call("turns.list", {{"round", round}, {"which", "without_address"}});
  ASSERT_EQ(apart["total"], 1);
  const json ann = apart["turns"][0]["person"];

  // Today's people stay when somebody before them gets an address; tomorrow it is their turn.
  change("people.edit", {{"person", ann["id"]}, {"changes", {{"addresses", {"a@example.org"}}}}});
  EXPECT_EQ(due_names(), Strings{"Ben Bbb"});
  EXPECT_EQ(due_names({{"session", 3}}), (Strings{"Ben Bbb", "Cat Ccc", "Ann Aaa"}));
  set_day("2015-01-02");
  EXPECT_EQ(due_names(), Strings{"Ann Aaa"});
}

TEST_F(TodayTest, FiguresAddUp) {
  make_round(1109, {{"finish", "2015-12-31"}});
  const Strings morning = due();
  send(morning[0]);
  change("turns.skip", {{"turn", morning[1]}});
  change("turns.draft", {{"turn", morning[2]}, {"message_id", "d@example.org"}});
  set_day("2015-01-02");
  const json figures = today();
  EXPECT_EQ(figures["people"], 1109);
  EXPECT_EQ(figures["written"], 1);
  EXPECT_EQ(figures["skipped"], 1);
  EXPECT_EQ(figures["drafted"], 1);
  EXPECT_EQ(figures["waiting"], 1106);
  EXPECT_EQ(figures["list_percent"], 0.2);
  EXPECT_EQ(figures["time_percent"], 0.3);
  EXPECT_EQ(figures["backlog"], 4);
}

TEST_F(TodayTest, TellsWhatANoteUsuallyTakes) {
  make_round(20);
  EXPECT_FALSE(today().contains("seconds_per_note")) << "no time is known yet";
  const Strings turns = due();
  const auto send_after = [this](const std::string& turn, int seconds) {
    change("turns.sent", {{"turn", turn}, {"sent_at", now()}, {"seconds", seconds}});
  };
  send(turns[0]);
  send_after(turns[1], 600);
  send_after(turns[2], 700);
  send_after(turns[3], 20'000);
  EXPECT_EQ(today()["seconds_per_note"], 700);
}

TEST_F(TodayTest, TheProjectedFinishMovesWithMissedDays) {
  make_round(10);
  EXPECT_EQ(today()["finishes_on"], "2015-01-02");
  write_todays_notes();
  EXPECT_EQ(today()["finishes_on"], "2015-01-02");
  set_day("2015-01-07");
  EXPECT_EQ(today()["finishes_on"], "2015-01-07");
}

TEST_F(TodayTest, AFinishedRoundIsStillShown) {
  make_round(5);
  write_todays_notes();
  const json done = today();
  EXPECT_TRUE(done["finished"]);
  EXPECT_EQ(done["list_percent"], 100.0);
  EXPECT_EQ(done["finishes_on"], "2015-01-01");
}

TEST_F(TodayTest, AYearWithMissedDaysBringsEverybodyATurnOnce) {
  make_round(1109);
  std::set<std::string> written;
  auto day = domain::parse_date("2015-01-01").value();
  int days = 0;
  for (; !today()["finished"].get<bool>(); day += std::chrono::days{1}) {
    set_day(domain::format_date(day));
    ASSERT_LT(++days, 500) << "the round never ends";
    const json figures = today();
    const auto backlog = figures["backlog"].get<int>();
    ASSERT_LE(figures["due"].size(), 5U);
    if (days % 9 == 0) continue;  // life intervened
    const Strings turns = backlog >= 15 && days % 5 == 0 ? due({{"session", 20}}) : due();
    for (const auto& turn : turns) {
      ASSERT_TRUE(written.insert(turn).second) << "suggested twice: " << turn;
      if ((static_cast<int>(written.size()) % 123) == 0) {
        change("turns.skip", {{"turn", turn}, {"reason", "no idea who this is"}});
      } else {
        send(turn);
      }
    }
  }
  EXPECT_EQ(written.size(), 1109U);
  const json done = today();
  EXPECT_EQ(done["written"].get<int>() + done["skipped"].get<int>(), 1109);
  EXPECT_EQ(done["skipped"], 9) << "nine he could not place at all";
  EXPECT_EQ(done["waiting"], 0);
}

}  // namespace
}  // namespace rounds
