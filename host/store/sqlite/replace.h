#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "platform/files.h"

namespace rounds::store {

/// Copies a database byte for byte, damage and all, into the empty file `target`, as it stands
/// between two changes. Returns a mark of that moment.
[[nodiscard]] std::string copy_bytes(const std::filesystem::path& database,
                                     const std::filesystem::path& target);

/// Puts what the database `source` holds in place of all that the file `database` holds, sound or
/// damaged. To whoever else has it open this is a change like any other: they wait, and then read
/// what is new; a rename would leave them with a file that nobody finds any more. False, with
/// nothing changed, when the file is not what `mark` says any more: somebody wrote in between.
[[nodiscard]] bool replace_content(const std::filesystem::path& database,
                                   const std::filesystem::path& source, const std::string& mark);

/// Gives what was kept of a database the name `stem``ending`, with a number between them where that
/// is taken, and then replaces the database's content. Returns the name; nothing, and then nothing
/// was kept or changed, when somebody wrote in between.
[[nodiscard]] std::optional<std::filesystem::path> keep_and_replace(
    platform::UnfinishedFile& before, const std::string& stem, const std::string& ending,
    const std::filesystem::path& database, const std::filesystem::path& source,
    const std::string& mark);

/// Names an unfinished file durably: `stem``ending`, with a number between them where that is
/// taken.
std::filesystem::path keep_under_free_name(platform::UnfinishedFile& file, const std::string& stem,
                                           const std::string& ending);

}  // namespace rounds::store
