#pragma once

#include <cstdint>
#include <filesystem>

#include "domain/calendar/calendar.h"

namespace rounds::store {

struct Repaired {
  std::int64_t facts = 0;      // how many were read
  std::int64_t lost = 0;       // how many, at least, could not be
  std::filesystem::path kept;  // where the damaged file lies
};

/// Makes a database anew from what can be read of its journal, and puts it in place of the damaged
/// one, which is kept beside it. Throws a Refusal when it cannot be done; then nothing has changed.
Repaired repair(const std::filesystem::path& database, domain::Date today);

}  // namespace rounds::store
