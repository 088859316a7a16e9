#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace rounds::domain {

enum class MilestoneKind { first, hundredth, half, last };

[[nodiscard]] std::string_view name_of(MilestoneKind kind);

/// A note of a round that is worth a moment.
struct Milestone {
  MilestoneKind kind = MilestoneKind::first;
  std::int64_t count = 0;  // the how-manieth note it is
  bool operator==(const Milestone&) const = default;
};

/// Those that a round of so many people has passed: the first note, every full hundred, the one
/// with which half of those who were not skipped are written to, and the last, when nobody is left.
/// In the order of the notes; one note may be several.
[[nodiscard]] std::vector<Milestone> milestones(std::int64_t people, std::int64_t skipped,
                                                std::int64_t written);

/// What to say when the newest of `written` notes was one: of several the rarest.
[[nodiscard]] std::optional<Milestone> newest_milestone(std::int64_t people, std::int64_t skipped,
                                                        std::int64_t written);

}  // namespace rounds::domain
