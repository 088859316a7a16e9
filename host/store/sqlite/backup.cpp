#include "store/sqlite/backup.h"

#include "domain/refusal.h"
#include "platform/files.h"
#include "store/sqlite/raw_file.h"

namespace rounds::store {

using domain::Refusal;
using domain::RefusalKind;

void back_up(const Database& database, const std::filesystem::path& target) {
  if (target.empty()) throw Refusal::invalid("target", "Name a file for the copy.");
  const auto refuse_taken = [&target] {
    throw Refusal(RefusalKind::conflict,
                  target.string() + " exists already and was kept. Name another file.");
  };
  if (platform::look_at(target) != platform::FileKind::missing) refuse_taken();
  platform::UnfinishedFile copy(target.has_parent_path() ? target.parent_path()
                                                         : std::filesystem::path("."));
  database.prepare("VACUUM INTO ?").bind(copy.path().string()).run();
  RawFile(copy.path()).sync();  // VACUUM INTO does not
  if (!copy.name(target)) refuse_taken();
}

}  // namespace rounds::store
