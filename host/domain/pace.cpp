#include "domain/pace.h"

#include <algorithm>
#include <cmath>

namespace rounds::domain {
namespace {

using std::chrono::days;

constexpr std::int64_t divide_up(std::int64_t a, std::int64_t b) { return (a + b - 1) / b; }

}  // namespace

const Pace& Schedule::pace_on(Date date) const {
  const auto next = std::upper_bound(paces.begin(), paces.end(), date,
                                     [](Date d, const Pace& pace) { return d < pace.from; });
  return next == paces.begin() ? paces.front() : *std::prev(next);
}

Calendar Schedule::calendar_on(Date date) const { return {pace_on(date).weekdays, days_off}; }

bool Schedule::is_writing_day(Date date) const {
  return date >= start && calendar_on(date).is_writing_day(date);
}

std::int64_t Schedule::quota(Date date) const {
  return is_writing_day(date) ? pace_on(date).per_day : 0;
}

std::int64_t Schedule::planned_by(Date date, std::int64_t most) const {
  std::int64_t planned = 0;
  for (std::size_t i = 0; i < paces.size() && planned < most; ++i) {
    const Date first = std::max(paces[i].from, start);
    const Date last = i + 1 < paces.size() ? std::min(date, paces[i + 1].from - days{1}) : date;
    const Calendar calendar{paces[i].weekdays, days_off};
    planned += calendar.count(first, last) * paces[i].per_day;
  }
  return std::max<std::int64_t>(0, std::min(planned, most));
}

std::optional<Date> finish_at_pace(const Calendar& calendar, Date from, std::int64_t notes,
                                   std::int64_t per_day, std::int64_t done_already) {
  if (notes <= 0) return from;
  if (calendar.is_writing_day(from)) {
    // What was written today has used up so much of today's share, and no more than that.
    notes += std::min(done_already, per_day);
  }
  return calendar.nth(from, divide_up(notes, per_day));
}

std::optional<std::int64_t> pace_to_finish(const Calendar& calendar, Date start, Date finish,
                                           std::int64_t notes) {
  const std::int64_t writing_days = calendar.count(start, finish);
  if (writing_days == 0) return std::nullopt;
  return std::max(kFewestPerDay, divide_up(notes, writing_days));
}

std::int64_t backlog(const Schedule& schedule, Date today, std::int64_t people,
                     std::int64_t skipped, std::int64_t written) {
  const std::int64_t planned = schedule.planned_by(today - days{1}, people - skipped);
  return std::max<std::int64_t>(0, planned - written);
}

std::optional<std::int64_t> usual_seconds(std::vector<std::int64_t> seconds) {
  if (seconds.empty()) return std::nullopt;
  const auto middle = seconds.begin() + static_cast<std::ptrdiff_t>(seconds.size() / 2);
  std::nth_element(seconds.begin(), middle, seconds.end());
  return *middle;
}

double percent(std::int64_t part, std::int64_t whole) {
  if (whole <= 0) return 0;
  return std::round(1000.0 * static_cast<double>(part) / static_cast<double>(whole)) / 10.0;
}

double time_percent(const Schedule& schedule, Date today) {
  const Date finish = schedule.finish.value_or(schedule.planned_finish);
  const std::int64_t whole = std::max<std::int64_t>(1, (finish - schedule.start).count() + 1);
  const std::int64_t past = std::clamp<std::int64_t>((today - schedule.start).count(), 0, whole);
  return percent(past, whole);
}

}  // namespace rounds::domain
