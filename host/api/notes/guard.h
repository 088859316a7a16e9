#pragma once

namespace rounds::api {

class Methods;

void bind_guard(Methods& methods);

}  // namespace rounds::api
