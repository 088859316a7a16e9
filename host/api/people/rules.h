#pragma once

#include "api/core/params.h"
#include "domain/people/rules.h"

namespace rounds::api {

class Methods;

/// The parameter `when` (a When).
domain::RuleCondition read_when(Params& params);

void bind_rules(Methods& methods);

}  // namespace rounds::api
