#pragma once

#include <nlohmann/json.hpp>

#include "domain/round/turn.h"
#include "store/sqlite/database.h"
#include "store/tables/people.h"
#include "store/tables/rounds.h"

// The shapes of the wire: how a person, a turn and a round are written.
namespace rounds::api {

/// The name to greet somebody with: as the user said, else as their names give it.
[[nodiscard]] std::string greeting_of(const domain::Person& person);
[[nodiscard]] nlohmann::json write_person(const domain::Person& person);
/// With the Person inside.
[[nodiscard]] nlohmann::json write_turn(const store::Database& database, const domain::Turn& turn);
[[nodiscard]] nlohmann::json write_round(const store::Database& database, const store::Round& round,
                                         domain::Date today);

/// [{from, to}]
[[nodiscard]] nlohmann::json write_days_off(const std::vector<domain::DaysOff>& days_off);

/// The day on which a round will be done at its pace, a paused one as if it were resumed today; of
/// one that is done, the day of its last note.
[[nodiscard]] domain::Date finishes_on(const store::Database& database, const store::Round& round,
                                       domain::Date today);

/// What the id names. Throws a Refusal (`not_found`).
[[nodiscard]] domain::Person find_person(const store::Database& database, domain::PersonId id);
[[nodiscard]] domain::Turn find_turn(const store::Database& database, domain::TurnId id);
[[nodiscard]] store::Round find_round(const store::Database& database, domain::RoundId id);

/// {people, total, next?}, as far as a frame has room.
[[nodiscard]] nlohmann::json write_people_page(const store::PeoplePage& found);

/// `value` in at most `most` bytes: as it is, or else with its long texts and lists cut. What may
/// be stored never needs that; what an earlier version took without limits may.
[[nodiscard]] nlohmann::json cut_to(nlohmann::json value, std::size_t most);

/// Collects what goes into one page of a list: so many entries that the answer fits into a frame.
class PageWriter {
 public:
  /// A frame holds 1 MiB; the rest is for what stands around the list.
  static constexpr std::size_t kWholeFrame = std::size_t{900} * 1024;

  /// For several lists in one answer `most` is less.
  explicit PageWriter(std::size_t most = kWholeFrame) : most_(most) {}

  /// False when there is no room left; the entry was not taken then. The first is always taken, and
  /// cut where it is too long, so that every list comes to its end.
  bool add(nlohmann::json entry);
  [[nodiscard]] nlohmann::json take() { return std::move(entries_); }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  nlohmann::json entries_ = nlohmann::json::array();
  std::size_t most_;
  std::size_t bytes_ = 0;
};

}  // namespace rounds::api
