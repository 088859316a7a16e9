#include "domain/people/name_text.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "domain/people/name_lists.h"
#include "domain/people/names.h"

namespace rounds::domain {
namespace {

using icu::UnicodeString;

constexpr std::size_t longest_name = 1000;

std::string utf8(const UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

std::string key_of(std::string_view text) {
  std::string key = fold(text);
  std::erase(key, '.');
  while (key.ends_with('\'')) key.pop_back();
  return key;
}

bool is_letter(UChar32 c) {
  return u_isalpha(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;  // NOLINT: ICU's macros
}

/// What stands inside a word.
bool joins(UChar32 c) {
  return c == '\'' || c == 0x2019 || c == 0x02BC || c == '-' || c == 0x2010 || c == 0x2011 ||
         c == '.' || c == '_' || c == '/' || c == '&' || c == '+' || c == 0x05F3 || c == 0x05F4 ||
         c == 0x200C;
}

/// The character that closes what this one opens, 0 when it opens nothing.
UChar32 closing(UChar32 opening) {
  constexpr std::pair<UChar32, UChar32> pairs[] = {
      {'(', ')'},       {'[', ']'},       {'{', '}'},       {0xFF08, 0xFF09}, {'"', '"'},
      {0x201C, 0x201D}, {0x201E, 0x201C}, {0x00AB, 0x00BB}, {0x2018, 0x2019}, {0x201A, 0x2018},
      {'\'', '\''},     {0x300C, 0x300D}, {0x3010, 0x3011}};
  for (const auto& [open, close] : pairs) {
    if (open == opening) return close;
  }
  return 0;
}

bool is_quote(UChar32 c) { return c != '(' && c != '[' && c != '{' && c != 0xFF08 && c != 0x3010; }

/// The letters as they are meant: composed, and without the look of another alphabet.
UnicodeString normal(std::string_view name) {
  const auto text = UnicodeString::fromUTF8(
      {name.data(), static_cast<std::int32_t>(std::min(name.size(), longest_name))});
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const nfc = icu::Normalizer2::getNFCInstance(status);
  const icu::Normalizer2* const nfkc = icu::Normalizer2::getNFKCInstance(status);
  if (U_FAILURE(status) != 0) return text;
  UnicodeString result;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const bool fancy = (c >= 0x1D400 && c <= 0x1D7FF) || (c >= 0xFF01 && c <= 0xFF5E) ||
                       (c >= 0x2460 && c <= 0x24FF) || (c >= 0x1F110 && c <= 0x1F189) ||
                       (c >= 0x2100 && c <= 0x214F && c != 0x2122);
    if (fancy) {
      result.append(nfkc->normalize(UnicodeString(c), status));
    } else {
      result.append(c);
    }
  }
  result = nfc->normalize(result, status);
  return U_FAILURE(status) != 0 ? text : result;
}

/// Splits at blanks and at what no name has; commas are told.
std::vector<NameToken> tokens_of(const UnicodeString& text, bool& decorated) {
  std::vector<NameToken> tokens;
  UnicodeString word;
  bool comma = false;
  const auto end = [&] {
    while (word.length() > 0 && (word.endsWith(u"-") != 0 || word.endsWith(u"_") != 0 ||
                                 (word.length() > 1 && word.endsWith(u"/") != 0))) {
      word.truncate(word.length() - 1);
    }
    if (word.length() > 0) {
      NameToken token;
      token.text = utf8(word);
      token.key = key_of(token.text);
      token.letter_case = case_of(token.text);
      token.comma_before = std::exchange(comma, false);
      if (!token.key.empty()) tokens.push_back(std::move(token));
    }
    word.remove();
  };
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c == ',' || c == 0xFF0C || c == 0x3001 || c == 0x060C) {
      end();
      comma = !tokens.empty();
    } else if (is_letter(c)) {
      // "Dr.Ann" and "J.Robert" are two words, "J.R." and "ann.lee" are one.
      const UChar32 next = text.char32At(text.moveIndex32(i, 1));
      const bool name_follows =
          u_islower(c) == 0 && is_letter(next) && (word.length() > 2 || u_isupper(next) == 0);
      if (word.endsWith(u".") != 0 && name_follows) end();
      word.append(c);
    } else if (u_isdigit(c) != 0 || c == '&' || c == '+' || c == '@' ||
               (joins(c) && word.length() > 0) ||
               (c == 0x00B7 && word.length() > 0 && !is_eastern_script(utf8(word))) ||
               ((c == '\'' || c == 0x2019) && is_letter(text.char32At(i + 1)))) {
      word.append(c);
    } else {
      const bool invisible = u_charType(c) == U_FORMAT_CHAR || u_charType(c) == U_CONTROL_CHAR;
      const bool blank = u_isUWhiteSpace(c) != 0;
      decorated = decorated || (!invisible && !blank && c > 0x7F && c != 0x00B7 && c != 0x30FB);
      if (!invisible || blank) end();
    }
  }
  end();
  // A word without a letter is none, but for a couple's sign.
  std::erase_if(tokens, [](const NameToken& token) {
    return letters_in(token.text) == 0 && token.key != "&" && token.key != "+" &&
           token.key.find('@') == std::string::npos;
  });
  return tokens;
}

bool is_born(const NameToken& token) { return is_in(NameList::born, token.key); }

/// The words of a nickname in quotes or brackets, unless what stands there is something else.
std::optional<std::string> nickname_in(std::vector<NameToken> words, bool quoted, bool shouted) {
  if (!words.empty() && is_in(NameList::also_known, words.front().key)) words.erase(words.begin());
  constexpr std::size_t most_words = 2;
  if (words.empty() || words.size() > most_words) return std::nullopt;
  std::string name;
  for (const NameToken& word : words) {
    const bool acronym =
        word.letter_case == LetterCase::upper && word.text.size() <= 5 && !shouted && !quoted;
    const bool degree =
        is_in(NameList::degrees, word.key) &&
        !(word.letter_case == LetterCase::title && is_marked(NameList::degrees, word.key, "name"));
    if (is_in(NameList::remarks, word.key) || degree || is_in(NameList::titles, word.key) ||
        is_in(NameList::firm_words, word.key) || acronym || word.initials() ||
        word.letter_case == LetterCase::lower || word.comma_before ||
        word.text.find_first_of("/@&+0123456789") != std::string::npos) {
      return std::nullopt;
    }
    name += (name.empty() ? "" : " ") + word.text;
  }
  return name;
}

/// Whether a slogan or an employer begins here: behind a bar, a bullet or a dash with a blank.
bool begins_slogan(const UnicodeString& text, std::int32_t at) {
  const UChar32 c = text.char32At(at);
  if (c == '|' || c == ';' || c == 0x2022 || c == 0xFF5C || c == '~' || c == 0x2192) return true;
  const bool behind_blank = at == 0 || u_isUWhiteSpace(text.charAt(at - 1)) != 0;
  const bool before_blank = at + 1 >= text.length() || u_isUWhiteSpace(text.charAt(at + 1)) != 0;
  if (c == 0x2013 || c == 0x2014) return behind_blank || before_blank;
  if (c == ':') return before_blank;
  if (c == '#') return behind_blank;
  return (c == '-' || c == '@' || c == '/') && behind_blank && before_blank;
}

/// Cuts off "geb. Kurz" and "z domu Kurz", up to a comma.
void cut_maiden_name(NameText& name) {
  std::vector<NameToken>& tokens = name.tokens;
  for (std::size_t i = 1; i < tokens.size(); ++i) {
    std::size_t words = is_born(tokens[i]) ? 1 : 0;
    if (i + 1 < tokens.size() && is_in(NameList::born, tokens[i].key + " " + tokens[i + 1].key)) {
      words = 2;
    }
    const bool marked = tokens[i].letter_case == LetterCase::lower || tokens[i].dotted();
    if (words == 0 || !marked || i + words >= tokens.size()) continue;
    std::size_t end = i + words;
    while (end < tokens.size() && !tokens[end].comma_before) ++end;
    tokens.erase(tokens.begin() + static_cast<std::ptrdiff_t>(i),
                 tokens.begin() + static_cast<std::ptrdiff_t>(end));
    name.maiden = true;
    return;
  }
}

/// Cuts off "aka Bob" and "at Acme"; the one is a name to call by.
void cut_what_follows(NameText& name, bool shouted) {
  std::vector<NameToken>& tokens = name.tokens;
  for (std::size_t i = 1; i + 1 < tokens.size(); ++i) {
    if (tokens[i].letter_case != LetterCase::lower || !is_in(NameList::also_known, tokens[i].key) ||
        tokens[i].comma_before) {
      continue;
    }
    std::vector<NameToken> rest(tokens.begin() + static_cast<std::ptrdiff_t>(i) + 1, tokens.end());
    if (!is_marked(NameList::also_known, tokens[i].key, "place") && !name.nickname) {
      name.nickname = nickname_in(std::move(rest), true, shouted);
    }
    tokens.resize(i);
    name.decorated = true;
    return;
  }
}

/// "ann.lee", "ann_lee82", "annlee82": letters that a machine asked for.
bool is_handle(const std::vector<NameToken>& tokens, std::string_view raw) {
  if (raw.find('@') != std::string_view::npos) return true;
  if (tokens.size() != 1) return false;
  const std::string& text = tokens.front().text;
  const std::size_t dot = text.find_first_of("._");
  const bool inner = dot != std::string::npos && dot > 1 && dot + 2 < text.size() &&
                     text.find("..") == std::string::npos;
  const bool digits = text.find_first_of("0123456789") != std::string::npos;
  const std::string end = text.substr(dot == std::string::npos ? text.size() : dot + 1);
  const bool host = inner && case_of(end) == LetterCase::lower && end.size() <= 3;  // "Acme.de"
  return digits || host || text.find('_') != std::string::npos ||
         (inner && tokens.front().letter_case == LetterCase::lower);
}

}  // namespace

bool NameToken::initials() const {
  const auto unicode =
      UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
  int letters = 0;
  int dots = 0;
  bool vowel = false;
  for (std::int32_t i = 0; i < unicode.length(); i = unicode.moveIndex32(i, 1)) {
    const UChar32 c = unicode.char32At(i);
    dots += c == '.' ? 1 : 0;
    letters += u_isalpha(c) != 0 ? 1 : 0;
    vowel = vowel || UnicodeString(u"AEIOUYaeiouy").indexOf(c) >= 0 || c > 0x7F;
  }
  if (letters == 1) {
    // One letter is a whole name where letters are syllables or words.
    return u_isULowercase(u_tolower(unicode.char32At(0))) != 0;
  }
  return letters == dots || (letters <= 3 && !vowel && letter_case == LetterCase::upper);
}

NameText read_name_text(std::string_view bytes) {
  const UnicodeString text = normal(bytes);
  const bool shouted = case_of(utf8(text)) == LetterCase::upper;
  NameText name;
  UnicodeString rest;
  bool named = false;  // something of a name stands before
  const auto end_of_rest = [&] {
    return rest.length() == 0 ? 0 : rest.char32At(rest.length() - 1);
  };
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    const bool begins_word = rest.length() == 0 || !is_letter(end_of_rest());
    const UChar32 close = begins_word || !is_quote(c) ? closing(c) : 0;
    std::int32_t end = close == 0 ? -1 : text.indexOf(close, i + 1);
    if (c == 0x201E && end < 0) end = text.indexOf(UChar32{0x201D}, i + 1);
    if (close != 0 && end < 0 && !is_quote(c)) end = text.length();  // never closed
    if (end > i) {
      std::vector<NameToken> inside =
          tokens_of(UnicodeString(text, i + 1, end - i - 1), name.decorated);
      const bool maiden =
          !inside.empty() &&
          (is_born(inside.front()) ||
           (inside.size() > 1 && is_in(NameList::born, inside[0].key + " " + inside[1].key)));
      name.maiden = name.maiden || maiden;
      auto nickname = maiden ? std::nullopt : nickname_in(inside, is_quote(c), shouted);
      if (!nickname && !maiden) name.decorated = true;
      if (!name.nickname) name.nickname = std::move(nickname);
      rest.append(u' ');
      i = std::min(end, text.length() - 1);
      continue;
    }
    if (named && begins_slogan(text, i)) {
      name.decorated = true;
      break;
    }
    named = named || is_letter(c);
    rest.append(c);
  }
  name.tokens = tokens_of(rest, name.decorated);
  name.address = bytes.find('@') != std::string_view::npos;
  name.handle = is_handle(name.tokens, bytes);
  cut_maiden_name(name);
  cut_what_follows(name, shouted);
  name.unfilled = bytes.find_first_of("{}<>%") != std::string_view::npos ||
                  bytes.starts_with('#') || bytes.find("[object") != std::string_view::npos;
  if (!name.handle) {
    std::erase_if(name.tokens, [](const NameToken& token) {
      return token.text.find_first_of("0123456789") != std::string::npos &&
             !is_in(NameList::generations, token.key);
    });
  }
  return name;
}

bool is_eastern_script(std::string_view word) {
  const auto text = UnicodeString::fromUTF8({word.data(), static_cast<std::int32_t>(word.size())});
  if (text.isEmpty() != 0) return false;
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(text.char32At(0), &status);
  return script == USCRIPT_HAN || script == USCRIPT_HANGUL || script == USCRIPT_HIRAGANA ||
         script == USCRIPT_KATAKANA;
}

bool is_katakana(std::string_view word) {
  const auto text = UnicodeString::fromUTF8({word.data(), static_cast<std::int32_t>(word.size())});
  UErrorCode status = U_ZERO_ERROR;
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c != 0x30FC && uscript_getScript(c, &status) != USCRIPT_KATAKANA) return false;
  }
  return text.isEmpty() == 0;
}

}  // namespace rounds::domain
