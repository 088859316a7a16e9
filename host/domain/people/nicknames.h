#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace rounds::domain {

/// Whether two given names, folded, may be the same person's: "ben" and "benjamin".
[[nodiscard]] bool are_nicknames(std::string_view one, std::string_view other);

/// The other names that somebody of this given name, folded, may go by.
[[nodiscard]] std::vector<std::string_view> nicknames_of(std::string_view name);
/// The groups of names, each a person's, in which this one stands, folded: names that share a group
/// may be the same person's.
[[nodiscard]] std::vector<std::size_t> nickname_groups(std::string_view name);

/// Whether this is, folded, one of the names and nicknames that we know.
[[nodiscard]] bool is_known_given_name(std::string_view name);

/// Whether this is, folded, one of them in full, and nobody's nickname alone: "benjamin".
[[nodiscard]] bool is_full_given_name(std::string_view name);

}  // namespace rounds::domain
