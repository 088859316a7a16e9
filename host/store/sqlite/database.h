#pragma once

#include <sqlite3.h>

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "domain/calendar/calendar.h"

namespace rounds::store {

/// Bytes to bind as a BLOB.
struct Blob {
  std::string_view bytes;
};

/// Compiled statements that are free to be used again: compiling one costs more than most runs.
class StatementPool {
 public:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  using Owned = std::unique_ptr<sqlite3_stmt, Finalize>;

  /// A free statement of this text; null when there is none.
  [[nodiscard]] Owned take(std::string_view sql);
  void give_back(Owned statement) noexcept;

 private:
  // By the statement's own copy of its text. Equal texts may stand side by side: a statement may
  // run inside another of the same kind.
  std::unordered_multimap<std::string_view, Owned> free_;
};

/// A compiled statement, on loan from its database, which must outlive it. Parameters are bound by
/// position from 1, columns read by position from 0. Errors become Refusals: `busy` when another
/// host holds the file for longer than the busy timeout, `storage` for what the disk refuses,
/// `damaged` for a file that is, `cancelled` when it was interrupted. All else is a mistake of ours
/// and a std::logic_error, whose text for programmers goes to standard error.
class Statement {
 public:
  Statement(sqlite3* database, StatementPool& pool, std::string_view sql);

  /// Binds `values` to the parameters in order, and forgets what an earlier run left behind.
  template <typename... Values>
  Statement& bind(const Values&... values) {
    reset();
    int index = 0;
    (bind_one(++index, values), ...);
    return *this;
  }

  /// Binds one parameter, for lists whose length only the run knows.
  template <typename Value>
  Statement& bind_at(int index, const Value& value) {
    bind_one(index, value);
    return *this;
  }

  /// True when there is a row to read, false at the end.
  bool step();
  /// Runs a statement that yields no rows.
  void run();

  [[nodiscard]] int columns() const { return sqlite3_column_count(statement_.get()); }
  [[nodiscard]] std::int64_t integer(int column) const;
  /// Valid until the next step; empty for NULL.
  [[nodiscard]] std::string_view text(int column) const;
  [[nodiscard]] std::string string(int column) const { return std::string(text(column)); }
  [[nodiscard]] bool is_null(int column) const;
  [[nodiscard]] std::optional<domain::Date> date(int column) const;

  void reset();

 private:
  struct GiveBack {
    StatementPool* pool;
    void operator()(sqlite3_stmt* statement) const {
      pool->give_back(StatementPool::Owned(statement));
    }
  };

  void bind_one(int index, std::string_view text);
  void bind_one(int index, Blob blob);
  void bind_one(int index, std::nullopt_t nothing);
  void bind_one(int index, domain::Date date);
  void bind_one(int index, std::integral auto value) {
    bind_integer(index, static_cast<std::int64_t>(value));
  }
  template <typename Value>
  void bind_one(int index, const std::optional<Value>& value) {
    if (value) {
      bind_one(index, *value);
    } else {
      bind_one(index, std::nullopt);
    }
  }
  void bind_integer(int index, std::int64_t value);

  std::unique_ptr<sqlite3_stmt, GiveBack> statement_;
};

/// An open SQLite file, set up for a host that may share it with another.
class Database {
 public:
  enum class Access {
    create,   // makes the file where it is missing
    change,   // a file that is there
    reading,  // the same, and not a byte of it or beside it changes
  };

  /// Opens `path`, whose folder must exist, or a database in memory.
  explicit Database(const std::filesystem::path& path, Access access = Access::create);
  [[nodiscard]] static Database in_memory();

  [[nodiscard]] Statement prepare(std::string_view sql) const;
  [[nodiscard]] std::string string(std::string_view sql) const;
  /// Runs one or more statements that yield no rows.
  void execute(const std::string& sql) const;
  [[nodiscard]] std::int64_t integer(std::string_view sql) const;

  /// The raw handle, for what SQLite offers beyond statements.
  [[nodiscard]] sqlite3* handle() const { return database_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  std::unique_ptr<sqlite3, Close> database_;
  std::unique_ptr<StatementPool> pool_ = std::make_unique<StatementPool>();
};

/// Turns what SQLite says of a connection's last call into the exceptions that Statement names.
[[noreturn]] void fail(sqlite3* database);

/// A name as SQL writes it, whatever is in it.
[[nodiscard]] std::string quoted_name(std::string_view name);

/// A transaction that rolls back unless it is committed.
class Transaction {
 public:
  enum class Kind { reading, writing };

  /// A writing one takes the lock at once (BEGIN IMMEDIATE): a read that turns into a write fails
  /// when two hosts do it at the same time.
  Transaction(const Database& database, Kind kind);
  ~Transaction();
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  Transaction(Transaction&&) = delete;
  Transaction& operator=(Transaction&&) = delete;

  void commit();

 private:
  const Database& database_;
  bool open_ = true;
};

}  // namespace rounds::store
