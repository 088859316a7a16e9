#pragma once

namespace rounds::api {

class Methods;

void bind_replies(Methods& methods);

}  // namespace rounds::api
