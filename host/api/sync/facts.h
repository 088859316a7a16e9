#pragma once

namespace rounds::api {

class Methods;

void bind_facts(Methods& methods);

}  // namespace rounds::api
