#pragma once

#include <cstdint>

#include "store/sqlite/database.h"

namespace rounds::store {

/// The schema that this version writes; a file's own stands in its `user_version`.
constexpr int kSchemaVersion = 4;

/// "Rnds": a file's `application_id`, so that file(1) and we know our own files.
constexpr std::int64_t kApplicationId = 0x526E6473;

/// Brings the tables that no fact can make again from an older schema (0: an empty file) to this
/// version's. To be called, as all below, in a writing transaction.
void migrate_tables(const Database& database, std::int64_t from);

/// Says in the file that it is ours and has this version's schema.
void mark_schema(const Database& database);

/// From now on the database adds facts as a machine that nobody has seen before.
void become_new_machine(const Database& database);

/// Drops the tables that are made from the journal, whatever an older version called them, and
/// makes this version's, empty. What somebody else put into the file (views, triggers, indexes on
/// what is kept) goes, too: nothing of it may change what the journal says.
void make_empty_projection(const Database& database);

}  // namespace rounds::store
