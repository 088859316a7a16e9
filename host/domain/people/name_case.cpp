#include "domain/people/name_case.h"

#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cstdint>

#include "domain/people/name_lists.h"
#include "domain/people/names.h"

namespace rounds::domain {
namespace {

using icu::UnicodeString;

UnicodeString from(std::string_view text) {
  return UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

bool is_letter(UChar32 c) { return u_isalpha(c) != 0 || u_charType(c) == U_NON_SPACING_MARK; }

UChar32 title_of(UChar32 c, bool turkish) {
  constexpr UChar32 dotted_capital = 0x0130;
  return turkish && c == 'i' ? dotted_capital : u_totitle(c);
}

}  // namespace

LetterCase case_of(std::string_view word) {
  std::size_t upper = 0;
  std::size_t lower = 0;
  bool first_is_upper = false;
  const UnicodeString text = from(word);
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (u_isupper(c) != 0 || u_istitle(c) != 0) {
      first_is_upper = first_is_upper || upper + lower == 0;
      ++upper;
    } else if (u_islower(c) != 0) {
      ++lower;
    }
  }
  if (upper + lower == 0) return LetterCase::none;
  if (upper == 0) return LetterCase::lower;
  if (lower == 0) return LetterCase::upper;
  return first_is_upper && upper == 1 ? LetterCase::title : LetterCase::mixed;
}

std::size_t letters_in(std::string_view word) {
  std::size_t letters = 0;
  const UnicodeString text = from(word);
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    letters += u_isalpha(text.char32At(i)) != 0 ? 1U : 0U;
  }
  return letters;
}

bool is_turkish(std::string_view word) {
  for (const std::string_view letter : {"ğ", "Ğ", "ı", "İ", "ş", "Ş"}) {
    if (word.find(letter) != std::string_view::npos) return true;
  }
  const std::string key = fold(word);
  const auto only = [&](NameList list) {
    const auto found = name_list(list).find(key);
    return !found.empty() && found.front().language == "tr" && found.size() == 1;
  };
  return only(NameList::given) || only(NameList::family);
}

std::string as_name(std::string_view name, bool turkish) {
  const LetterCase letter_case = case_of(name);
  if (letter_case != LetterCase::upper && letter_case != LetterCase::lower) {
    return std::string(name);
  }
  UnicodeString lower = from(name);
  lower.toLower(turkish ? icu::Locale("tr") : icu::Locale::getRoot());
  UnicodeString result;
  std::int32_t letters = 0;  // since the last break
  for (std::int32_t i = 0; i < lower.length(); i = lower.moveIndex32(i, 1)) {
    const UChar32 c = lower.char32At(i);
    if (is_letter(c)) {
      result.append(letters == 0 ? title_of(c, turkish) : c);
      ++letters;
      continue;
    }
    result.append(c);
    const bool apostrophe = c == '\'' || c == 0x2019;
    if (!apostrophe || letters == 1) letters = 0;  // D'Arcy, but Ta'mara
  }
  // A Turkish dotted capital in a name that is not taken for Turkish; and the Dutch letter IJ.
  result.findAndReplace(u"i\u0307", u"i");
  if (result.startsWith(u"Ij") != 0) result.setCharAt(1, u'J');
  std::string bytes;
  result.toUTF8String(bytes);
  return bytes;
}

}  // namespace rounds::domain
