#pragma once

namespace rounds::api {

class Methods;

/// Listing people: searched, filtered and sorted.
void bind_people_list(Methods& methods);

}  // namespace rounds::api
