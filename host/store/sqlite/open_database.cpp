#include "store/sqlite/open_database.h"

#include <string>

#include "domain/refusal.h"
#include "platform/files.h"
#include "store/journal/projection.h"
#include "store/sqlite/backup.h"
#include "store/sqlite/copies.h"
#include "store/sqlite/raw_file.h"
#include "store/sqlite/schema.h"

namespace rounds::store {
namespace {

using domain::Refusal;
using domain::RefusalKind;
using platform::FileKind;

[[noreturn]] void refuse_name(const std::string& why) {
  throw Refusal(RefusalKind::unsupported,
                why +
                    " Nothing was changed. Name a file by its whole path, beginning with /, in "
                    "ROUNDS_DATABASE, or leave that unset.");
}

[[noreturn]] void refuse_foreign(const std::filesystem::path& path) {
  throw Refusal(RefusalKind::unsupported,
                path.string() +
                    " is not a database of Rounds. Nothing was changed; name another "
                    "file in ROUNDS_DATABASE, or move this one away.");
}

[[noreturn]] void refuse_unknown(const std::filesystem::path& path) {
  throw Refusal(RefusalKind::damaged,
                path.string() +
                    " is damaged, or no database at all. Nothing was changed. Repair it from its "
                    "journal (`rounds-host doctor --repair`) or restore a copy (`rounds-host "
                    "restore`); Rounds offers both in its settings. If it is something else, name "
                    "another file in ROUNDS_DATABASE.");
}

/// A host that was ended in the middle of a change leaves a journal by which SQLite puts the file
/// right before anybody reads it. Until then the file may look like anything.
bool has_unfinished_change(const std::filesystem::path& path) {
  const std::filesystem::path journal = path.string() + "-journal";
  std::error_code error;
  const auto size = std::filesystem::file_size(journal, error);
  return !error && size > 0;
}

std::int64_t version_of(const Database& database) {
  return database.integer("PRAGMA user_version");
}

bool is_empty(const Database& database) {
  return database.integer("SELECT count(*) FROM sqlite_schema") == 0;
}

void refuse_newer(const Database& database, const std::filesystem::path& path) {
  const std::int64_t found = version_of(database);
  if (found <= kSchemaVersion) return;
  throw Refusal(RefusalKind::unsupported,
                path.string() + " was written by a newer version of Rounds (schema " +
                    std::to_string(found) + ", this host knows " + std::to_string(kSchemaVersion) +
                    "). Nothing was changed; install the newer version.");
}

/// Puts a copy of the file as the older version left it beside it, unless a whole one is there
/// already: an earlier migration may have been cut off.
void keep_older_version(const std::filesystem::path& path, std::int64_t version) {
  // A connection of its own sees what was committed, while ours holds the lock.
  const Database older(path, Database::Access::change);
  const std::string base = path.string() + ".schema-" + std::to_string(version);
  for (int number = 1;; ++number) {
    const std::filesystem::path target =
        base + (number == 1 ? "" : "." + std::to_string(number)) + ".backup";
    if (platform::look_at(target) == FileKind::missing) {
      back_up(older, target);
      return;
    }
    if (is_whole_copy_of(target, older)) return;
  }
}

enum class CopyFirst { yes, no };

/// Brings the file to this version's schema. One lock is around looking, copying and changing, so
/// that of two hosts that start at once one migrates and the other finds it done.
void migrate(const Database& database, const std::filesystem::path& path, CopyFirst copy_first) {
  refuse_newer(database, path);
  if (version_of(database) == kSchemaVersion) return;
  Transaction transaction(database, Transaction::Kind::writing);
  refuse_newer(database, path);
  const std::int64_t found = version_of(database);
  const bool empty = is_empty(database);
  if (found == kSchemaVersion) return;
  if (!empty && copy_first == CopyFirst::yes) keep_older_version(path, found);
  migrate_tables(database, empty ? 0 : found);
  Projection(database).remake();
  mark_schema(database);
  transaction.commit();
}

Database open_and_migrate(const std::filesystem::path& path, CopyFirst copy_first) {
  Database database(path, Database::Access::change);
  if (database.integer("PRAGMA application_id") != kApplicationId && !is_empty(database)) {
    refuse_foreign(path);
  }
  migrate(database, path, copy_first);
  return database;
}

}  // namespace

std::filesystem::path database_file(const std::filesystem::path& named) {
  if (named.empty()) refuse_name("ROUNDS_DATABASE is set, but to nothing.");
  if (!named.is_absolute()) {
    refuse_name("The database " + named.string() +
                " would lie elsewhere whenever Rounds is started from elsewhere.");
  }
  switch (platform::look_at(named)) {
    case FileKind::missing:
      return named;
    case FileKind::file: {
      std::error_code error;
      auto file = std::filesystem::canonical(named, error);
      return error ? named : file;
    }
    case FileKind::folder:
      throw Refusal(RefusalKind::storage,
                    named.string() +
                        " is a folder and no database. Nothing was changed; name a "
                        "file in ROUNDS_DATABASE.");
    case FileKind::link_to_nothing:
      throw Refusal(RefusalKind::storage,
                    named.string() +
                        " is a link to a file that is missing. Nothing was changed; "
                        "remove the link, or bring the file back.");
    case FileKind::other:
      throw Refusal(RefusalKind::storage,
                    named.string() +
                        " is no ordinary file. Nothing was changed; name another in "
                        "ROUNDS_DATABASE.");
  }
  return named;
}

Owner owner_of(const std::filesystem::path& path) {
  if (platform::look_at(path) != FileKind::file) return Owner::nobody;
  const FileHeader header = read_header(path);
  if (header.empty) return Owner::nobody;
  if (header.sqlite && header.application == kApplicationId) return Owner::rounds;
  if (header.sqlite) return Owner::another_program;
  return Owner::unknown;
}

Database open_database(const std::filesystem::path& named) {
  const std::filesystem::path path = database_file(named);
  switch (owner_of(path)) {
    case Owner::nobody:
      platform::make_private_folder(path.parent_path());
      if (platform::make_private_file(path)) platform::sync(path.parent_path());
      break;
    case Owner::another_program:
      refuse_foreign(path);
    case Owner::unknown:
      if (!has_unfinished_change(path)) refuse_unknown(path);
      return open_and_migrate(path, CopyFirst::yes);
    case Owner::rounds:
      break;
  }
  platform::make_private(path);
  return open_and_migrate(path, CopyFirst::yes);
}

Database open_private_copy(const std::filesystem::path& path) {
  return open_and_migrate(path, CopyFirst::no);
}

}  // namespace rounds::store
