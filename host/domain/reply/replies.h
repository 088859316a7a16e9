#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace rounds::domain {

/// A message that arrived, as far as is needed to tell what it is.
struct ArrivedMessage {
  std::string from;  ///< "Name <address>"
  std::string subject;
  std::map<std::string, std::vector<std::string>> headers;  ///< by lower-case name
  std::string text;                                         ///< the first plain part
  std::string report;  ///< the delivery-status part (RFC 3464), when there is one
};

enum class MessageKind {
  human,       ///< written by somebody; whether it answers a note is for the caller to find out
  auto_reply,  ///< an out-of-office or another automatic answer
  bounce,      ///< a note could not be delivered, for good
  temporary,   ///< a note could not be delivered yet; the server goes on trying
  bulk,        ///< a newsletter, a list or a notification: never an answer to a note
};

struct Classification {
  MessageKind kind = MessageKind::human;
  /// Of a bounce or a delay: whom the note could not reach, as address_of gives them.
  std::vector<std::string> failed_addresses;
  /// Of a bounce, a delay or an automatic answer: the notes that it names in its report or text,
  /// besides its In-Reply-To and References.
  std::vector<std::string> original_message_ids;
};

/// Tells what kind of message this is. What shows a mark of a machine is never called human on
/// account of its words; what shows none is called a machine's on account of its words alone only
/// when it is from a mailer-daemon or reads as a notice throughout (see domain/absence.h).
[[nodiscard]] Classification classify_message(const ArrivedMessage& message);

/// Whether a message is worth a look at its headers and text though nothing is known of its sender:
/// it is from a mailer-daemon, or its subject is that of a failure or of an automatic answer.
[[nodiscard]] bool looks_automatic(std::string_view from, std::string_view subject);

/// The message ids in a Message-ID, In-Reply-To or References header, without angle brackets, in
/// order, each once. Ids without brackets, as Thunderbird gives them, are taken too; what is no id
/// is left out. The case of an id is kept.
[[nodiscard]] std::vector<std::string> parse_message_ids(std::string_view header);

}  // namespace rounds::domain
