#include "domain/calendar/calendar.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cstdio>

namespace rounds::domain {
namespace {

using std::chrono::days;

constexpr std::array<std::string_view, 7> kNames{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

constexpr std::chrono::hours kDayBegins{4};

Date last_date() {
  return Date{std::chrono::local_days{std::chrono::year{9999} / std::chrono::December / 31}};
}

/// The instants that every clock of the world shows, and 04:00-day arithmetic makes, as a day that
/// can be written: what lies in the years 1900 to 9999 here may lie outside there. No offset is a
/// day long.
bool is_within_all_calendars(std::chrono::sys_seconds instant) {
  const auto first = std::chrono::sys_days{std::chrono::year{1900} / std::chrono::January / 1};
  const auto end = std::chrono::sys_days{last_date().time_since_epoch()} + days{1};
  return instant >= first + days{1} + kDayBegins && instant < end - days{1};
}

/// `text` as a number made of digits alone.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

std::optional<std::chrono::minutes> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return std::chrono::minutes{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const auto hours = digits(text.substr(1, 2));
  const auto minutes = digits(text.substr(4, 2));
  if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const std::chrono::minutes size{*hours * 60 + *minutes};
  return text[0] == '-' ? -size : size;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day || *year < 1900) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Date{date};
}

std::string format_date(Date date) {
  const std::chrono::year_month_day ymd{date};
  std::string text = "0000-00-00";
  // By hand, since an import writes tens of thousands of them and snprintf takes ten times as long.
  const auto put = [&text](std::size_t first, std::size_t digits, unsigned value) {
    for (; digits > 0; value /= 10) text[first + --digits] = static_cast<char>('0' + value % 10);
  };
  put(0, 4, static_cast<unsigned>(std::max(0, int{ymd.year()})));
  put(5, 2, unsigned{ymd.month()});
  put(8, 2, unsigned{ymd.day()});
  return text;
}

std::optional<Moment> parse_moment(std::string_view text) {
  if (text.size() < 20 || (text[10] != 'T' && text[10] != 't' && text[10] != ' ') ||
      text[13] != ':' || text[16] != ':') {
    return std::nullopt;
  }
  const auto date = parse_date(text.substr(0, 10));
  const auto hour = digits(text.substr(11, 2));
  const auto minute = digits(text.substr(14, 2));
  const auto second = digits(text.substr(17, 2));
  // 60 is a leap second.
  if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60) {
    return std::nullopt;
  }
  std::string_view rest = text.substr(19);
  if (rest.starts_with('.')) {
    const auto end = rest.find_first_not_of("0123456789", 1);
    if (end == std::string_view::npos || end == 1) return std::nullopt;
    rest.remove_prefix(end);
  }
  const auto offset = parse_offset(rest);
  if (!offset) return std::nullopt;
  const auto local = date->time_since_epoch() + std::chrono::hours{*hour} +
                     std::chrono::minutes{*minute} + std::chrono::seconds{*second};
  const std::chrono::sys_seconds instant{local - *offset};
  if (!is_within_all_calendars(instant)) return std::nullopt;
  return Moment{instant, *offset};
}

std::string format_moment(Moment moment) {
  const auto local = moment.instant.time_since_epoch() + moment.offset;
  const auto day = std::chrono::floor<days>(local);
  const std::chrono::hh_mm_ss time{local - day};
  const auto offset = std::chrono::abs(moment.offset).count();
  std::array<char, 32> text{};
  const int length = std::snprintf(
      text.data(), text.size(), "T%02d:%02d:%02d%c%02d:%02d",
      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count()), moment.offset.count() < 0 ? '-' : '+',
      static_cast<int>(offset / 60), static_cast<int>(offset % 60));
  return format_date(Date{day}) + std::string(text.data(), static_cast<std::size_t>(length));
}

Date day_of(Moment moment) {
  const auto local = moment.instant.time_since_epoch() + moment.offset - kDayBegins;
  return Date{std::chrono::floor<days>(local)};
}

std::vector<DaysOff> without_overlaps(std::vector<DaysOff> days_off) {
  std::sort(days_off.begin(), days_off.end(),
            [](const DaysOff& a, const DaysOff& b) { return a.from < b.from; });
  std::vector<DaysOff> result;
  for (const DaysOff& off : days_off) {
    if (!result.empty() && off.from <= result.back().to) {
      result.back().to = std::max(result.back().to, off.to);
    } else {
      result.push_back(off);
    }
  }
  return result;
}

Weekdays Weekdays::monday_to_friday() {
  Weekdays weekdays;
  for (const auto* const name : {"mon", "tue", "wed", "thu", "fri"}) weekdays.add(name);
  return weekdays;
}

bool Weekdays::add(std::string_view name) {
  const auto* const found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return false;
  days_ = static_cast<std::uint8_t>(days_ | (1U << static_cast<unsigned>(found - kNames.begin())));
  return true;
}

bool Weekdays::has(std::chrono::weekday day) const {
  return ((unsigned{days_} >> day.c_encoding()) & 1U) != 0;
}

int Weekdays::count() const { return std::popcount(days_); }

std::vector<std::string> Weekdays::names() const {
  std::vector<std::string> names;
  for (unsigned i = 1; i <= 7; ++i) {
    const std::chrono::weekday day{i % 7};
    if (has(day)) names.emplace_back(kNames.at(i % 7));
  }
  return names;
}

Calendar::Calendar(Weekdays weekdays, std::vector<DaysOff> days_off) : weekdays_(weekdays) {
  std::sort(days_off.begin(), days_off.end(),
            [](const DaysOff& a, const DaysOff& b) { return a.from < b.from; });
  for (const DaysOff& off : days_off) {
    if (off.to < off.from) continue;
    if (!days_off_.empty() && off.from <= days_off_.back().to + days{1}) {
      days_off_.back().to = std::max(days_off_.back().to, off.to);
    } else {
      days_off_.push_back(off);
    }
  }
}

bool Calendar::is_writing_day(Date date) const {
  if (!weekdays_.has(std::chrono::weekday{date})) return false;
  return std::none_of(days_off_.begin(), days_off_.end(),
                      [date](const DaysOff& off) { return off.from <= date && date <= off.to; });
}

std::int64_t Calendar::count(Date from, Date to) const {
  const auto weekdays_between = [this](Date first, Date last) -> std::int64_t {
    if (last < first) return 0;
    const std::int64_t length = (last - first).count() + 1;
    std::int64_t found = length / 7 * weekdays_.count();
    for (Date day = first + days{length / 7 * 7}; day <= last; day += days{1}) {
      if (weekdays_.has(std::chrono::weekday{day})) ++found;
    }
    return found;
  };
  std::int64_t found = weekdays_between(from, to);
  for (const DaysOff& off : days_off_) {
    found -= weekdays_between(std::max(off.from, from), std::min(off.to, to));
  }
  return found;
}

std::optional<Date> Calendar::nth(Date from, std::int64_t n) const {
  if (n < 1 || count(from, last_date()) < n) return std::nullopt;
  Date low = from;
  Date high = last_date();
  while (low < high) {
    const Date middle = low + days{(high - low).count() / 2};
    if (count(from, middle) >= n) {
      high = middle;
    } else {
      low = middle + days{1};
    }
  }
  return low;
}

}  // namespace rounds::domain
