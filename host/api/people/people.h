#pragma once

namespace rounds::api {

class Methods;

void bind_people(Methods& methods);
void bind_people_import(Methods& methods);

}  // namespace rounds::api
