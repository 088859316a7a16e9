#pragma once

#include <optional>
#include <vector>

#include "domain/people/person.h"
#include "domain/round/turn.h"

namespace rounds::domain {

/// What `kept` takes over from those merged into it: its own fields win, empty ones are filled,
/// addresses are added behind its own, and what was noted of anybody is kept.
[[nodiscard]] PersonChanges merged_changes(const Person& kept, const std::vector<Person>& merged);

/// The changes that take back what a merge had brought `kept`, which is now as `present`: what came
/// later stays. `elsewhere` are the addresses that others who are still merged brought as well.
[[nodiscard]] PersonChanges unmerged_changes(const PersonChanges& changes, const PersonChanges& was,
                                             const Person& present,
                                             const std::vector<std::string>& elsewhere);

/// The turns of one person in one round that are given up so that nobody is written to twice: all
/// that are still open but the one that is farthest on, and that one too when a note is written.
/// What lies in the Outbox will leave and is never given up. `turns` begin with the kept person's.
[[nodiscard]] std::vector<TurnId> superfluous_turns(const std::vector<Turn>& turns);

}  // namespace rounds::domain
