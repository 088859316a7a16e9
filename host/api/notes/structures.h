#pragma once

#include <string>
#include <vector>

#include "domain/calendar/calendar.h"
#include "domain/people/person.h"
#include "store/sqlite/database.h"

namespace rounds::api {

class Methods;

void bind_structures(Methods& methods);

/// The bodies of all structures as they are for this person with nothing written at the personal
/// part: a note that says no more than one of them has no personal word. For the guard.
/// `language` is that in which the user's structures are filled (BCP 47).
[[nodiscard]] std::vector<std::string> unwritten_notes(const store::Database& database,
                                                       const domain::Person& person,
                                                       domain::Date today,
                                                       const std::string& language);

}  // namespace rounds::api
