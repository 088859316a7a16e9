#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "store/sqlite/database.h"

// What SQLite's own integrity_check does not see. Nothing here changes the database.
namespace rounds::store {

/// Tables, views, triggers and indexes that are not as Rounds makes them: "trigger x", with what is
/// wrong.
[[nodiscard]] std::vector<std::string> foreign_things(const Database& database);

struct JournalState {
  std::int64_t facts = 0;
  std::int64_t unreadable = 0;
  std::int64_t unknown = 0;           // of a kind that only another version knows
  std::int64_t first_unreadable = 0;  // its seq
  std::int64_t missing = 0;           // numbers below the last one that no fact has
};

[[nodiscard]] JournalState examine_journal(const Database& database);

struct Difference {
  std::string table;
  std::int64_t rows = 0;  // that are here or there only
};

/// The tables whose rows are not what the journal makes of them. It makes them all again in memory.
/// Throws when the journal cannot be read.
[[nodiscard]] std::vector<Difference> differences_from_journal(const Database& database);

}  // namespace rounds::store
