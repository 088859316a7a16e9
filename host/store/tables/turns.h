#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/round/turn.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// A stretch of a list of turns.
struct TurnsPage {
  std::vector<domain::Turn> turns;
  std::int64_t total = 0;
  std::optional<domain::TurnId> next_after;  // absent at the end
};

/// Which turns of a round a list shows.
enum class TurnList { without_address, waiting, snoozed, drafted, queued, written, skipped };

[[nodiscard]] std::optional<TurnList> turn_list_named(std::string_view name);

/// Somebody who was written to.
struct LatelyWritten {
  domain::PersonId person = 0;
  std::string text;  ///< the beginning of the note; empty when it was not kept
};

/// The turns table.
class Turns {
 public:
  explicit Turns(const Database& database) : database_(database) {}

  [[nodiscard]] std::optional<domain::Turn> find(domain::TurnId id) const;
  /// The next `limit` turns to write on `today`: drafted ones, then snoozed ones whose date has
  /// come, then the round's order; those that became reachable only today come last.
  [[nodiscard]] std::vector<domain::Turn> due(domain::RoundId round, domain::Date today,
                                              std::int64_t limit) const;
  [[nodiscard]] std::int64_t written_on(domain::RoundId round, domain::Date day) const;
  [[nodiscard]] std::int64_t queued_on(domain::RoundId round, domain::Date day) const;
  [[nodiscard]] std::optional<domain::Date> last_written_on(domain::RoundId round) const;
  /// How long the round's newest notes took to write, in seconds, for those of which it is known
  /// among the last `limit`.
  [[nodiscard]] std::vector<std::int64_t> seconds_of_last(domain::RoundId round,
                                                          std::int64_t limit) const;
  [[nodiscard]] TurnsPage list(domain::RoundId round, TurnList which, std::int64_t limit,
                               std::optional<domain::TurnId> after) const;
  /// The turns of a person, newest round first.
  [[nodiscard]] std::vector<domain::Turn> of_person(domain::PersonId person) const;
  /// Whose draft, message in the Outbox or sent note this Message-ID is.
  [[nodiscard]] std::optional<domain::Turn> of_message(std::string_view message_id) const;
  /// The turn of somebody with this address (case-folded) that is waiting, drafted or queued.
  [[nodiscard]] std::optional<domain::Turn> open_for_address(domain::RoundId round,
                                                             std::string_view folded) const;
  /// Those in the Outbox and those written last, newest first, without `except`; with their notes.
  [[nodiscard]] std::vector<LatelyWritten> notes_written_lately(domain::RoundId round,
                                                                domain::TurnId except,
                                                                std::int64_t limit) const;
  /// The place before everybody in a round.
  [[nodiscard]] std::int64_t front_of(domain::RoundId round) const;
  /// The place that a turn had when its round was made.
  [[nodiscard]] std::int64_t first_place(const domain::Turn& turn) const;

  // For the projection alone.
  void save(const domain::Turn& turn) const;
  /// Whether each of the person's turns can be written to by mail now; those that newly can are
  /// ready from `on`.
  void set_reachable(domain::PersonId person, bool reachable, domain::Date on) const;
  void set_ready_on(domain::TurnId turn, domain::Date on) const;

 private:
  [[nodiscard]] std::string queued_text(domain::TurnId turn) const;

  const Database& database_;
};

}  // namespace rounds::store
