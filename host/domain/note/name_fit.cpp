#include "domain/note/name_fit.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "domain/note/note_words.h"
#include "domain/people/nicknames.h"
#include "domain/text/word_lists.h"

namespace rounds::domain {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Where the family name comes first, the commonest of them: "Chen Wei" is not Zhang Wei.
bool is_leading_family_name(std::string_view word) {
  static constexpr auto kNames = std::to_array<std::string_view>({
      "wang",     "li",       "zhang",     "liu",    "chen",      "yang",   "huang",    "zhao",
      "wu",       "zhou",     "xu",        "sun",    "zhu",       "hu",     "guo",      "lin",
      "gao",      "luo",      "zheng",     "liang",  "xie",       "song",   "tang",     "deng",
      "feng",     "kim",      "lee",       "park",   "choi",      "jung",   "kang",     "cho",
      "yoon",     "jang",     "lim",       "nguyen", "tran",      "pham",   "hoang",    "phan",
      "dang",     "bui",      "sato",      "suzuki", "takahashi", "tanaka", "watanabe", "ito",
      "yamamoto", "nakamura", "kobayashi", "kato",   "yoshida",   "yamada", "nagy",     "kovacs",
      "toth",     "szabo",    "horvath",   "varga",  "kiss",      "molnar", "nemeth",   "farkas",
      "balogh",   "papp",
  });
  return is_one_of(word, kNames);
}

// "B", "BO" and "JP" for somebody whose names begin with these letters; not "Bob".
bool are_initials(const Word& initials, const std::vector<std::string>& names) {
  constexpr std::size_t kMostInitials = 3;
  const std::string& word = initials.folded;
  return word.size() <= kMostInitials &&
         (word.size() == 1 ||
          std::all_of(initials.text.begin(), initials.text.end(),
                      [](char letter) { return letter >= 'A' && letter <= 'Z'; })) &&
         std::all_of(word.begin(), word.end(), [&](char letter) {
           return std::any_of(names.begin(), names.end(),
                              [&](const std::string& name) { return name.starts_with(letter); });
         });
}

/// A person's names by their parts, folded.
struct Parts {
  explicit Parts(const Names& names)
      : given(name_parts_of(names.given)),
        family(name_parts_of(names.family)),
        all(name_parts_of(names.full)) {
    all.insert(all.end(), given.begin(), given.end());
    all.insert(all.end(), family.begin(), family.end());
    // 王伟 in one word, in whichever order.
    if (!given.empty() && !family.empty() && !is_ascii(given.front())) {
      all.push_back(family.front() + given.front());
      all.push_back(given.front() + family.front());
    }
    if (given.empty() && family.empty()) given = all;
  }

  std::vector<std::string> given;
  std::vector<std::string> family;
  std::vector<std::string> all;
};

/// What the words of a name are for a person.
struct Findings {
  bool given = false;
  bool family = false;
  bool loose = false;  // found by a likeness that is not sure
  std::size_t unknown_before = 0;
  std::size_t unknown_after = 0;
  bool second_given = false;    // an unknown word is a given name
  bool leading_family = false;  // or a family name that stands first
};

void find_word(const Word& word, const Parts& parts, const Calling& calling, bool only_word,
               Findings& found) {
  const CalledWord called(word.folded, calling);
  const Likeness given =
      std::max(called.like_any(parts.given),
               contains(parts.given, spelled_out(word.text)) ? Likeness::sure : Likeness::none);
  const Likeness family = called.like_any(parts.family);
  if (given != Likeness::none && given >= family) {
    found.given = true;
    found.loose = found.loose || given == Likeness::loose;
  } else if (family == Likeness::sure
                 ? contains(parts.family, word.folded) || calling.inflects || !is_ascii(word.folded)
                 : family == Likeness::loose) {
    found.family = true;
    found.loose = found.loose || family == Likeness::loose;
  } else if (called.like_any(parts.all) == Likeness::sure || are_initials(word, parts.all) ||
             is_patronymic(word.folded) || greeting_words().particles.contains(word.folded)) {
    // A middle name or an initial says nothing against them, and alone it is enough.
    found.given = found.given || only_word;
  } else {
    ++(found.given || found.family ? found.unknown_after : found.unknown_before);
    found.second_given = found.second_given || is_known_given_name(word.folded);
    found.leading_family = found.leading_family || is_leading_family_name(word.folded);
  }
}

NameFit judge(const Findings& found, std::size_t words, bool closed) {
  const NameFit theirs = found.loose ? NameFit::loosely : NameFit::theirs;
  if (found.given) {
    if (found.unknown_after == 0 || found.family) {
      return found.leading_family && words == 2 ? NameFit::other : theirs;
    }
    // "Dear Ben Adler," is another Ben; "Dear Anna Maria," and "Dear Ben Merry Christmas" may be
    // theirs.
    return closed && found.unknown_after == 1 && !found.second_given ? NameFit::other
                                                                     : NameFit::doubtful;
  }
  if (found.family) {
    // "Dear Mr Okafor" is Ben Okafor; "Dear Anna Okafor" is not.
    return found.unknown_before > 0 ? NameFit::other : theirs;
  }
  return NameFit::other;
}

}  // namespace

NameFit fit_name(std::span<const Word> name, const Names& names, const Calling& calling,
                 bool closed) {
  const Parts parts(names);
  Findings found;
  for (Word word : name) {
    word.folded = without_honorific(word.folded);
    word.text = without_honorific(word.text);
    find_word(word, parts, calling, name.size() == 1, found);
  }
  return judge(found, name.size(), closed);
}

}  // namespace rounds::domain
