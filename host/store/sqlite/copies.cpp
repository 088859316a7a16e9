#include "store/sqlite/copies.h"

#include <algorithm>
#include <set>
#include <stdexcept>
#include <system_error>

#include "domain/refusal.h"
#include "platform/files.h"
#include "store/sqlite/backup.h"
#include "store/sqlite/open_database.h"
#include "store/sqlite/raw_file.h"
#include "store/sqlite/replace.h"
#include "store/sqlite/schema.h"

namespace rounds::store {
namespace {

using domain::Date;
using domain::Refusal;
using domain::RefusalKind;

constexpr std::string_view kAsked = "-asked";
constexpr std::string_view kReplaced = "-replaced";
constexpr std::size_t kDateLength = 10;

/// How the copies of a database are called: its own name with a date, and what else is to be said,
/// before its ending.
class Names {
 public:
  explicit Names(const std::filesystem::path& database)
      : folder_(copies_folder(database)),
        stem_(database.stem().string() + "-"),
        ending_(database.extension().string()) {}

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  [[nodiscard]] const std::string& ending() const { return ending_; }
  /// Without the ending.
  [[nodiscard]] std::string beginning(Date on, std::string_view more) const {
    return (folder_ / (stem_ + domain::format_date(on))).string() + std::string(more);
  }
  [[nodiscard]] std::filesystem::path daily(Date on) const { return beginning(on, "") + ending_; }

  /// What a name in the folder says; nothing when it is no copy's.
  [[nodiscard]] std::optional<Copy> read(const std::filesystem::path& file) const {
    const std::string name = file.filename().string();
    const std::size_t around = stem_.size() + kDateLength + ending_.size();
    if (name.size() < around || !name.starts_with(stem_) || !name.ends_with(ending_)) {
      return std::nullopt;
    }
    const auto on = domain::parse_date(name.substr(stem_.size(), kDateLength));
    if (!on) return std::nullopt;
    const std::string more = name.substr(stem_.size() + kDateLength, name.size() - around);
    Copy copy;
    copy.file = file;
    copy.on = *on;
    if (more.starts_with(kAsked)) {
      copy.kind = CopyKind::asked;
    } else if (more.starts_with(kReplaced)) {
      copy.kind = CopyKind::replaced;
    } else if (!more.empty()) {
      return std::nullopt;
    }
    return copy;
  }

 private:
  std::filesystem::path folder_;
  std::string stem_;
  std::string ending_;
};

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (auto entry = std::filesystem::directory_iterator(folder, error);
       !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
    if (entry->is_regular_file(error)) files.push_back(entry->path());
  }
  return files;
}

CopyContent content_of(const Database& database) {
  return {database.integer("SELECT count(*) FROM people"),
          database.integer("SELECT count(*) FROM journal"),
          database.string("SELECT at FROM journal ORDER BY seq DESC LIMIT 1")};
}

/// Nothing is changed by looking, and whatever is wrong with a copy, it is one that cannot be read.
std::optional<CopyContent> read_content(const std::filesystem::path& file) {
  try {
    if (owner_of(file) != Owner::rounds) return std::nullopt;
    return content_of(Database(file, Database::Access::reading));
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

bool is_sound(const Database& database) {
  return database.string("PRAGMA integrity_check(1)") == "ok";
}

/// Those that migrations left beside the database.
std::optional<Copy> upgrade_copy(const std::filesystem::path& database,
                                 const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  if (!name.starts_with(database.filename().string() + ".schema-") || !name.ends_with(".backup")) {
    return std::nullopt;
  }
  std::error_code error;
  const auto written = std::filesystem::last_write_time(file, error);
  if (error) return std::nullopt;
  const auto system =
      std::chrono::floor<std::chrono::days>(std::chrono::file_clock::to_sys(written));
  Copy copy;
  copy.file = file;
  copy.kind = CopyKind::upgrade;
  copy.on = Date(system.time_since_epoch());
  return copy;
}

/// A host that was killed leaves what it had begun. It might also be at it, if it began just now.
void remove_leftovers(const std::filesystem::path& folder) {
  constexpr std::chrono::hours kLongAgo{1};
  const auto now = std::filesystem::file_time_type::clock::now();
  for (const auto& file : files_in(folder)) {
    std::error_code error;
    const auto written = std::filesystem::last_write_time(file, error);
    if (!error && platform::is_unfinished(file) && now - written > kLongAgo) {
      std::filesystem::remove(file, error);
    }
  }
}

void remove_superfluous(const Names& names) {
  std::vector<Date> days;
  for (const auto& file : files_in(names.folder())) {
    const auto copy = names.read(file);
    if (copy && copy->kind == CopyKind::daily) days.push_back(copy->on);
  }
  for (const Date day : superfluous_days(std::move(days))) {
    std::error_code ignored;
    std::filesystem::remove(names.daily(day), ignored);
  }
}

/// Lets SQLite ask, as long as it works, whether to go on.
class Interruptible {
 public:
  Interruptible(const Database& database, const std::function<bool()>& stop) : database_(database) {
    constexpr int kInstructions = 20'000;
    if (!stop) return;
    const auto ask = [](void* wanted) {
      return (*static_cast<const std::function<bool()>*>(wanted))() ? 1 : 0;
    };
    sqlite3_progress_handler(database.handle(), kInstructions, ask,
                             const_cast<std::function<bool()>*>(&stop));  // NOLINT(*-const-cast)
  }
  ~Interruptible() { sqlite3_progress_handler(database_.handle(), 0, nullptr, nullptr); }
  Interruptible(const Interruptible&) = delete;
  Interruptible& operator=(const Interruptible&) = delete;
  Interruptible(Interruptible&&) = delete;
  Interruptible& operator=(Interruptible&&) = delete;

 private:
  const Database& database_;
};

/// Makes a database of this version of a copy's content, in the empty file `made`, as a new
/// machine.
CopyContent make_from_copy(const std::filesystem::path& copy, const std::filesystem::path& made) {
  Database(copy, Database::Access::reading).prepare("VACUUM INTO ?").bind(made.string()).run();
  const Database database = open_private_copy(made);
  if (!is_sound(database)) {
    throw Refusal(RefusalKind::damaged, copy.string() +
                                            " is damaged itself. Nothing was changed; "
                                            "restore another copy.");
  }
  become_new_machine(database);
  return content_of(database);
}

void refuse_missing(const std::filesystem::path& copy) {
  if (platform::look_at(copy) == platform::FileKind::file && owner_of(copy) == Owner::rounds)
    return;
  throw Refusal(RefusalKind::not_found,
                copy.string() + " is no copy of a database of Rounds. Nothing was changed.");
}

/// A damaged file is no copy to be restored; it lies beside the database, as after a repair.
std::string stem_for_replaced(const std::filesystem::path& database, const Names& names,
                              const std::filesystem::path& before, Date today) {
  try {
    const Database found(before, Database::Access::reading);
    if (read_content(before) && is_sound(found)) return names.beginning(today, kReplaced);
  } catch (const Refusal&) {
    // It cannot even be opened.
  }
  return database.string() + ".damaged-" + domain::format_date(today);
}

}  // namespace

std::filesystem::path copies_folder(const std::filesystem::path& database) {
  return database.parent_path() / "copies";
}

std::vector<Copy> list_copies(const std::filesystem::path& named) {
  const std::filesystem::path database = database_file(named);
  const Names names(database);
  std::vector<Copy> copies;
  for (const auto& file : files_in(names.folder())) {
    if (const auto copy = names.read(file)) copies.push_back(*copy);
  }
  for (const auto& file : files_in(database.parent_path())) {
    if (const auto copy = upgrade_copy(database, file)) copies.push_back(*copy);
  }
  for (Copy& copy : copies) {
    std::error_code error;
    copy.bytes = std::filesystem::file_size(copy.file, error);
    copy.content = read_content(copy.file);
  }
  std::sort(copies.begin(), copies.end(), [](const Copy& one, const Copy& other) {
    std::error_code error;
    const auto written = [&error](const Copy& copy) {
      return std::filesystem::last_write_time(copy.file, error);
    };
    return one.on != other.on ? one.on > other.on : written(one) > written(other);
  });
  return copies;
}

Copy make_copy(const std::filesystem::path& named, Date today) {
  const std::filesystem::path database = database_file(named);
  const Names names(database);
  platform::make_private_folder(names.folder());
  platform::UnfinishedFile unfinished(names.folder());
  open_database(database).prepare("VACUUM INTO ?").bind(unfinished.path().string()).run();
  RawFile(unfinished.path()).sync();
  Copy copy;
  copy.file = keep_under_free_name(unfinished, names.beginning(today, kAsked), names.ending());
  copy.kind = CopyKind::asked;
  copy.on = today;
  std::error_code error;
  copy.bytes = std::filesystem::file_size(copy.file, error);
  copy.content = read_content(copy.file);
  return copy;
}

bool copy_is_due(const std::filesystem::path& database, Date today) {
  return platform::look_at(Names(database).daily(today)) == platform::FileKind::missing;
}

void make_daily_copy(const std::filesystem::path& named, Date today,
                     const std::function<bool()>& stop) {
  const std::filesystem::path database = database_file(named);
  const Names names(database);
  if (owner_of(database) != Owner::rounds || !copy_is_due(database, today)) return;
  const Database reader(database, Database::Access::change);
  if (reader.integer("SELECT EXISTS (SELECT 1 FROM journal)") == 0) return;
  platform::make_private_folder(names.folder());
  remove_leftovers(names.folder());
  const Interruptible interruptible(reader, stop);
  back_up(reader, names.daily(today));
  remove_superfluous(names);
}

std::vector<Date> superfluous_days(std::vector<Date> days) {
  constexpr std::size_t kDays = 7;
  std::sort(days.rbegin(), days.rend());
  std::vector<Date> superfluous;
  std::set<std::chrono::year_month> months;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const std::chrono::year_month_day day{days[i]};
    const bool last_of_month = months.insert(day.year() / day.month()).second;
    if (i >= kDays && !last_of_month) superfluous.push_back(days[i]);
  }
  return superfluous;
}

Restored restore(const std::filesystem::path& named, const std::filesystem::path& copy,
                 Date today) {
  const std::filesystem::path database = database_file(named);
  const Names names(database);
  refuse_missing(copy);
  const Owner owner = owner_of(database);
  if (owner == Owner::another_program) {
    throw Refusal(RefusalKind::unsupported,
                  database.string() + " is another program's. Nothing was changed.");
  }
  platform::make_private_folder(names.folder());
  platform::UnfinishedFile made(names.folder());
  const CopyContent content = make_from_copy(copy, made.path());
  if (owner == Owner::nobody) {
    // A journal that was left alone would be taken for this file's.
    std::error_code ignored;
    std::filesystem::remove(database.string() + "-journal", ignored);
    if (made.name(database)) return {content, {}};
  }
  constexpr int kAttempts = 20;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    platform::UnfinishedFile before(names.folder());
    const std::string mark = copy_bytes(database, before.path());
    const std::string stem = stem_for_replaced(database, names, before.path(), today);
    const std::string ending = stem.starts_with(names.folder().string()) ? names.ending() : "";
    if (const auto kept = keep_and_replace(before, stem, ending, database, made.path(), mark)) {
      platform::make_private(database);
      return {content, *kept};
    }
  }
  throw Refusal(RefusalKind::busy,
                "Another Rounds writes to the same database. Nothing was changed; try again.");
}

bool is_whole_copy_of(const std::filesystem::path& file, const Database& database) {
  try {
    if (owner_of(file) != Owner::rounds) return false;
    const Database copy(file, Database::Access::reading);
    const auto same = [&copy, &database](std::string_view sql) {
      return copy.string(sql) == database.string(sql);
    };
    return is_sound(copy) && same("PRAGMA user_version") &&
           same("SELECT count(*) || ' ' || coalesce(max(seq), 0) FROM journal");
  } catch (const std::exception&) {
    return false;
  }
}

}  // namespace rounds::store
