#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace rounds::importing {

/// True for well-formed UTF-8 (no overlong forms, no surrogates).
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// A text file's bytes as UTF-8 without a byte order mark, and what they were taken for.
struct DecodedText {
  std::string text;
  std::string encoding;             ///< "UTF-8", "UTF-16LE", "windows-1250", …
  bool unsure = false;              ///< the user should say whether the letters are right
  std::vector<std::string> others;  ///< what else it may be, where unsure
};

/// Recognised are UTF-8 and UTF-16 in both byte orders, with a mark or without, and by their
/// letters the code pages of old programs; or it is taken for `wanted`, where that is one of them.
/// Bytes that are no text at all come out as text of no use.
[[nodiscard]] DecodedText decode_text(std::string_view bytes, std::string_view wanted = "");

/// Its text alone.
[[nodiscard]] std::string to_utf8(std::string_view bytes);

/// The beginning of a valid UTF-8 text, of at most so many bytes, with "…" where something was cut.
[[nodiscard]] std::string beginning_of(std::string_view text, std::size_t most_bytes);

}  // namespace rounds::importing
