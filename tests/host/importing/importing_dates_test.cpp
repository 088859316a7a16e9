#include <gtest/gtest.h>

#include "importing/dates.h"

namespace rounds::importing {
namespace {

using std::chrono::year_month_day;
using namespace std::chrono_literals;

constexpr year_month_day seventh = 2015y / 2 / 7;

year_month_day read_day(std::string_view text) {
  const WrittenDate date = read_date(text);
  const auto* const day = std::get_if<year_month_day>(&date);
  return day == nullptr ? year_month_day() : *day;
}

bool is_open(std::string_view text) {
  return std::holds_alternative<DayOrMonthFirst>(read_date(text));
}

bool is_none(std::string_view text) {
  return std::holds_alternative<std::monostate>(read_date(text));
}

DayOrMonthFirst open_date(std::string_view text) {
  return std::get<DayOrMonthFirst>(read_date(text));
}

TEST(Dates, AllUsualFormsAreUnderstood) {
  for (const char* const text :
       {"07 Feb 2015", "7 Feb 2015", "7-Feb-15", "07-FEB-2015", "7 february 2015", "Feb 7, 2015",
        "February 7 2015", "2015-02-07", "2015/02/07", "2015-02-07T10:11:12Z", "2015-02-07 10:11",
        "07.02.2015", "7.2.15", "07 Feb 2015, 3:14 PM"}) {
    EXPECT_EQ(read_day(text), seventh) << text;
  }
}

TEST(Dates, MonthsOfOtherLanguagesAreUnderstood) {
  for (const char* const text :
       {"7. Februar 2015",   "07. Feb. 2015",        "7 février 2015",     "7 févr. 2015",
        "7 FÉVRIER 2015",    "7 de febrero de 2015", "7 feb 2015",         "7 de fevereiro de 2015",
        "7 de fev. de 2015", "7 febbraio 2015",      "7 februari 2015",    "7 lutego 2015",
        "7 lut 2015",        "7. helmikuuta 2015",   "7. února 2015",      "7 Şubat 2015",
        "7 февраля 2015",    "7th of February 2015", "February 7th, 2015", "2015年2月7日",
        "2015년 2월 7일"}) {
    EXPECT_EQ(read_day(text), seventh) << text;
  }
  EXPECT_EQ(read_day("1er mars 2015"), 2015y / 3 / 1);
  EXPECT_EQ(read_day("1-Mrz-15"), 2015y / 3 / 1);
  EXPECT_EQ(read_day("3. Okt. 2015"), 2015y / 10 / 3);
  EXPECT_EQ(read_day("24. Dez 2015"), 2015y / 12 / 24);
  EXPECT_EQ(read_day("14 juillet 2015"), 2015y / 7 / 14);
  EXPECT_EQ(read_day("14 août 2015"), 2015y / 8 / 14);
}

TEST(Dates, DaysThatDoNotExistAreNoDates) {
  for (const char* const text : {"30 Feb 2015", "2015-02-29", "32-Jan-20", "2015-13-01", "0.1.2015",
                                 "13/13/2020", "31/2/2020"}) {
    EXPECT_TRUE(is_none(text)) << text;
  }
}

TEST(Dates, WhatIsNoDateIsNone) {
  for (const char* const text :
       {"", " ", "yesterday", "07", "Feb 2015", "2015", "7 Foo 2015", "07Feb2015", "1/2", "42041",
        "07 Feb 201", "07 Feb 12345", "99999999999 Feb 2015", "7 Fe 2015", "07 Feb 2015!"}) {
    EXPECT_TRUE(is_none(text)) << text;
  }
}

TEST(Dates, SlashesLeaveDayAndMonthOpen) {
  EXPECT_TRUE(is_open("2/7/22"));
  EXPECT_TRUE(is_open("13/2/2022"));
  EXPECT_TRUE(is_open("2-7-22"));
  EXPECT_TRUE(is_open("2/7/22, 3:14 PM"));
}

TEST(Dates, OneUnmistakableDateSettlesTheOthersOfTheFile) {
  DayOrder day_first;
  day_first.learn(open_date("13/2/22"));
  EXPECT_EQ(day_first.resolve(open_date("2/7/22")), 2022y / 7 / 2);

  DayOrder month_first;
  month_first.learn(open_date("2/13/22"));
  EXPECT_EQ(month_first.resolve(open_date("2/7/22")), 2022y / 2 / 7);
}

TEST(Dates, WithoutAnUnmistakableDateNothingIsGuessed) {
  DayOrder order;
  order.learn(open_date("2/7/22"));
  EXPECT_EQ(order.resolve(open_date("2/7/22")), std::nullopt);
  EXPECT_EQ(order.resolve(open_date("5/5/22")), 2022y / 5 / 5) << "either way the same day";
  EXPECT_EQ(order.resolve(open_date("13/2/22")), 2022y / 2 / 13);
}

TEST(Dates, FileThatContradictsItselfSettlesNothing) {
  DayOrder order;
  order.learn(open_date("13/2/22"));
  order.learn(open_date("2/13/22"));
  EXPECT_EQ(order.resolve(open_date("2/7/22")), std::nullopt);
}

}  // namespace
}  // namespace rounds::importing
