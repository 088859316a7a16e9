#include "domain/note/name_forms.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <utility>

#include "domain/note/note_words.h"
#include "domain/people/nicknames.h"
#include "domain/text/folding.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

using languages::Entry;

UScriptCode script_of(std::string_view text) {
  const auto unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  UErrorCode status = U_ZERO_ERROR;
  for (std::int32_t at = 0; at < unicode.length(); at = unicode.moveIndex32(at, 1)) {
    const UScriptCode script = uscript_getScript(unicode.char32At(at), &status);
    if (script != USCRIPT_COMMON && script != USCRIPT_INHERITED) return script;
  }
  return USCRIPT_COMMON;
}

/// Whether a name of this script can be told by its sound in another.
bool is_alphabet(UScriptCode script) {
  switch (script) {
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
    case USCRIPT_CYRILLIC:
    case USCRIPT_GEORGIAN:
    case USCRIPT_ARMENIAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_DEVANAGARI:
      return true;
    default:
      return false;
  }
}

/// How a name sounds, roughly, whatever its letters: "giorgos" of Γιώργος, "sergei" of Сергей.
std::string sound_of(std::string_view folded) {
  static const std::unique_ptr<icu::Transliterator> to_latin = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
        "Greek-Latin/UNGEGN; Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    return U_SUCCESS(status) != 0 ? std::move(made) : nullptr;
  }();
  if (to_latin == nullptr) return std::string(folded);
  auto unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(folded.data(), static_cast<std::int32_t>(folded.size())));
  to_latin->transliterate(unicode);
  std::string latin;
  unicode.toUTF8String(latin);
  static constexpr auto kAlike =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"kh", "h"},
                                                                    {"ch", "h"},
                                                                    {"ph", "f"},
                                                                    {"ou", "u"},
                                                                    {"ts", "c"},
                                                                    {"tz", "c"},
                                                                    {"ks", "x"},
                                                                    {"y", "i"},
                                                                    {"j", "i"},
                                                                    {"w", "v"},
                                                                    {"k", "c"},
                                                                    {"'", ""},
                                                                    {"-", ""}});
  std::string sound;
  for (std::size_t at = 0; at < latin.size();) {
    const auto* const alike = std::find_if(kAlike.begin(), kAlike.end(), [&](const auto& pair) {
      return std::string_view(latin).substr(at).starts_with(pair.first);
    });
    const bool found = alike != kAlike.end();
    const std::string_view heard = found ? alike->second : std::string_view(latin).substr(at, 1);
    if (!heard.empty() && !sound.ends_with(heard)) sound += heard;
    at += found ? alike->first.size() : 1;
  }
  return sound;
}

/// "Tommy" for Tom, "Annie" for Ann, "Juanito" for Juan, "Κωστάκης" for Κώστας: the name, perhaps
/// without its last vowel, and a pet ending.
bool is_pet_form(std::string_view word, std::string_view name) {
  static constexpr auto kVowels = std::to_array<std::string_view>(
      {"a", "e", "o", "а", "я", "о", "α", "η", "ο", "ας", "ης", "ος", "as", "is", "us"});
  std::string_view stem = name;
  for (const std::string_view ending : kVowels) {
    if (name.ends_with(ending) && name.size() - ending.size() < stem.size()) {
      stem = name.substr(0, name.size() - ending.size());
    }
  }
  if (utf16_length(stem) < 3 || !word.starts_with(stem) || is_known_given_name(word)) {
    return false;
  }
  if (word.starts_with(name) && word.size() > name.size() + 2 &&
      name_form_words().pet_endings.contains(word.substr(name.size()))) {
    return true;
  }
  std::string_view ending = word.substr(stem.size());
  if (ending.size() > 1 && ending.front() == stem.back()) ending.remove_prefix(1);
  return name_form_words().pet_endings.contains(ending);
}

/// "Max" for "Maximilian", but neither "Martin" for "Martina" nor "Paul" for "Paulina".
bool is_short_form(std::string_view word, std::string_view name) {
  return utf16_length(word) >= 3 && utf16_length(word) + 3 <= utf16_length(name) &&
         name.starts_with(word) && !is_full_given_name(word);
}

/// Lizzy is written for Lizzie, and Ванечка said for Ваня.
bool is_variant(std::string_view word, std::string_view name) {
  static constexpr auto kEndings = std::to_array<std::string_view>({"y", "ie", "i", "ey"});
  for (const std::string_view ending : kEndings) {
    if (word.size() <= ending.size() + 2 || !word.ends_with(ending)) continue;
    const std::string stem(word.substr(0, word.size() - ending.size()));
    if (std::any_of(kEndings.begin(), kEndings.end(), [&](std::string_view other) {
          return are_nicknames(stem + std::string(other), name);
        })) {
      return true;
    }
  }
  static constexpr auto kVowels = std::to_array<std::string_view>({"а", "я", "a", ""});
  const auto& pets = name_form_words().pet_endings.entries();
  return std::any_of(pets.begin(), pets.end(), [&](const Entry& pet) {
    if (pet.folded.size() < 3 || !word.ends_with(pet.folded)) return false;
    const std::string stem(word.substr(0, word.size() - pet.folded.size()));
    if (utf16_length(stem) < 2) return false;
    return std::any_of(kVowels.begin(), kVowels.end(), [&](std::string_view vowel) {
      const std::string base = std::string(stem).append(vowel);
      return base == name || are_nicknames(base, name);
    });
  });
}

/// "Łukaszu" calls Łukasz, in Polish as in Czech; no other name is made so.
bool is_called_with_u(std::string_view word, std::string_view name) {
  return name.size() >= 3 && word.size() == name.size() + 1 && word.ends_with('u') &&
         word.starts_with(name) &&
         std::string_view("aeiou").find(name.back()) == std::string_view::npos;
}

bool is_inflected(std::string_view word, std::string_view name) {
  const std::size_t shorter = std::min(word.size(), name.size());
  const auto same = static_cast<std::size_t>(
      std::mismatch(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(shorter), name.begin())
          .first -
      word.begin());
  const std::size_t letter = is_ascii(word) ? 1 : 2;  // in bytes, of Greek and Cyrillic
  return same >= (shorter <= 3 * letter ? 2 * letter : 3 * letter) &&
         same + 2 * letter >= shorter && word.size() <= name.size() + 4 * letter;
}

/// Adds what a word becomes when its ending for calling is taken back: "petr" of "petre".
void add_names_called(std::string_view word, const Calling& calling,
                      std::vector<std::string>& bases) {
  for (const Entry& entry : name_form_words().called.entries()) {
    if (!calling.any_language && std::find(calling.languages.begin(), calling.languages.end(),
                                           entry.language) == calling.languages.end()) {
      continue;
    }
    for (const std::string& value : entry.values()) {
      const std::string ending = fold(std::string_view(value).substr(1));
      const std::string_view of = std::string_view(entry.folded).substr(1);
      if (ending == of || !word.ends_with(ending)) continue;
      const std::string_view stem = word.substr(0, word.size() - ending.size());
      if (utf16_length(stem) >= 2) bases.push_back(std::string(stem).append(of));
    }
  }
}

/// "민수씨", "田中さん" and "ayşe'ciğim" without what stands behind the name.
void add_names_without_titles(std::string_view word, std::vector<std::string>& bases) {
  const std::string_view plain = word.substr(0, std::min(word.find('\''), word.size()));
  if (plain.size() < word.size() && utf16_length(plain) >= 2) bases.emplace_back(plain);
  for (const Entry& title : greeting_words().titles_behind.entries()) {
    if (word.size() <= title.folded.size() || !word.ends_with(title.folded)) continue;
    std::string_view name = word.substr(0, word.size() - title.folded.size());
    const bool hyphen = name.ends_with('-');
    if (hyphen) name.remove_suffix(1);
    if (hyphen || !is_ascii(title.folded)) bases.emplace_back(name);
  }
  for (const Entry& title : greeting_words().titles.entries()) {
    if (!is_ascii(title.folded) && (title.language.starts_with("zh") || title.language == "th") &&
        word.size() > title.folded.size() && word.starts_with(title.folded)) {
      bases.emplace_back(word.substr(title.folded.size()));
    }
  }
}

}  // namespace

CalledWord::CalledWord(std::string_view folded, const Calling& calling)
    : word_(folded), bases_{word_}, inflects_(calling.inflects) {
  add_names_without_titles(folded, bases_);
  if (calling.any_language || !calling.languages.empty()) add_names_called(folded, calling, bases_);
  known_ = std::any_of(bases_.begin(), bases_.end(),
                       [](const std::string& base) { return is_known_given_name(base); });
}

Likeness CalledWord::like(std::string_view name) const {
  if (name.empty()) return Likeness::none;
  if (std::any_of(bases_.begin(), bases_.end(), [&](const std::string& base) {
        return base == name || are_nicknames(base, name);
      })) {
    return Likeness::sure;
  }
  if (std::any_of(bases_.begin(), bases_.end(),
                  [&](const std::string& base) { return is_pet_form(base, name); }) ||
      is_short_form(word_, name) || is_variant(word_, name) || is_called_with_u(word_, name)) {
    return Likeness::sure;
  }
  const bool latin = is_ascii(word_) && is_ascii(name);
  const UScriptCode script = latin ? USCRIPT_LATIN : script_of(word_);
  const UScriptCode of_name = latin ? USCRIPT_LATIN : script_of(name);
  if (script == of_name) {
    return inflects_ && !known_ && is_inflected(word_, name) ? Likeness::loose : Likeness::none;
  }
  if (!is_alphabet(script) || !is_alphabet(of_name)) return Likeness::none;
  const std::string wanted = sound_of(name);
  if (std::any_of(bases_.begin(), bases_.end(), [&](const std::string& base) {
        const std::string sound = sound_of(base);
        return sound == wanted || are_nicknames(sound, wanted);
      })) {
    return Likeness::sure;
  }
  return is_inflected(sound_of(word_), wanted) ? Likeness::loose : Likeness::none;
}

Likeness CalledWord::like_any(std::span<const std::string> names) const {
  Likeness best = Likeness::none;
  for (const std::string& name : names) best = std::max(best, like(name));
  return best;
}

std::string spelled_out(std::string_view name) {
  static constexpr auto kSpellings =
      std::to_array<std::pair<std::string_view, std::string_view>>({{"ä", "ae"},
                                                                    {"ö", "oe"},
                                                                    {"ü", "ue"},
                                                                    {"Ä", "Ae"},
                                                                    {"Ö", "Oe"},
                                                                    {"Ü", "Ue"},
                                                                    {"å", "aa"},
                                                                    {"Å", "Aa"},
                                                                    {"ø", "oe"},
                                                                    {"Ø", "Oe"}});
  std::string result;
  for (std::size_t i = 0; i < name.size();) {
    const auto* const found =
        std::find_if(kSpellings.begin(), kSpellings.end(),
                     [&](const auto& s) { return name.substr(i).starts_with(s.first); });
    if (found == kSpellings.end()) {
      result += name[i++];
    } else {
      result += found->second;
      i += found->first.size();
    }
  }
  return fold(result);
}

std::vector<std::string> name_parts_of(std::string_view name) {
  std::vector<std::string> parts;
  for (const std::string& spelling : {std::string(name), spelled_out(name)}) {
    for (const Word& word : words_of(spelling)) {
      const std::string& folded = word.folded;
      parts.push_back(folded);
      if (folded.find('-') == std::string::npos) continue;
      std::string joined;
      for (std::size_t begin = 0; begin < folded.size();) {
        const std::size_t end = std::min(folded.find('-', begin), folded.size());
        parts.push_back(folded.substr(begin, end - begin));
        joined += parts.back();
        begin = end + 1;
      }
      parts.push_back(joined);
    }
  }
  return parts;
}

bool can_be_compared(std::string_view word, std::string_view name) {
  if (is_ascii(word) && is_ascii(name)) return true;
  const UScriptCode one = script_of(word);
  const UScriptCode other = script_of(name);
  return one == other || (is_alphabet(one) && is_alphabet(other));
}

bool is_patronymic(std::string_view folded) {
  const auto& endings = name_form_words().patronymics.entries();
  return std::any_of(endings.begin(), endings.end(), [&](const Entry& ending) {
    return folded.size() > ending.folded.size() + 3 && folded.ends_with(ending.folded);
  });
}

}  // namespace rounds::domain
