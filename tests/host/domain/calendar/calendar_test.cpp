#include "domain/calendar/calendar.h"

#include <gtest/gtest.h>

namespace rounds::domain {
namespace {

Date date(std::string_view text) { return parse_date(text).value(); }
Moment moment(std::string_view text) { return parse_moment(text).value(); }

TEST(DateTest, ReadsAndWritesFullDates) {
  EXPECT_EQ(format_date(date("2015-01-01")), "2015-01-01");
  EXPECT_EQ(format_date(date("2024-02-29")), "2024-02-29");
}

TEST(DateTest, RefusesWhatIsNoDay) {
  for (const auto* const text : {"", "2015-02-29", "2015-13-01", "2015-1-1", "15-01-01",
                                 "2015-01-01T00:00:00Z", "2015-01-0x", "1899-12-31"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(MomentTest, ReadsOffsetsAndFractions) {
  EXPECT_EQ(moment("2015-01-05T09:10:00+01:00").instant, moment("2015-01-05T08:10:00Z").instant);
  EXPECT_EQ(moment("2015-01-05T09:10:00.123-05:30").offset, -std::chrono::minutes{330});
}

TEST(MomentTest, WritesWhatItRead) {
  for (const auto* const text : {"2015-01-05T09:10:00+01:00", "1969-12-31T23:59:59-11:30"}) {
    EXPECT_EQ(format_moment(moment(text)), text);
  }
}

TEST(MomentTest, RefusesDateTimesWithoutAnOffset) {
  for (const auto* const text : {"2015-01-05T09:10:00", "2015-01-05", "2015-01-05T25:00:00Z",
                                 "2015-01-05T09:10:00.Z", "2015-01-05T09:10:00+1:00"}) {
    EXPECT_FALSE(parse_moment(text)) << text;
  }
}

TEST(MomentTest, RefusesWhatLiesOutsideTheYearsThatCanBeWrittenAnywhereOnEarth) {
  for (const auto* const text :
       {"9999-12-31T23:59:59-01:00", "9999-12-31T20:00:00-05:00", "9999-12-31T12:00:00Z",
        "9999-12-31T23:59:59-23:59", "1900-01-01T00:00:00Z", "1900-01-01T10:00:00+14:00",
        "1900-01-02T03:59:59Z", "0001-01-01T00:00:00Z"}) {
    EXPECT_FALSE(parse_moment(text)) << text;
  }
}

TEST(MomentTest, WhatItTakesCanBeWrittenWithAnyOffset) {
  for (const auto* const text : {"1900-01-02T04:00:00Z", "9999-12-30T23:59:59Z"}) {
    for (const int minutes : {-23 * 60 - 59, 0, 23 * 60 + 59}) {
      Moment there = moment(text);
      there.offset = std::chrono::minutes{minutes};
      EXPECT_TRUE(parse_date(format_date(day_of(there)))) << text << ' ' << minutes;
      EXPECT_TRUE(parse_date(format_moment(there).substr(0, 10))) << text << ' ' << minutes;
    }
  }
}

TEST(DateTest, WritesTenBytesWhateverTheYear) {
  for (const int year : {-5, 0, 7, 10000, 32767}) {
    const Date day{std::chrono::local_days{std::chrono::year{year} / std::chrono::March / 1}};
    EXPECT_EQ(format_date(day).size(), 10U) << year;
  }
}

TEST(DayOfTest, BeginsAtFourInTheMorning) {
  EXPECT_EQ(day_of(moment("2015-01-06T03:59:59+01:00")), date("2015-01-05"));
  EXPECT_EQ(day_of(moment("2015-01-06T04:00:00+01:00")), date("2015-01-06"));
  EXPECT_EQ(day_of(moment("2015-01-01T00:30:00-08:00")), date("2014-12-31"));
}

TEST(CalendarTest, WritesOnWeekdaysLessDaysOff) {
  const Calendar calendar(Weekdays::monday_to_friday(), {{date("2015-01-05"), date("2015-01-06")}});
  EXPECT_TRUE(calendar.is_writing_day(date("2015-01-02")));   // Friday
  EXPECT_FALSE(calendar.is_writing_day(date("2015-01-03")));  // Saturday
  EXPECT_FALSE(calendar.is_writing_day(date("2015-01-06")));
  EXPECT_TRUE(calendar.is_writing_day(date("2015-01-07")));
}

TEST(CalendarTest, CountsEachDayOffOnceHoweverDaysOffOverlap) {
  const Calendar calendar(Weekdays::monday_to_friday(), {{date("2015-01-05"), date("2015-01-07")},
                                                         {date("2015-01-06"), date("2015-01-09")},
                                                         {date("2015-01-05"), date("2015-01-05")}});
  EXPECT_EQ(calendar.count(date("2015-01-01"), date("2015-01-16")), 2 + 5);
}

TEST(CalendarTest, CountAgreesWithAskingEachDay) {
  Weekdays weekdays;
  for (const auto* const name : {"mon", "wed", "sun"}) weekdays.add(name);
  const Calendar calendar(weekdays, {{date("2015-03-01"), date("2015-03-20")}});
  std::int64_t counted = 0;
  for (Date day = date("2015-01-01"); day <= date("2015-12-31"); day += std::chrono::days{1}) {
    if (calendar.is_writing_day(day)) ++counted;
    ASSERT_EQ(calendar.count(date("2015-01-01"), day), counted) << format_date(day);
  }
}

TEST(CalendarTest, NthIsTheDayOnWhichTheCountIsReached) {
  const Calendar calendar(Weekdays::monday_to_friday(), {});
  EXPECT_EQ(calendar.nth(date("2015-01-01"), 1), date("2015-01-01"));
  EXPECT_EQ(calendar.nth(date("2015-01-03"), 1), date("2015-01-05"));
  EXPECT_EQ(calendar.nth(date("2015-01-01"), 222), date("2015-11-06"));
}

TEST(CalendarTest, DaysOffWithoutEndLeaveNoWritingDay) {
  const Calendar calendar(Weekdays::monday_to_friday(), {{date("2015-01-01"), date("9999-12-31")}});
  EXPECT_FALSE(calendar.nth(date("2015-01-01"), 1));
}

TEST(DaysOffTest, ThoseThatOverlapBecomeOne) {
  const std::vector<DaysOff> given{{date("2015-05-01"), date("2015-05-03")},
                                   {date("2015-01-05"), date("2015-01-09")},
                                   {date("2015-01-07"), date("2015-01-12")},
                                   {date("2015-01-06"), date("2015-01-06")},
                                   {date("2015-05-04"), date("2015-05-04")}};
  const std::vector<DaysOff> expected{{date("2015-01-05"), date("2015-01-12")},
                                      {date("2015-05-01"), date("2015-05-03")},
                                      {date("2015-05-04"), date("2015-05-04")}};
  EXPECT_EQ(without_overlaps(given), expected);
}

TEST(WeekdaysTest, NamesThemMondayFirst) {
  Weekdays weekdays;
  EXPECT_TRUE(weekdays.add("sun"));
  EXPECT_TRUE(weekdays.add("mon"));
  EXPECT_FALSE(weekdays.add("Monday"));
  EXPECT_EQ(weekdays.names(), (std::vector<std::string>{"mon", "sun"}));
}

}  // namespace
}  // namespace rounds::domain
