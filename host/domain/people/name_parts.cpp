#include "domain/people/name_parts.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "domain/people/name_case.h"
#include "domain/people/name_lists.h"
#include "domain/people/names.h"
#include "domain/text/word_lists.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

constexpr std::size_t kMostWords = 8;
constexpr std::size_t kLongestName = 400;

constexpr auto suffixes = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"jr", "jr"},
    {"junior", "jr"},
    {"jun", "jr"},
    {"jnr", "jr"},
    {"sr", "sr"},
    {"senior", "sr"},
    {"sen", "sr"},
    {"snr", "sr"},
    {"ii", "ii"},
    {"iii", "iii"},
    {"iv", "iv"},
});

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += with.size()) {
    text.replace(at, what.size(), with);
  }
}

/// With ö as oe and so on, as people write it where they have no umlauts.
std::string spell_out(std::string text) {
  static constexpr auto letters = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"ä", "ae"},
      {"ö", "oe"},
      {"ü", "ue"},
      {"Ä", "Ae"},
      {"Ö", "Oe"},
      {"Ü", "Ue"},
      {"å", "aa"},
      {"Å", "Aa"},
      {"ø", "oe"},
      {"Ø", "Oe"},
      {"a\u0308", "ae"},
      {"o\u0308", "oe"},
      {"u\u0308", "ue"},
  });
  for (const auto& [letter, spelling] : letters) replace_all(text, letter, spelling);
  return text;
}

using OwnedTransliterator = std::unique_ptr<icu::Transliterator>;

OwnedTransliterator make_transliterator(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  OwnedTransliterator made(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
  return U_SUCCESS(status) != 0 ? std::move(made) : nullptr;
}

/// A word in Cyrillic or Greek letters in Latin ones; of others, which have no one spelling, as it
/// is. Making a transliterator takes milliseconds, so it is made when the first such word comes.
std::string to_latin(const std::string& word) {
  auto text = icu::UnicodeString::fromUTF8(word);
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(text.char32At(0), &status);
  const icu::Transliterator* latin = nullptr;
  if (script == USCRIPT_CYRILLIC) {
    static const OwnedTransliterator russian = make_transliterator("Russian-Latin/BGN");
    static const OwnedTransliterator cyrillic = make_transliterator("Cyrillic-Latin");
    latin = russian ? russian.get() : cyrillic.get();
  } else if (script == USCRIPT_GREEK) {
    static const OwnedTransliterator greek = make_transliterator("Greek-Latin");
    latin = greek.get();
  }
  if (latin == nullptr) return word;
  latin->transliterate(text);
  std::string result;
  text.toUTF8String(result);
  result = fold(result);
  std::erase_if(result, [](char c) { return static_cast<unsigned char>(c) >= 0x80 || c == '\''; });
  return result;
}

std::string sound_of(std::string text) {
  static constexpr auto spellings = std::to_array<std::pair<std::string_view, std::string_view>>({
      {"shch", "sh"},
      {"sch", "sh"},
      {"tch", "ch"},
      {"kh", "h"},
      {"ph", "f"},
      {"ck", "k"},
      {"x", "ks"},
      {"w", "v"},
      {"y", "i"},
      {"j", "i"},
      {"ou", "u"},
  });
  if (!is_ascii(text)) return text;
  for (const auto& [letters, sound] : spellings) replace_all(text, letters, sound);
  if (text.starts_with("ie") && text.size() > 4) text.erase(0, 1);  // Yevgeny, Evgeny
  text.erase(std::unique(text.begin(), text.end()), text.end());
  return text;
}

NameWord make_word(const std::string& raw) {
  NameWord word;
  word.text = fold(raw);
  std::erase_if(word.text, [](char c) { return c == '\'' || c == '.'; });
  if (is_ascii(word.text)) {
    word.spelled = is_ascii(raw) ? word.text : fold(spell_out(raw));
    std::erase_if(word.spelled, [](char c) { return c == '\'' || c == '.'; });
  } else {
    // In capitals first letters of a transliteration would depend on what follows.
    std::string latin = to_latin(word.text);
    word.foreign = is_ascii(latin) && !latin.empty();
    if (word.foreign) word.text = std::move(latin);
    word.spelled = word.text;
  }
  word.initial = word.text.size() == 1;
  word.sound = sound_of(word.text);
  return word;
}

/// Letters, marks, digits, and what may stand inside a word. Emoji and the like separate words.
bool is_part_of_word(UChar32 c) {
  return u_isalpha(c) || u_isdigit(c) || c == '\'' || c == 0x2019 || c == '&' || c == '+' ||
         (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

/// The raw words of a text, with "," and parentheses as words of their own. Full stops end a word,
/// so that "J.R." are two initials.
std::vector<std::string> raw_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) words.push_back(std::exchange(word, {}));
  };
  const auto size = static_cast<std::int32_t>(text.size());
  const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
  for (std::int32_t i = 0; i < size;) {
    const std::int32_t begin = i;
    UChar32 c = 0;
    U8_NEXT(bytes, i, size, c);  // NOLINT: the macro's style is ICU's
    if (c >= 0 && is_part_of_word(c)) {
      word.append(
          text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(i - begin)));
      continue;
    }
    end_word();
    if (c == ',' || c == '(' || c == ')' || c == '[' || c == ']') {
      words.emplace_back(1, c == '[' ? '(' : c == ']' ? ')' : static_cast<char>(c));
    }
  }
  end_word();
  return words;
}

bool is_pronoun(std::string_view word) {
  static constexpr auto pronouns = std::to_array<std::string_view>(
      {"she", "her", "hers", "he", "him", "his", "they", "them", "sie", "ihr", "er", "ihm"});
  return is_one_of(word, pronouns);
}

/// Reads a name word by word.
class NameReader {
 public:
  NameReader(std::string_view name, bool is_family)
      : raw_(raw_words(name.substr(0, kLongestName))), is_family_(is_family) {}

  NameParts read() {
    for (const std::string& raw : raw_) take(raw);
    drop_particles(parts_.words);
    drop_particles(parts_.former);
    if (parts_.family_first >= parts_.words.size()) parts_.family_first = 0;
    return std::move(parts_);
  }

 private:
  void take(const std::string& raw) {
    if (raw == "(") {
      inside_ = true;
      return;
    }
    if (raw == ")") {
      inside_ = false;
      return;
    }
    if (raw == ",") {
      if (commas_++ == 0 && !inside_) parts_.family_first = parts_.words.size();
      return;
    }
    NameWord word = make_word(raw);
    if (word.text.empty()) return;
    if (is_couples_sign(word, raw)) {
      parts_.several = parts_.several || !inside_;
    } else if (is_in(NameList::households, word.text)) {
      parts_.several = true;
    } else if (is_in(NameList::born, word.text) && !word.initial && is_small(raw)) {
      former_ = true;
    } else if (inside_ || former_) {
      if (!is_pronoun(word.text) && !word.initial && parts_.former.size() < kMostWords) {
        parts_.former.push_back(std::move(word));
      }
    } else {
      take_outside(std::move(word));
    }
  }

  static bool is_small(std::string_view raw) {
    return case_of(raw) == LetterCase::lower || raw == "Née" || raw == "Geb";
  }

  /// "Ann & Bob", "Ann and Bob", but not "Ann E Lee".
  static bool is_couples_sign(const NameWord& word, std::string_view raw) {
    return is_in(NameList::couples, word.text) &&
           (case_of(raw) == LetterCase::lower || case_of(raw) == LetterCase::none) &&
           (!word.initial || raw == "&" || raw == "+");
  }

  void take_outside(NameWord word) {
    const auto* const suffix =
        std::find_if(suffixes.begin(), suffixes.end(),
                     [&](const auto& known) { return known.first == word.text; });
    if (suffix != suffixes.end() && !parts_.words.empty()) {
      parts_.suffix = suffix->second;
    } else if (!is_no_name(word) && parts_.words.size() < kMostWords) {
      parts_.words.push_back(std::move(word));
    }
  }

  /// Titles, credentials and numbers.
  [[nodiscard]] bool is_no_name(const NameWord& word) const {
    const bool credential = is_in(NameList::degrees, word.text) &&
                            !is_marked(NameList::degrees, word.text, "name") &&
                            parts_.words.size() > 1;
    return credential || is_title(word) ||
           word.text.find_first_of("0123456789") != std::string::npos;
  }

  /// A letter alone is an initial, wherever it may be short for a title.
  [[nodiscard]] bool is_title(const NameWord& word) const {
    return !word.initial && is_in(NameList::titles, word.text) &&
           !(parts_.words.empty() && is_marked(NameList::titles, word.text, "name")) &&
           !is_in(NameList::given, word.text) && parts_.words.size() <= 1;
  }

  /// "van der Berg" is found under Berg, but somebody called Ben or Al keeps his name.
  void drop_particles(std::vector<NameWord>& words) {
    for (std::size_t i = words.size(); i-- > 0;) {
      const bool last = i + 1 == words.size();
      const bool before_comma = &words == &parts_.words && i < parts_.family_first;
      if (last || (i == 0 && !before_comma && !is_family_) || words[i].initial ||
          !is_in(NameList::particles, words[i].text)) {
        continue;
      }
      words.erase(words.begin() + static_cast<std::ptrdiff_t>(i));
      if (before_comma) --parts_.family_first;
    }
  }

  std::vector<std::string> raw_;
  bool is_family_;
  NameParts parts_;
  int commas_ = 0;
  bool inside_ = false;
  bool former_ = false;
};

}  // namespace

bool is_same_word(const NameWord& one, const NameWord& other) {
  if (one.text == other.text || one.spelled == other.text || one.text == other.spelled) {
    return true;
  }
  return one.foreign != other.foreign && one.sound == other.sound;
}

NameParts parse_name(std::string_view name) { return NameReader(name, false).read(); }

NameParts parse_family_name(std::string_view name) { return NameReader(name, true).read(); }

std::vector<NameWord> local_part_words(std::string_view local) {
  std::vector<NameWord> words;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty() && words.size() < kMostWords) words.push_back(make_word(word));
    word.clear();
  };
  for (const char c : local.substr(0, std::min(local.find('+'), kLongestName))) {
    if (std::string_view("._-").find(c) != std::string_view::npos) {
      end_word();
    } else if (c < '0' || c > '9') {
      word += c;
    }
  }
  end_word();
  return words;
}

}  // namespace rounds::domain
