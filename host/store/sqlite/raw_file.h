#pragma once

#include <sqlite3.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace rounds::store {

/// A file's bytes, read past SQLite's pages but through its VFS: opened and closed by other means,
/// all locks would be lost that this process holds on it.
class RawFile {
 public:
  enum class Access { reading, writing };

  /// Opens a file that is there. Throws a Refusal (`storage`) when it cannot be opened.
  explicit RawFile(const std::filesystem::path& path, Access access = Access::reading);
  ~RawFile();
  RawFile(const RawFile&) = delete;
  RawFile& operator=(const RawFile&) = delete;
  RawFile(RawFile&&) = delete;
  RawFile& operator=(RawFile&&) = delete;

  [[nodiscard]] std::int64_t size() const;
  /// So many bytes from `offset` on; zeros for what lies behind the end or cannot be read.
  [[nodiscard]] std::string read(std::int64_t offset, std::size_t count) const;
  void write(std::int64_t offset, std::string_view bytes);
  /// Makes what any program wrote to it survive a loss of power.
  void sync() const;

 private:
  void check(int code) const;

  struct FreeName {
    void operator()(const char* name) const { sqlite3_free_filename(name); }
  };
  std::unique_ptr<const char, FreeName> name_;
  std::unique_ptr<std::max_align_t[]> memory_;  // NOLINT(*-avoid-c-arrays)
  sqlite3_file* file_ = nullptr;
};

/// What the beginning of a file says of whose it is.
struct FileHeader {
  bool sqlite = false;
  std::int64_t application = 0;
  bool empty = false;
};

[[nodiscard]] FileHeader read_header(const std::filesystem::path& path);

/// What every change of a database's content changes.
[[nodiscard]] std::string change_mark(const RawFile& file);

}  // namespace rounds::store
