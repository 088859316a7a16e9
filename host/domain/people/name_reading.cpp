#include "domain/people/name_reading.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "domain/people/family_first.h"
#include "domain/people/name_lists.h"
#include "domain/people/name_words.h"

namespace rounds::domain {
namespace {

using Tokens = std::vector<NameToken>;

std::string joined(const Tokens& tokens, std::size_t from, std::size_t to) {
  std::string text;
  for (std::size_t i = from; i < std::min(to, tokens.size()); ++i) {
    text.append(text.empty() ? "" : " ").append(tokens[i].text);
  }
  return text;
}

std::string joined(const Tokens& tokens) { return joined(tokens, 0, tokens.size()); }

/// Reads one whole name.
class NameReader {
 public:
  explicit NameReader(NameText text) : text_(std::move(text)), tokens_(text_.tokens) {
    if (text_.maiden) name_.note("maiden_name");
    if (text_.decorated) name_.note("decoration");
    if (text_.nickname) {
      name_.nickname = *text_.nickname;
      name_.note("nickname");
    }
    shouted_ =
        !tokens_.empty() && std::all_of(tokens_.begin(), tokens_.end(), [](const NameToken& token) {
          return token.letter_case == LetterCase::upper || token.letter_case == LetterCase::none ||
                 letters_in(token.text) == 1;
        });
  }

  /// What a column for one part of the name holds: what stands before a comma, less titles and
  /// degrees.
  Tokens read_column(PersonName& notes) {
    in_column_ = true;
    drop_what_follows();
    const auto comma = std::find_if(tokens_.begin(), tokens_.end(),
                                    [](const NameToken& token) { return token.comma_before; });
    tokens_.erase(comma, tokens_.end());
    drop_titles(tokens_);
    for (const std::string& code : name_.evidence) {
      if (code != "nickname") notes.note(code);
    }
    return std::move(tokens_);
  }

  PersonName read() {
    if (text_.address || text_.handle) return nobody("handle");
    if (tokens_.empty()) return nobody("no_person");
    if (text_.unfilled || is_firm(tokens_, shouted_) || is_nobody(tokens_))
      return nobody("no_person");
    if (is_household() || couple_sign() > 0) return several();
    drop_what_follows();
    drop_titles(tokens_);
    if (tokens_.empty()) return nobody("no_person");
    if (read_comma()) return std::move(name_);
    read_in_order(tokens_);
    return std::move(name_);
  }

 private:
  PersonName nobody(std::string_view code) {
    name_.note(code);
    name_.unsure = true;
    name_.no_person = code == "no_person";
    if (!text_.address) name_.given = joined(tokens_);
    return std::move(name_);
  }

  /// "Ann & Bob Lee": both are called, and the user is asked.
  PersonName several() {
    name_.note("several_people");
    name_.unsure = true;
    if (couple_sign() == 1 && tokens_.size() == 4) {
      name_.given = joined(tokens_, 0, 3);
      name_.family = tokens_.back().text;
    } else {
      name_.given = joined(tokens_);
    }
    return std::move(name_);
  }

  [[nodiscard]] bool is_household() const {
    return tokens_.size() > 1 && is_in(NameList::households, tokens_.front().key) &&
           !is_in(NameList::given, tokens_.front().key);
  }

  /// Where "&" or "and" stands between two people; 0 for nowhere.
  [[nodiscard]] std::size_t couple_sign() const {
    for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
      const NameToken& token = tokens_[i];
      if (!is_in(NameList::couples, token.key)) continue;
      if (token.key == "&" || token.key == "+") return i;
      // "John E Smith" has an initial, "Ortega y Gasset" two family names.
      const bool small = token.letter_case == LetterCase::lower;
      if (small && (i == 1 || is_title_word(tokens_[i - 1]) || !is_particle(token))) return i;
    }
    return 0;
  }

  void drop_titles(Tokens& tokens) {
    while (tokens.size() > 1 && is_title_word(tokens.front()) && !is_behind_title(tokens.front())) {
      if (may_be_name(tokens.front()) &&
          ((tokens.size() == 2 && !in_column_) || !is_in(NameList::given, tokens[1].key))) {
        if (tokens.size() > 2) name_.unsure = true;
        break;
      }
      const bool comma = tokens.front().comma_before;
      tokens.erase(tokens.begin());
      tokens.front().comma_before = tokens.front().comma_before || comma;
      name_.note("title");
    }
    while (tokens.size() > 1 && is_behind_title(tokens.back())) {
      tokens.pop_back();
      name_.note("title");
    }
  }

  /// Degrees, titles and generations behind the name, with commas and without.
  void drop_what_follows() {
    bool behind_comma = false;
    std::size_t first_comma = tokens_.size();
    for (std::size_t i = 1; i < tokens_.size(); ++i) {
      if (tokens_[i].comma_before) {
        first_comma = i;
        break;
      }
    }
    while (tokens_.size() > 1) {
      const NameToken& last = tokens_.back();
      const std::size_t at = tokens_.size() - 1;
      behind_comma = at >= first_comma;
      if (is_generation(last, behind_comma && at != first_comma - 1)) {
        if (!behind_comma && tokens_.size() == 2 && !last.dotted()) break;
        name_.note("generation");
      } else if (is_degree(last, behind_comma, shouted_) || is_lettered(last, first_comma)) {
        name_.note("degree");
      } else if (is_title_word(last) && !may_be_name(last) && !is_behind_title(last) &&
                 (behind_comma || last.dotted())) {
        name_.note("title");
      } else if (at > 1 && is_in(NameList::degrees, tokens_[at - 1].key + " " + last.key)) {
        tokens_.pop_back();
        name_.note("degree");
      } else {
        break;
      }
      tokens_.pop_back();
    }
  }

  /// Letters that nobody has listed, behind a comma and a name of two words: "Ann Lee, CSPX".
  [[nodiscard]] bool is_lettered(const NameToken& token, std::size_t first_comma) const {
    const std::size_t at = tokens_.size() - 1;
    return !shouted_ && at >= first_comma && first_comma >= 2 &&
           token.letter_case == LetterCase::upper && letters_in(token.text) >= 2;
  }

  /// "Lee, Ann"; "Berg, Jan van der".
  bool read_comma() {
    const auto comma = std::find_if(tokens_.begin() + 1, tokens_.end(),
                                    [](const NameToken& token) { return token.comma_before; });
    if (comma == tokens_.end()) return false;
    Tokens family(tokens_.begin(), comma);
    Tokens given(comma, tokens_.end());
    const auto more = std::find_if(given.begin() + 1, given.end(),
                                   [](const NameToken& token) { return token.comma_before; });
    given.erase(more, given.end());
    drop_titles(given);
    if (given.size() == 1 && is_title_word(given.front()) && !may_be_name(given.front())) {
      read_in_order(family);
      return true;
    }
    std::size_t end = given.size();
    while (end > 1 && is_particle(given[end - 1])) --end;
    // "Ann Lee, Marketing Manager" says what she is.
    const auto is_known = [](const NameToken& token) { return is_in(NameList::given, token.key); };
    if (family.size() >= 2 && is_known(family.front()) && !is_particle(family.front()) &&
        std::none_of(given.begin(), given.end(), is_known)) {
      name_.note("decoration");
      drop_titles(family);
      read_in_order(family);
      return true;
    }
    name_.family = joined(given, end, given.size());
    if (end < given.size()) name_.note("particle");
    name_.family.append(name_.family.empty() ? "" : " ").append(joined(family));
    name_.given = joined(given, 0, end);
    name_.note("family_comma");
    return true;
  }

  void take(const Tokens& tokens, std::size_t family_begins, std::string_view code) {
    name_.given = joined(tokens, 0, family_begins);
    name_.family = joined(tokens, family_begins, tokens.size());
    if (!code.empty()) name_.note(code);
  }

  void take_family_first(const Tokens& tokens, std::size_t given_begins, std::string_view code) {
    name_.family = joined(tokens, 0, given_begins);
    name_.given = joined(tokens, given_begins, tokens.size());
    name_.note(code);
  }

  void read_in_order(const Tokens& tokens) {
    if (tokens.size() == 1) {
      if (const auto split = split_eastern_word(tokens.front().text)) {
        name_.family = split->first;
        name_.given = split->second;
        name_.note("family_first");
      } else if (name_.has("title") && !is_in(NameList::given, tokens.front().key)) {
        name_.family = tokens.front().text;  // "Herr Müller"
        name_.note("family_name_only");
        name_.unsure = true;
      } else {
        name_.given = tokens.front().text;
        name_.note("one_name");
        name_.unsure = name_.unsure || is_eastern_script(name_.given);
      }
      return;
    }
    if (read_small_particle_first(tokens) || read_capitals(tokens)) return;
    if (const auto found = family_first(tokens)) {
      take_family_first(tokens, found->given_begins, found->evidence);
      name_.unsure = name_.unsure || found->unsure;
      return;
    }
    take(tokens, family_begins(tokens), "");
    note_doubt(tokens);
  }

  /// "van Gogh", among names in which a capital means something.
  bool read_small_particle_first(const Tokens& tokens) {
    if (tokens.front().letter_case != LetterCase::lower || !is_particle(tokens.front()) ||
        tokens.back().letter_case == LetterCase::lower) {
      return false;
    }
    name_.family = joined(tokens);
    name_.note("particle");
    name_.unsure = true;
    return true;
  }

  /// "BERNARD Mathieu" and "Mathieu BERNARD": in lists where capitals mark the family name.
  bool read_capitals(const Tokens& tokens) {
    if (shouted_) return false;
    const auto marks = [&](const NameToken& token) {
      return token.letter_case == LetterCase::upper && letters_in(token.text) >= 2 &&
             token.text.find('.') == std::string::npos &&
             (letters_in(token.text) > 2 || is_in(NameList::family, token.key));
    };
    const auto goes_on = [&](const NameToken& token) {
      return marks(token) || (token.letter_case != LetterCase::title && is_particle(token));
    };
    const auto is_written = [](const NameToken& token) {
      return token.letter_case == LetterCase::title || token.letter_case == LetterCase::mixed;
    };
    std::size_t first = 0;
    while (first < tokens.size() && goes_on(tokens[first])) ++first;
    if (first > 0 && first < tokens.size() && marks(tokens[first - 1]) &&
        is_written(tokens[first])) {
      take_family_first(tokens, first, "family_in_capitals");
      return true;
    }
    std::size_t last = tokens.size();
    while (last > 1 && goes_on(tokens[last - 1])) --last;
    if (last == tokens.size() || !marks(tokens.back()) || !is_written(tokens[last - 1])) {
      return false;
    }
    take(tokens, last, "family_in_capitals");
    return true;
  }

  /// Where the family name begins in a name whose given name comes first.
  std::size_t family_begins(const Tokens& tokens) {
    const std::size_t given_ends = end_of_given(tokens);
    // The first particle behind the given name begins it, whatever it is followed by.
    for (std::size_t i = given_ends; i + 1 < tokens.size(); ++i) {
      const bool joins_two = is_in(NameList::couples, tokens[i].key);
      if (!is_particle(tokens[i]) || joins_two) continue;
      // "Ana Gil de la Vega": of two family names the second has the particle.
      const bool second = i > given_ends && is_family(tokens[i - 1]) && i >= 2;
      name_.note("particle");
      return second ? i - 1 : i;
    }
    // "Ortega y Gasset"
    if (tokens.size() >= 4 && is_in(NameList::couples, tokens[tokens.size() - 2].key)) {
      name_.note("double_family");
      return tokens.size() - 3;
    }
    const std::size_t last = tokens.size() - 1;
    if (last > given_ends && tokens[last].letter_case != LetterCase::none &&
        is_double_family(tokens, last)) {
      name_.note("double_family");
      return last - 1;
    }
    return last;
  }

  /// Spanish and Portuguese names have two family names.
  static bool is_double_family(const Tokens& tokens, std::size_t last) {
    const auto iberian = [](const NameToken& token) {
      return is_in(NameList::family, token.key, "es") || is_in(NameList::family, token.key, "pt");
    };
    const auto iberian_given = [](const NameToken& token) {
      return is_in(NameList::given, token.key, "es") || is_in(NameList::given, token.key, "pt");
    };
    return iberian(tokens[last - 1]) && !iberian_given(tokens[last - 1]) &&
           (iberian(tokens[last]) || iberian_given(tokens.front()));
  }

  static bool is_family(const NameToken& token) { return is_in(NameList::family, token.key); }

  /// How many words are surely of the given name: one, or "Abdul Rahman", "María del Carmen".
  static std::size_t end_of_given(const Tokens& tokens) {
    std::size_t end = 1;
    if (is_in(NameList::halves, tokens[0].key) ||
        (tokens.size() > 2 && is_in(NameList::halves, tokens[0].key + " " + tokens[1].key))) {
      const bool article = tokens.size() > 3 && is_in(NameList::particles, tokens[1].key, "ar");
      end = article ? 3 : 2;
    } else if (tokens.size() > 2 &&
               is_in(NameList::double_given, tokens[0].key + " " + tokens[1].key)) {
      end = 2;
    }
    for (const std::size_t words : {3U, 2U}) {
      if (end + words >= tokens.size()) continue;
      std::string tail;
      for (std::size_t i = end; i < end + words; ++i) {
        tail += (tail.empty() ? "" : " ") + tokens[i].key;
      }
      if (is_in(NameList::given_tails, tail)) return end + words;
    }
    return std::min(end, tokens.size() - 1);
  }

  /// Two words whose order other names of the kind turn round.
  void note_doubt(const Tokens& tokens) {
    if (tokens.size() != 2) return;
    if (order_is_doubtful(tokens.front().key, tokens.back().key)) {
      name_.note("order_unsure");
      name_.unsure = true;
    }
  }

  NameText text_;
  Tokens tokens_;
  bool shouted_ = false;
  bool in_column_ = false;  // the family name stands elsewhere
  PersonName name_;
};

bool has_comma(const Tokens& tokens) {
  return std::any_of(tokens.begin(), tokens.end(),
                     [](const NameToken& token) { return token.comma_before; });
}

bool is_title_alone(const Tokens& tokens) {
  return tokens.size() == 1 && is_title_word(tokens.front()) && !may_be_name(tokens.front());
}

}  // namespace

bool PersonName::has(std::string_view code) const {
  return std::find(evidence.begin(), evidence.end(), code) != evidence.end();
}

void PersonName::note(std::string_view code) {
  if (!has(code)) evidence.emplace_back(code);
}

PersonName read_whole_name(std::string_view full) {
  return NameReader(read_name_text(full)).read();
}

PersonName read_name_columns(std::string_view given, std::string_view family) {
  NameText given_text = read_name_text(given);
  NameText family_text = read_name_text(family);
  if (given_text.tokens.empty() && family_text.tokens.empty()) return read_whole_name("");
  if (family_text.tokens.empty()) {
    PersonName whole = NameReader(std::move(given_text)).read();
    if (whole.given.empty() && whole.has("family_name_only")) {
      std::swap(whole.given, whole.family);  // it stands in the column of given names
      std::erase(whole.evidence, "family_name_only");
      whole.unsure = false;
    }
    return whole;
  }
  const bool family_alone = given_text.tokens.empty() || is_title_alone(given_text.tokens);
  if (family_alone && has_comma(family_text.tokens))
    return NameReader(std::move(family_text)).read();
  if (is_title_alone(given_text.tokens) && family_text.tokens.size() > 1 &&
      case_of(family) != LetterCase::lower) {
    return NameReader(std::move(family_text)).read();
  }
  PersonName name;
  const auto is_sign = [](const NameToken& token) { return token.key == "&" || token.key == "+"; };
  if (std::any_of(given_text.tokens.begin(), given_text.tokens.end(), is_sign)) {
    name.given = joined(given_text.tokens);
    name.family = joined(family_text.tokens);
    name.note("several_people");
    name.unsure = true;
    return name;
  }
  if (given_text.nickname || family_text.nickname) {
    // In brackets behind a family name stands a maiden name more often than a nickname.
    const bool quoted = family.find('(') == std::string_view::npos;
    name.nickname = given_text.nickname.value_or(quoted ? family_text.nickname.value_or("") : "");
    if (!name.nickname.empty()) name.note("nickname");
  }
  Tokens given_tokens = is_title_alone(given_text.tokens)
                            ? Tokens()
                            : NameReader(std::move(given_text)).read_column(name);
  Tokens family_tokens = NameReader(std::move(family_text)).read_column(name);
  if (is_swapped(given_tokens, family_tokens)) {
    std::swap(given_tokens, family_tokens);
    name.note("columns_swapped");
  }
  name.given = joined(given_tokens);
  name.family = joined(family_tokens);
  if (name.given.empty() && name.nickname.empty()) {
    name.note("family_name_only");
    name.unsure = true;
  } else if (given_tokens.size() == 1 && family_tokens.size() == 1 &&
             order_is_doubtful(given_tokens.front().key, family_tokens.front().key)) {
    name.note("order_unsure");
    name.unsure = true;
  }
  return name;
}

}  // namespace rounds::domain
