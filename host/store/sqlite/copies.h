#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "domain/calendar/calendar.h"
#include "store/sqlite/database.h"

namespace rounds::store {

enum class CopyKind {
  daily,     // made by itself
  asked,     // made by the user
  replaced,  // what was there before a restore
  upgrade,   // made before a newer version changed the file
};

/// What a copy holds.
struct CopyContent {
  std::int64_t people = 0;
  std::int64_t facts = 0;
  std::string last_fact_at;  // RFC 3339; empty without facts
};

/// A copy of the database: a whole database of its own.
struct Copy {
  std::filesystem::path file;
  CopyKind kind = CopyKind::daily;
  domain::Date on{};
  std::uintmax_t bytes = 0;
  std::optional<CopyContent> content;  // nothing when it cannot be read
};

/// The folder `copies` beside the database. The copies in it carry the database's name and a date.
[[nodiscard]] std::filesystem::path copies_folder(const std::filesystem::path& database);

/// All copies of this database, the newest first.
[[nodiscard]] std::vector<Copy> list_copies(const std::filesystem::path& database);

/// Makes a copy because the user wants one.
Copy make_copy(const std::filesystem::path& database, domain::Date today);

/// Whether the copy of the day is still to be made.
[[nodiscard]] bool copy_is_due(const std::filesystem::path& database, domain::Date today);

/// Makes the copy of the day, and removes those of days that are over but the last seven and the
/// last of each month. Of a database that cannot be read whole none is made and none removed. It is
/// asked all the while whether to `stop`; then nothing was made.
void make_daily_copy(const std::filesystem::path& database, domain::Date today,
                     const std::function<bool()>& stop);

/// Which of these days' copies are no longer needed; `days` in any order.
[[nodiscard]] std::vector<domain::Date> superfluous_days(std::vector<domain::Date> days);

struct Restored {
  CopyContent content;
  std::filesystem::path kept;  // where lies what was there before; empty when nothing was
};

/// Puts what a copy holds in place of the database, in one change that other hosts see as any
/// other. What was there is kept as a copy. The database goes on as a new machine: what it adds
/// must not be taken for what the copied one had added since.
Restored restore(const std::filesystem::path& database, const std::filesystem::path& copy,
                 domain::Date today);

/// Whether a file is a sound copy of this database, with all its facts.
[[nodiscard]] bool is_whole_copy_of(const std::filesystem::path& copy, const Database& database);

}  // namespace rounds::store
