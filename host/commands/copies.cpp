#include "commands/copies.h"

#include <filesystem>
#include <iostream>
#include <system_error>

#include "store/sqlite/copies.h"

namespace rounds::commands {
namespace {

const char* describe(store::CopyKind kind) {
  switch (kind) {
    case store::CopyKind::daily:
      return "made by itself";
    case store::CopyKind::asked:
      return "asked for";
    case store::CopyKind::replaced:
      return "what a restore replaced";
    case store::CopyKind::upgrade:
      return "made before a newer version changed the file";
  }
  return "";
}

int list(const std::filesystem::path& database) {
  const auto copies = store::list_copies(database);
  if (copies.empty()) {
    std::cout << "There are no copies yet.\n";
    return 0;
  }
  for (const store::Copy& copy : copies) {
    std::cout << copy.file.filename().string() << "  " << describe(copy.kind);
    if (copy.content) {
      std::cout << ": " << copy.content->people << " people, " << copy.content->facts << " facts";
      if (!copy.content->last_fact_at.empty()) {
        std::cout << ", the last of " << copy.content->last_fact_at;
      }
    } else {
      std::cout << ": cannot be read";
    }
    std::cout << '\n';
  }
  std::cout << "`rounds-host restore FILE` brings one back, and keeps what is there now.\n";
  return 0;
}

/// A copy in the list goes before a file of the same name wherever the user happens to be.
std::filesystem::path find_copy(const std::filesystem::path& database, const std::string& name) {
  for (const store::Copy& copy : store::list_copies(database)) {
    if (copy.file.filename() == name) return copy.file;
  }
  std::error_code error;
  auto path = std::filesystem::absolute(name, error);
  return error ? std::filesystem::path(name) : path;
}

}  // namespace

int restore(api::Host& host, const std::string& name) {
  const auto& database = host.database_path();
  if (name.empty()) return list(database);
  const auto restored = store::restore(database, find_copy(database, name), host.today());
  std::cout << "Restored " << restored.content.people << " people and " << restored.content.facts
            << " facts.\n";
  if (!restored.kept.empty()) {
    std::cout << "What was there before is kept: " << restored.kept.string() << '\n';
  }
  return 0;
}

}  // namespace rounds::commands
