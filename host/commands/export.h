#pragma once

#include <ostream>

#include "api/core/context.h"

namespace rounds::commands {

/// Prints every person with their turns, notes and replies, and every round, as one JSON object.
int export_json(api::Host& host, std::ostream& output);

/// Prints a line for each person and turn as CSV (RFC 4180). A field that a spreadsheet would take
/// for a formula gets an apostrophe before it.
int export_csv(api::Host& host, std::ostream& output);

}  // namespace rounds::commands
