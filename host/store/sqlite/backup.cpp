#include "store/sqlite/backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <string>
#include <system_error>

#include "domain/refusal.h"

namespace rounds::store {
namespace {

using domain::Refusal;
using domain::RefusalKind;

void sync(const std::filesystem::path& path) {
  const int descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);  // NOLINT(*-vararg)
  const bool synced = descriptor >= 0 && fsync(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) close(descriptor);
  if (!synced) {
    throw Refusal(RefusalKind::storage, "The copy " + path.string() +
                                            " could not be made durable: " +
                                            std::generic_category().message(error) + ".");
  }
}

}  // namespace

void back_up(const Database& database, const std::filesystem::path& target) {
  if (std::filesystem::exists(target)) {
    throw Refusal(RefusalKind::conflict,
                  target.string() + " exists already and was kept. Name another file.");
  }
  const std::filesystem::path unfinished = target.string() + ".unfinished";
  std::filesystem::remove(unfinished);
  // VACUUM INTO gives the file the usual mode and does not sync it.
  const mode_t usual = umask(S_IRWXG | S_IRWXO);
  try {
    database.prepare("VACUUM INTO ?").bind(unfinished.string()).run();
    umask(usual);
  } catch (...) {
    umask(usual);
    std::error_code ignored;
    std::filesystem::remove(unfinished, ignored);
    throw;
  }
  sync(unfinished);
  std::filesystem::rename(unfinished, target);
  sync(target.has_parent_path() ? target.parent_path() : std::filesystem::path("."));
}

}  // namespace rounds::store
