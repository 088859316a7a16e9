#include "domain/text/words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "domain/text/folding.h"

namespace rounds::domain {
namespace {

// What is longer was hardly written by hand, and costs memory.
constexpr std::size_t longest_note = std::size_t{1024} * 1024;

struct Character {
  UChar32 code = 0;  // negative where the UTF-8 is broken
  std::size_t length = 1;
};

Character character_at(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) {
    return {first, 1};
  }
  const auto* const source = reinterpret_cast<const std::uint8_t*>(text.data() + at);
  const auto available = static_cast<std::int32_t>(std::min<std::size_t>(text.size() - at, 4));
  std::int32_t length = 0;
  UChar32 code = 0;
  U8_NEXT(source, length, available, code);  // NOLINT: the macro's style is ICU's
  return {code, static_cast<std::size_t>(length)};
}

bool is_word_character(UChar32 code) {
  if (code < 0x80) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') ||
           (code >= '0' && code <= '9');
  }
  return u_isalnum(code) != 0 || (U_GET_GC_MASK(code) & U_GC_M_MASK) != 0;  // NOLINT: ICU's macros
}

bool joins_words(UChar32 code) {
  return code == '\'' || code == '-' || code == 0x2019 || code == 0x2010 || code == 0x2011;
}

// Where the word ends that begins at `begin`.
std::size_t word_end(std::string_view line, std::size_t begin) {
  std::size_t end = begin;
  while (end < line.size()) {
    const Character here = character_at(line, end);
    if (is_word_character(here.code)) {
      end += here.length;
      continue;
    }
    const std::size_t next = end + here.length;
    if (!joins_words(here.code) || next >= line.size() ||
        !is_word_character(character_at(line, next).code)) {
      break;
    }
    end = next;
  }
  return end;
}

std::string without_possessive(std::string folded) {
  if (folded.size() > 2 && folded.ends_with("'s")) {
    folded.resize(folded.size() - 2);
  }
  return folded;
}

bool is_quoted(std::string_view line) { return line.starts_with('>'); }

std::string_view without_end_spaces(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\r");
  return last == std::string_view::npos ? std::string_view() : text.substr(0, last + 1);
}

}  // namespace

std::vector<Word> words_of(std::string_view line) {
  std::vector<Word> words;
  std::size_t last_end = 0;
  for (std::size_t at = 0; at < line.size();) {
    const Character here = character_at(line, at);
    if (!is_word_character(here.code)) {
      at += here.length;
      continue;
    }
    const std::size_t end = word_end(line, at);
    Word word;
    word.text = line.substr(at, end - at);
    word.folded = without_possessive(fold(word.text));
    word.capital = u_isULowercase(here.code) == 0 && u_isdigit(here.code) == 0;
    word.before = line.substr(last_end, at - last_end);
    if (!words.empty()) {
      words.back().after = word.before;
    }
    words.push_back(std::move(word));
    last_end = at = end;
  }
  if (!words.empty()) {
    words.back().after = line.substr(last_end);
  }
  return words;
}

std::vector<TextLine> own_lines(std::string_view body) {
  body = body.substr(0, longest_note);
  std::vector<TextLine> lines;
  constexpr std::size_t none = std::string_view::npos;
  std::size_t last_text = none;  // the last of the lines that is not blank
  for (std::size_t begin = 0; begin < body.size();) {
    const std::size_t end = std::min(body.find('\n', begin), body.size());
    const std::string_view line = body.substr(begin, end - begin);
    begin = end + 1;
    const std::string_view trimmed = without_end_spaces(line);
    if (trimmed == "--") {
      break;
    }
    if (is_quoted(line)) {
      // "On 3 March Anna Lee wrote:" belongs to what it introduces.
      if (last_text != none && without_end_spaces(lines[last_text].text).ends_with(':')) {
        lines.resize(last_text);
      }
      last_text = none;
      continue;
    }
    if (!is_blank(trimmed)) {
      last_text = lines.size();
    }
    lines.push_back({line, {}});
  }
  for (TextLine& line : lines) {
    line.words = words_of(line.text);
  }
  return lines;
}

std::string_view without_honorific(std::string_view folded) {
  for (const std::string_view honorific : {"-san", "-sama", "-sensei", "-kun", "-chan"}) {
    if (folded.size() > honorific.size() && folded.ends_with(honorific)) {
      folded.remove_suffix(honorific.size());
      break;
    }
  }
  return folded;
}

std::size_t utf16_length(std::string_view utf8) {
  std::size_t length = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    // Continuation bytes count nothing; characters beyond the first plane take two units.
    if ((byte & 0xC0U) != 0x80) {
      length += byte >= 0xF0 ? 2 : 1;
    }
  }
  return length;
}

std::string beginning(std::string_view text, std::size_t most) {
  if (text.size() <= most) return std::string(text);
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  while (most > 0 && continues(text[most])) --most;
  return std::string(text.substr(0, most));
}

bool is_blank(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character here = character_at(text, at);
    if (here.code > ' ' && u_isUWhiteSpace(here.code) == 0 && here.code != 0x200B &&
        here.code != 0xFEFF) {
      return false;
    }
    at += here.length;
  }
  return true;
}

std::vector<std::string> folded_words(std::string_view text) {
  std::vector<std::string> folded;
  for (Word& word : words_of(text)) {
    folded.push_back(std::move(word.folded));
  }
  return folded;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace rounds::domain
