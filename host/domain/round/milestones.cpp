#include "domain/round/milestones.h"

#include <algorithm>

namespace rounds::domain {

std::string_view name_of(MilestoneKind kind) {
  switch (kind) {
    case MilestoneKind::first:
      return "first";
    case MilestoneKind::hundredth:
      return "hundredth";
    case MilestoneKind::half:
      return "half";
    case MilestoneKind::last:
      return "last";
  }
  return "";
}

std::vector<Milestone> milestones(std::int64_t people, std::int64_t skipped, std::int64_t written) {
  constexpr std::int64_t kHundred = 100;
  // Half of three is no feat.
  constexpr std::int64_t kFewestForHalf = 4;
  std::vector<Milestone> passed;
  if (written <= 0) return passed;
  passed.push_back({MilestoneKind::first, 1});
  for (std::int64_t count = kHundred; count <= written; count += kHundred) {
    passed.push_back({MilestoneKind::hundredth, count});
  }
  const std::int64_t all = people - skipped;
  const std::int64_t half = (all + 1) / 2;
  if (all >= kFewestForHalf && half <= written) passed.push_back({MilestoneKind::half, half});
  if (all <= written) passed.push_back({MilestoneKind::last, written});
  std::stable_sort(passed.begin(), passed.end(),
                   [](const Milestone& a, const Milestone& b) { return a.count < b.count; });
  return passed;
}

std::optional<Milestone> newest_milestone(std::int64_t people, std::int64_t skipped,
                                          std::int64_t written) {
  // Those of one note stand in the order of the kinds, but for the first.
  const auto passed = milestones(people, skipped, written);
  if (passed.empty() || passed.back().count != written) return std::nullopt;
  return passed.back();
}

}  // namespace rounds::domain
