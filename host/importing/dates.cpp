#include "importing/dates.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <string>
#include <system_error>

namespace rounds::importing {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// The parts of a date: three numbers or words, and what stands between the first two.
struct Parts {
  std::array<std::string_view, 3> part;
  char separator = ' ';
};

std::optional<Parts> split(std::string_view text) {
  Parts parts;
  std::size_t at = 0;
  for (std::size_t i = 0; i < parts.part.size(); ++i) {
    const std::size_t separators = at;
    while (at < text.size() && std::string_view(" -/.,").find(text[at]) != std::string_view::npos) {
      ++at;
    }
    if (i == 1) {
      if (separators == at) {
        return std::nullopt;
      }
      parts.separator = text[separators];
    }
    const std::size_t begin = at;
    const auto same_kind = [&](char c) {
      return is_digit(text[begin]) ? is_digit(c) : is_letter(c);
    };
    while (at < text.size() && same_kind(text[at])) {
      ++at;
    }
    if (at == begin) {
      return std::nullopt;
    }
    parts.part.at(i) = text.substr(begin, at - begin);
  }
  // Behind a date only a time may follow: "2/7/22, 3:14 PM", "2015-02-07T10:00:00Z".
  if (at < text.size() && text[at] != ' ' && text[at] != ',' && text[at] != 'T') {
    return std::nullopt;
  }
  return parts;
}

std::optional<unsigned> number(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || text.size() > 4) {
    return std::nullopt;
  }
  return value;
}

std::optional<year> year_of(std::string_view text) {
  const auto value = number(text);
  if (!value || (text.size() != 2 && text.size() != 4)) {
    return std::nullopt;
  }
  const unsigned full = text.size() == 2 ? 2000 + *value : *value;
  if (full < 1900 || full > 2199) {
    return std::nullopt;
  }
  return year(static_cast<int>(full));
}

std::optional<month> month_named(std::string_view text) {
  static constexpr std::array<std::string_view, 12> names = {
      "january", "february", "march",     "april",   "may",      "june",
      "july",    "august",   "september", "october", "november", "december"};
  if (text.size() < 3) {
    return std::nullopt;
  }
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  for (std::size_t i = 0; i < names.size(); ++i) {
    // "Feb", "Sept" and "February" alike.
    if (names.at(i).starts_with(lower)) {
      return month(static_cast<unsigned>(i + 1));
    }
  }
  return std::nullopt;
}

WrittenDate checked(std::optional<year> y, std::optional<month> m, std::optional<unsigned> d) {
  if (!y || !m || !d) {
    return {};
  }
  const year_month_day date(*y, *m, day(*d));
  return date.ok() ? WrittenDate(date) : WrittenDate();
}

std::optional<month> month_numbered(std::optional<unsigned> number) {
  return number ? std::optional(month(*number)) : std::nullopt;
}

}  // namespace

WrittenDate read_date(std::string_view text) {
  const auto parts = split(text);
  if (!parts) {
    return {};
  }
  const auto& [first, second, third] = parts->part;
  if (is_letter(first.front())) {
    return checked(year_of(third), month_named(first), number(second));
  }
  if (is_letter(second.front())) {
    return checked(year_of(third), month_named(second), number(first));
  }
  if (is_letter(third.front())) {
    return {};
  }
  if (first.size() == 4) {
    return checked(year_of(first), month_numbered(number(second)), number(third));
  }
  if (parts->separator == '.') {  // nobody who writes dots puts the month first
    return checked(year_of(third), month_numbered(number(second)), number(first));
  }
  const auto a = number(first);
  const auto b = number(second);
  const auto y = year_of(third);
  if (!a || !b || !y) {
    return {};
  }
  const year_month_day day_first(*y, month(*b), day(*a));
  const year_month_day month_first(*y, month(*a), day(*b));
  if (!day_first.ok() && !month_first.ok()) {
    return {};
  }
  return DayOrMonthFirst{*a, *b, *y};
}

void DayOrder::learn(const DayOrMonthFirst& date) {
  day_first_ = day_first_ || date.first > 12;
  month_first_ = month_first_ || date.second > 12;
}

std::optional<year_month_day> DayOrder::resolve(const DayOrMonthFirst& date) const {
  const year_month_day day_first(date.year, month(date.second), day(date.first));
  const year_month_day month_first(date.year, month(date.first), day(date.second));
  if (day_first == month_first || !month_first.ok()) {
    return day_first;
  }
  if (!day_first.ok()) {
    return month_first;
  }
  if (day_first_ == month_first_) {
    return std::nullopt;
  }
  return day_first_ ? day_first : month_first;
}

}  // namespace rounds::importing
