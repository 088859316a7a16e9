#pragma once

namespace rounds::api {

class Methods;

void bind_story(Methods& methods);

}  // namespace rounds::api
