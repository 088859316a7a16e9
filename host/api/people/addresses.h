#pragma once

namespace rounds::api {

class Methods;

/// Binds the methods by which addresses are proposed and confirmed.
void bind_addresses(Methods& methods);

}  // namespace rounds::api
