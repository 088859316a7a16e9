#pragma once

#include <cstdint>

#include "api/core/context.h"

namespace rounds::commands {

/// Prints today's people, or with `session` above 0 the next so many. Returns the exit status.
int print_today(api::Host& host, std::int64_t session);

/// Prints each round's progress in a line. Returns the exit status.
int print_status(api::Host& host);

}  // namespace rounds::commands
