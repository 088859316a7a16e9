#include "domain/people/call_name.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "domain/people/family_first.h"
#include "domain/people/name_case.h"
#include "domain/people/name_lists.h"
#include "domain/people/name_reading.h"
#include "domain/people/name_text.h"

namespace rounds::domain {
namespace {

using Tokens = std::vector<NameToken>;

/// "Wm." and "Md." stand for a name that nobody is called by.
bool is_abbreviation(const NameToken& token) {
  return token.dotted() && letters_in(token.text) <= 5;
}

/// "Min Jun" of Kim Min Jun and "Xiao Ming" of Wang Xiao Ming: two syllables are one name.
bool is_two_syllables(const Tokens& given, const Tokens& family) {
  constexpr std::size_t longest_syllable = 6;
  if (given.size() != 2 || family.size() != 1) return false;
  const bool eastern = is_in(NameList::family, family.front().key, "zh") ||
                       is_in(NameList::family, family.front().key, "ko");
  return eastern && std::all_of(given.begin(), given.end(), [](const NameToken& token) {
           const auto known = name_list(NameList::given).find(token.key);
           const bool western = std::any_of(known.begin(), known.end(), [](const auto& entry) {
             return entry.language != "ko" && !entry.language.starts_with("zh") &&
                    entry.language != "vi" && entry.language != "ja";
           });
           return !western && !token.initials() && letters_in(token.text) <= longest_syllable;
         });
}

/// Makes the name to call by from the words of the given name.
class Caller {
 public:
  Caller(PersonName person) : person_(std::move(person)) {
    given_ = read_name_text(person_.given).tokens;
    family_ = read_name_text(person_.family).tokens;
    turkish_ = is_turkish(person_.given) || is_turkish(person_.family);
    const LetterCase letters = case_of(person_.family);
    shouted_ = letters == LetterCase::upper || letters == LetterCase::none;
  }

  CallName call() {
    std::string name = person_.has("handle")           ? from_handle()
                       : person_.no_person             ? std::string()
                       : !person_.nickname.empty()     ? written(person_.nickname)
                       : person_.has("several_people") ? person_.given
                       : given_.empty()                ? written(person_.family)
                                                       : from_given();
    if (name.empty()) person_.unsure = true;
    return {std::move(name), person_.unsure, std::move(person_.evidence)};
  }

 private:
  void note(std::string_view code) { person_.note(code); }

  /// "AJ Smith" is called by letters, "JO SMITH" is not.
  [[nodiscard]] std::string written(const std::string& name) const {
    if (name.find('.') != std::string::npos) return name;
    if (case_of(name) == LetterCase::upper && letters_in(name) <= 2 && !shouted_) return name;
    return as_name(name, turkish_);
  }

  /// "ann.lee" and "ann82" begin with a name, perhaps; "alee82" with none.
  std::string from_handle() {
    if (person_.given.find('@') != std::string::npos) return "";
    std::string first = person_.given.substr(0, person_.given.find_first_of("._0123456789"));
    const bool parted = person_.given.find_first_of("._") == first.size();
    const bool known = is_in(NameList::given, read_key(first));
    constexpr std::size_t shortest = 3;
    return known || (parted && letters_in(first) >= shortest) ? as_name(first, turkish_) : "";
  }

  static std::string read_key(const std::string& word) {
    const Tokens tokens = read_name_text(word).tokens;
    return tokens.size() == 1 ? tokens.front().key : "";
  }

  std::string from_given() {
    if (given_.size() == 1 && is_eastern_script(given_.front().text)) return from_eastern_script();
    if (given_.size() > 1 && is_vietnamese(given_, family_)) return from_vietnamese();
    if (is_two_syllables(given_, family_)) {
      return written(given_[0].text) + " " + written(given_[1].text);
    }
    const auto is_name = [](const NameToken& token) {
      return !token.initials() && !is_abbreviation(token);
    };
    const auto found = std::find_if(given_.begin(), given_.end(), is_name);
    if (found == given_.end()) {
      note("initials");
      // "TJ" is what people say, "J." is not.
      const bool said = given_.size() == 1 && letters_in(given_.front().text) > 1 &&
                        given_.front().text.find('.') == std::string::npos;
      person_.unsure = person_.unsure || !said;
      return joined(0, given_.size());
    }
    const auto at = static_cast<std::size_t>(found - given_.begin());
    if (at > 0) note("middle_name");
    if (family_.empty() && given_.size() == 1 && is_in(NameList::family, found->key) &&
        !is_in(NameList::given, found->key)) {
      note("family_name_only");
      person_.unsure = true;
    }
    return joined(at, end_of_name(at));
  }

  /// A name of one syllable is not said without the family's.
  std::string from_eastern_script() const {
    const std::string& only = given_.front().text;
    const bool short_name =
        letters_in(only) == 1 && family_.size() == 1 && is_eastern_script(family_.front().text);
    return short_name ? family_.front().text + only : only;
  }

  /// The last is whom one calls, and "Văn" and "Thị" are nobody.
  std::string from_vietnamese() {
    note("middle_name");
    const auto called = std::find_if(given_.rbegin(), given_.rend(), [](const NameToken& token) {
      return token.key != "thi" && token.key != "van";
    });
    return written(called == given_.rend() ? given_.back().text : called->text);
  }

  /// Behind the last word of the name that begins there: "Abdul Rahman", "María José".
  std::size_t end_of_name(std::size_t at) {
    const auto key = [&](std::size_t i) { return i < given_.size() ? given_[i].key : ""; };
    const bool half = is_in(NameList::halves, key(at));
    if (half && at + 1 < given_.size()) {
      note("half_name");
      const bool article = is_in(NameList::particles, key(at + 1), "ar") && at + 2 < given_.size();
      return at + (article ? 3 : 2);
    }
    if (at + 2 < given_.size() && is_in(NameList::halves, key(at) + " " + key(at + 1))) {
      note("half_name");
      return at + 3;
    }
    if (at + 1 < given_.size() && is_in(NameList::double_given, key(at) + " " + key(at + 1))) {
      note("double_name");
      return at + 2;
    }
    for (const std::size_t words : {3U, 2U}) {
      std::string tail;
      for (std::size_t i = 1; i <= words; ++i) tail += (i > 1 ? " " : "") + key(at + i);
      if (at + words >= given_.size() || !is_in(NameList::given_tails, tail)) continue;
      note("double_name");
      person_.unsure = true;  // María del Carmen may be María, Carmen or Mari Carmen
      return at + words + 1;
    }
    return at + 1;
  }

  [[nodiscard]] std::string joined(std::size_t from, std::size_t to) const {
    std::string name;
    for (std::size_t i = from; i < to; ++i) {
      const bool particle = i > from && given_[i].letter_case == LetterCase::lower;
      name += (name.empty() ? "" : " ") + (particle ? given_[i].text : written(given_[i].text));
    }
    return name;
  }

  PersonName person_;
  Tokens given_;
  Tokens family_;
  bool turkish_ = false;
  bool shouted_ = false;
};

}  // namespace

CallName call_name(std::string_view given, std::string_view family) {
  return Caller(read_name_columns(given, family)).call();
}

std::string greeting_name(std::string_view given, std::string_view family) {
  return call_name(given, family).name;
}

}  // namespace rounds::domain
