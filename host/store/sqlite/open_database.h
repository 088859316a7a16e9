#pragma once

#include <filesystem>

#include "store/sqlite/database.h"

namespace rounds::store {

/// Opens the user's database, and makes folder (0700), file (0600) and tables where they are
/// missing. Whose file it is, is seen before anything of it changes: its mode, its journal or a
/// byte. An older schema is migrated in one transaction, in which its projection is made again from
/// the journal, once a copy of it lies beside it.
/// Throws a Refusal: `unsupported` for a schema newer than this host, a file that is another
/// program's or a name that cannot be meant; `damaged` for a file that cannot be read as a
/// database; `storage` for what the system refuses.
[[nodiscard]] Database open_database(const std::filesystem::path& path);

/// The same for a file that nobody else knows yet: an older schema is migrated without a copy.
[[nodiscard]] Database open_private_copy(const std::filesystem::path& path);

/// The file that a database's name means, links followed. Throws a Refusal for a name that cannot
/// be meant: none at all, one that depends on where the host was started, one that leads to a
/// folder or to nothing.
[[nodiscard]] std::filesystem::path database_file(const std::filesystem::path& named);

enum class Owner {
  nobody,  // there is no file yet, or nothing in it
  rounds,
  another_program,
  unknown,  // no database at all: damaged, or something else
};

/// Whose file it is, by its first bytes.
[[nodiscard]] Owner owner_of(const std::filesystem::path& path);

}  // namespace rounds::store
