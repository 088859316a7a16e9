#pragma once

#include <cstdint>
#include <filesystem>

#include "store/sqlite/database.h"

namespace rounds::store {

struct Salvaged {
  std::int64_t facts = 0;  // how many were read
  std::int64_t lost = 0;   // how many, at least, could not be
};

/// Reads every fact that can still be read from a damaged database, which nobody may be using, into
/// the journal of `into`, with its maker's answer. The tables that are made from the journal are
/// not looked at. Where facts were lost, `into` goes on as a new machine: their numbers, which
/// another machine may know, must not be given twice. To be called in a writing transaction.
Salvaged salvage(const std::filesystem::path& damaged, const Database& into);

}  // namespace rounds::store
