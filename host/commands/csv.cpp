#include "commands/csv.h"

#include <algorithm>
#include <array>

namespace rounds::commands {
namespace {

/// Whether a cell that begins with this text is a formula. The last four are the same signs at full
/// width, which some spreadsheets take for them.
bool begins_formula(std::string_view text) {
  constexpr std::array<std::string_view, 8> kSigns{"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [text](std::string_view sign) { return text.substr(0, sign.size()) == sign; });
}

}  // namespace

std::string csv_field(std::string_view text) {
  // Spaces and quotation marks may be taken off the beginning of a cell.
  constexpr std::string_view kSeparators = ",;|\t\r\n";
  constexpr std::string_view kSkipped = " \"";
  std::string field;
  field.reserve(text.size() + 2);
  bool at_beginning = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\0') continue;  // ends the whole file for some
    if (at_beginning && begins_formula(text.substr(i))) field += '\'';
    if (i == 0 && (c == '\t' || c == '\r')) field += '\'';
    if (kSeparators.find(c) != std::string_view::npos) {
      at_beginning = true;
    } else if (kSkipped.find(c) == std::string_view::npos) {
      at_beginning = false;
    }
    if (c == '"') field += '"';
    field += c;
  }
  const bool quoted = field.find_first_of("\",;|\t\r\n") != std::string::npos;
  return quoted ? '"' + field + '"' : field;
}

}  // namespace rounds::commands
