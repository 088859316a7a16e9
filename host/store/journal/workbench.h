#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "domain/facts.h"
#include "store/journal/journal.h"
#include "store/sqlite/database.h"
#include "store/tables/people.h"

namespace rounds::store {

/// Called with how much is done of how much while something long is carried out; false stops it
/// with a Refusal (`cancelled`), and the transaction with it.
using Progress = std::function<bool(std::int64_t done, std::int64_t total)>;

/// Tells `progress`, where that is worth while.
void report(const Progress& progress, std::size_t done, std::size_t total);

/// What the families of facts share while facts are carried out.
class Workbench {
 public:
  explicit Workbench(const Database& database) : database_(database) {}

  /// Goes on to the fact at this place: the journal ends with it from now on.
  void begin(domain::Position place, const Progress* progress) {
    place_ = std::move(place);
    progress_ = progress;
  }

  [[nodiscard]] const Database& database() const { return database_; }
  /// The journal up to the fact that is being carried out.
  [[nodiscard]] Journal journal() const { return {database_, place_}; }
  void report(std::size_t done, std::size_t total) const {
    if (progress_ != nullptr) store::report(*progress_, done, total);
  }

  /// Kept from fact to fact: its collator is costly.
  [[nodiscard]] PeopleWriter& people_writer() {
    if (!people_writer_) people_writer_.emplace(database_);
    return *people_writer_;
  }
  /// The rules have changed, or what was written by them was rolled back.
  void forget_rules() { people_writer_.reset(); }

 private:
  const Database& database_;
  domain::Position place_;
  const Progress* progress_ = nullptr;
  std::optional<PeopleWriter> people_writer_;
};

}  // namespace rounds::store
