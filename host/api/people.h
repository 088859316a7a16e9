#pragma once

namespace rounds::api {

class Methods;

void bind_people(Methods& methods);

}  // namespace rounds::api
