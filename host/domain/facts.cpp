#include "domain/facts.h"

#include <algorithm>
#include <array>
#include <utility>

namespace rounds::domain {
namespace {

template <typename Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

constexpr Names<TurnState, 5> kTurnStates{{{TurnState::waiting, "waiting"},
                                           {TurnState::drafted, "drafted"},
                                           {TurnState::queued, "queued"},
                                           {TurnState::written, "written"},
                                           {TurnState::skipped, "skipped"}}};

constexpr Names<ReplyOutcome, 6> kReplyOutcomes{{{ReplyOutcome::reply, "reply"},
                                                 {ReplyOutcome::probable, "probable"},
                                                 {ReplyOutcome::auto_reply, "auto_reply"},
                                                 {ReplyOutcome::bounce, "bounce"},
                                                 {ReplyOutcome::temporary, "temporary"},
                                                 {ReplyOutcome::unrelated, "unrelated"}}};

template <typename Enum, std::size_t N>
std::string_view name_in(const Names<Enum, N>& names, Enum value) {
  for (const auto& [candidate, name] : names) {
    if (candidate == value) return name;
  }
  return "";
}

template <typename Enum, std::size_t N>
std::optional<Enum> value_in(const Names<Enum, N>& names, std::string_view name) {
  for (const auto& [value, candidate] : names) {
    if (candidate == name) return value;
  }
  return std::nullopt;
}

/// As a turn was before anything was prepared for it.
void give_back(Turn& turn) {
  turn.state = TurnState::waiting;
  turn.draft.clear();
  turn.message_id.clear();
  turn.channel.clear();
  turn.queued_on.reset();
  turn.written_on.reset();
}

/// Carries one fact out on one turn; says whether it could.
///
/// Two machines, or an undoing in between, can bring a fact to a turn that has moved on: what is
/// written stays written (a skip that arrives afterwards changes nothing), and what lies in the
/// Outbox is no draft any more.
struct ApplyToTurn {
  Turn& turn;

  [[nodiscard]] bool is(TurnState state) const { return turn.state == state; }

  bool operator()(const TurnDrafted& fact) const {
    if (is(TurnState::written) || is(TurnState::queued)) return false;
    turn.state = TurnState::drafted;
    turn.draft = fact.message_id;
    turn.snoozed_until.reset();
    turn.skip_reason.clear();
    return true;
  }
  bool operator()(const TurnQueued& fact) const {
    if (is(TurnState::written)) return false;
    turn.state = TurnState::queued;
    turn.message_id = fact.note.message_id;
    turn.queued_on = fact.on;
    turn.snoozed_until.reset();
    turn.skip_reason.clear();
    return true;
  }
  bool operator()(const TurnReleased& /*fact*/) const {
    if (!is(TurnState::drafted) && !is(TurnState::queued)) return false;
    give_back(turn);
    return true;
  }
  bool operator()(const TurnWritten& fact) const {
    if (is(TurnState::written)) return false;
    turn.state = TurnState::written;
    turn.draft.clear();
    turn.message_id = fact.note.message_id;
    turn.channel = fact.note.channel;
    turn.written_on = fact.on;
    turn.queued_on.reset();
    turn.snoozed_until.reset();
    turn.skip_reason.clear();
    turn.left_at.clear();
    return true;
  }
  bool operator()(const TurnSkipped& fact) const {
    if (is(TurnState::written) || is(TurnState::skipped)) return false;
    turn.state = TurnState::skipped;
    turn.skip_reason = fact.reason;
    turn.snoozed_until.reset();
    return true;
  }
  bool operator()(const TurnSnoozed& fact) const {
    if (!is(TurnState::waiting) && !is(TurnState::drafted)) return false;
    // A draft that exists stays bound: sending it counts however long the turn was to wait.
    turn.state = TurnState::waiting;
    turn.snoozed_until = fact.until;
    return true;
  }
  bool operator()(const TurnFronted& fact) const {
    if (!is(TurnState::waiting)) return false;
    turn.place = fact.place;
    turn.snoozed_until.reset();
    return true;
  }
  bool operator()(const ReplyRecorded& fact) const {
    // Only the note that bounced comes back. A second report of it finds a turn that has moved on:
    // skipped, drafted anew, or written again to another address. Early facts name no note.
    const bool of_this_note = fact.note.empty() || fact.note == turn.message_id;
    if (fact.outcome == ReplyOutcome::bounce && is(TurnState::written) && of_this_note) {
      give_back(turn);
    }
    return true;
  }
  template <typename Other>
  bool operator()(const Other& /*fact*/) const {
    return true;
  }
};

}  // namespace

std::string_view name_of(TurnState state) { return name_in(kTurnStates, state); }
std::optional<TurnState> turn_state_named(std::string_view name) {
  return value_in(kTurnStates, name);
}
std::string_view name_of(ReplyOutcome outcome) { return name_in(kReplyOutcomes, outcome); }
std::optional<ReplyOutcome> reply_outcome_named(std::string_view name) {
  return value_in(kReplyOutcomes, name);
}

bool apply(const FactBody& fact, Turn& turn) { return std::visit(ApplyToTurn{turn}, fact); }

void note_was_undone(const WrittenNote& note, Date back_on, Turn& turn) {
  // Another note of the same turn stands, or the user has decided not to write.
  if (turn.state == TurnState::written) return;
  turn.left_at = note.sent_at;
  if (turn.state == TurnState::skipped) return;
  give_back(turn);
  turn.snoozed_until = turn.snoozed_until ? std::max(*turn.snoozed_until, back_on) : back_on;
}

TurnId turn_of(const FactBody& fact) {
  return std::visit(
      [](const auto& body) -> TurnId {
        if constexpr (requires { body.turn; }) {
          return body.turn;
        } else {
          return 0;
        }
      },
      fact);
}

}  // namespace rounds::domain
