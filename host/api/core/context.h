#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "domain/calendar/calendar.h"
#include "platform/clock.h"
#include "store/sqlite/database.h"

namespace rounds::api {

/// What all methods share: the database, opened when first needed, and the clock.
class Host {
 public:
  Host(std::filesystem::path database_path, std::unique_ptr<platform::Clock> clock)
      : database_path_(std::move(database_path)), clock_(std::move(clock)) {}

  /// Throws a Refusal when it cannot be opened; the next call tries again.
  [[nodiscard]] const store::Database& database();
  /// So that something else may be done with the file; the next call opens it anew.
  void close_database() { database_.reset(); }
  [[nodiscard]] const std::filesystem::path& database_path() const { return database_path_; }
  [[nodiscard]] const platform::Clock& clock() const { return *clock_; }
  [[nodiscard]] domain::Date today() const { return domain::day_of(clock_->now()); }
  /// The day on the user's calendar for which a moment counts.
  [[nodiscard]] domain::Date day_of(domain::Moment moment) const {
    return domain::day_of(clock_->local(moment));
  }

 private:
  std::filesystem::path database_path_;
  std::unique_ptr<platform::Clock> clock_;
  std::optional<store::Database> database_;
};

}  // namespace rounds::api
