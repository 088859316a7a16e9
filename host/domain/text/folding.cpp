#include "domain/text/folding.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>

namespace rounds::domain {
namespace {

struct Spelling {
  char16_t letter;
  const char* plain;
};

// Letters that Unicode does not take apart into a plain letter and a mark, after case folding and
// in order.
constexpr std::array spellings = {
    Spelling{u'\u00E6', "ae"}, Spelling{u'\u00F0', "d"},  Spelling{u'\u00F8', "o"},
    Spelling{u'\u00FE', "th"}, Spelling{u'\u0111', "d"},  Spelling{u'\u0127', "h"},
    Spelling{u'\u0131', "i"},  Spelling{u'\u0138', "k"},  Spelling{u'\u0142', "l"},
    Spelling{u'\u014B', "n"},  Spelling{u'\u0153', "oe"}, Spelling{u'\u0167', "t"},
    Spelling{u'\u0180', "b"},  Spelling{u'\u0192', "f"},  Spelling{u'\u01E5', "g"},
    Spelling{u'\u0259', "e"},  Spelling{u'\u0268', "i"},  Spelling{u'\u0289', "u"},
    Spelling{u'\u2010', "-"},  Spelling{u'\u2011', "-"},  Spelling{u'\u2018', "'"},
    Spelling{u'\u2019', "'"},
};

const Spelling* spelling_of(char16_t letter) {
  const auto* const found =
      std::lower_bound(spellings.begin(), spellings.end(), letter,
                       [](const Spelling& s, char16_t wanted) { return s.letter < wanted; });
  return found != spellings.end() && found->letter == letter ? found : nullptr;
}

// The accents of Latin, Greek and Cyrillic and the vowel points of Hebrew and Arabic, which their
// writers may leave out; not the vowels of Thai and the Indian scripts nor the marks of Japanese,
// which make another letter.
bool is_accent(UChar32 character) {
  const int combining_class = u_getCombiningClass(character);
  return (combining_class >= 10 && combining_class <= 36) || combining_class >= 200;
}

void check(UErrorCode status) {
  if (status > U_ZERO_ERROR) {  // below it are warnings
    throw std::runtime_error(std::string("ICU: ") + u_errorName(status));
  }
}

std::string fold_unicode(std::string_view utf8) {
  if (utf8.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()) / 4) {
    throw std::length_error("The text is too long to be folded.");
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* const decompose = icu::Normalizer2::getNFDInstance(status);
  check(status);
  const auto text = icu::UnicodeString::fromUTF8(
      icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  const icu::UnicodeString letters =
      decompose->normalize(casefold->normalize(text, status), status);
  check(status);
  icu::UnicodeString result;
  for (std::int32_t i = 0; i < letters.length();) {
    const UChar32 character = letters.char32At(i);
    i += U16_LENGTH(character);
    if (is_accent(character)) {
      continue;
    }
    const Spelling* const spelling =
        character <= 0xFFFF ? spelling_of(static_cast<char16_t>(character)) : nullptr;
    if (spelling != nullptr) {
      result.append(icu::UnicodeString(spelling->plain, -1, US_INV));
    } else {
      result.append(character);
    }
  }
  std::string folded;
  result.toUTF8String(folded);
  return folded;
}

}  // namespace

std::string fold(std::string_view utf8) {
  std::string result;
  result.reserve(utf8.size());
  for (const char c : utf8) {
    if (static_cast<unsigned char>(c) >= 0x80) {
      return fold_unicode(utf8);
    }
    result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

}  // namespace rounds::domain
