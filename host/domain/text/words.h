#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rounds::domain {

/// A word of a text: letters and digits, with apostrophes and hyphens inside it.
struct Word {
  std::string_view text;
  std::string folded;       ///< as fold() gives it, without a possessive 's
  bool capital = false;     ///< begins with a capital, or its script has none
  std::string_view before;  ///< what stands between the word before it on the line and this one
  std::string_view after;   ///< what stands between this one and the next on the line
};

struct TextLine {
  std::string_view text;
  std::vector<Word> words;
};

/// The lines of a note's body that its writer wrote: no lines quoted with ">", no "… wrote:" above
/// them, and nothing from the signature's "-- " on. The views point into `body`; lines without
/// words are kept.
[[nodiscard]] std::vector<TextLine> own_lines(std::string_view body);

/// The words of one line.
[[nodiscard]] std::vector<Word> words_of(std::string_view line);

/// The folded words of a text, over all its lines.
[[nodiscard]] std::vector<std::string> folded_words(std::string_view text);

/// A folded word without the honorific that a Japanese name carries: "tanaka" of "tanaka-san".
[[nodiscard]] std::string_view without_honorific(std::string_view folded);

/// How long a text is in UTF-16 code units, which is what JavaScript counts in.
[[nodiscard]] std::size_t utf16_length(std::string_view utf8);

/// The first `most` bytes of a UTF-8 text, less a character that would be cut in two.
[[nodiscard]] std::string beginning(std::string_view text, std::size_t most);

/// Whether the text has no character beyond ASCII.
[[nodiscard]] bool is_ascii(std::string_view text);

/// Whether the text is nothing but spaces.
[[nodiscard]] bool is_blank(std::string_view text);

}  // namespace rounds::domain
