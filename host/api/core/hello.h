#pragma once

namespace rounds::api {

class Methods;

void bind_greeting(Methods& methods);

}  // namespace rounds::api
