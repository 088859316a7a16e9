#include "platform/native_manifest.h"

#include <unistd.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "domain/refusal.h"
#include "platform/environment.h"
#include "platform/files.h"

namespace rounds::platform {
namespace {

using domain::Refusal;
using domain::RefusalKind;
using nlohmann::json;

constexpr std::string_view kRepair = " `rounds-host install` writes it anew.";

}  // namespace

std::filesystem::path native_manifest_path() {
  return manifest_folder() / (std::string(kApplicationName) + ".json");
}

std::string native_manifest(const std::filesystem::path& program) {
  const nlohmann::ordered_json manifest{
      {"name", kApplicationName},
      {"description", "Keeps the queue of the Rounds add-on for Thunderbird"},
      {"path", program.string()},
      {"type", "stdio"},
      {"allowed_extensions", json::array({kAddOnId})}};
  return manifest.dump(2) + "\n";
}

void install_native_manifest(const std::filesystem::path& program) {
  const auto path = native_manifest_path();
  try {
    make_private_folder(path.parent_path());
    write_private_file(path, native_manifest(program));
  } catch (const Refusal& refusal) {
    throw Refusal(refusal.kind(),
                  "The manifest was not installed; what was there before was kept. " +
                      std::string(refusal.what()));
  }
}

bool remove_native_manifest() {
  std::error_code error;
  const bool removed = std::filesystem::remove(native_manifest_path(), error);
  if (!error) return removed;
  throw Refusal(RefusalKind::storage, native_manifest_path().string() +
                                          " could not be removed: " + reason(error.value()) + ".");
}

std::vector<std::string> check_native_manifest(const std::filesystem::path& program) {
  const auto path = native_manifest_path();
  const auto problem = [&path](std::string_view what) {
    return path.string() + std::string(what).append(kRepair);
  };
  std::ifstream file(path);
  if (!file) {
    return {problem(" is missing, so Thunderbird does not find the host.")};
  }
  const json manifest = json::parse(file, nullptr, false);
  if (!manifest.is_object()) return {problem(" is not JSON.")};
  std::vector<std::string> problems;
  const auto text = [&manifest](const char* name) {
    const auto found = manifest.find(name);
    return found != manifest.end() && found->is_string() ? found->get<std::string>() : "";
  };
  if (text("name") != kApplicationName) {
    problems.push_back(problem(" has another name than rounds_host."));
  }
  if (text("type") != "stdio") problems.push_back(problem(" has a type other than stdio."));
  const auto allowed = manifest.find("allowed_extensions");
  if (allowed == manifest.end() || *allowed != json::array({kAddOnId})) {
    problems.push_back(
        problem(" does not allow exactly the add-on " + std::string(kAddOnId) + "."));
  }
  const std::filesystem::path named = text("path");
  std::error_code error;
  if (!named.is_absolute()) {
    problems.push_back(problem(" does not name the host by an absolute path."));
  } else if (access(named.c_str(), X_OK) != 0) {
    problems.push_back(problem(" names " + named.string() + ", which cannot be run."));
  } else if (!std::filesystem::equivalent(named, program, error)) {
    problems.push_back(problem(" names another host, " + named.string() + ", not this one."));
  }
  return problems;
}

}  // namespace rounds::platform
