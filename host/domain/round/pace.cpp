#include "domain/round/pace.h"

#include <algorithm>
#include <cmath>
#include <set>

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
  if (date < start || (paused_on && date >= *paused_on)) return false;
  return calendar_on(date).is_writing_day(date);
}

std::int64_t Schedule::quota(Date date) const {
  return is_writing_day(date) ? pace_on(date).per_day : 0;
}

std::int64_t Schedule::planned_by(Date date, std::int64_t most) const {
  const auto fresh =
      std::find_if(fresh_starts.rbegin(), fresh_starts.rend(),
                   [date](const FreshStart& other) { return date >= other.on - days{1}; });
  const Date begin = fresh == fresh_starts.rend() ? start : fresh->on;
  const Date end = paused_on ? std::min(date, *paused_on - days{1}) : date;
  std::int64_t planned = fresh == fresh_starts.rend() ? 0 : fresh->written;
  for (std::size_t i = 0; i < paces.size() && planned < most; ++i) {
    const Date first = std::max(paces[i].from, begin);
    const Date last = i + 1 < paces.size() ? std::min(end, paces[i + 1].from - days{1}) : end;
    const Calendar calendar{paces[i].weekdays, days_off};
    planned += calendar.count(first, last) * paces[i].per_day;
  }
  return std::max<std::int64_t>(0, std::min(planned, most));
}

std::vector<PlannedBy> Schedule::plan_until(Date until, std::int64_t most) const {
  constexpr std::int64_t kMostWeeks = 700;
  constexpr std::size_t kMostPoints = 1500;
  std::set<Date> dates;
  const auto add = [&](Date date) {
    if (start <= date && date <= until && dates.size() < kMostPoints) dates.insert(date);
  };
  add(start);
  add(until);
  const std::int64_t weeks = (until - start).count() / 7 + 1;
  const days step{7 * divide_up(weeks, kMostWeeks)};
  // A week ends on Sunday.
  const auto weekday = std::chrono::weekday{start}.iso_encoding();
  for (Date date = start + days{7 - weekday}; date <= until; date += step) add(date);
  for (const Pace& pace : paces) {
    add(pace.from - days{1});
    add(pace.from);
  }
  for (const FreshStart& fresh : fresh_starts) {
    // What was planned falls back overnight.
    add(fresh.on - days{2});
    add(fresh.on - days{1});
  }
  if (paused_on) add(*paused_on - days{1});
  for (const DaysOff& off : days_off) {
    add(off.from - days{1});
    add(off.to);
  }
  std::vector<PlannedBy> plan;
  plan.reserve(dates.size());
  for (const Date date : dates) plan.push_back({date, planned_by(date, most)});
  return plan;
}

Schedule Schedule::resumed(Date today) const {
  Schedule schedule = *this;
  schedule.days_off = days_away(today - days{1});
  schedule.paused_on.reset();
  return schedule;
}

std::vector<DaysOff> Schedule::days_away(Date today) const {
  std::vector<DaysOff> away = days_off;
  if (paused_on && *paused_on <= today) away.push_back({*paused_on, today});
  return away;
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

std::optional<Date> caught_up_on(const Schedule& promised, const Schedule& schedule, Date today,
                                 std::int64_t before, std::int64_t done_today, std::int64_t most) {
  if (promised.planned_by(today - days{1}, most) <= before + done_today) return std::nullopt;
  constexpr days kLongest{40 * 366};
  std::int64_t written = before;
  std::int64_t planned = promised.planned_by(today - days{1}, most);
  for (Date day = today; day < today + kLongest && planned < most; day += days{1}) {
    const std::int64_t share = schedule.quota(day);
    written += day == today ? std::max(share, done_today) : share;
    planned = promised.planned_by(day, most);
    if (std::min(written, most) >= planned) return day;
  }
  return std::nullopt;
}

std::optional<std::int64_t> usual_seconds(std::vector<std::int64_t> seconds) {
  return median(std::move(seconds));
}

std::optional<std::int64_t> median(std::vector<std::int64_t> values) {
  if (values.empty()) return std::nullopt;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
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
