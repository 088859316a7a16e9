#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace rounds::store {

/// A row of the table `journal`, as it lies in the file.
struct JournalRow {
  std::string fact;
  std::string device;
  std::int64_t seq = 0;
  std::string at;
  std::string kind;
  std::optional<std::int64_t> subject;
  std::string body;
};

/// Looks through all pages of a damaged database for rows of the journal, also where nothing leads
/// to them any more. It may find a row twice, or one that only looks like a fact.
void for_each_journal_row(const std::filesystem::path& database,
                          const std::function<void(const JournalRow&)>& found);

}  // namespace rounds::store
