#include "platform/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <random>
#include <system_error>

#include "domain/refusal.h"

namespace rounds::platform {
namespace {

using domain::Refusal;
using domain::RefusalKind;

constexpr mode_t kFileMode = S_IRUSR | S_IWUSR;
constexpr mode_t kFolderMode = S_IRWXU;
constexpr mode_t kOfOthers = S_IRWXG | S_IRWXO;
constexpr std::string_view kUnfinishedPrefix = ".rounds-";
constexpr std::string_view kUnfinishedSuffix = ".unfinished";

[[noreturn]] void refuse(const std::filesystem::path& path, const char* what, int error) {
  throw Refusal(RefusalKind::storage,
                path.string() + " " + what + ": " + reason(error) + ". Nothing was changed.");
}

/// A descriptor that is closed again.
class Descriptor {
 public:
  explicit Descriptor(int descriptor) : descriptor_(descriptor) {}
  ~Descriptor() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&&) = delete;
  Descriptor& operator=(Descriptor&&) = delete;
  [[nodiscard]] int get() const { return descriptor_; }

 private:
  int descriptor_;
};

int create(const std::filesystem::path& path) {
  constexpr int kNewFile = O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
  return open(path.c_str(), kNewFile, kFileMode);  // NOLINT(*-vararg)
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

std::string random_letters() {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  std::random_device random;
  std::uniform_int_distribution<std::size_t> choose(0, kLetters.size() - 1);
  std::string text;
  for (int i = 0; i < 12; ++i) text += kLetters[choose(random)];
  return text;
}

}  // namespace

std::string reason(int error) {
  switch (error) {
    case ENOSPC:
    case EDQUOT:
      return "the disk is full";
    case EACCES:
    case EPERM:
      return "you have no permission";
    case EROFS:
      return "the disk can only be read";
    case ENAMETOOLONG:
      return "the name is too long";
    case ENOENT:
      return "there is no such folder or file";
    case ENOTDIR:
      return "a part of the name is a file and no folder";
    case ELOOP:
      return "the name leads back to itself";
    case EEXIST:
      return "the name is taken";
    case EISDIR:
      return "it is a folder";
    case EIO:
      return "the disk could not be read or written";
    default:
      return "the system refused it (error " + std::to_string(error) + ")";
  }
}

FileKind look_at(const std::filesystem::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    const int error = errno;
    if (error == ENOENT && lstat(path.c_str(), &status) == 0) return FileKind::link_to_nothing;
    if (error == ENOENT) return FileKind::missing;
    refuse(path, "cannot be reached", error);
  }
  if (S_ISREG(status.st_mode)) return FileKind::file;
  return S_ISDIR(status.st_mode) ? FileKind::folder : FileKind::other;
}

void make_private_folder(const std::filesystem::path& folder) {
  if (folder.empty() || look_at(folder) == FileKind::folder) return;
  make_private_folder(folder.parent_path());
  if (mkdir(folder.c_str(), kFolderMode) != 0) {
    const int error = errno;
    if (error == EEXIST && look_at(folder) == FileKind::folder) return;  // somebody was quicker
    refuse(folder, "could not be made", error);
  }
  chmod(folder.c_str(), kFolderMode);  // a umask may have taken from the user, too
  sync(folder_of(folder));
}

bool make_private_file(const std::filesystem::path& path) {
  const Descriptor file(create(path));
  if (file.get() >= 0) {
    fchmod(file.get(), kFileMode);
    return true;
  }
  const int error = errno;
  if (error == EEXIST) return false;
  refuse(path, "could not be made", error);
}

bool others_can_read(const std::filesystem::path& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && (status.st_mode & kOfOthers) != 0;
}

void make_private(const std::filesystem::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0 || (status.st_mode & kOfOthers) == 0) return;
  constexpr mode_t kPermissions = 07777;
  chmod(path.c_str(), status.st_mode & kPermissions & ~kOfOthers);
}

void sync(const std::filesystem::path& path) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));  // NOLINT(*-vararg)
  if (file.get() >= 0 && fsync(file.get()) == 0) return;
  const int error = errno;
  // A folder that may be entered and not listed, or lies on a system that syncs no folders.
  std::error_code ignored;
  const bool folder = std::filesystem::is_directory(path, ignored);
  if (folder && (error == EACCES || error == EINVAL)) return;
  refuse(path, "could not be made durable", error);
}

bool rename_to_free_name(const std::filesystem::path& from, const std::filesystem::path& to) {
  if (link(from.c_str(), to.c_str()) == 0) {
    unlink(from.c_str());
    return true;
  }
  int error = errno;
  if (error == EEXIST) return false;
  if (error == EPERM || error == EOPNOTSUPP || error == ENOSYS) {  // a system without hard links
    struct stat status {};
    if (lstat(to.c_str(), &status) == 0) return false;
    if (rename(from.c_str(), to.c_str()) == 0) return true;
    error = errno;
  }
  refuse(to, "could not be written", error);
}

std::uintmax_t free_space(const std::filesystem::path& folder) {
  std::error_code error;
  const auto space = std::filesystem::space(folder, error);
  return error ? std::uintmax_t(-1) : space.available;
}

UnfinishedFile::UnfinishedFile(const std::filesystem::path& folder) {
  do {
    path_ = folder /
            (std::string(kUnfinishedPrefix) + random_letters() + std::string(kUnfinishedSuffix));
  } while (!make_private_file(path_));
}

UnfinishedFile::~UnfinishedFile() {
  if (!named_) unlink(path_.c_str());
}

bool UnfinishedFile::name(const std::filesystem::path& target) {
  sync(path_);
  if (!rename_to_free_name(path_, target)) return false;
  named_ = true;
  sync(folder_of(target));
  return true;
}

void UnfinishedFile::replace(const std::filesystem::path& target) {
  sync(path_);
  if (rename(path_.c_str(), target.c_str()) != 0) refuse(target, "could not be written", errno);
  named_ = true;
  sync(folder_of(target));
}

bool is_unfinished(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with(kUnfinishedPrefix) && name.ends_with(kUnfinishedSuffix);
}

void write_private_file(const std::filesystem::path& path, std::string_view bytes) {
  UnfinishedFile unfinished(folder_of(path));
  {
    const Descriptor file(
        open(unfinished.path().c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC));  // NOLINT(*-vararg)
    while (!bytes.empty()) {
      const ssize_t written = write(file.get(), bytes.data(), bytes.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) refuse(path, "could not be written", errno);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  unfinished.replace(path);
}

}  // namespace rounds::platform
