#pragma once

namespace rounds::api {

class Methods;

void bind_duplicates(Methods& methods);

}  // namespace rounds::api
