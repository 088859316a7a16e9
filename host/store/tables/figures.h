#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "domain/round/turn.h"
#include "store/sqlite/database.h"

// What a round has come to: the figures behind its pictures and its story, each one query.
namespace rounds::store {

/// A note of a round.
struct NoteFigure {
  domain::TurnId turn = 0;
  domain::PersonId person = 0;
  domain::Date on;
  std::optional<std::int64_t> seconds;  // of writing
  std::string channel;
  std::optional<std::int64_t> sent_at;  // seconds since 1970
};

/// In the order in which they were written.
[[nodiscard]] std::vector<NoteFigure> notes_in_order(const Database& database,
                                                     domain::RoundId round);

/// The first human answer to a note.
struct AnswerFigure {
  domain::TurnId turn = 0;
  domain::PersonId person = 0;
  std::string date;     // RFC 3339
  std::int64_t at = 0;  // the same in seconds since 1970
  std::int64_t days = 0;
};

/// In the order in which they came.
[[nodiscard]] std::vector<AnswerFigure> first_answers(const Database& database,
                                                      domain::RoundId round);

/// How many messages of each outcome came back. Somebody who answers twice has answered.
[[nodiscard]] std::map<std::string, std::int64_t> reply_counts(const Database& database,
                                                               domain::RoundId round);

/// The people of a round whom the user knows in one way.
struct GroupFigure {
  std::string known_from;  // empty when it is not known
  std::int64_t people = 0;
  std::int64_t written = 0;
  std::int64_t skipped = 0;
  std::int64_t replies = 0;
  std::int64_t seconds = 0;
  std::int64_t timed = 0;
};

/// Most people first. Ways that differ in case alone are one. `notes` and `answers` are the
/// round's.
[[nodiscard]] std::vector<GroupFigure> groups(const Database& database, domain::RoundId round,
                                              const std::vector<NoteFigure>& notes,
                                              const std::vector<AnswerFigure>& answers);

/// Somebody who was written to after a long silence.
struct SilenceFigure {
  domain::PersonId person = 0;
  domain::Date on;
  std::int64_t seconds = 0;  // of silence
  bool answered = false;
};

/// Silences of at least a year: since the last exchange before the note, else since they connected.
/// Those that were answered first, then the longest.
[[nodiscard]] std::vector<SilenceFigure> longest_silences(const Database& database,
                                                          domain::RoundId round,
                                                          std::int64_t limit);

/// People who were written to of whom the user keeps a remark, by family name.
[[nodiscard]] std::vector<domain::PersonId> remembered(const Database& database,
                                                       domain::RoundId round, std::int64_t limit);

}  // namespace rounds::store
