#pragma once

#include <string_view>
#include <vector>

namespace rounds::domain {

/// Places in a line that were meant to be filled in and were not: `{{given}}`, `{given}`, `[NAME]`,
/// `<first name>`, `<<name>>`, `%NAME%`, `$name`, `${name}`, `*|NAME|*`, `XXX`,
/// `____`, `???`, `(insert …)`, `TODO:`. In order, none over
/// another; views into `line`.
[[nodiscard]] std::vector<std::string_view> find_placeholders(std::string_view line);

}  // namespace rounds::domain
