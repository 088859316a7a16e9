#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/calendar/calendar.h"

namespace rounds::domain {

constexpr std::int64_t kFewestPerDay = 1;
constexpr std::int64_t kMostPerDay = 200;

/// How fast a round is written from one day on, until the next pace begins. A change of pace holds
/// from the day it is made: it never turns days that were fine into a backlog.
struct Pace {
  Date from;
  std::int64_t per_day = kFewestPerDay;
  Weekdays weekdays;
  bool operator==(const Pace&) const = default;
};

/// What was behind on the morning of `on` was let go: from that day on, what is planned counts from
/// the notes that were written before it.
struct FreshStart {
  Date on;
  std::int64_t written = 0;
  bool operator==(const FreshStart&) const = default;
};

/// Notes planned by the end of a day.
struct PlannedBy {
  Date date;
  std::int64_t planned = 0;
};

/// What a round has promised, and when. `paces` is sorted by date and begins at `start`.
struct Schedule {
  Date start;
  std::optional<Date> finish;  // the user's, where he named one
  Date planned_finish;         // as computed when the round was made
  std::vector<Pace> paces;
  std::vector<DaysOff> days_off;
  /// While a round is paused no day from this one on is a writing day.
  std::optional<Date> paused_on = std::nullopt;
  std::vector<FreshStart> fresh_starts = {};  // sorted by day

  /// The pace in force on `date`; before the start, the first.
  [[nodiscard]] const Pace& pace_on(Date date) const;
  /// The writing days, whether the round is paused or not.
  [[nodiscard]] Calendar calendar_on(Date date) const;
  [[nodiscard]] bool is_writing_day(Date date) const;
  /// Today's share: `per_day` on a writing day, else 0.
  [[nodiscard]] std::int64_t quota(Date date) const;
  /// Notes planned from the start to the end of `date`, never more than `most`.
  [[nodiscard]] std::int64_t planned_by(Date date, std::int64_t most) const;
  /// The same from the start to `until`, at every day on which what is planned a week can change:
  /// between two of them, it grows evenly but for the days of the week. At most 1,500.
  [[nodiscard]] std::vector<PlannedBy> plan_until(Date until, std::int64_t most) const;
  /// As it is when a paused round is resumed on `today`: the days that it was paused are days off.
  [[nodiscard]] Schedule resumed(Date today) const;
  /// The days off, and those of a pause up to `today`.
  [[nodiscard]] std::vector<DaysOff> days_away(Date today) const;
};

/// The writing day on which the last of `notes` falls at `per_day` a day, beginning on `from`,
/// where `done_already` of the first day's share is written. `from` itself when nothing is left.
/// Nothing when there is no such day before the year 10000.
[[nodiscard]] std::optional<Date> finish_at_pace(const Calendar& calendar, Date from,
                                                 std::int64_t notes, std::int64_t per_day,
                                                 std::int64_t done_already = 0);

/// The smallest number a day that brings `notes` home from `start` to `finish`; nothing when no
/// writing day lies between.
[[nodiscard]] std::optional<std::int64_t> pace_to_finish(const Calendar& calendar, Date start,
                                                         Date finish, std::int64_t notes);

/// What should have been written by the end of the day before `today`, less what was; never below
/// 0. `people` and `skipped` count the round's.
[[nodiscard]] std::int64_t backlog(const Schedule& schedule, Date today, std::int64_t people,
                                   std::int64_t skipped, std::int64_t written);

/// The day on which what `promised` plans is caught up by writing the share of `schedule` on each
/// writing day from `today` on, when `before` notes were written before today and `done_today` are.
/// Nothing when nothing is behind, or when it is caught up only after all is planned: that is no
/// catching up, but finishing later. `most` caps both.
[[nodiscard]] std::optional<Date> caught_up_on(const Schedule& promised, const Schedule& schedule,
                                               Date today, std::int64_t before,
                                               std::int64_t done_today, std::int64_t most);

/// What a note usually takes: the median, since one note that lay open over lunch must not count
/// for ten. Nothing when no time is known.
[[nodiscard]] std::optional<std::int64_t> usual_seconds(std::vector<std::int64_t> seconds);

/// The one in the middle, of two the larger; nothing of none.
[[nodiscard]] std::optional<std::int64_t> median(std::vector<std::int64_t> values);

/// `part` of `whole` in per cent, rounded to one decimal; 0 of 0 is 0.
[[nodiscard]] double percent(std::int64_t part, std::int64_t whole);

/// The share of the round's days, from start to finish, that is fully past on the morning of
/// `today`: 0 to 100.
[[nodiscard]] double time_percent(const Schedule& schedule, Date today);

}  // namespace rounds::domain
