#pragma once

#include <string>

#include "api/core/context.h"

namespace rounds::commands {

/// Imports a file of people ("-" for standard input) in whatever text encoding it has, or with
/// `dry_run` only says what an import would do. Returns the exit status.
int import_file(api::Host& host, const std::string& file, bool dry_run);

}  // namespace rounds::commands
