#include "domain/people/name_words.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "domain/people/name_lists.h"

namespace rounds::domain {
namespace {

// Bytes of "Zahnarztpraxis" and of what it ends with.
constexpr std::size_t shortest_compound = 10;
constexpr std::size_t shortest_firm_end = 6;

/// "Zahnarztpraxis", "北京某某有限公司": a word that has a firm's in it.
bool is_compound_firm(std::string_view key) {
  const auto& words = name_list(NameList::firm_words).entries();
  const bool compound = key.size() >= shortest_compound &&
                        std::any_of(words.begin(), words.end(), [key](const auto& entry) {
                          return entry.folded.size() >= shortest_firm_end &&
                                 key.size() > entry.folded.size() && key.ends_with(entry.folded);
                        });
  const auto& forms = name_list(NameList::legal_forms).entries();
  return compound || std::any_of(forms.begin(), forms.end(), [key](const auto& entry) {
           return is_eastern_script(entry.text) && key.find(entry.folded) != std::string_view::npos;
         });
}

}  // namespace

// All parts of "Dipl.-Ing." and of "Dr.-Ing." are titles.
bool is_title_word(const NameToken& token) {
  if (is_in(NameList::titles, token.key)) return true;
  const std::size_t hyphen = token.key.find('-');
  if (hyphen == std::string::npos) return false;
  for (std::size_t begin = 0; begin <= token.key.size();) {
    const std::size_t end = std::min(token.key.find('-', begin), token.key.size());
    if (!is_in(NameList::titles, std::string_view(token.key).substr(begin, end - begin))) {
      return false;
    }
    begin = end + 1;
  }
  return true;
}

bool is_behind_title(const NameToken& token) {
  return is_marked(NameList::titles, token.key, "behind");
}

// "Gen Moriyama" and "Mag Keogh" are names; "Gen. Moriyama" and "Dr Moriyama" begin with a title.
bool may_be_name(const NameToken& token) {
  const auto letters = letters_in(token.text);
  return !token.dotted() && (is_marked(NameList::titles, token.key, "name") || letters == 1 ||
                             (letters == 2 && token.letter_case == LetterCase::title &&
                              is_in(NameList::family, token.key)));
}

// How sure a word behind a name is a degree: in any spelling behind a comma; without one "MSc",
// "M.Sc.", "MBA", but not "Ma" or "Do".
bool is_degree(const NameToken& token, bool behind_comma, bool shouted) {
  std::string key = token.key;
  const bool known = is_in(NameList::degrees, key) || [&] {
    std::erase(key, '-');
    return is_in(NameList::degrees, key);
  }();
  if (!known) {
    // "BSc(Hons)", "MA/MBA": all parts are.
    const std::size_t slash = token.key.find('/');
    if (slash == std::string::npos) return false;
    return is_in(NameList::degrees, token.key.substr(0, slash)) &&
           is_in(NameList::degrees, token.key.substr(slash + 1));
  }
  const bool also_name = is_marked(NameList::degrees, key, "name");
  if (token.text.find('.') != std::string::npos) return true;
  if (behind_comma) return !also_name || token.letter_case != LetterCase::title;
  if (shouted) return !also_name;
  if (also_name) {
    return token.letter_case == LetterCase::upper || token.letter_case == LetterCase::mixed;
  }
  return token.letter_case != LetterCase::title || letters_in(token.text) > 4;
}

bool is_generation(const NameToken& token, bool behind_comma) {
  if (!is_in(NameList::generations, token.key)) return false;
  if (behind_comma || token.dotted()) return true;
  const bool numeral = token.key.find_first_not_of("iv") == std::string::npos;
  return numeral ? token.letter_case == LetterCase::upper && letters_in(token.text) > 1
                 : token.letter_case != LetterCase::upper || letters_in(token.text) > 2;
}

bool is_particle(const NameToken& token) {
  if (!is_in(NameList::particles, token.key) &&
      !(token.key.size() > 2 && token.key.ends_with("'") &&
        is_in(NameList::particles, token.key.substr(0, token.key.size() - 1)))) {
    return false;
  }
  const bool small =
      token.letter_case == LetterCase::lower || token.letter_case == LetterCase::none;
  if (small || token.letter_case == LetterCase::upper) return true;
  // "Ben" and "Al" are given names, wherever a capital makes them one.
  return !is_marked(NameList::particles, token.key, "name") &&
         (letters_in(token.text) > 1 || !token.dotted());
}

bool is_firm(const std::vector<NameToken>& tokens, bool shouted) {
  std::size_t words = 0;
  bool person = false;
  for (const NameToken& token : tokens) {
    const bool last = &token == &tokens.back() || &token == &tokens.front();
    const bool legal = is_in(NameList::legal_forms, token.key) && tokens.size() > 1 && last &&
                       !is_degree(token, false, shouted) && !is_generation(token, true);
    if (legal && (token.letter_case != LetterCase::title || letters_in(token.text) > 2)) {
      return true;
    }
    if (is_compound_firm(token.key)) return true;
    words += is_in(NameList::firm_words, token.key) ? 1U : 0U;
    person = person || is_in(NameList::given, token.key) || is_title_word(token);
  }
  return words > 0 && (!person || words >= tokens.size());
}

// "Unknown", "First Name Last Name", "xxx".
bool is_nobody(const std::vector<NameToken>& tokens) {
  std::string all;
  bool each = true;
  for (const NameToken& token : tokens) {
    all += (all.empty() ? "" : " ") + token.key;
    constexpr std::size_t shortest = 3;
    const bool one_letter = token.key.size() >= shortest &&
                            token.key.find_first_not_of(token.key.front()) == std::string::npos;
    each = each && (is_in(NameList::no_names, token.key) || one_letter);
  }
  return each || is_in(NameList::no_names, all);
}

}  // namespace rounds::domain
