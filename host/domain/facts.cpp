#include "domain/facts.h"

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

/// Carries one fact out on one turn.
struct ApplyToTurn {
  Turn& turn;

  void operator()(const TurnDrafted& fact) const {
    turn.state = TurnState::drafted;
    turn.draft = fact.message_id;
    turn.snoozed_until.reset();
    turn.skip_reason.clear();
  }
  void operator()(const TurnQueued& fact) const {
    turn.state = TurnState::queued;
    turn.message_id = fact.note.message_id;
    turn.queued_on = fact.on;
    turn.snoozed_until.reset();
    turn.skip_reason.clear();
  }
  void operator()(const TurnReleased& /*fact*/) const { give_back(); }
  void operator()(const TurnWritten& fact) const {
    turn.state = TurnState::written;
    turn.draft.clear();
    turn.message_id = fact.note.message_id;
    turn.channel = fact.note.channel;
    turn.written_on = fact.on;
    turn.queued_on.reset();
    turn.snoozed_until.reset();
    turn.skip_reason.clear();
  }
  void operator()(const TurnSkipped& fact) const {
    turn.state = TurnState::skipped;
    turn.skip_reason = fact.reason;
    turn.snoozed_until.reset();
  }
  void operator()(const TurnSnoozed& fact) const {
    // A draft that exists stays bound: sending it counts however long the turn was to wait.
    turn.state = TurnState::waiting;
    turn.snoozed_until = fact.until;
  }
  void operator()(const TurnFronted& fact) const {
    turn.place = fact.place;
    turn.snoozed_until.reset();
  }
  void operator()(const ReplyRecorded& fact) const {
    if (fact.outcome == ReplyOutcome::bounce) give_back();
  }
  template <typename Other>
  void operator()(const Other& /*fact*/) const {}

 private:
  void give_back() const {
    turn.state = TurnState::waiting;
    turn.draft.clear();
    turn.message_id.clear();
    turn.channel.clear();
    turn.queued_on.reset();
    turn.written_on.reset();
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

void apply(const FactBody& fact, Turn& turn) { std::visit(ApplyToTurn{turn}, fact); }

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
