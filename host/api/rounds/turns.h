#pragma once

namespace rounds::api {

class Methods;

void bind_turns(Methods& methods);

}  // namespace rounds::api
