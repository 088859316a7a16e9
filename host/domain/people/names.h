#pragma once

#include <string>
#include <string_view>

#include "domain/text/folding.h"

namespace rounds::domain {

/// "Ann Lee"; only one of the two when the other is empty.
[[nodiscard]] std::string full_name(std::string_view given, std::string_view family);

}  // namespace rounds::domain
