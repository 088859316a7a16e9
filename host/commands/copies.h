#pragma once

#include <string>

#include "api/core/context.h"

namespace rounds::commands {

/// Puts a copy in place of the database, and says where what was there is kept; without a name it
/// prints which copies there are.
int restore(api::Host& host, const std::string& copy);

}  // namespace rounds::commands
