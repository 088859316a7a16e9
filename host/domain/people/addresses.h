#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rounds::domain {

/// The bare address in "Name <local@domain>" or "local@domain", for comparing: without case. Empty
/// when there is none.
[[nodiscard]] std::string address_of(std::string_view mailbox);

/// The bare addresses of a header that may list several ("A <a@x>, "B, C" <b@y>").
[[nodiscard]] std::vector<std::string> addresses_of(std::string_view mailboxes);

/// Whether mail could be sent there: one `@`, something plausible on both sides, a dot in the
/// domain, no spaces and no control characters. Not a proof that anybody reads it.
[[nodiscard]] bool is_plausible_address(std::string_view address);

/// A profile's web address without what the same profile is linked with in different ways.
[[nodiscard]] std::string profile_key(std::string_view url);

}  // namespace rounds::domain
