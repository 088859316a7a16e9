#include "domain/round/forecast.h"

#include <gtest/gtest.h>

#include <random>

namespace rounds::domain {
namespace {

using std::chrono::days;

Date date(std::string_view text) { return parse_date(text).value(); }

/// Five a day, Monday to Friday, from Monday, 5 January 2015.
Schedule workdays() {
  return {date("2015-01-05"),
          std::nullopt,
          date("2015-12-31"),
          {{date("2015-01-05"), 5, Weekdays::monday_to_friday()}},
          {}};
}

/// What is written on the round's first writing days.
std::vector<DayCount> on_workdays(const std::vector<std::int64_t>& counts) {
  std::vector<DayCount> written;
  Date day = date("2015-01-05");
  for (const std::int64_t count : counts) {
    while (!workdays().is_writing_day(day)) day += days{1};
    if (count > 0) written.push_back({day, count});
    day += days{1};
  }
  return written;
}

TEST(ForecastTest, WhoWritesEvenlyKnowsTheDay) {
  // Two weeks of four a day; 40 more take ten writing days, from Monday on.
  const auto found =
      forecast(workdays(), date("2015-01-19"), 40, on_workdays({4, 4, 4, 4, 4, 4, 4, 4, 4, 4}));
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->per_week, 20);
  EXPECT_EQ(found->early, date("2015-01-30"));
  EXPECT_EQ(found->likely, date("2015-01-30"));
  EXPECT_EQ(found->late, date("2015-01-30"));
}

TEST(ForecastTest, WhoWritesUnevenlyHasABand) {
  const auto found =
      forecast(workdays(), date("2015-01-19"), 100, on_workdays({8, 2, 5, 7, 3, 6, 4, 9, 1, 5}));
  ASSERT_TRUE(found);
  ASSERT_TRUE(found->late);
  EXPECT_DOUBLE_EQ(found->per_week, 25);
  EXPECT_EQ(found->likely, date("2015-02-13"));
  EXPECT_LT(found->early, found->likely);
  EXPECT_GT(*found->late, found->likely);
  EXPECT_LT(*found->late, date("2015-04-01"));
}

TEST(ForecastTest, NeedsThreeWritingDaysSomethingWrittenAndSomethingLeft) {
  EXPECT_FALSE(forecast(workdays(), date("2015-01-07"), 10, on_workdays({5, 5})));
  EXPECT_TRUE(forecast(workdays(), date("2015-01-08"), 10, on_workdays({5, 5, 5})));
  EXPECT_FALSE(forecast(workdays(), date("2015-01-08"), 0, on_workdays({5, 5, 5})));
  EXPECT_FALSE(forecast(workdays(), date("2015-01-08"), 10, {}));
  EXPECT_FALSE(forecast(workdays(), date("2014-12-01"), 10, {}));
}

TEST(ForecastTest, MayNeverEndForWhoHardlyEverWrites) {
  const auto found = forecast(workdays(), date("2015-01-08"), 1000, on_workdays({10, 0, 0}));
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->late);
}

TEST(ForecastTest, ASessionOnASundayCountsForTheFridayBefore) {
  auto written = on_workdays({5, 5, 5, 5, 0});
  written.push_back({date("2015-01-11"), 5});
  const auto found = forecast(workdays(), date("2015-01-12"), 25, written);
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->per_week, 25);
  EXPECT_EQ(found->likely, date("2015-01-16"));
}

TEST(ForecastTest, TodaysNotesDoNotMoveIt) {
  auto written = on_workdays({5, 5, 5, 5, 5});
  const auto morning = forecast(workdays(), date("2015-01-12"), 25, written);
  written.push_back({date("2015-01-12"), 3});
  const auto noon = forecast(workdays(), date("2015-01-12"), 22, written);
  ASSERT_TRUE(morning && noon);
  EXPECT_EQ(noon->likely, morning->likely);
}

TEST(ForecastTest, DaysOffNeitherCountAsMissedNorAsWritingDays) {
  Schedule away = workdays();
  away.days_off = {{date("2015-01-12"), date("2015-01-16")},
                   {date("2015-01-26"), date("2015-01-30")}};
  const auto found = forecast(away, date("2015-01-19"), 50, on_workdays({5, 5, 5, 5, 5}));
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->per_week, 25);
  EXPECT_EQ(found->likely, date("2015-02-06"));
}

TEST(ForecastTest, OnlyTheLastSixtyWritingDaysCount) {
  std::vector<std::int64_t> counts(100, 1);
  counts.resize(160, 4);
  const auto written = on_workdays(counts);
  const Date today = written.back().date + days{3};  // the 160th is a Friday
  const auto found = forecast(workdays(), today, 20, written);
  ASSERT_TRUE(found);
  EXPECT_DOUBLE_EQ(found->per_week, 20);
}

TEST(ForecastTest, FourFinishesOfFiveFallIntoTheBand) {
  // The generator and what is made of it are the same everywhere.
  std::mt19937 random(2015);
  const auto some = [&random] { return static_cast<std::int64_t>(random() % 11); };
  int inside = 0;
  constexpr int kRounds = 400;
  for (int i = 0; i < kRounds; ++i) {
    std::vector<std::int64_t> past(30);
    std::generate(past.begin(), past.end(), some);
    std::int64_t left = 150;
    const auto found = forecast(workdays(), date("2015-02-16"), left, on_workdays(past));
    ASSERT_TRUE(found && found->late);
    Date day = date("2015-02-15");
    while (left > 0) {
      day += days{1};
      if (workdays().is_writing_day(day)) left -= some();
    }
    if (found->early <= day && day <= *found->late) ++inside;
  }
  EXPECT_GT(inside, kRounds * 75 / 100);
  EXPECT_LT(inside, kRounds * 92 / 100);
}

}  // namespace
}  // namespace rounds::domain
