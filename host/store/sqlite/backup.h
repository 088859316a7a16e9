#pragma once

#include <filesystem>

#include "store/sqlite/database.h"

namespace rounds::store {

/// Writes a compact copy of the whole database to `target`, which is there complete and durable or
/// not at all. Throws a Refusal; an existing file is never overwritten (`conflict`).
void back_up(const Database& database, const std::filesystem::path& target);

}  // namespace rounds::store
