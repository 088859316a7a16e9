#pragma once

#include <filesystem>
#include <string>

#include "store/sqlite/database.h"

namespace rounds::store {

/// The schema that this version writes; a file's own stands in its `user_version`.
constexpr int kSchemaVersion = 3;

/// Opens the database file at `path`, and makes folder (0700), file (0600) and tables where they
/// are missing. An older schema is backed up beside the file and migrated in one transaction, in
/// which its projection is made again from the journal.
/// Throws a Refusal: `unsupported` for a schema newer than this host or a file that is another
/// program's, `storage` for what cannot be opened.
[[nodiscard]] Database open_database(const std::filesystem::path& path);

/// Drops the tables that are made from the journal, whatever an older version called them, and
/// makes this version's, empty. To be called in a writing transaction.
void make_empty_projection(const Database& database);

}  // namespace rounds::store
