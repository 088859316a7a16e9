#pragma once

namespace rounds::api {

class Methods;

void bind_steering(Methods& methods);

}  // namespace rounds::api
