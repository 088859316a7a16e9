#include "importing/text_encoding.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

#include "importing/code_pages.h"

namespace rounds::importing {
namespace {

// The length of the beginning that is ASCII, found eight bytes at a time: most of a list is.
std::size_t ascii_length(std::string_view bytes) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  std::size_t at = 0;
  for (; at + sizeof(std::uint64_t) <= bytes.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, sizeof word);
    if ((word & high_bits) != 0) {
      break;
    }
  }
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) {
    ++at;
  }
  return at;
}

// In UTF-16, every other byte of Latin letters is zero. Which one tells the byte order.
const char* utf16_without_mark(std::string_view bytes) {
  constexpr std::size_t looked_at = 4096;
  const std::string_view beginning = bytes.substr(0, std::min(bytes.size(), looked_at));
  std::size_t even = 0;
  std::size_t odd = 0;
  for (std::size_t i = 0; i < beginning.size(); ++i) {
    if (beginning[i] == '\0') {
      ++(i % 2 == 0 ? even : odd);
    }
  }
  const std::size_t half = beginning.size() / 2;
  if (odd > half / 2 && even < half / 20) {
    return "UTF-16LE";
  }
  if (even > half / 2 && odd < half / 20) {
    return "UTF-16BE";
  }
  return nullptr;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  std::size_t at = 0;
  while ((at += ascii_length(bytes.substr(at))) < bytes.size()) {
    // ICU's macro counts in 32 bits; one character needs no more than four bytes.
    const auto* const source = reinterpret_cast<const std::uint8_t*>(bytes.data() + at);
    const auto available = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size() - at, 4));
    std::int32_t length = 0;
    UChar32 character = 0;
    U8_NEXT(source, length, available, character);  // NOLINT: the macro's style is ICU's
    if (character < 0) {
      return false;
    }
    at += static_cast<std::size_t>(length);
  }
  return true;
}

DecodedText decode_text(std::string_view bytes, std::string_view wanted) {
  if (is_known_code_page(wanted)) {
    return {from_code_page(bytes, std::string(wanted)), std::string(wanted), false, {}};
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) {
    return decode_text(bytes.substr(3));
  }
  if (bytes.starts_with("\xFF\xFE")) {
    return {from_code_page(bytes.substr(2), "UTF-16LE"), "UTF-16LE", false, {}};
  }
  if (bytes.starts_with("\xFE\xFF")) {
    return {from_code_page(bytes.substr(2), "UTF-16BE"), "UTF-16BE", false, {}};
  }
  if (const char* const encoding = utf16_without_mark(bytes); encoding != nullptr) {
    return {from_code_page(bytes, encoding), encoding, false, {}};
  }
  if (is_utf8(bytes)) {
    return {std::string(bytes), "UTF-8", false, {}};
  }
  CodePage page = guess_code_page(bytes);
  std::string text = from_code_page(bytes, page.name);
  return {std::move(text), std::move(page.name), page.unsure, std::move(page.others)};
}

std::string to_utf8(std::string_view bytes) { return decode_text(bytes).text; }

std::string beginning_of(std::string_view text, std::size_t most_bytes) {
  if (text.size() <= most_bytes) {
    return std::string(text);
  }
  std::size_t end = most_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return std::string(text.substr(0, end)) + "…";
}

}  // namespace rounds::importing
