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

/// Whether `one` is written from rather than `other` when their people turn out to be one: it is
/// farther on, or comes first of two alike.
[[nodiscard]] bool goes_before(const Turn& one, const Turn& other);

/// Whether `one` is prepared or written, and farther on than the turn that leads.
[[nodiscard]] bool overtakes(const Turn& one, const Turn& lead);

}  // namespace rounds::domain
