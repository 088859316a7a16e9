#include "domain/people/family_first.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstdint>

#include "domain/people/name_lists.h"
#include "domain/people/names.h"
#include "languages/language_packs.h"

namespace rounds::domain {
namespace {

using Tokens = std::vector<NameToken>;

bool is_east_asian_language(std::string_view language) {
  return language.starts_with("zh") || language == "ja" || language == "ko";
}

bool stands(NameList list, std::string_view key, bool doubtful) {
  const auto found = name_list(list).find(key);
  return std::any_of(found.begin(), found.end(), [&](const languages::Entry& entry) {
    return is_east_asian_language(entry.language) && entry.is("doubtful") == doubtful;
  });
}

bool is_plain_family(std::string_view key) { return stands(NameList::family, key, false); }
bool is_doubtful_family(std::string_view key) { return stands(NameList::family, key, true); }
bool is_eastern_given(std::string_view key) { return stands(NameList::given, key, false); }

bool is_western_given(std::string_view key) {
  const auto found = name_list(NameList::given).find(key);
  return std::any_of(found.begin(), found.end(), [](const languages::Entry& entry) {
    return !is_east_asian_language(entry.language) && entry.language != "vi";
  });
}

bool is_any_given(std::string_view key) { return is_in(NameList::given, key); }

/// Written with letters that only Vietnamese has.
bool has_vietnamese_letters(const NameToken& token) {
  const auto text = icu::UnicodeString::fromUTF8(
      {token.text.data(), static_cast<std::int32_t>(token.text.size())});
  for (std::int32_t i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 c = text.char32At(i);
    if ((c >= 0x1EA0 && c <= 0x1EF9) || c == 0x01A0 || c == 0x01A1 || c == 0x01AF || c == 0x01B0 ||
        c == 0x0102 || c == 0x0103 || c == 0x0110 || c == 0x0111) {
      return true;
    }
  }
  return false;
}

bool has_vietnamese_letters(const Tokens& tokens) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const NameToken& token) { return has_vietnamese_letters(token); });
}

std::optional<FamilyFirst> vietnamese(const Tokens& tokens) {
  constexpr std::size_t most_words = 5;
  if (!is_in(NameList::family, tokens.front().key, "vi") || tokens.size() > most_words) {
    return std::nullopt;
  }
  const bool western_order = is_in(NameList::family, tokens.back().key, "vi") &&
                             !is_in(NameList::given, tokens.back().key, "vi");
  const bool middle = tokens.size() > 2 && is_in(NameList::middle, tokens[1].key, "vi");
  const bool given = is_in(NameList::given, tokens.back().key, "vi");
  if (western_order && !middle) return std::nullopt;
  if (middle || given || has_vietnamese_letters(tokens))
    return FamilyFirst{1, "family_first", false};
  return std::nullopt;
}

/// In letters of the East: the family name first, unless all is Katakana, which are foreign names.
std::optional<FamilyFirst> in_eastern_letters(const Tokens& tokens) {
  if (tokens.size() != 2 || !is_eastern_script(tokens[0].text) ||
      !is_eastern_script(tokens[1].text)) {
    return std::nullopt;
  }
  if (is_katakana(tokens[0].text) && is_katakana(tokens[1].text)) return std::nullopt;
  const bool turned = is_in(NameList::written_family, tokens[1].key) &&
                      !is_in(NameList::written_family, tokens[0].key) &&
                      letters_in(tokens[1].text) < letters_in(tokens[0].text);
  return turned ? std::nullopt : std::optional(FamilyFirst{1, "family_first", false});
}

std::optional<FamilyFirst> in_latin_letters(const Tokens& tokens) {
  constexpr std::size_t most_words = 3;
  if (tokens.size() > most_words) return std::nullopt;
  const std::string& first = tokens.front().key;
  const std::string& second = tokens[1].key;
  const std::string& last = tokens.back().key;
  const bool plain = is_plain_family(first);
  const bool doubtful = is_doubtful_family(first);
  if (!plain && !doubtful) return std::nullopt;
  const bool last_is_family = is_in(NameList::family, last);
  const bool first_is_given = is_eastern_given(first);
  const bool last_is_given = is_eastern_given(last) || (tokens.size() == 3 && !last_is_family);
  // "Min-jun" and "Xiao-ming": two syllables are nobody's family name.
  const bool syllables = second.find('-') != std::string::npos && letters_in(second) <= 10 &&
                         !is_western_given(second.substr(0, second.find('-')));
  if (is_western_given(last) && !is_eastern_given(last)) return std::nullopt;
  if (syllables && !first_is_given) return FamilyFirst{1, "family_first", false};
  if (last_is_family && first_is_given && plain) {
    // "Wei Zhang", "Yang Liu": each could be either.
    if (!is_eastern_given(last)) return std::nullopt;
    return FamilyFirst{1, "order_unsure", true};
  }
  const std::string_view language = is_in(NameList::family, first, "ko") ? "ko" : "zh";
  const bool spelled = std::all_of(tokens.begin() + 1, tokens.end(), [&](const NameToken& token) {
    return is_made_of_syllables(token.key, language) && !is_western_given(token.key);
  });
  if (spelled && !last_is_family && !(plain && first_is_given)) {
    constexpr std::size_t clear = 5;  // "Kim Jihye", but "Lee Su" may be Su
    std::size_t letters = 0;
    for (std::size_t i = 1; i < tokens.size(); ++i) letters += letters_in(tokens[i].text);
    return FamilyFirst{1, "family_first", doubtful && letters < clear && !is_eastern_given(last)};
  }
  if (plain && !first_is_given) {
    if (last_is_family && !is_eastern_given(last)) return std::nullopt;
    if (last_is_given || tokens.size() == 2) {
      return FamilyFirst{1, "family_first", !is_eastern_given(last) && !last_is_given};
    }
  }
  if ((plain || doubtful) && is_eastern_given(last) && !last_is_family) {
    return FamilyFirst{1, "family_first", first_is_given};
  }
  if (doubtful && is_eastern_given(last) && !first_is_given) {
    return FamilyFirst{1, "family_first", true};
  }
  // "Chan Tai Man": three syllables, none of them a name of the West.
  constexpr std::size_t longest_syllable = 6;
  const bool syllables_only = std::all_of(tokens.begin(), tokens.end(), [&](const auto& token) {
    return letters_in(token.text) <= longest_syllable && !token.initials() &&
           !is_western_given(token.key);
  });
  if (tokens.size() == 3 && syllables_only && !last_is_family) {
    return FamilyFirst{1, "family_first", true};
  }
  return std::nullopt;
}

/// The spelling that only Hungarian has: "Mária" and "Zsuzsanna", but not "Anna".
bool is_hungarian_given(const NameToken& token) {
  for (const languages::Entry& entry : name_list(NameList::given).find(token.key)) {
    if (entry.language != "hu") continue;
    const auto all = name_list(NameList::given).find(token.key);
    return all.size() == 1 || entry.text == token.text;
  }
  return false;
}

std::optional<FamilyFirst> hungarian(const Tokens& tokens) {
  constexpr std::size_t most_words = 4;
  if (tokens.size() > most_words) return std::nullopt;
  const NameToken& first = tokens.front();
  const NameToken& last = tokens.back();
  const bool married = first.text.ends_with("né") && letters_in(first.text) > 4;
  const bool married_to = last.text.ends_with("né") && letters_in(last.text) > 4;
  const bool family = is_in(NameList::family, first.key, "hu");
  const bool first_given = is_in(NameList::given, first.key, "hu");
  if (married_to && (family || !first_given))
    return FamilyFirst{tokens.size() - 1, "family_first", true};
  const bool last_given = is_in(NameList::given, last.key, "hu");
  if (!last_given) return std::nullopt;
  if (married) return FamilyFirst{tokens.size() - 1, "family_first", false};
  if (family && !first_given) {
    // "Nagy Éva Mária": two given names.
    const bool two =
        tokens.size() > 2 && is_in(NameList::given, tokens[tokens.size() - 2].key, "hu");
    return FamilyFirst{tokens.size() - (two ? 2U : 1U), "family_first", false};
  }
  if (family && is_hungarian_given(last) && !is_in(NameList::family, last.key, "hu")) {
    return FamilyFirst{1, "family_first", false};
  }
  if (!is_any_given(first.key) && is_hungarian_given(last) &&
      !is_in(NameList::family, last.key, "hu")) {
    return FamilyFirst{1, "family_first", true};
  }
  return std::nullopt;
}

/// "Сидоров Иван Петрович"; in "Иван Петрович Сидоров" the patronymic stands in the middle.
std::optional<FamilyFirst> slavic(const Tokens& tokens) {
  if (tokens.size() != 3 || !is_patronymic(tokens[2]) || is_patronymic(tokens[1])) {
    return std::nullopt;
  }
  const bool given_first = is_any_given(tokens[0].key) && !is_any_given(tokens[1].key);
  return given_first ? std::nullopt : std::optional(FamilyFirst{1, "patronymic", false});
}

/// Whether one language knows the first as a family name and the second as a given one.
bool is_reversed_in_a_language(std::string_view family, std::string_view given) {
  const auto families = name_list(NameList::family).find(family);
  return std::any_of(families.begin(), families.end(), [&](const languages::Entry& entry) {
    return is_in(NameList::given, given, entry.language);
  });
}

/// A list that turns all names round, where both are known as what they are.
std::optional<FamilyFirst> turned_round(const Tokens& tokens) {
  const std::string& first = tokens.front().key;
  if (is_any_given(first) || tokens.front().initials()) return std::nullopt;
  const auto is_given = [&](const NameToken& token) {
    return is_any_given(token.key) &&
           (!is_in(NameList::family, token.key) || is_reversed_in_a_language(first, token.key));
  };
  if (!std::all_of(tokens.begin() + 1, tokens.end(), is_given)) return std::nullopt;
  if (is_in(NameList::family, first) || has_family_ending(first)) {
    return FamilyFirst{1, "family_first", is_in(NameList::family, tokens.back().key)};
  }
  // In capitals nothing else tells the order, and lists in capitals begin with the family name.
  const bool shouted = std::all_of(tokens.begin(), tokens.end(), [](const NameToken& token) {
    return token.letter_case == LetterCase::upper;
  });
  return shouted ? std::optional(FamilyFirst{1, "family_first", true}) : std::nullopt;
}

}  // namespace

std::optional<FamilyFirst> family_first(const Tokens& tokens) {
  if (tokens.size() < 2) return std::nullopt;
  for (const auto& read :
       {vietnamese, in_eastern_letters, in_latin_letters, hungarian, slavic, turned_round}) {
    if (const auto found = read(tokens)) return found;
  }
  return std::nullopt;
}

std::optional<std::pair<std::string, std::string>> split_eastern_word(std::string_view word) {
  const auto text =
      icu::UnicodeString::fromUTF8({word.data(), static_cast<std::int32_t>(word.size())});
  const std::int32_t letters = text.countChar32();
  constexpr std::int32_t most_letters = 5;
  if (letters < 2 || letters > most_letters || !is_eastern_script(word) || is_katakana(word)) {
    return std::nullopt;
  }
  for (const std::int32_t family : {3, 2, 1}) {
    if (family >= letters) continue;
    const std::int32_t end = text.moveIndex32(0, family);
    std::string name;
    text.tempSubString(0, end).toUTF8String(name);
    const auto found = name_list(NameList::written_family).find(fold(name));
    if (found.empty()) continue;
    // A Chinese or Korean given name has one letter or two, a Japanese one up to three.
    const bool japanese = found.front().language == "ja";
    if (letters - family > (japanese ? 3 : 2)) continue;
    std::string given;
    text.tempSubString(end).toUTF8String(given);
    return std::pair(std::move(name), std::move(given));
  }
  return std::nullopt;
}

bool order_is_doubtful(std::string_view first, std::string_view last) {
  const bool first_given = is_any_given(first);
  const bool first_family = is_in(NameList::family, first) || has_family_ending(first);
  const bool last_given = is_any_given(last);
  const bool last_family = is_in(NameList::family, last) || has_family_ending(last);
  if (first_given || last_family) return false;
  return first_family || last_given;
}

bool is_swapped(const Tokens& given, const Tokens& family) {
  if (given.size() != 1 || family.empty()) return false;
  const std::string& first = given.front().key;
  const std::string& last = family.back().key;
  if (is_in(NameList::family, first, "hu") && !is_in(NameList::given, first)) {
    return is_in(NameList::given, last, "hu") && !is_in(NameList::family, last, "hu");
  }
  if (is_in(NameList::family, first, "vi") && !is_in(NameList::given, first, "vi")) {
    return is_in(NameList::given, last, "vi") && !is_in(NameList::family, last, "vi");
  }
  return is_plain_family(first) && !is_eastern_given(first) && is_eastern_given(last) &&
         !is_plain_family(last) && !is_doubtful_family(last);
}

bool is_vietnamese(const Tokens& given, const Tokens& family) {
  const bool known = std::any_of(family.begin(), family.end(), [](const NameToken& token) {
    return is_in(NameList::family, token.key, "vi");
  });
  const bool letters = has_vietnamese_letters(given) || has_vietnamese_letters(family);
  const bool middle =
      given.size() > 1 && std::any_of(given.begin(), given.end(), [](const NameToken& token) {
        return is_in(NameList::middle, token.key, "vi");
      });
  const bool name = !given.empty() && is_in(NameList::given, given.back().key, "vi");
  return known && (letters || middle || name);
}

bool is_patronymic(const NameToken& token) {
  constexpr std::size_t shortest = 10;  // bytes: "Ильич" has ten
  if (token.key.size() < 7) return false;
  const bool latin = static_cast<unsigned char>(token.key.front()) < 0x80;
  if (!latin && token.key.size() < shortest) return false;
  const auto& endings = name_list(NameList::patronymics).entries();
  return std::any_of(endings.begin(), endings.end(), [&](const languages::Entry& entry) {
    return token.key.ends_with(entry.folded);
  });
}

}  // namespace rounds::domain
