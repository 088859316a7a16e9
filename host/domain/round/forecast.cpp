#include "domain/round/forecast.h"

#include <algorithm>
#include <cmath>

namespace rounds::domain {
namespace {

using std::chrono::days;

constexpr std::size_t kRecentDays = 60;
constexpr std::size_t kFewestDays = 3;
// Of the normal distribution a tenth lies above.
constexpr double kTenth = 1.2816;

/// Notes a writing day: how many on average, how much they scatter, and from how many days that is
/// known.
struct Habit {
  double mean = 0;
  double variance = 0;
  double days = 0;
};

/// The last writing days before `today`, the oldest first.
std::vector<Date> recent_days(const Schedule& schedule, Date today) {
  std::vector<Date> recent;
  for (Date day = today - days{1}; day >= schedule.start && recent.size() < kRecentDays;
       day -= days{1}) {
    if (schedule.is_writing_day(day)) recent.push_back(day);
  }
  std::reverse(recent.begin(), recent.end());
  return recent;
}

Habit habit_of(const Schedule& schedule, Date today, const std::vector<Date>& recent,
               const std::vector<DayCount>& written) {
  std::vector<double> notes(recent.size(), 0.0);
  // When all days of the round are looked at, what was written before the first counts too.
  const bool from_the_start = std::none_of(written.begin(), written.end(), [&](const DayCount& d) {
    return d.date < recent.front() && schedule.is_writing_day(d.date);
  });
  for (const DayCount& day : written) {
    if (day.date >= today) break;
    const auto after = std::upper_bound(recent.begin(), recent.end(), day.date);
    if (after == recent.begin() && !from_the_start) continue;
    const auto place = after == recent.begin() ? 0 : after - recent.begin() - 1;
    notes[static_cast<std::size_t>(place)] += static_cast<double>(day.written);
  }
  Habit habit;
  habit.days = static_cast<double>(notes.size());
  for (const double count : notes) habit.mean += count / habit.days;
  for (const double count : notes) {
    habit.variance += (count - habit.mean) * (count - habit.mean) / (habit.days - 1);
  }
  return habit;
}

/// After how many writing days `notes` are written, when what is written lies `deviations` standard
/// deviations above its mean. Nothing when that is beyond all calendars.
std::optional<std::int64_t> days_for(double notes, const Habit& habit, double deviations) {
  constexpr std::int64_t kMostDays = 3'000'000;
  // Below, the sum is convex in the number of days, or rises with it, and begins at 0: so it passes
  // `notes` once.
  const auto enough = [&](std::int64_t count) {
    const auto n = static_cast<double>(count);
    const double spread = std::sqrt(habit.variance * (n + n * n / habit.days));
    return n * habit.mean + deviations * spread >= notes - 1e-6;
  };
  if (!enough(kMostDays)) return std::nullopt;
  std::int64_t low = 1;
  std::int64_t high = kMostDays;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    if (enough(middle)) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

}  // namespace

std::optional<Forecast> forecast(const Schedule& schedule, Date today, std::int64_t left,
                                 const std::vector<DayCount>& written) {
  const auto recent = recent_days(schedule, today);
  if (left <= 0 || recent.size() < kFewestDays) return std::nullopt;
  const Habit habit = habit_of(schedule, today, recent, written);
  if (habit.mean <= 0) return std::nullopt;

  const Calendar calendar = schedule.calendar_on(today);
  auto notes = static_cast<double>(left);
  if (!written.empty() && written.back().date == today && calendar.is_writing_day(today)) {
    // What was written today has used up so much of a usual day, and no more than that.
    notes += std::min(habit.mean, static_cast<double>(written.back().written));
  }
  const auto day_after = [&](double deviations) -> std::optional<Date> {
    const auto count = days_for(notes, habit, deviations);
    return count ? calendar.nth(today, *count) : std::nullopt;
  };
  const auto early = day_after(kTenth);
  const auto likely = day_after(0);
  if (!early || !likely) return std::nullopt;
  const double per_week = habit.mean * schedule.pace_on(today).weekdays.count();
  return Forecast{std::round(per_week * 10) / 10, *early, *likely, day_after(-kTenth)};
}

}  // namespace rounds::domain
