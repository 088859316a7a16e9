#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rounds::domain {

/// What a notice is compared with, folded: whoever is called by name is written to by somebody.
struct NoticeContext {
  std::vector<std::string> reader;  ///< words of the user's names
  std::vector<std::string> writer;  ///< words of the sender's names
};

/// What the words of a message are those of.
enum class NoticeKind {
  none,       ///< somebody wrote them, or nothing says otherwise
  machine,    ///< they say themselves that a machine sent them
  away,       ///< an absence: that they are away and what to do meanwhile, and nothing else
  received,   ///< an acknowledgement that something arrived
  left,       ///< an address or a job given up, told by whoever looks after it
  challenge,  ///< a filter that wants to know whether the sender is human
  receipt,    ///< a note was displayed, delivered or deleted
};

[[nodiscard]] std::string_view name_of(NoticeKind kind);

/// Tells a notice by its words alone, which no header marks as one. Shy: each sentence has to be
/// one of a notice, and one that greets the reader by name, asks something or tells something else
/// is somebody's. Words quoted from another message do not count.
[[nodiscard]] NoticeKind notice_kind(std::string_view subject, std::string_view text,
                                     const NoticeContext& context = {});

/// Whether the words say that their writer is away, and do not greet the reader by name. For a
/// message that shows a machine's mark besides, that is enough.
[[nodiscard]] bool says_away(std::string_view text, const NoticeContext& context = {});

/// Whether a subject, flattened, is that of an absence and not of an answer.
[[nodiscard]] bool is_away_subject(std::string_view subject);

/// Whether a subject begins as programs begin those of their automatic answers: "Automatic reply:".
/// An answer to such a message begins with "Re:".
[[nodiscard]] bool is_automatic_subject(std::string_view subject);

/// Whether a subject begins as that of a receipt: "Read:".
[[nodiscard]] bool is_receipt_subject(std::string_view subject);

}  // namespace rounds::domain
