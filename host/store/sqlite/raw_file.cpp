#include "store/sqlite/raw_file.h"

#include <algorithm>
#include <system_error>

#include "domain/refusal.h"

namespace rounds::store {

using domain::Refusal;
using domain::RefusalKind;

RawFile::RawFile(const std::filesystem::path& path, Access access) {
  sqlite3_initialize();
  sqlite3_vfs* const vfs = sqlite3_vfs_find(nullptr);
  name_.reset(sqlite3_create_filename(path.c_str(), "", "", 0, nullptr));
  const auto size = static_cast<std::size_t>(vfs->szOsFile);
  const std::size_t count = size / sizeof(std::max_align_t) + 1;
  memory_ = std::make_unique<std::max_align_t[]>(count);              // NOLINT(*-avoid-c-arrays)
  auto* const file = reinterpret_cast<sqlite3_file*>(memory_.get());  // NOLINT(*-reinterpret-cast)
  int flags = SQLITE_OPEN_MAIN_DB;
  flags |= access == Access::reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  if (vfs->xOpen(vfs, name_.get(), file, flags, &flags) != SQLITE_OK) {
    if (file->pMethods != nullptr) file->pMethods->xClose(file);
    throw Refusal(RefusalKind::storage,
                  path.string() +
                      " cannot be read. Nothing was changed. See to it that you may "
                      "read the file, and try again.");
  }
  file_ = file;
}

RawFile::~RawFile() { file_->pMethods->xClose(file_); }

std::int64_t RawFile::size() const {
  sqlite3_int64 size = 0;
  return file_->pMethods->xFileSize(file_, &size) == SQLITE_OK ? size : 0;
}

std::string RawFile::read(std::int64_t offset, std::size_t count) const {
  constexpr std::size_t kPiece = 4096;  // what a bad place on the disk takes with it
  std::string bytes(count, '\0');
  const int code = file_->pMethods->xRead(file_, bytes.data(), static_cast<int>(count), offset);
  if (code == SQLITE_OK || code == SQLITE_IOERR_SHORT_READ) return bytes;
  if (count <= kPiece) return std::string(count, '\0');
  bytes.clear();
  while (bytes.size() < count) {
    bytes += read(offset + static_cast<std::int64_t>(bytes.size()),
                  std::min(kPiece, count - bytes.size()));
  }
  return bytes;
}

void RawFile::check(int code) const {
  if (code == SQLITE_OK) return;
  throw Refusal(RefusalKind::storage,
                std::string(name_.get()) +
                    ((code & 0xFF) == SQLITE_FULL
                         ? ": the disk is full. Nothing was changed. Free some space and try again."
                         : " could not be written. Nothing was changed; try again."));
}

void RawFile::write(std::int64_t offset, std::string_view bytes) {
  check(file_->pMethods->xWrite(file_, bytes.data(), static_cast<int>(bytes.size()), offset));
}

void RawFile::sync() const { check(file_->pMethods->xSync(file_, SQLITE_SYNC_NORMAL)); }

FileHeader read_header(const std::filesystem::path& path) {
  // https://www.sqlite.org/fileformat2.html#the_database_header
  constexpr std::size_t kHeaderSize = 100;
  constexpr std::size_t kApplicationAt = 68;
  const std::string magic("SQLite format 3\0", 16);
  const RawFile file(path);
  FileHeader header;
  // SQLite calls a file of one byte empty, too; but somebody wrote that byte.
  std::error_code error;
  header.empty = std::filesystem::file_size(path, error) == 0 && !error;
  const std::string bytes = file.read(0, kHeaderSize);
  header.sqlite = bytes.starts_with(magic);
  for (std::size_t i = 0; i < 4; ++i) {
    header.application =
        header.application * 256 + static_cast<unsigned char>(bytes[kApplicationAt + i]);
  }
  return header;
}

std::string change_mark(const RawFile& file) {
  constexpr std::int64_t kChangeCounterAt = 24;
  return file.read(kChangeCounterAt, 4) + std::to_string(file.size());
}

}  // namespace rounds::store
