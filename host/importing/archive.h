#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "importing/import_file.h"

namespace rounds::importing {

/// Larger archives are refused unread: their bytes must fit into a frame, and there they are text.
constexpr std::size_t largest_archive = std::size_t{47} * 1024 * 1024;

/// True for the bytes with which a ZIP archive begins.
[[nodiscard]] bool is_archive(std::string_view bytes);

/// Reads LinkedIn's archive: its Connections.csv, and from its messages.csv the last exchange with
/// each person. Throws UnreadableFile, as read_people_file does, for an archive that is broken,
/// locked, without a Connections.csv, or made to do harm: whatever its bytes, no more than
/// `largest_file` is unpacked of either file, and nothing is written anywhere.
/// `progress` is told how much of the list is read.
[[nodiscard]] PeopleFile read_archive(std::string_view filename, std::string_view bytes,
                                      const Progress& progress = {});

}  // namespace rounds::importing
