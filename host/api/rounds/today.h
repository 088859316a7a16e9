#pragma once

namespace rounds::api {

class Methods;

void bind_today(Methods& methods);

}  // namespace rounds::api
