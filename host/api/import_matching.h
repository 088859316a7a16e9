#pragma once

#include <cstddef>
#include <vector>

#include "domain/facts.h"
#include "importing/import_file.h"
#include "store/database.h"

namespace rounds::api {

/// What an import would do. Nobody in `added` has an id yet.
struct ImportPlan {
  std::vector<domain::Person> added;
  std::vector<domain::PersonUpdate> updated;
  std::size_t of_merged = 0;  // of the updates, those that are kept for an undoing of a merge
  std::size_t unchanged = 0;
  std::size_t without_address = 0;  // of the people in the file, with what is known of them already
};

[[nodiscard]] domain::Person person_from(const importing::ImportedPerson& imported);

/// Finds out who of the people in a file is known already: by their profile's address in the web,
/// else by mail address and name, else by name and the day of connecting. What the user corrected
/// by hand is left alone, what a file leaves empty stays, and addresses are added to those there
/// are.
[[nodiscard]] ImportPlan plan_import(const store::Database& database,
                                     const std::vector<importing::ImportedPerson>& people);

}  // namespace rounds::api
