#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/people/person.h"

namespace rounds::domain {

/// How sure it is that two entries are one person.
enum class DuplicateGrade { certain, likely, possible };

[[nodiscard]] std::string_view name_of(DuplicateGrade grade);

/// Two entries that may be one person.
struct DuplicatePair {
  PersonId one = 0;  // the smaller id
  PersonId other = 0;
  DuplicateGrade grade = DuplicateGrade::possible;
  std::vector<std::string> reasons;  // sentences for the user
};

/// The pairs among `people` that may be one person, the surest first, then in the order of
/// `people`. People are looked up by address, profile, name and employer, never each with each. A
/// family that shares an address is not taken for one person, and neither is everybody of a
/// frequent name.
[[nodiscard]] std::vector<DuplicatePair> find_duplicates(const std::vector<Person>& people);

}  // namespace rounds::domain
