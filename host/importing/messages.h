#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "importing/import_file.h"

namespace rounds::importing {

struct MessagesFile {
  std::vector<ImportedExchange> exchanges;  ///< by profile; the newest message with each
  std::string problem;                      ///< a sentence when nothing of it could be used
  std::string code;                         ///< the same as a code
};

/// Reads the messages.csv of LinkedIn's archive. Whose archive it is stands nowhere in it: it is
/// the profile that takes part in most messages and is not among `connections`. Messages between
/// more than two, and lines that make no sense, are passed over: they are context, and nobody's
/// only record.
[[nodiscard]] MessagesFile read_messages(std::string_view utf8_text,
                                         const std::vector<std::string>& connections,
                                         const Progress& progress = {});

}  // namespace rounds::importing
