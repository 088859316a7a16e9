#pragma once

#include <cstddef>
#include <vector>

#include "api/core/methods.h"
#include "domain/facts.h"
#include "importing/import_file.h"
#include "store/sqlite/database.h"

namespace rounds::api {

/// What an import would do. Nobody in `added` has an id yet.
struct ImportPlan {
  std::vector<domain::Person> added;
  std::vector<domain::PersonUpdate> updated;
  std::size_t of_merged = 0;  // of the updates, those that are kept for an undoing of a merge
  std::size_t unchanged = 0;
  std::vector<domain::PersonExchange> exchanges;  // newer than what is known; see `newcomer`
  std::size_t without_address = 0;  // of the people in the file, with what is known of them already
};

[[nodiscard]] domain::Person person_from(const importing::ImportedPerson& imported);

/// Who is about to be added has no id yet: an exchange of theirs names them by this, which no id
/// is, and nth of `added`.
[[nodiscard]] constexpr domain::PersonId newcomer(std::size_t nth) {
  return -1 - static_cast<domain::PersonId>(nth);
}

/// Finds out who of the people in a file is known already: by their profile's address in the web,
/// else by mail address and name, else by name and the day of connecting, else, where a file has
/// none of these, by name and employer. What the user corrected by hand is left alone, what a file
/// leaves empty stays, and addresses are added to those there are. Throws a Refusal (`cancelled`)
/// when `progress` says so.
[[nodiscard]] ImportPlan plan_import(const store::Database& database,
                                     const importing::PeopleFile& file, const Progress& progress);

}  // namespace rounds::api
