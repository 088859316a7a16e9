#include "importing/code_pages.h"

#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/text/folding.h"
#include "importing/column_names.h"
#include "languages/language_packs.h"

namespace rounds::importing {
namespace {

using icu::UnicodeString;
using languages::Entry;
using languages::WordList;

// Of two that fit alike the likelier one, by what programs write: Windows', then others'.
struct Page {
  const char* name;
  double prior;
  const char* language;  // of those with several bytes a letter: whose names they hold
};
constexpr std::array pages = {Page{"windows-1252", 0.3, nullptr},
                              Page{"windows-1250", 0.2, nullptr},
                              Page{"windows-1251", 0.2, nullptr},
                              Page{"windows-1253", 0.2, nullptr},
                              Page{"windows-1254", 0.1, nullptr},
                              Page{"windows-1255", 0.2, nullptr},
                              Page{"windows-1256", 0.2, nullptr},
                              Page{"windows-1257", 0.1, nullptr},
                              Page{"ISO-8859-2", 0.0, nullptr},
                              Page{"ISO-8859-7", -0.1, nullptr},
                              Page{"KOI8-R", 0.0, nullptr},
                              Page{"KOI8-U", -0.05, nullptr},
                              Page{"IBM866", -0.2, nullptr},
                              Page{"macintosh", -0.2, nullptr},
                              Page{"x-mac-cyrillic", -0.2, nullptr},
                              Page{"x-mac-centraleurroman", -0.2, nullptr},
                              Page{"Shift_JIS", 0.1, "ja"},
                              Page{"EUC-JP", 0.0, "ja"},
                              Page{"GB18030", 0.1, "zh"},
                              Page{"Big5", 0.1, "zh"},
                              Page{"EUC-KR", 0.1, "ko"}};

constexpr std::size_t looked_at = std::size_t{32} * 1024;

/// The lines that say something: the first, and those with more than ASCII.
std::string sample_of(std::string_view bytes) {
  std::string sample;
  bool first = true;
  for (std::size_t begin = 0; begin < bytes.size() && sample.size() < looked_at;) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line = bytes.substr(begin, std::min(end - begin, looked_at));
    const bool tells = std::any_of(line.begin(), line.end(),
                                   [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (first || tells) sample.append(line).append("\n");
    first = false;
    begin = end + 1;
  }
  return sample;
}

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};

/// Nothing when some of the bytes mean nothing in that code page.
std::optional<UnicodeString> decoded(const std::string& bytes, const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, CloseConverter> converter(ucnv_open(name, &status));
  if (U_FAILURE(status) != 0) return std::nullopt;
  ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  UnicodeString text;
  const auto capacity = static_cast<std::int32_t>(bytes.size() + 1);
  const std::int32_t length =
      ucnv_toUChars(converter.get(), text.getBuffer(capacity), capacity, bytes.data(),
                    static_cast<std::int32_t>(bytes.size()), &status);
  text.releaseBuffer(U_FAILURE(status) != 0 ? 0 : length);
  if (U_FAILURE(status) != 0) return std::nullopt;
  return text;
}

/// The letters of a language beyond ASCII, in both cases, and the code pages that have them.
struct Alphabet {
  std::string language;
  std::set<UChar32> letters;
  std::vector<std::string> pages;
};

const std::vector<Alphabet>& alphabets() {
  static const auto all = [] {
    std::vector<Alphabet> made;
    const WordList list("import.letters");
    for (const Entry& entry : list.entries()) {
      Alphabet& alphabet = made.emplace_back();
      alphabet.language = entry.language;
      const auto text = UnicodeString::fromUTF8(entry.text);
      for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
        alphabet.letters.insert(text.char32At(i));
        alphabet.letters.insert(u_toupper(text.char32At(i)));
      }
      if (entry.language == "tr") alphabet.letters.insert(0x0130);
      const auto named = entry.values("code_pages");
      alphabet.pages.assign(named.begin(), named.end());
    }
    return made;
  }();
  return all;
}

/// A word with a letter beyond ASCII; what stands between blanks and ASCII signs.
std::vector<UnicodeString> words_of(const UnicodeString& text) {
  std::vector<UnicodeString> words;
  UnicodeString word;
  bool tells = false;
  const auto end = [&] {
    if (tells) words.push_back(word);
    word.remove();
    tells = false;
  };
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if (c < 0x80 && u_isalpha(c) == 0 && c != '\'') {
      end();
      continue;
    }
    word.append(c);
    tells = tells || c >= 0x80;
  }
  end();
  return words;
}

bool is_vowel(UChar32 c) {
  const UChar32 lower = u_tolower(c);
  return UnicodeString(u"аеёиоуыэюяєіїαεηιουωάέήίόύώϊϋΐΰ").indexOf(lower) >= 0;
}

/// How much a word looks like one, whatever its language: no signs and no capitals inside.
double look_of(const UnicodeString& word) {
  double look = 0;
  bool before_small = false;
  bool small = false;
  int letters = 0;
  int vowels = 0;
  bool latin = false;
  bool other = false;
  for (std::int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
    const UChar32 c = word.char32At(i);
    if (u_isalpha(c) == 0) {
      const bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;  // NOLINT: ICU's macros
      if (c >= 0x80 && !mark) look -= c < 0xA0 || i > 0 ? 2 : 1;
      before_small = false;
      continue;
    }
    ++letters;
    vowels += is_vowel(c) ? 1 : 0;
    latin = latin || c < 0x250;
    other = other || c >= 0x250;
    const bool capital = u_isupper(c) != 0;
    if (capital && before_small) look -= 1.5;
    before_small = u_islower(c) != 0;
    small = small || before_small;
  }
  if (latin && other) look -= 2;
  const UChar32 first = word.char32At(0);
  const bool has_case = u_isupper(first) != 0 || u_islower(first) != 0;
  // A capital tells only beside small letters.
  if (has_case) look += u_isupper(first) != 0 ? (small ? 0.4 : 0.0) : -0.1;
  const bool greek_or_cyrillic = first >= 0x370 && first < 0x530;
  if (greek_or_cyrillic && letters >= 3 && vowels == 0) look -= 1;
  // Of European letters beyond ASCII alone hardly a word is made.
  if (latin && letters >= 3 &&
      std::none_of(word.getBuffer(), word.getBuffer() + word.length(),
                   [](char16_t c) { return c < 0x80; })) {
    look -= 1.5;
  }
  return look;
}

double look_of(const std::vector<UnicodeString>& words) {
  double look = 0;
  for (const UnicodeString& word : words) look += look_of(word);
  return look;
}

/// The words that one of the page's languages could have written.
double fit_of(const std::vector<UnicodeString>& words, std::string_view page) {
  double best = -2.0 * static_cast<double>(words.size());
  for (const Alphabet& alphabet : alphabets()) {
    if (std::find(alphabet.pages.begin(), alphabet.pages.end(), page) == alphabet.pages.end()) {
      continue;
    }
    double fit = 0;
    for (const UnicodeString& word : words) {
      bool fits = true;
      for (std::int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
        const UChar32 c = word.char32At(i);
        fits = fits && (c < 0x80 || u_isalpha(c) == 0 || alphabet.letters.contains(c));
      }
      fit += fits ? 1 : -1;
    }
    best = std::max(best, fit);
  }
  return best;
}

/// Words of Chinese, Japanese or Korean letters that are common, and names that are.
double eastern_fit(const std::vector<UnicodeString>& words, std::string_view page,
                   std::string_view language) {
  static const WordList families("names.written_family");
  double fit = 0;
  for (const UnicodeString& word : words) {
    int common = 0;
    int rare = 0;
    int ascii = 0;
    for (std::int32_t i = 0; i < word.length(); i = word.moveIndex32(i, 1)) {
      const UChar32 c = word.char32At(i);
      if (c < 0x80) {
        ++ascii;
        continue;
      }
      std::array<char, 8> bytes{};
      const UnicodeString one(c);
      const std::int32_t size =
          one.extract(0, one.length(), bytes.data(), static_cast<std::uint32_t>(bytes.size()),
                      std::string(page).c_str());
      const auto lead = static_cast<unsigned char>(bytes[0]);
      const auto trail = static_cast<unsigned char>(bytes[1]);
      bool usual = size == 2;
      if (page == "GB18030") usual = usual && lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1;
      if (page == "Big5") usual = usual && lead >= 0xA4 && lead <= 0xC6;
      if (page == "EUC-KR") usual = usual && lead >= 0xB0 && lead <= 0xC8 && trail >= 0xA1;
      if (page == "Shift_JIS") usual = usual && ((lead >= 0x88 && lead <= 0x97) || lead <= 0x83);
      if (page == "EUC-JP") usual = usual && lead >= 0xA4 && lead <= 0xCF;
      ++(usual ? common : rare);
    }
    fit += common + rare == 0 ? 0 : (static_cast<double>(common) - 1.5 * rare) / (common + rare);
    fit -= ascii > 0 ? 1.5 : 0;
    std::string begin;
    word.tempSubString(0, word.moveIndex32(0, 1)).toUTF8String(begin);
    std::string two;
    word.tempSubString(0, word.moveIndex32(0, 2)).toUTF8String(two);
    for (const std::string& name : {begin, two}) {
      const auto found = families.find(domain::fold(name));
      if (std::any_of(found.begin(), found.end(),
                      [&](const Entry& entry) { return entry.language.starts_with(language); })) {
        fit += 0.6;
        break;
      }
    }
  }
  return fit;
}

/// Names of columns beyond ASCII that are known: nothing tells a language better.
double header_fit(const UnicodeString& text) {
  std::string line;
  text.tempSubString(0, std::max(text.indexOf(u'\n'), 0)).toUTF8String(line);
  double fit = 0;
  for (std::size_t begin = 0; begin < line.size();) {
    const std::size_t end = std::min(line.find_first_of(",;\t\r", begin), line.size());
    const std::string_view name = std::string_view(line).substr(begin, end - begin);
    const bool tells = std::any_of(name.begin(), name.end(),
                                   [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (tells && column_called(name)) fit += 3;
    begin = end + 1;
  }
  return fit;
}

struct Candidate {
  const Page* page = nullptr;
  UnicodeString text;
  double score = 0;
};

}  // namespace

CodePage guess_code_page(std::string_view bytes) {
  const std::string sample = sample_of(bytes);
  std::vector<Candidate> candidates;
  for (const Page& page : pages) {
    auto text = decoded(sample, page.name);
    if (!text) continue;
    const std::vector<UnicodeString> words = words_of(*text);
    double score = page.prior + header_fit(*text) + look_of(words);
    score += page.language == nullptr ? fit_of(words, page.name)
                                      : eastern_fit(words, page.name, page.language);
    candidates.push_back({&page, std::move(*text), score});
  }
  if (candidates.empty()) return {"windows-1252", true, {}};
  std::stable_sort(candidates.begin(), candidates.end(),
                   [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
  const Candidate& best = candidates.front();
  CodePage guess{best.page->name, best.score <= 0, {}};
  constexpr double clear = 1.0;
  constexpr std::size_t most_others = 4;
  for (std::size_t i = 1; i < candidates.size() && guess.others.size() < most_others; ++i) {
    if (candidates[i].text == best.text) continue;
    if (candidates[i].score > best.score - clear) guess.unsure = true;
    guess.others.emplace_back(candidates[i].page->name);
  }
  if (!guess.unsure) guess.others.clear();
  return guess;
}

std::string from_code_page(std::string_view bytes, const std::string& name) {
  if (bytes.size() > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()) / 4) {
    throw std::length_error("The file is too large to be converted.");
  }
  const UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), name.c_str());
  std::string result;
  text.toUTF8String(result);
  return result;
}

bool is_known_code_page(std::string_view name) {
  return std::any_of(pages.begin(), pages.end(),
                     [name](const Page& page) { return page.name == name; });
}

}  // namespace rounds::importing
