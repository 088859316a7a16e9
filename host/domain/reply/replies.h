#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "domain/reply/delivery_report.h"

namespace rounds::domain {

/// A message that arrived, as far as is needed to tell what it is.
struct ArrivedMessage {
  std::string from;  ///< "Name <address>"
  std::string subject;
  std::map<std::string, std::vector<std::string>> headers;  ///< by lower-case name
  std::string text;                                         ///< the first plain part
  std::string report;                ///< the delivery-status part (RFC 3464), when there is one
  std::vector<std::string> readers;  ///< the user's own mailboxes: "Rosa <rosa@example.org>"
};

enum class MessageKind {
  human,       ///< written by somebody; whether it answers a note is for the caller to find out
  auto_reply,  ///< an out-of-office or another automatic answer
  bounce,      ///< a note could not be delivered, for good
  temporary,   ///< a note could not be delivered yet; the server goes on trying
  bulk,        ///< a newsletter, a list or a notification: never an answer to a note
};

/// Somebody whom a note could not reach, and why.
struct FailedRecipient {
  std::string original;  ///< whom the user wrote to, as far as the report says it
  std::string final;     ///< whom the last server wrote to: forwarded, perhaps
  FailureReason reason = FailureReason::unknown;
};

struct Classification {
  MessageKind kind = MessageKind::human;
  /// What this was told from, the strongest first: "auto_submitted", "away_words", …
  std::vector<std::string> evidence;
  /// Of a bounce or a delay: the recipients of its report, or those that its text names.
  std::vector<FailedRecipient> failures;
  /// Of a bounce or a delay: why.
  FailureReason reason = FailureReason::unknown;
  /// Where somebody has moved to, as a bounce or an automatic answer tells: proposals.
  std::vector<std::string> moved_to;
  /// Of a bounce or a delay: whom the note could not reach, as address_of gives them.
  std::vector<std::string> failed_addresses;
  /// Of a bounce, a delay or an automatic answer: the notes that it names in its report or text,
  /// besides its In-Reply-To and References.
  std::vector<std::string> original_message_ids;
};

/// Tells what kind of message this is. What shows a mark of a machine is never called human on
/// account of its words; what shows none is called a machine's on account of its words alone only
/// when it is from a mailer-daemon or reads as a notice throughout (see absence.h).
[[nodiscard]] Classification classify_message(const ArrivedMessage& message);

/// Why a message is worth a look at its headers and text though nothing is known of its sender: it
/// is from a mailer-daemon ("machine_sender"), or its subject is that of a failure
/// ("failure_subject") or of an automatic answer ("automatic_subject"); empty when it is not.
[[nodiscard]] std::string_view automatic_evidence(std::string_view from, std::string_view subject);

/// The same as yes or no.
[[nodiscard]] bool looks_automatic(std::string_view from, std::string_view subject);

/// Which of somebody's addresses a bounce declares dead: the recipient that was asked for decides,
/// then the one that the server wrote to, then, when neither is theirs, whom the text names. `own`
/// are all of theirs as address_of gives them. Nobody is dead whose mailbox is full.
[[nodiscard]] std::vector<std::string> dead_addresses(const Classification& bounce,
                                                      const std::vector<std::string>& own);

/// Whether a bounce is about somebody else than these: the note was forwarded, or had a copy.
[[nodiscard]] bool is_about_others(const Classification& bounce,
                                   const std::vector<std::string>& own);

/// The message ids in a Message-ID, In-Reply-To or References header, without angle brackets, in
/// order, each once. Ids without brackets, as Thunderbird gives them, are taken too; what is no id
/// is left out. The case of an id is kept.
[[nodiscard]] std::vector<std::string> parse_message_ids(std::string_view header);

}  // namespace rounds::domain
