#include "domain/round/pace.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace rounds::domain {
namespace {

Date date(std::string_view text) { return parse_date(text).value(); }

Schedule schedule(std::int64_t per_day) {
  return {date("2015-01-01"),
          std::nullopt,
          date("2015-11-06"),
          {{date("2015-01-01"), per_day, Weekdays::monday_to_friday()}},
          {}};
}

const Calendar kWorkdays{Weekdays::monday_to_friday(), {}};

TEST(FinishAtPaceTest, FallsOnTheDayOfTheLastNote) {
  EXPECT_EQ(finish_at_pace(kWorkdays, date("2015-01-01"), 1109, 5), date("2015-11-06"));
  EXPECT_EQ(finish_at_pace(kWorkdays, date("2015-01-01"), 5, 5), date("2015-01-01"));
  EXPECT_EQ(finish_at_pace(kWorkdays, date("2015-01-01"), 6, 5), date("2015-01-02"));
}

TEST(FinishAtPaceTest, TodaysNotesDoNotMoveIt) {
  const auto morning = finish_at_pace(kWorkdays, date("2015-01-01"), 20, 5, 0);
  EXPECT_EQ(finish_at_pace(kWorkdays, date("2015-01-01"), 18, 5, 2), morning);
  EXPECT_EQ(finish_at_pace(kWorkdays, date("2015-01-01"), 15, 5, 5), morning);
}

TEST(FinishAtPaceTest, ASessionBringsItNearer) {
  EXPECT_EQ(finish_at_pace(kWorkdays, date("2015-01-01"), 10, 5, 10), date("2015-01-05"));
}

TEST(PaceToFinishTest, RoundsUp) {
  EXPECT_EQ(pace_to_finish(kWorkdays, date("2015-01-01"), date("2015-12-31"), 1109), 5);
  EXPECT_EQ(pace_to_finish(kWorkdays, date("2015-01-01"), date("2015-01-02"), 3), 2);
  EXPECT_FALSE(pace_to_finish(kWorkdays, date("2015-01-03"), date("2015-01-04"), 3));
}

TEST(BacklogTest, IsWhatYesterdayShouldHaveSeen) {
  EXPECT_EQ(backlog(schedule(5), date("2015-01-01"), 1109, 0, 0), 0);
  EXPECT_EQ(backlog(schedule(5), date("2015-01-02"), 1109, 0, 3), 2);
  EXPECT_EQ(backlog(schedule(5), date("2015-01-05"), 1109, 0, 3), 7);
  EXPECT_EQ(backlog(schedule(5), date("2015-01-05"), 1109, 0, 30), 0);
}

TEST(BacklogTest, IsCappedByPeopleLessSkipped) {
  EXPECT_EQ(backlog(schedule(5), date("2016-01-01"), 12, 4, 6), 2);
}

TEST(BacklogTest, ANewPaceHoldsFromItsDayOn) {
  Schedule changed = schedule(5);
  changed.paces.push_back({date("2015-01-05"), 10, Weekdays::monday_to_friday()});
  EXPECT_EQ(backlog(changed, date("2015-01-05"), 1109, 0, 0), 10);
  EXPECT_EQ(backlog(changed, date("2015-01-06"), 1109, 0, 0), 20);
  EXPECT_EQ(changed.quota(date("2015-01-02")), 5);
  EXPECT_EQ(changed.quota(date("2015-01-05")), 10);
}

TEST(BacklogTest, DaysOffAreNotMissed) {
  Schedule away = schedule(5);
  away.days_off = {{date("2015-01-01"), date("2015-01-09")}};
  EXPECT_EQ(backlog(away, date("2015-01-10"), 1109, 0, 0), 0);
}

TEST(BacklogTest, CountsAnewFromWhatWasLetGo) {
  Schedule fresh = schedule(5);
  fresh.fresh_starts = {{date("2015-01-07"), 3}};
  EXPECT_EQ(fresh.planned_by(date("2015-01-05"), 1109), 15) << "the past stays as it was";
  EXPECT_EQ(fresh.planned_by(date("2015-01-06"), 1109), 3);
  EXPECT_EQ(fresh.planned_by(date("2015-01-07"), 1109), 8);
  EXPECT_EQ(backlog(fresh, date("2015-01-07"), 1109, 0, 3), 0);
  EXPECT_EQ(backlog(fresh, date("2015-01-08"), 1109, 0, 3), 5);
}

TEST(BacklogTest, CanBeLetGoMoreThanOnce) {
  Schedule fresh = schedule(5);
  fresh.fresh_starts = {{date("2015-01-07"), 3}, {date("2015-01-14"), 8}};
  EXPECT_EQ(fresh.planned_by(date("2015-01-02"), 1109), 10);
  EXPECT_EQ(fresh.planned_by(date("2015-01-12"), 1109), 23) << "as it was planned then";
  EXPECT_EQ(fresh.planned_by(date("2015-01-13"), 1109), 8);
  EXPECT_EQ(fresh.planned_by(date("2015-01-14"), 1109), 13);
}

TEST(BacklogTest, DoesNotGrowInAPause) {
  Schedule paused = schedule(5);
  paused.paused_on = date("2015-01-05");
  EXPECT_EQ(backlog(paused, date("2015-06-01"), 1109, 0, 3), 7);
  EXPECT_EQ(paused.quota(date("2015-01-05")), 0);
  paused.fresh_starts = {{date("2015-02-01"), 3}};
  EXPECT_EQ(backlog(paused, date("2015-06-01"), 1109, 0, 3), 0) << "let go while paused";
}

TEST(PauseTest, ItsDaysAreDaysOffOnceItIsOver) {
  Schedule paused = schedule(5);
  paused.paused_on = date("2015-01-05");
  const Schedule resumed = paused.resumed(date("2015-01-12"));
  EXPECT_EQ(resumed.days_off, (std::vector<DaysOff>{{date("2015-01-05"), date("2015-01-11")}}));
  EXPECT_EQ(resumed.quota(date("2015-01-12")), 5);
  EXPECT_EQ(paused.resumed(date("2015-01-05")).days_off, std::vector<DaysOff>{});
}

TEST(PlanTest, IsExactWhereItBends) {
  Schedule bent = schedule(5);
  bent.paces.push_back({date("2015-03-04"), 10, Weekdays::monday_to_friday()});
  bent.days_off = {{date("2015-02-03"), date("2015-02-11")}};
  bent.fresh_starts = {{date("2015-04-09"), 40}};
  const auto plan = bent.plan_until(date("2015-06-30"), 1109);
  EXPECT_EQ(plan.front().date, bent.start);
  EXPECT_EQ(plan.back().date, date("2015-06-30"));
  for (std::size_t i = 1; i < plan.size(); ++i) {
    EXPECT_EQ(plan[i].planned, bent.planned_by(plan[i].date, 1109));
    EXPECT_LE((plan[i].date - plan[i - 1].date).count(), 7);
  }
  for (const auto* const bend :
       {"2015-02-02", "2015-02-11", "2015-03-03", "2015-03-04", "2015-04-07", "2015-04-08"}) {
    EXPECT_TRUE(std::any_of(plan.begin(), plan.end(), [&](const PlannedBy& point) {
      return point.date == date(bend);
    })) << bend;
  }
}

TEST(PlanTest, OfCenturiesHasFewEnoughPoints) {
  Schedule slow = schedule(1);
  for (int i = 0; i < 3000; ++i) {
    const Date day = slow.start + std::chrono::days{10 * i};
    slow.days_off.push_back({day, day});
  }
  const auto plan = slow.plan_until(date("2415-01-01"), 1'000'000);
  EXPECT_LE(plan.size(), 1500U);
  EXPECT_EQ(plan.back().date, date("2415-01-01"));
}

TEST(MedianTest, IsInTheMiddle) {
  EXPECT_EQ(median({9, 1, 5}), 5);
  EXPECT_EQ(median({}), std::nullopt);
}

TEST(QuotaTest, IsNothingBeforeTheStartAndOnOtherDays) {
  EXPECT_EQ(schedule(5).quota(date("2014-12-31")), 0);
  EXPECT_EQ(schedule(5).quota(date("2015-01-01")), 5);
  EXPECT_EQ(schedule(5).quota(date("2015-01-03")), 0);
}

TEST(UsualSecondsTest, IsTheMedianSoThatALongLunchDoesNotCount) {
  EXPECT_EQ(usual_seconds({600, 660, 14'400}), 660);
  EXPECT_EQ(usual_seconds({}), std::nullopt);
}

TEST(PercentTest, HasOneDecimal) {
  EXPECT_DOUBLE_EQ(percent(412, 1109), 37.2);
  EXPECT_DOUBLE_EQ(percent(1, 3), 33.3);
  EXPECT_DOUBLE_EQ(percent(0, 0), 0);
}

TEST(TimePercentTest, CountsDaysFullyPassed) {
  Schedule year = schedule(5);
  year.finish = date("2015-12-31");
  EXPECT_DOUBLE_EQ(time_percent(year, date("2015-01-01")), 0);
  EXPECT_DOUBLE_EQ(time_percent(year, date("2015-01-02")), 0.3);
  EXPECT_DOUBLE_EQ(time_percent(year, date("2016-01-01")), 100);
  EXPECT_DOUBLE_EQ(time_percent(year, date("2017-01-01")), 100);
  EXPECT_DOUBLE_EQ(time_percent(year, date("2014-06-01")), 0);
}

}  // namespace
}  // namespace rounds::domain
