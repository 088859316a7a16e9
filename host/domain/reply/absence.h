#pragma once

#include <string_view>

namespace rounds::domain {

/// Whether the words of a message are those of an automatic notice, which no header marks as one:
/// an absence, an address or a job given up, a question whether the sender is human, a receipt.
/// Shy: somebody who writes between two journeys asks something, tells something, or quotes the
/// note; a notice says that it is away and what to do meanwhile, and nothing else.
[[nodiscard]] bool reads_as_notice(std::string_view subject, std::string_view text);

/// Whether the words say that their writer is away. For a message that shows a machine's mark
/// besides, that is enough.
[[nodiscard]] bool says_away(std::string_view text);

}  // namespace rounds::domain
