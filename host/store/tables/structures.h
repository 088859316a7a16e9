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
  /// Writes a structure's text; a new one, or one that was removed, is there from now on.
  void put(domain::StructureId id, const domain::StructureText& text) const;
  /// None for 0.
  void make_default(domain::StructureId id) const;
  /// A structure that is removed keeps its place in the list, for an undo.
  void remove(domain::StructureId id) const;
  void forget(domain::StructureId id) const;

 private:
  const Database& database_;
};

/// What the other tables tell of somebody's past.
[[nodiscard]] domain::PersonHistory history_of(const Database& database, domain::PersonId person);

}  // namespace rounds::store
