#pragma once

namespace rounds::api {

class Methods;

void bind_rounds(Methods& methods);

}  // namespace rounds::api
