#pragma once

namespace rounds::api {

class Methods;

/// Binds the methods of learning from the user's mail.
void bind_mail(Methods& methods);

}  // namespace rounds::api
