#include "domain/pace.h"

#include <gtest/gtest.h>

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
