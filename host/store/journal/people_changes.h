#pragma once

#include <cstdint>
#include <unordered_set>

#include "domain/facts.h"
#include "store/journal/workbench.h"

// How what is told of people reaches them, for all families that tell something.
namespace rounds::store {

/// Changes a person, or somebody who was merged, as their entry will be when the merge is undone.
/// Nothing happens to somebody who is gone.
void change_person(Workbench& bench, domain::PersonId id, const domain::PersonChanges& changes,
                   domain::Date on);
/// Takes back what an update had set, as far as it still stands.
void take_back_update(Workbench& bench, const domain::PersonUpdate& update, domain::Date on);
/// Carries out again, on these people, what was said of them after `since`.
///
/// A fact that is carried out again must not push aside what came later. An example: an import has
/// Ann at Acme, the user corrects it to Beta, the import is undone and comes back: Ann is at Beta.
void say_again(Workbench& bench, const std::unordered_set<domain::PersonId>& people,
               const domain::Position& since);

[[nodiscard]] bool is_known(const Workbench& bench, domain::PersonId id);
/// Whether the person's turns can be written to is looked up again; those that newly can are ready
/// from `on`.
void refresh_reachable(Workbench& bench, domain::PersonId person, domain::Date on);
void count_people(Workbench& bench, std::int64_t more);
[[noreturn]] void refuse(const std::string& why);

}  // namespace rounds::store
