#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "store/tables/figures.h"
#include "store/tables/rounds.h"

// What progress.show, story.show and exports.rows have in common.
namespace rounds::api {

/// A day on which something was written.
struct DayFigure {
  domain::Date date;
  std::int64_t written = 0;
  std::int64_t seconds = 0;  // of the notes whose time is known
  std::int64_t timed = 0;    // how many those are
  std::int64_t quota = 0;    // the day's share
  std::int64_t written_so_far = 0;
  std::int64_t planned_so_far = 0;

  /// More was written than the day's share.
  [[nodiscard]] bool session() const { return written > quota; }
};

/// `notes` are in the order in which they were written.
[[nodiscard]] std::vector<DayFigure> days_of(const store::Round& round,
                                             const std::vector<store::NoteFigure>& notes);

/// [{kind, count, on, turn, name}], in the order of the notes.
[[nodiscard]] nlohmann::json write_milestones(const store::Database& database,
                                              const store::Round& round,
                                              const std::vector<store::NoteFigure>& notes);

/// The person's full name.
[[nodiscard]] std::string name_of(const store::Database& database, domain::PersonId person);

/// The newest entries of a list for which a frame has `most` bytes of room, in their order.
[[nodiscard]] nlohmann::json newest_that_fit(std::vector<nlohmann::json> entries, std::size_t most);

}  // namespace rounds::api
