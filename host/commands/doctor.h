#pragma once

namespace rounds::commands {

/// Checks manifest, paths and the database's integrity, and prints what it finds and what to do.
/// Returns the exit status: 0 when all is well, else 1.
int examine();

}  // namespace rounds::commands
