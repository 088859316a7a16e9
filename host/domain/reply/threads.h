#pragma once

#include <string>
#include <string_view>

namespace rounds::domain {

/// A subject as its thread shares it.
struct ThreadSubject {
  std::string rest;      ///< folded, without "Re:", "AW:", "[EXT]" and the like
  bool answers = false;  ///< it had such a "Re:", in whatever language
};

[[nodiscard]] ThreadSubject thread_subject(std::string_view subject);

/// Text for comparing: folded, with every run of spaces and line ends as one space, and with typed
/// apostrophes.
[[nodiscard]] std::string flatten(std::string_view text);

/// What somebody wrote above the message that they quote: the text up to the first quoted line or
/// to the line that introduces it ("On Monday Ann wrote:").
[[nodiscard]] std::string_view own_words(std::string_view text);

/// Whether a message quotes a line of the note that is long enough to be nobody else's.
[[nodiscard]] bool quotes_note(std::string_view text, std::string_view note);

/// The name in "Name <address>", folded, and given name first where it stands as "Family, Given".
[[nodiscard]] std::string folded_name_of(std::string_view mailbox);

}  // namespace rounds::domain
