#pragma once

#include <optional>
#include <vector>

#include "domain/facts.h"
#include "store/sqlite/database.h"

namespace rounds::store {

/// The structures table: those that come with Rounds, as the facts have changed them.
class Structures {
 public:
  explicit Structures(const Database& database) : database_(database) {}

  [[nodiscard]] std::optional<domain::Structure> find(domain::StructureId id) const;
  /// In the order in which they were made.
  [[nodiscard]] std::vector<domain::Structure> all() const;
  [[nodiscard]] domain::StructureId default_one() const;  // 0 when there is none

  // For the projection alone.
  void add_built_in() const;
  void carry_out(const domain::StructureSaved& fact) const;
  void carry_out(const domain::StructureRemoved& fact) const;
  /// Throws a Refusal (`conflict`) when a later fact changed the structure again.
  void take_back(const domain::StructureSaved& fact) const;
  void take_back(const domain::StructureRemoved& fact) const;

 private:
  void put(const domain::Structure& structure) const;
  void remove(domain::StructureId id) const;
  void make_default(domain::StructureId id) const;

  const Database& database_;
};

/// What the other tables tell of somebody's past.
[[nodiscard]] domain::PersonHistory history_of(const Database& database, domain::PersonId person);

}  // namespace rounds::store
