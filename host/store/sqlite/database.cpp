#include "store/sqlite/database.h"

#include <iostream>
#include <new>
#include <stdexcept>

#include "domain/refusal.h"

namespace rounds::store {
namespace {

using domain::Refusal;
using domain::RefusalKind;

constexpr int kBusyTimeoutMilliseconds = 10'000;

std::string name_of(sqlite3* database) {
  const char* const path = database == nullptr ? nullptr : sqlite3_db_filename(database, "main");
  return path == nullptr || *path == '\0' ? "The database" : path;
}

void check(sqlite3* database, int code) {
  if (code != SQLITE_OK) fail(database);
}

}  // namespace

void fail(sqlite3* database) {
  const std::string file = name_of(database);
  const auto storage = [&file](const char* what) {
    return Refusal(RefusalKind::storage, file + what);
  };
  switch (sqlite3_errcode(database) & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw Refusal(
          RefusalKind::busy,
          "Another Rounds is writing to the same database. Nothing was changed; try again.");
    case SQLITE_FULL:
      throw storage(": the disk is full. Nothing was changed. Free some space and try again.");
    case SQLITE_READONLY:
    case SQLITE_PERM:
      throw storage(
          " may only be read. Nothing was changed. See to it that you may write to the file and to "
          "its folder, and try again.");
    case SQLITE_CANTOPEN:
      throw storage(
          " cannot be opened. Nothing was changed. See to it that its folder is there and that you "
          "may write to both, and try again.");
    case SQLITE_IOERR:
    case SQLITE_NOLFS:
      throw storage(
          ": the disk could not be read or written. Nothing was changed. Try again; if it stays "
          "so, "
          "the disk may be failing: put a copy of what is on it elsewhere.");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      throw Refusal(
          RefusalKind::damaged,
          file +
              " is damaged. Nothing was changed. Repair it from its journal "
              "(`rounds-host doctor --repair`) or restore a copy (`rounds-host restore`); "
              "Rounds offers both in its settings.");
    case SQLITE_INTERRUPT:
      throw Refusal(RefusalKind::cancelled, "It was stopped. Nothing was changed.");
    case SQLITE_NOMEM:
      throw std::bad_alloc();
    default:
      std::cerr << "SQLite: " << sqlite3_errmsg(database) << " ("
                << sqlite3_extended_errcode(database) << ")\n";
      throw std::logic_error(
          "Rounds made a mistake with its database. Nothing was changed. Please report it.");
  }
}

std::string quoted_name(std::string_view name) {
  std::string text = "\"";
  for (const char c : name) text.append(c == '"' ? 2 : 1, c);
  return text + "\"";
}

StatementPool::Owned StatementPool::take(std::string_view sql) {
  auto found = free_.extract(sql);
  return found.empty() ? nullptr : std::move(found.mapped());
}

void StatementPool::give_back(Owned statement) noexcept {
  // Texts that a search composes are of many kinds; those used every day are few.
  constexpr std::size_t kMost = 100;
  sqlite3_reset(statement.get());
  sqlite3_clear_bindings(statement.get());
  if (free_.size() >= kMost) return;
  const std::string_view sql = sqlite3_sql(statement.get());
  free_.emplace(sql, std::move(statement));
}

Statement::Statement(sqlite3* database, StatementPool& pool, std::string_view sql)
    : statement_(pool.take(sql).release(), GiveBack{&pool}) {
  if (statement_) return;
  sqlite3_stmt* statement = nullptr;
  check(database, sqlite3_prepare_v2(database, sql.data(), static_cast<int>(sql.size()), &statement,
                                     nullptr));
  statement_.reset(statement);
}

bool Statement::step() {
  switch (sqlite3_step(statement_.get())) {
    case SQLITE_ROW:
      return true;
    case SQLITE_DONE:
      return false;
    default:
      fail(sqlite3_db_handle(statement_.get()));
  }
}

void Statement::run() {
  while (step()) {
  }
  reset();
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string_view Statement::text(int column) const {
  const auto* const bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL;
}

std::optional<domain::Date> Statement::date(int column) const {
  return domain::parse_date(text(column));
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

void Statement::bind_one(int index, std::string_view text) {
  // An empty view may have no address, which SQLite would take for NULL.
  const char* const bytes = text.data() == nullptr ? "" : text.data();
  check(sqlite3_db_handle(statement_.get()),
        sqlite3_bind_text(statement_.get(), index, bytes, static_cast<int>(text.size()),
                          SQLITE_TRANSIENT));
}

void Statement::bind_one(int index, Blob blob) {
  check(sqlite3_db_handle(statement_.get()),
        sqlite3_bind_blob(statement_.get(), index, blob.bytes.data(),
                          static_cast<int>(blob.bytes.size()), SQLITE_TRANSIENT));
}

void Statement::bind_one(int index, std::nullopt_t /*nothing*/) {
  check(sqlite3_db_handle(statement_.get()), sqlite3_bind_null(statement_.get(), index));
}

void Statement::bind_one(int index, domain::Date date) {
  bind_one(index, std::string_view(domain::format_date(date)));
}

void Statement::bind_integer(int index, std::int64_t value) {
  check(sqlite3_db_handle(statement_.get()), sqlite3_bind_int64(statement_.get(), index, value));
}

Database::Database(const std::filesystem::path& path, Access access) {
  // Statistics nobody asks for, under a lock that nobody needs: a host has one thread.
  static const int without_statistics = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(without_statistics);
  int flags = SQLITE_OPEN_NOMUTEX;
  flags |= access == Access::reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (access == Access::create) flags |= SQLITE_OPEN_CREATE;
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &database, flags, nullptr);
  database_.reset(database);
  if (code != SQLITE_OK) fail(database);
  sqlite3_extended_result_codes(database, 1);
  sqlite3_busy_timeout(database, kBusyTimeoutMilliseconds);
  for (const int option :
       {SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_TRUSTED_SCHEMA}) {
    check(database, sqlite3_db_config(database, option, 0, nullptr));  // NOLINT(*-vararg)
  }
  check(database, sqlite3_db_config(database, SQLITE_DBCONFIG_DEFENSIVE, 1,  // NOLINT(*-vararg)
                                    nullptr));
  execute("PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA synchronous=FULL;");
  // Up to 64 MiB for a large import, whose indexes are filled in no order; daily use touches
  // little.
  execute("PRAGMA cache_size=-65536;");
  // Never WAL: before SQLite 3.51.3 two writers can corrupt one (https://sqlite.org/wal.html), and
  // one mode everywhere is the one that is tested.
  if (access != Access::reading) execute("PRAGMA journal_mode=TRUNCATE;");
}

Database Database::in_memory() { return Database(":memory:"); }

Statement Database::prepare(std::string_view sql) const { return {database_.get(), *pool_, sql}; }

void Database::execute(const std::string& sql) const {
  check(database_.get(), sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr));
}

std::string Database::string(std::string_view sql) const {
  Statement statement = prepare(sql);
  return statement.step() ? statement.string(0) : std::string();
}

std::int64_t Database::integer(std::string_view sql) const {
  Statement statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

Transaction::Transaction(const Database& database, Kind kind) : database_(database) {
  database_.execute(kind == Kind::writing ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
  // An error such as a full disk may have rolled back already; then there is nothing left to do.
  if (open_) sqlite3_exec(database_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
  database_.execute("COMMIT");
  open_ = false;
}

}  // namespace rounds::store
