#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace rounds::testing {

enum class Fault {
  io_error,   // one operation fails, and what follows works again
  full_disk,  // from then on nothing can be written
  power_cut,  // from then on nothing works; what was not synced may be lost
};

/// SQLite's file operations, as the store's own come to the disk through it, one of which can be
/// made to fail. As long as it lives it stands before the system's VFS.
class FaultVfs {
 public:
  FaultVfs();
  ~FaultVfs();
  FaultVfs(const FaultVfs&) = delete;
  FaultVfs& operator=(const FaultVfs&) = delete;
  FaultVfs(FaultVfs&&) = delete;
  FaultVfs& operator=(FaultVfs&&) = delete;

  /// The operation number `n` from now on fails, counted from 1: an open that makes a file, a
  /// write, a truncation, a sync or a removal.
  void fail_at(int n, Fault fault);
  /// Whether it came to that.
  [[nodiscard]] bool struck() const { return struck_; }
  /// From now on all works.
  void heal();

  /// After a power cut: gives the files in `folder` what a disk may have of them. What was synced
  /// is there; of each write that was not, nothing, all or some sectors of 512 bytes.
  void lose_what_was_not_synced(const std::filesystem::path& folder, unsigned seed);

 private:
  friend struct FaultVfsCalls;

  struct Write {
    std::int64_t offset;
    std::string bytes;
    bool truncates;  // to `offset`
  };
  /// A file as the disk has it for sure, and what is on its way there.
  struct Tracked {
    std::string durable;
    std::vector<Write> pending;
  };
  using Inode = std::pair<std::uint64_t, std::uint64_t>;

  /// The result code of an operation that may fail now; SQLITE_OK when it does not.
  int next_operation(int error, bool writes);
  static void apply(const Write& write, std::string& content);

  sqlite3_vfs vfs_{};
  sqlite3_vfs* system_;
  std::map<Inode, Tracked> files_;
  int left_ = 0;
  Fault fault_ = Fault::io_error;
  bool armed_ = false;
  bool struck_ = false;
  bool cutting_ = false;  // this very operation is the one at which the power fails
};

}  // namespace rounds::testing
