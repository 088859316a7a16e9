#pragma once

namespace rounds::api {

class Methods;

void bind_progress(Methods& methods);

}  // namespace rounds::api
