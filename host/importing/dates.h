#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <variant>

namespace rounds::importing {

/// A date of two numbers and a year, such as 2/7/22, that leaves open which number is the month.
struct DayOrMonthFirst {
  unsigned first = 0;
  unsigned second = 0;
  std::chrono::year year{};
};

/// A date as exports and spreadsheets write it; nothing when it is none.
using WrittenDate = std::variant<std::monostate, std::chrono::year_month_day, DayOrMonthFirst>;

/// Reads `07 Feb 2015`, `7-Feb-22`, `Feb 7, 2015`, `2015-02-07`, `07.02.2015`, `2/7/22` and the
/// like, with the months of the usual European languages, `7 de fev. de 2015` and `2015年2月7日`; a
/// time of day behind it is passed over. Of two figures for the year, 2000 is meant. Days
/// that do not exist are no dates.
[[nodiscard]] WrittenDate read_date(std::string_view text);

/// Tells from all the dates of one file whether its writer puts the day or the month first: one
/// date such as 13/2/22 decides for the file, since a program wrote them all alike.
class DayOrder {
 public:
  void learn(const DayOrMonthFirst& date);
  /// Nothing when the file leaves it open or contradicts itself, unless both readings are one day.
  [[nodiscard]] std::optional<std::chrono::year_month_day> resolve(
      const DayOrMonthFirst& date) const;

 private:
  bool day_first_ = false;
  bool month_first_ = false;
};

}  // namespace rounds::importing
