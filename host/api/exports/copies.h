#pragma once

#include <functional>

namespace rounds::api {

class Host;
class Methods;

void bind_copies(Methods& methods);

/// Makes the copy of the day if there is none yet, at a moment when nobody waits. It is asked all
/// the while whether to `stop`, since somebody does. A copy that cannot be made is told on standard
/// error: it is no reason to refuse anything.
void make_copy_of_the_day(Host& host, const std::function<bool()>& stop);

}  // namespace rounds::api
