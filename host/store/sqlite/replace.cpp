#include "store/sqlite/replace.h"

#include <sqlite3.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "domain/refusal.h"
#include "store/sqlite/database.h"
#include "store/sqlite/raw_file.h"

namespace rounds::store {
namespace {

using domain::Refusal;
using domain::RefusalKind;

/// Holds off other hosts' changes as long as it lives. A file so damaged that no lock can be had by
/// reading it cannot be changed by others either.
class Stillness {
 public:
  explicit Stillness(const std::filesystem::path& database) {
    try {
      connection_.emplace(database, Database::Access::change);
      transaction_.emplace(*connection_, Transaction::Kind::reading);
      (void)connection_->integer("SELECT count(*) FROM sqlite_schema");
    } catch (const Refusal& refusal) {
      if (refusal.kind() != RefusalKind::damaged) throw;
    }
  }

 private:
  std::optional<Database> connection_;
  std::optional<Transaction> transaction_;
};

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
using Connection = std::unique_ptr<sqlite3, Close>;

enum class Target {
  as_it_is,
  // SQLite takes the file for an empty one, whatever is in it
  // (https://sqlite.org/c3ref/c_dbconfig_defensive.html).
  reset,
};

Connection open_target(const std::filesystem::path& path, Target target) {
  constexpr int kBusyTimeoutMilliseconds = 10'000;
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &database,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  Connection connection(database);
  if (code != SQLITE_OK) fail(database);
  sqlite3_busy_timeout(database, kBusyTimeoutMilliseconds);
  if (target == Target::reset) {
    sqlite3_db_config(database, SQLITE_DBCONFIG_RESET_DATABASE, 1, nullptr);  // NOLINT(*-vararg)
  }
  return connection;
}

enum class Outcome { done, changed_meanwhile, damaged };

Outcome try_to_replace(const std::filesystem::path& database, const std::filesystem::path& source,
                       const std::string& mark, Target target) {
  const Database from(source, Database::Access::reading);
  const Connection to = open_target(database, target);
  sqlite3_backup* const backup = sqlite3_backup_init(to.get(), "main", from.handle(), "main");
  if (backup == nullptr) fail(to.get());
  // Without a page it takes the lock, under which the mark can be compared.
  int code = sqlite3_backup_step(backup, 0);
  const bool changed = code == SQLITE_OK && change_mark(RawFile(database)) != mark;
  if (code == SQLITE_OK && !changed) code = sqlite3_backup_step(backup, -1);
  const int finished = sqlite3_backup_finish(backup);
  if (changed) return Outcome::changed_meanwhile;
  if (code == SQLITE_DONE && finished == SQLITE_OK) return Outcome::done;
  const int basic = sqlite3_errcode(to.get()) & 0xFF;
  if (basic == SQLITE_CORRUPT || basic == SQLITE_NOTADB) return Outcome::damaged;
  fail(to.get());
}

}  // namespace

std::string copy_bytes(const std::filesystem::path& database, const std::filesystem::path& target) {
  constexpr std::int64_t kStep = 65536;
  const Stillness stillness(database);
  const RawFile from(database);
  RawFile to(target, RawFile::Access::writing);
  const std::int64_t size = from.size();
  for (std::int64_t at = 0; at < size; at += kStep) {
    to.write(at, from.read(at, static_cast<std::size_t>(std::min(kStep, size - at))));
  }
  to.sync();
  return change_mark(from);
}

bool replace_content(const std::filesystem::path& database, const std::filesystem::path& source,
                     const std::string& mark) {
  Outcome outcome = try_to_replace(database, source, mark, Target::as_it_is);
  if (outcome == Outcome::damaged) outcome = try_to_replace(database, source, mark, Target::reset);
  if (outcome == Outcome::damaged) {
    throw Refusal(RefusalKind::damaged,
                  database.string() +
                      " is so damaged that it cannot even be replaced. Nothing was "
                      "changed. Move the file away and start again: restore a copy.");
  }
  return outcome == Outcome::done;
}

std::filesystem::path keep_under_free_name(platform::UnfinishedFile& file, const std::string& stem,
                                           const std::string& ending) {
  for (int number = 1;; ++number) {
    const std::filesystem::path target =
        stem + (number == 1 ? "" : "-" + std::to_string(number)) + ending;
    if (file.name(target)) return target;
  }
}

std::optional<std::filesystem::path> keep_and_replace(platform::UnfinishedFile& before,
                                                      const std::string& stem,
                                                      const std::string& ending,
                                                      const std::filesystem::path& database,
                                                      const std::filesystem::path& source,
                                                      const std::string& mark) {
  // Named first: once the content is replaced, nothing may go wrong with what was there.
  const auto kept = keep_under_free_name(before, stem, ending);
  std::error_code ignored;
  try {
    if (replace_content(database, source, mark)) return kept;
  } catch (...) {
    std::filesystem::remove(kept, ignored);
    throw;
  }
  std::filesystem::remove(kept, ignored);
  return std::nullopt;
}

}  // namespace rounds::store
