#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rounds::importing {

/// True for well-formed UTF-8 (no overlong forms, no surrogates).
[[nodiscard]] bool is_utf8(std::string_view bytes);

/// A text file's bytes as UTF-8 without a byte order mark. Recognised are UTF-8 and UTF-16 in both
/// byte orders, with a mark or without; anything else is read as windows-1252, in which every byte
/// means something. Bytes that are no text at all come out as text of no use.
[[nodiscard]] std::string to_utf8(std::string_view bytes);

/// The beginning of a valid UTF-8 text, of at most so many bytes, with "…" where something was cut.
[[nodiscard]] std::string beginning_of(std::string_view text, std::size_t most_bytes);

}  // namespace rounds::importing
