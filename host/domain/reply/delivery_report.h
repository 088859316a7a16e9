#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rounds::domain {

/// Why a note could not be delivered, as far as it matters for the address (RFC 3463).
enum class FailureReason {
  address,      ///< nobody has it: X.1.x, a mailbox that was closed, a domain that is not there
  full,         ///< the mailbox is full
  size,         ///< the note is too large
  policy,       ///< a filter or a rule refused it
  unreachable,  ///< the server did not answer or had troubles of its own
  unknown,      ///< for good, and nothing more is said
};

[[nodiscard]] std::string_view name_of(FailureReason reason);

/// Whether whoever is told so writes to nobody: the address is dead.
[[nodiscard]] bool kills_address(FailureReason reason);

/// One recipient of a delivery report (RFC 3464).
struct ReportedRecipient {
  enum class Action { failed, delayed, done };
  Action action = Action::failed;
  std::string original;  ///< whom the sender wrote to; empty when it is not said
  std::string final;     ///< whom the server wrote to in the end, forwarded perhaps
  std::string status;    ///< "5.1.1"
  std::string diagnostic;
};

/// The recipients of a report, in its order, their addresses as address_of gives them and without
/// quotes that are not needed.
[[nodiscard]] std::vector<ReportedRecipient> parse_report(std::string_view report);

/// The reason of a failure by its status, and where that says nothing by the words of the server.
[[nodiscard]] FailureReason failure_reason(std::string_view status, std::string_view words);

/// The first enhanced status in a text, "5.1.1", or empty.
[[nodiscard]] std::string status_in(std::string_view text);

/// Whether a text has a line in which an SMTP server refuses for good: "550 …", "554-…".
[[nodiscard]] bool has_smtp_refusal(std::string_view text);

/// An address without quotes around its local part and without backslashes.
[[nodiscard]] std::string plain_recipient(std::string_view mailbox);

}  // namespace rounds::domain
