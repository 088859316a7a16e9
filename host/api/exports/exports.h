#pragma once

namespace rounds::api {

class Methods;

void bind_exports(Methods& methods);

}  // namespace rounds::api
