#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace rounds::domain {

/// A day in the user's own calendar, without a time or a zone.
using Date = std::chrono::local_days;

/// `YYYY-MM-DD`, years 1900 to 9999 (what RFC 3339 calls a full-date); nothing for anything else,
/// 30 February included.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);
/// A year of four digits, as all have that parse_date() or parse_moment() gave and that the
/// calendar counts to; of another one the last four.
[[nodiscard]] std::string format_date(Date date);

/// An instant together with the offset from UTC of the clock that showed it.
struct Moment {
  std::chrono::sys_seconds instant;
  std::chrono::minutes offset{0};
};

/// An RFC 3339 date-time ("2015-01-05T09:10:00+01:00", "…Z"); fractions of a second are dropped.
/// Nothing for an instant that is not, wherever on earth it is read, within the years that a date
/// can be written in: 1900 to 9999, less a day at each end.
[[nodiscard]] std::optional<Moment> parse_moment(std::string_view text);
[[nodiscard]] std::string format_moment(Moment moment);

/// The day that a moment counts for. A day begins at 04:00 local time, so what is done after
/// midnight belongs to the evening before.
[[nodiscard]] Date day_of(Moment moment);

/// Days that are not written on, both ends included.
struct DaysOff {
  Date from;
  Date to;
  bool operator==(const DaysOff&) const = default;
};

/// So many stretches of days off may a round have.
constexpr std::size_t kMostDaysOff = 500;

/// The same days off by their first days, with those that overlap made one.
[[nodiscard]] std::vector<DaysOff> without_overlaps(std::vector<DaysOff> days_off);

/// Which days of the week are written on.
class Weekdays {
 public:
  Weekdays() = default;
  static Weekdays monday_to_friday();

  /// `name` is one of "mon" … "sun"; false for anything else.
  bool add(std::string_view name);
  [[nodiscard]] bool has(std::chrono::weekday day) const;
  [[nodiscard]] bool empty() const { return days_ == 0; }
  [[nodiscard]] int count() const;
  /// The names, Monday first.
  [[nodiscard]] std::vector<std::string> names() const;
  bool operator==(const Weekdays&) const = default;

 private:
  std::uint8_t days_ = 0;  // bit 0 is Sunday, as in std::chrono::weekday's C encoding
};

/// The writing days of a round: its weekdays less its days off.
class Calendar {
 public:
  Calendar(Weekdays weekdays, std::vector<DaysOff> days_off);

  [[nodiscard]] bool is_writing_day(Date date) const;
  /// Writing days from `from` to `to`, both included; 0 when `to` is before `from`.
  [[nodiscard]] std::int64_t count(Date from, Date to) const;
  /// The n-th writing day on or after `from` (n from 1). Nothing when it would lie after the year
  /// 9999, which is what days off without an end come to.
  [[nodiscard]] std::optional<Date> nth(Date from, std::int64_t n) const;

 private:
  Weekdays weekdays_;
  std::vector<DaysOff> days_off_;  // sorted, and none touches another
};

}  // namespace rounds::domain
