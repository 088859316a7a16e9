#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/round/pace.h"

namespace rounds::domain {

/// Notes written on one day.
struct DayCount {
  Date date;
  std::int64_t written = 0;
};

/// When a round will be done at the pace that is really kept.
struct Forecast {
  double per_week = 0;       // notes, one decimal
  Date early;                // in one case of ten it is done by then,
  Date likely;               // in five,
  std::optional<Date> late;  // and in nine; absent when that might be never
};

/// Forecasts from the last 60 writing days before `today`: what was written on them (and on days
/// that were none, counted for the writing day before) has a mean and a variance, and the sum of
/// the days to come is taken to be normal, with the variance of those days and, since the mean is
/// itself a guess, that of the mean. `written` is sorted by date. Nothing with fewer than three
/// writing days behind, nothing left, or nothing written in that time.
[[nodiscard]] std::optional<Forecast> forecast(const Schedule& schedule, Date today,
                                               std::int64_t left,
                                               const std::vector<DayCount>& written);

}  // namespace rounds::domain
