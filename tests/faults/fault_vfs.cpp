#include "faults/fault_vfs.h"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <new>
#include <optional>
#include <random>
#include <stdexcept>

namespace rounds::testing {

// SQLite's interface to files is a table of C functions
// (https://www.sqlite.org/c3ref/io_methods.html); this is ours.
struct FaultVfsCalls {
  struct File {
    sqlite3_file base;
    sqlite3_file* real;
    FaultVfs* vfs;
    FaultVfs::Tracked* tracked;  // null for files without a name
  };

  static File* ours(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
  static sqlite3_file* real(sqlite3_file* file) { return ours(file)->real; }
  static FaultVfs* owner(sqlite3_vfs* vfs) { return static_cast<FaultVfs*>(vfs->pAppData); }
  static sqlite3_vfs* system(sqlite3_vfs* vfs) { return owner(vfs)->system_; }

  static std::optional<FaultVfs::Inode> inode_of(const char* path) {
    struct stat status {};
    if (path == nullptr || stat(path, &status) != 0) return std::nullopt;
    return FaultVfs::Inode{status.st_dev, status.st_ino};
  }

  static std::string content_of(sqlite3_file* file) {
    sqlite3_int64 size = 0;
    file->pMethods->xFileSize(file, &size);
    std::string bytes(static_cast<std::size_t>(size), '\0');
    if (size > 0) file->pMethods->xRead(file, bytes.data(), static_cast<int>(size), 0);
    return bytes;
  }

  static int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out) {
    FaultVfs* const self = owner(vfs);
    File* const opened = ours(file);
    opened->base.pMethods = nullptr;
    const auto before = inode_of(name);
    if (!before && (flags & SQLITE_OPEN_CREATE) != 0) {
      const int code = self->next_operation(SQLITE_CANTOPEN, true);
      if (code != SQLITE_OK) return code;
    }
    opened->real = reinterpret_cast<sqlite3_file*>(opened + 1);
    opened->vfs = self;
    opened->tracked = nullptr;
    const int code = self->system_->xOpen(self->system_, name, opened->real, flags, out);
    if (opened->real->pMethods == nullptr) return code;
    opened->base.pMethods = &methods();
    if (const auto inode = inode_of(name)) {
      // The system gives the number of a file that is gone to another.
      if (!before) self->files_.erase(*inode);
      const bool known = self->files_.contains(*inode);
      opened->tracked = &self->files_[*inode];
      if (!known && before) opened->tracked->durable = content_of(opened->real);
    }
    return code;
  }

  static int close(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }
  static int read(sqlite3_file* file, void* bytes, int count, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), bytes, count, offset);
  }
  static int write(sqlite3_file* file, const void* bytes, int count, sqlite3_int64 offset) {
    const int fault = ours(file)->vfs->next_operation(SQLITE_IOERR_WRITE, true);
    FaultVfs::Tracked* const tracked = ours(file)->tracked;
    const auto remember = [&] {
      if (tracked == nullptr) return;
      tracked->pending.push_back(
          {offset, std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(count)),
           false});
    };
    if (fault == SQLITE_OK) {
      remember();
      return real(file)->pMethods->xWrite(real(file), bytes, count, offset);
    }
    // The power fails in the middle of a write: some of it may have got there.
    if (ours(file)->vfs->cutting_) remember();
    return fault;
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    const int fault = ours(file)->vfs->next_operation(SQLITE_IOERR_TRUNCATE, false);
    if (fault != SQLITE_OK) return fault;
    if (ours(file)->tracked != nullptr) ours(file)->tracked->pending.push_back({size, "", true});
    return real(file)->pMethods->xTruncate(real(file), size);
  }
  static int sync(sqlite3_file* file, int /*flags*/) {
    const int fault = ours(file)->vfs->next_operation(SQLITE_IOERR_FSYNC, false);
    if (fault != SQLITE_OK) return fault;
    FaultVfs::Tracked* const tracked = ours(file)->tracked;
    if (tracked == nullptr) return SQLITE_OK;
    for (const auto& write : tracked->pending) FaultVfs::apply(write, tracked->durable);
    tracked->pending.clear();
    return SQLITE_OK;  // the real disk is not asked: the power that fails here is not the machine's
  }
  static int size(sqlite3_file* file, sqlite3_int64* out) {
    return real(file)->pMethods->xFileSize(real(file), out);
  }
  static int lock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xLock(real(file), level);
  }
  static int unlock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
  }
  static int check_lock(sqlite3_file* file, int* out) {
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
  }
  static int control(sqlite3_file* file, int operation, void* argument) {
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
  }
  static int sector_size(sqlite3_file* /*file*/) { return 512; }
  static int characteristics(sqlite3_file* /*file*/) { return 0; }  // nothing is promised

  static const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods table = [] {
      sqlite3_io_methods made{};
      made.iVersion = 1;
      made.xClose = close;
      made.xRead = read;
      made.xWrite = write;
      made.xTruncate = truncate;
      made.xSync = sync;
      made.xFileSize = size;
      made.xLock = lock;
      made.xUnlock = unlock;
      made.xCheckReservedLock = check_lock;
      made.xFileControl = control;
      made.xSectorSize = sector_size;
      made.xDeviceCharacteristics = characteristics;
      return made;
    }();
    return table;
  }

  static int remove(sqlite3_vfs* vfs, const char* name, int sync_folder) {
    const int fault = owner(vfs)->next_operation(SQLITE_IOERR_DELETE, false);
    if (fault != SQLITE_OK) return fault;
    if (const auto inode = inode_of(name)) owner(vfs)->files_.erase(*inode);
    return system(vfs)->xDelete(system(vfs), name, sync_folder);
  }
  static int access(sqlite3_vfs* vfs, const char* name, int flags, int* out) {
    return system(vfs)->xAccess(system(vfs), name, flags, out);
  }
  static int full_path(sqlite3_vfs* vfs, const char* name, int count, char* out) {
    return system(vfs)->xFullPathname(system(vfs), name, count, out);
  }
  static int randomness(sqlite3_vfs* vfs, int count, char* out) {
    return system(vfs)->xRandomness(system(vfs), count, out);
  }
  static int sleep(sqlite3_vfs* vfs, int microseconds) {
    return system(vfs)->xSleep(system(vfs), microseconds);
  }
  static int now(sqlite3_vfs* vfs, double* out) {
    return system(vfs)->xCurrentTime(system(vfs), out);
  }
  static int last_error(sqlite3_vfs* vfs, int count, char* out) {
    return system(vfs)->xGetLastError(system(vfs), count, out);
  }
};

FaultVfs::FaultVfs() {
  sqlite3_initialize();
  system_ = sqlite3_vfs_find(nullptr);
  vfs_.iVersion = 1;
  vfs_.szOsFile = static_cast<int>(sizeof(FaultVfsCalls::File)) + system_->szOsFile;
  vfs_.mxPathname = system_->mxPathname;
  vfs_.zName = "rounds-faults";
  vfs_.pAppData = this;
  vfs_.xOpen = FaultVfsCalls::open;
  vfs_.xDelete = FaultVfsCalls::remove;
  vfs_.xAccess = FaultVfsCalls::access;
  vfs_.xFullPathname = FaultVfsCalls::full_path;
  vfs_.xRandomness = FaultVfsCalls::randomness;
  vfs_.xSleep = FaultVfsCalls::sleep;
  vfs_.xCurrentTime = FaultVfsCalls::now;
  vfs_.xGetLastError = FaultVfsCalls::last_error;
  if (sqlite3_vfs_register(&vfs_, 1) != SQLITE_OK) throw std::runtime_error("no VFS");
}

FaultVfs::~FaultVfs() { sqlite3_vfs_unregister(&vfs_); }

void FaultVfs::fail_at(int n, Fault fault) {
  files_.clear();
  left_ = n;
  fault_ = fault;
  armed_ = true;
  struck_ = false;
}

void FaultVfs::heal() { armed_ = false; }

int FaultVfs::next_operation(int error, bool writes) {
  cutting_ = false;
  if (!armed_) return SQLITE_OK;
  if (!struck_ && --left_ > 0) return SQLITE_OK;
  const bool first = !struck_;
  struck_ = true;
  switch (fault_) {
    case Fault::io_error:
      armed_ = false;
      return error;
    case Fault::full_disk:
      if (!writes) return SQLITE_OK;
      return error == SQLITE_IOERR_WRITE ? SQLITE_FULL : error;
    case Fault::power_cut:
      cutting_ = first;
      break;
  }
  return error;
}

void FaultVfs::apply(const Write& write, std::string& content) {
  const auto offset = static_cast<std::size_t>(write.offset);
  if (write.truncates) {
    content.resize(offset, '\0');
    return;
  }
  if (content.size() < offset + write.bytes.size())
    content.resize(offset + write.bytes.size(), '\0');
  std::copy(write.bytes.begin(), write.bytes.end(),
            content.begin() + static_cast<std::ptrdiff_t>(offset));
}

void FaultVfs::lose_what_was_not_synced(const std::filesystem::path& folder, unsigned seed) {
  constexpr std::size_t kSector = 512;
  std::mt19937 random(seed);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const auto inode = FaultVfsCalls::inode_of(entry.path().c_str());
    const auto found = inode ? files_.find(*inode) : files_.end();
    if (found == files_.end() || found->second.pending.empty()) continue;
    std::string content = found->second.durable;
    for (const Write& write : found->second.pending) {
      const auto fate = random() % 3;
      if (fate == 0) continue;
      if (fate == 1 || write.truncates) {
        apply(write, content);
        continue;
      }
      for (std::size_t at = 0; at < write.bytes.size(); at += kSector) {
        if (random() % 2 == 0) continue;
        apply(
            {write.offset + static_cast<std::int64_t>(at), write.bytes.substr(at, kSector), false},
            content);
      }
    }
    std::ofstream(entry.path(), std::ios::binary | std::ios::trunc) << content;
  }
  files_.clear();
}

}  // namespace rounds::testing
