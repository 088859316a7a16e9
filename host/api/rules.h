#pragma once

namespace rounds::api {

class Methods;

void bind_rules(Methods& methods);

}  // namespace rounds::api
