#include "importing/dates.h"

#include <unicode/dtfmtsym.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "domain/people/names.h"

namespace rounds::importing {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;
using std::chrono::year_month_day;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Letters beyond ASCII are bytes above 0x7F, which nothing else in a date has.
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// Words that stand between the parts of a date: "7 de fevereiro de 2015", "1er mars 2015", "2nd".
bool is_filler(std::string_view word) {
  constexpr std::array fillers = {
      std::string_view("de"), std::string_view("del"), std::string_view("di"),
      std::string_view("of"), std::string_view("er"),  std::string_view("st"),
      std::string_view("nd"), std::string_view("rd"),  std::string_view("th")};
  return std::find(fillers.begin(), fillers.end(), word) != fillers.end();
}

// The parts of a date: three numbers or words, and what stands between the first two.
struct Parts {
  std::array<std::string_view, 3> part;
  char separator = ' ';
};

std::optional<Parts> split(std::string_view text) {
  Parts parts;
  std::size_t at = 0;
  for (std::size_t i = 0; i < parts.part.size();) {
    const std::size_t separators = at;
    while (at < text.size() && std::string_view(" -/.,").find(text[at]) != std::string_view::npos) {
      ++at;
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
    const std::string_view word = text.substr(begin, at - begin);
    if (i > 0 && is_filler(word)) {
      continue;
    }
    if (i > 0 && separators == begin) {
      return std::nullopt;
    }
    if (i == 1) {
      parts.separator = text[separators];
    }
    parts.part.at(i++) = word;
  }
  // Behind a date only a time may follow: "2/7/22, 3:14 PM", "2015-02-07T10:00:00Z"; or a dot.
  if (at < text.size() && text[at] != ' ' && text[at] != ',' && text[at] != 'T' &&
      text.substr(at) != ".") {
    return std::nullopt;
  }
  return parts;
}

// "2015年2月7日", "2015년 2월 7일": the signs for year, month and day behind the numbers.
std::string without_signs(std::string_view text) {
  std::string result(text);
  for (const std::string_view sign : {"年", "月", "日", "년", "월", "일"}) {
    for (std::size_t at = 0; (at = result.find(sign, at)) != std::string::npos;) {
      const bool is_last = sign == "日" || sign == "일";
      result.replace(at, sign.size(), is_last ? "" : "-");
    }
  }
  return result;
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

// The months of other languages, folded, as ICU knows them, long and short; 0 where two languages
// call different months the same. Made when the first date is not English: that takes milliseconds.
const std::unordered_map<std::string, unsigned>& foreign_months() {
  static const auto months = [] {
    std::unordered_map<std::string, unsigned> map;
    const auto add = [&map](const std::string& name, unsigned number) {
      const auto [place, is_new] = map.emplace(name, number);
      if (!is_new && place->second != number) {
        place->second = 0;
      }
    };
    for (const char* const language : {"de", "fr", "es", "pt", "it", "nl", "sv", "da", "nb", "pl",
                                       "fi", "cs", "hu", "ro", "tr", "ru", "uk", "el", "id"}) {
      UErrorCode status = U_ZERO_ERROR;
      const icu::DateFormatSymbols symbols{icu::Locale(language), status};
      if (U_FAILURE(status) != 0) {
        continue;
      }
      using Symbols = icu::DateFormatSymbols;
      for (const auto context : {Symbols::FORMAT, Symbols::STANDALONE}) {
        for (const auto width : {Symbols::WIDE, Symbols::ABBREVIATED}) {
          std::int32_t count = 0;
          const icu::UnicodeString* const names = symbols.getMonths(count, context, width);
          for (std::int32_t i = 0; i < std::min(count, 12); ++i) {
            std::string name;
            names[i].toUTF8String(name);
            std::string folded = domain::fold(name);
            while (!folded.empty() && folded.back() == '.') {
              folded.pop_back();
            }
            add(folded, static_cast<unsigned>(i + 1));
          }
        }
      }
    }
    // What spreadsheets write and ICU does not.
    for (const auto& [name, number] : std::initializer_list<std::pair<const char*, unsigned>>{
             {"mrz", 3}, {"mar", 3}, {"okt", 10}, {"dez", 12}, {"des", 12}, {"mai", 5}}) {
      map[name] = number;
    }
    return map;
  }();
  return months;
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
  const auto& foreign = foreign_months();
  const auto found = foreign.find(domain::fold(text));
  return found == foreign.end() || found->second == 0 ? std::nullopt
                                                      : std::optional(month(found->second));
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
  const bool has_signs =
      text.find("月") != std::string_view::npos || text.find("월") != std::string_view::npos;
  const std::string cleared = has_signs ? without_signs(text) : std::string();
  const auto parts = split(has_signs ? cleared : text);
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
