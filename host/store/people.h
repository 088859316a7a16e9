#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/collation.h"
#include "domain/person.h"
#include "store/database.h"

namespace rounds::store {

/// The people table.
class People {
 public:
  explicit People(const Database& database) : database_(database) {}

  [[nodiscard]] std::int64_t count() const;
  [[nodiscard]] std::optional<domain::Person> find(domain::PersonId id) const;
  /// Everybody, or those named, by family name.
  [[nodiscard]] std::vector<domain::PersonId> by_family_name() const;
  [[nodiscard]] std::vector<domain::PersonId> by_family_name(
      const std::vector<domain::PersonId>& people) const;
  [[nodiscard]] bool in_a_round(domain::PersonId id) const;
  [[nodiscard]] bool has_live_address(domain::PersonId id) const;

 private:
  const Database& database_;
};

/// Writes people: for the projection alone. Keeps what is costly to make for many people in a row.
class PeopleWriter {
 public:
  explicit PeopleWriter(const Database& database);

  void add(const domain::Person& person);
  void update(const domain::Person& person);
  void remove(domain::PersonId id);
  /// Marks an address as dead, or as alive again.
  void mark_address(domain::PersonId id, std::string_view folded, bool dead);

 private:
  Statement& bind_person(Statement& statement, const domain::Person& person);
  void write_addresses(const domain::Person& person);
  [[nodiscard]] std::string sort_key(const domain::Person& person);

  const Database& database_;
  domain::NameCollator collator_;
  Statement add_person_;
  Statement add_address_;
};

}  // namespace rounds::store
