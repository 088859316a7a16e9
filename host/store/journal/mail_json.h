#pragma once

#include <nlohmann/json.hpp>

#include "domain/facts.h"

namespace rounds::store {

/// What was learned from mail, as the journal keeps it: short, since a life's mail is long.
[[nodiscard]] nlohmann::json write_learned(const domain::MailLearned& fact);
[[nodiscard]] domain::MailLearned read_learned(const nlohmann::json& body);

}  // namespace rounds::store
