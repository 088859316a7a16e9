#pragma once

#include <optional>
#include <vector>

#include "domain/facts.h"
#include "domain/round/turn.h"

// How the turns of one person in one round come to be as they are.
namespace rounds::domain {

/// Something that happened to a turn, at its place in the journal.
struct TurnEvent {
  Position at;
  FactBody fact;
  /// Given when this is no fact that stands, but the undoing of a note whose mail had left.
  std::optional<Date> undone_until;
  bool had_effect = true;  // set by play_turns
};

/// One turn of the person, as it was when the round was made, and what happened to it since, oldest
/// first.
struct TurnCourse {
  Turn turn;
  PersonId origin = 0;  // the person for whom the turn was made, before merging
  std::vector<TurnEvent> events;
  std::optional<WrittenNote> note;  // set by play_turns
};

/// Two people turned out to be one.
struct Joining {
  Position at;  // of the merge
  PersonId merged = 0;
  PersonId kept = 0;
};

/// Carries all events out, in the order of the journal, so that the person has at most one open
/// turn in the round. `joinings` say how the turns' origins became one person.
///
/// Of the turns of a person one leads, and those others that are open are given up for it
/// (`superfluous`, shown as skipped). Which one leads is decided when the people are merged: the
/// turn that is farthest on, and of two alike the one that comes first. From then on what the user
/// does to the leading turn is said of the person, so it leads on:
///   - A is drafted, A and B are merged: A leads. A is skipped: nobody is left to be suggested,
///     although B was never skipped.
///   - A is skipped, A and B are merged: B leads, for B still waits.
/// Another turn takes the lead when it gets farther: its draft was in the Outbox after all.
void play_turns(std::vector<TurnCourse>& turns, std::vector<Joining> joinings);

}  // namespace rounds::domain
