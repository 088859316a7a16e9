#include "commands/doctor.h"

#include <sys/stat.h>

#include <iostream>

#include "domain/refusal.h"
#include "platform/environment.h"
#include "platform/native_manifest.h"
#include "platform/version.h"
#include "store/sqlite/database.h"
#include "store/sqlite/schema.h"
#include "store/tables/people.h"

namespace rounds::commands {
namespace {

/// Prints one finding a line and remembers whether any was bad.
class Report {
 public:
  explicit Report(std::ostream& output) : output_(output) {}

  void good(const std::string& text) { output_ << "ok       " << text << '\n'; }
  void bad(const std::string& text) {
    output_ << "PROBLEM  " << text << '\n';
    all_well_ = false;
  }
  void advice(const std::string& text) { output_ << "         " << text << '\n'; }
  [[nodiscard]] bool all_well() const { return all_well_; }

 private:
  std::ostream& output_;
  bool all_well_ = true;
};

void examine_manifest(Report& report) {
  const auto program = platform::program_path();
  const auto problems = platform::check_native_manifest(program);
  for (const auto& problem : problems) report.bad(problem);
  if (problems.empty()) {
    report.good("manifest " + platform::native_manifest_path().string() + " lets the add-on " +
                std::string(platform::kAddOnId) + " start this host");
  }
}

void examine_privacy(Report& report, const std::filesystem::path& path) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return;
  if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    report.bad(path.string() + " can be read by others. Run: chmod go= '" + path.string() + "'");
  } else {
    report.good(path.string() + " is for you alone");
  }
}

void examine_database(Report& report) {
  const auto path = platform::database_path();
  if (!std::filesystem::exists(path)) {
    report.good("no database yet; it will be made at " + path.string());
    return;
  }
  const store::Database database = store::open_database(path);
  examine_privacy(report, path);
  store::Statement check = database.prepare("PRAGMA integrity_check");
  bool sound = true;
  while (check.step()) {
    if (check.text(0) == "ok") continue;
    sound = false;
    report.bad("the database is damaged: " + check.string(0));
  }
  store::Statement foreign = database.prepare("PRAGMA foreign_key_check");
  while (foreign.step()) {
    sound = false;
    report.bad("the database has a row of " + foreign.string(0) + " that refers to nothing");
  }
  if (sound) {
    report.good("the database is sound: " + std::to_string(store::People(database).count()) +
                " people, " + std::to_string(database.integer("SELECT count(*) FROM journal")) +
                " facts");
  } else {
    report.advice(
        "Restore a backup, or run `rounds-host rebuild`, which makes all tables again from the "
        "journal.");
  }
}

}  // namespace

int examine() {
  Report report(std::cout);
  report.good("rounds-host " + std::string(platform::kVersion));
  for (const auto& step : {examine_manifest, examine_database}) {
    try {
      step(report);
    } catch (const std::exception& error) {
      report.bad(error.what());
    }
  }
  return report.all_well() ? 0 : 1;
}

}  // namespace rounds::commands
