#pragma once

#include <string>
#include <string_view>

namespace rounds::commands {

/// The text as a field of a CSV file (RFC 4180) that no spreadsheet takes for a formula, nor a part
/// of it, whatever separator the spreadsheet expects: before a sign that begins a formula, at the
/// beginning or behind anything that may separate cells, stands an apostrophe.
/// https://owasp.org/www-community/attacks/CSV_Injection
[[nodiscard]] std::string csv_field(std::string_view text);

}  // namespace rounds::commands
