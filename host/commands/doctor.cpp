#include "commands/doctor.h"

#include <exception>
#include <initializer_list>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>

#include "domain/refusal.h"
#include "platform/clock.h"
#include "platform/environment.h"
#include "platform/files.h"
#include "platform/native_manifest.h"
#include "platform/version.h"
#include "store/journal/projection.h"
#include "store/sqlite/copies.h"
#include "store/sqlite/database.h"
#include "store/sqlite/examination.h"
#include "store/sqlite/open_database.h"
#include "store/sqlite/repair.h"
#include "store/tables/people.h"

namespace rounds::commands {
namespace {

/// Prints one finding a line and counts those that were bad.
class Report {
 public:
  explicit Report(std::ostream& output) : output_(output) {}

  void good(const std::string& text) { output_ << "ok       " << text << '\n'; }
  void bad(const std::string& text) {
    output_ << "PROBLEM  " << text << '\n';
    ++problems_;
  }
  /// Something to know that need not be wrong.
  void note(const std::string& text) { output_ << "note     " << text << '\n'; }
  void advice(const std::string& text) { output_ << "         " << text << '\n'; }
  [[nodiscard]] int problems() const { return problems_; }

 private:
  std::ostream& output_;
  int problems_ = 0;
};

constexpr const char* kRepair =
    "Run `rounds-host doctor --repair`, which makes the database anew from its journal and keeps "
    "what is there now, or `rounds-host restore`.";

domain::Date today() { return domain::day_of(platform::make_clock()->now()); }

std::string megabytes(std::uintmax_t bytes) {
  constexpr std::uintmax_t kMegabyte = 1'000'000;
  return std::to_string((bytes + kMegabyte - 1) / kMegabyte) + " MB";
}

void examine_manifest(Report& report) {
  const auto program = platform::program_path();
  const auto problems = platform::check_native_manifest(program);
  for (const auto& problem : problems) report.bad(problem);
  if (problems.empty()) {
    report.good("manifest " + platform::native_manifest_path().string() + " lets the add-on " +
                std::string(platform::kAddOnId) + " start this host");
  }
}

void examine_clock(Report& report) {
  const auto fixed = platform::environment("ROUNDS_NOW");
  (void)platform::make_clock();
  if (!fixed) return;
  report.note("the clock stands still at " + *fixed +
              ", since ROUNDS_NOW is set; unset it unless this is a test");
}

void examine_privacy(Report& report, const std::filesystem::path& path) {
  if (platform::others_can_read(path)) {
    report.bad(path.string() +
               " can be read by others. Rounds takes that from them whenever it "
               "opens the file, so it is mended now.");
  } else {
    report.good(path.string() + " is for you alone");
  }
}

void examine_disk(Report& report, const std::filesystem::path& path) {
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  // A rebuild needs the file's size for its journal and as much for what is new; a copy comes on
  // top of that.
  constexpr std::uintmax_t kLeast = 20'000'000;
  const std::uintmax_t needed = kLeast + (error ? 0 : 3 * size);
  const std::uintmax_t free = platform::free_space(path.parent_path());
  if (free >= needed) return;
  report.bad("there is too little room on the disk: " + megabytes(free) +
             " are free, and what Rounds does with the database may need " + megabytes(needed));
}

/// What was left lying about, and what was kept in case of need.
void examine_leftovers(Report& report, const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  for (const auto& folder : {path.parent_path(), store::copies_folder(path)}) {
    std::error_code error;
    for (auto entry = std::filesystem::directory_iterator(folder, error);
         !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
      const std::string found = entry->path().filename().string();
      std::error_code unknown;
      const auto size = std::filesystem::file_size(entry->path(), unknown);
      const std::string what = entry->path().string() + " (" + megabytes(unknown ? 0 : size) + ")";
      if (found.ends_with(".unfinished")) {
        report.note(what + " was never finished, and may be deleted");
      } else if (found.starts_with(name + ".damaged-")) {
        report.note(what +
                    " is a damaged database that was replaced; delete it when you miss "
                    "nothing");
      } else if (found.starts_with(name + ".schema-")) {
        report.note(what +
                    " was kept when a newer version of Rounds changed the database; delete "
                    "it when you miss nothing");
      }
    }
  }
}

void examine_copies(Report& report, const std::filesystem::path& path) {
  const auto copies = store::list_copies(path);
  std::size_t unreadable = 0;
  for (const auto& copy : copies) {
    if (!copy.content) ++unreadable;
  }
  if (unreadable > 0) report.note(std::to_string(unreadable) + " copies cannot be read");
  if (copies.size() == unreadable) {
    report.note("there is no copy of the database yet; Rounds makes one a day");
  } else {
    report.good("there are " + std::to_string(copies.size() - unreadable) +
                " copies of the database, the last of " + domain::format_date(copies.front().on));
  }
}

/// Whether the file is a sound file, whatever stands in it.
bool examine_file(Report& report, const store::Database& database) {
  bool sound = true;
  store::Statement check = database.prepare("PRAGMA integrity_check(10)");
  while (check.step()) {
    if (check.text(0) == "ok") continue;
    if (sound) report.bad("the database is damaged:");
    report.advice(check.string(0));
    sound = false;
  }
  if (!sound) return false;
  store::Statement foreign = database.prepare("PRAGMA foreign_key_check");
  while (foreign.step()) {
    sound = false;
    report.bad("the database has a row of " + foreign.string(0) + " that refers to nothing");
  }
  return sound;
}

void examine_journal(Report& report, const store::Database& database) {
  const auto journal = store::examine_journal(database);
  if (journal.unreadable > 0) {
    report.bad(std::to_string(journal.unreadable) + " of " + std::to_string(journal.facts) +
               " facts in the journal cannot be read, the first of them number " +
               std::to_string(journal.first_unreadable));
  }
  if (journal.unknown > 0) {
    report.note(std::to_string(journal.unknown) +
                " facts are of a kind that this version of Rounds does not know");
  }
  if (journal.missing > 0) {
    report.bad(std::to_string(journal.missing) + " numbers are missing in the journal (seq)");
  }
}

void examine_tables(Report& report, const store::Database& database) {
  try {
    for (const auto& difference : store::differences_from_journal(database)) {
      report.bad(std::to_string(difference.rows) + " rows of the table " + difference.table +
                 " are not what the journal says");
    }
  } catch (const domain::Refusal& refusal) {
    report.bad("the tables could not be compared with the journal: " + std::string(refusal.what()));
  } catch (const std::logic_error&) {
    report.bad(
        "the tables could not be compared with the journal, as they are not as Rounds makes "
        "them");
  }
}

void examine_content(Report& report, const store::Database& database) {
  for (const auto& thing : store::foreign_things(database)) {
    report.bad("the database holds " + thing);
  }
  examine_journal(report, database);
  examine_tables(report, database);
}

void examine_database(Report& report) {
  const auto path = store::database_file(platform::database_path());
  if (platform::look_at(path) == platform::FileKind::missing) {
    report.good("no database yet; it will be made at " + path.string());
    return;
  }
  examine_disk(report, path);
  examine_leftovers(report, path);
  const store::Owner owner = store::owner_of(path);
  if (owner == store::Owner::rounds) examine_privacy(report, path);
  if (owner != store::Owner::another_program) examine_copies(report, path);
  try {
    const store::Database database = store::open_database(path);
    const int before = report.problems();
    if (examine_file(report, database)) examine_content(report, database);
    if (report.problems() > before) {
      report.advice(kRepair);
      return;
    }
    report.good("the database is sound: " + std::to_string(store::People(database).count()) +
                " people, " + std::to_string(database.integer("SELECT count(*) FROM journal")) +
                " facts");
  } catch (const domain::Refusal& refusal) {
    report.bad(refusal.what());
  }
}

int examine(Report& report, std::initializer_list<void (*)(Report&)> steps) {
  for (const auto& step : steps) {
    try {
      step(report);
    } catch (const std::exception& error) {
      report.bad(error.what());
    }
  }
  return report.problems() == 0 ? 0 : 1;
}

void tell_repaired(const store::Repaired& repaired) {
  std::cout << "Made the database anew from " << repaired.facts << " facts of its journal.\n";
  if (repaired.lost > 0) {
    std::cout << "At least " << repaired.lost
              << " facts could not be read. If a copy has more, `rounds-host restore` brings it "
                 "back.\n";
  }
  std::cout << "What was there before is kept: " << repaired.kept.string() << '\n';
}

}  // namespace

int examine() {
  Report report(std::cout);
  report.good("rounds-host " + std::string(platform::kVersion));
  return examine(report, {examine_manifest, examine_clock, examine_database});
}

int examine_and_repair() {
  std::ostringstream unseen;
  Report before(unseen);
  if (examine(before, {examine_database}) == 0) {
    std::cout << "There is nothing to repair.\n";
  } else {
    tell_repaired(store::repair(platform::database_path(), today()));
  }
  return examine();
}

int rebuild() {
  try {
    const store::Database database = store::open_database(platform::database_path());
    const auto facts = store::Projection(database).rebuild();
    std::cout << "Made all tables again from " << facts << " facts.\n";
  } catch (const domain::Refusal& refusal) {
    if (refusal.kind() != domain::RefusalKind::damaged) throw;
    std::cout << "The database is damaged.\n";
    tell_repaired(store::repair(platform::database_path(), today()));
  }
  return 0;
}

}  // namespace rounds::commands
