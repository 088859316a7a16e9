#include "domain/reply/known_names.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "domain/people/nicknames.h"
#include "domain/text/folding.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

/// Whether one given name may stand for the other: the same, an initial of it, a nickname.
bool may_be_given(const std::string& one, const std::string& other) {
  if (one == other || are_nicknames(one, other)) return true;
  const auto is_initial_of = [](const std::string& initial, const std::string& name) {
    return initial.size() == 1 && name.starts_with(initial);
  };
  return is_initial_of(one, other) || is_initial_of(other, one);
}

bool contains(const std::vector<std::string>& words, const std::string& word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::vector<std::string> name_words_of(std::string_view mailbox) {
  std::string name = fold(mailbox.substr(0, mailbox.rfind('<')));
  if (mailbox.rfind('<') == std::string_view::npos) {
    // "ann@example.org (Ann Lee)"
    const std::size_t open = name.find('(');
    if (open == std::string::npos) return {};
    name = name.substr(open + 1, name.rfind(')') - open - 1);
  }
  name.erase(std::min(name.find(" via "), name.size()));  // a list or a relay that sends for them
  return folded_words(name);
}

void KnownNames::add(std::string_view folded, PersonId person) {
  Known known{folded_words(folded), person};
  if (known.words.empty()) return;
  std::string forwards;
  std::string backwards;
  for (const std::string& word : known.words) {
    forwards += word;
    backwards.insert(0, word);
  }
  by_letters_.emplace(forwards, person);
  if (backwards != forwards) by_letters_.emplace(backwards, person);
  if (known.words.size() < 2) return;
  by_family_.emplace(known.words.back(), people_.size());
  people_.push_back(std::move(known));
}

std::vector<PersonId> KnownNames::find(std::string_view mailbox) const {
  std::vector<PersonId> found;
  const auto add = [&](PersonId person) {
    if (std::find(found.begin(), found.end(), person) == found.end()) found.push_back(person);
  };
  const std::vector<std::string> words = name_words_of(mailbox);
  std::string letters;
  for (const std::string& word : words) letters += word;
  // One word is a name in full where names are written without spaces.
  if (words.size() > 1 || !is_ascii(letters)) {
    const auto [begin, end] = by_letters_.equal_range(letters);
    std::for_each(begin, end, [&](const auto& entry) { add(entry.second); });
  }
  if (words.size() < 2) return found;
  for (const std::string& word : words) {
    const auto [begin, end] = by_family_.equal_range(word);
    std::for_each(begin, end, [&](const auto& entry) {
      const Known& known = people_[entry.second];
      const bool all = std::all_of(
          known.words.begin() + 1, known.words.end(),
          [&](const std::string& one) { return one.size() == 1 || contains(words, one); });
      const bool given = std::any_of(words.begin(), words.end(), [&](const std::string& one) {
        return one != known.words.back() && may_be_given(one, known.words.front());
      });
      if (all && given) add(known.person);
    });
  }
  return found;
}

}  // namespace rounds::domain
