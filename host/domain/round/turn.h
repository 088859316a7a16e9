#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "domain/calendar/calendar.h"
#include "domain/people/person.h"

namespace rounds::domain {

using RoundId = std::int64_t;
using TurnId = std::int64_t;

enum class TurnState { waiting, drafted, queued, written, skipped };

[[nodiscard]] std::string_view name_of(TurnState state);
[[nodiscard]] std::optional<TurnState> turn_state_named(std::string_view name);

/// What was written to a person in a turn.
struct WrittenNote {
  std::string channel = "mail";
  std::string message_id;  // without angle brackets; empty for a note that was not mail
  std::string sent_at;     // RFC 3339
  std::optional<std::int64_t> seconds;  // of real writing
  std::string subject;
  std::string text;
  std::string silent_since;  // RFC 3339: the last exchange before it; empty when none is known
};

/// One person's place in one round.
struct Turn {
  TurnId id = 0;
  RoundId round = 0;
  PersonId person = 0;
  TurnState state = TurnState::waiting;
  std::string draft;       // the draft's Message-ID
  std::string message_id;  // of the message in the Outbox, or of the note that was sent
  std::optional<Date> snoozed_until;
  std::optional<Date> queued_on;
  std::optional<Date> written_on;
  std::string skip_reason;
  std::string channel;       // how it was written
  std::int64_t place = 0;    // in the round's order; below 1 when moved to the front
  bool superfluous = false;  // given up for another turn of the same person
  std::string left_at;       // RFC 3339: a mail left then, though its note was undone
};

}  // namespace rounds::domain
