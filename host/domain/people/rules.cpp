#include "domain/people/rules.h"

#include <algorithm>

#include "domain/people/names.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

bool has_in_a_row(std::string_view text, const std::vector<std::string>& wanted) {
  const auto words = folded_words(text);
  return std::search(words.begin(), words.end(), wanted.begin(), wanted.end()) != words.end();
}

}  // namespace

std::string search_text(const Person& person) {
  std::string text = full_name(person.given, person.family);
  for (const auto* part : {&person.company, &person.position}) text.append("\n").append(*part);
  for (const auto& address : person.addresses) text.append("\n").append(address);
  return fold(text);
}

std::vector<std::string> search_words(std::string_view search) {
  const std::string folded = fold(search);
  std::vector<std::string> words;
  std::size_t begin = 0;
  while ((begin = folded.find_first_not_of(" \t\n", begin)) != std::string::npos) {
    const std::size_t end = std::min(folded.find_first_of(" \t\n", begin), folded.size());
    words.push_back(folded.substr(begin, end - begin));
    begin = end;
  }
  return words;
}

RuleMatcher::RuleMatcher(const RuleCondition& when)
    : company_(folded_words(when.company)),
      position_(folded_words(when.position)),
      search_(search_words(when.search)),
      known_from_(fold(when.known_from)),
      connected_from_(when.connected_from),
      connected_to_(when.connected_to),
      // Signs without a word would fit everybody.
      nobody_((!when.company.empty() && company_.empty()) ||
              (!when.position.empty() && position_.empty()) ||
              (!when.search.empty() && search_.empty()) || when.empty()) {}

bool RuleMatcher::fits(const Person& person, std::string_view known_from,
                       std::string_view search_text) const {
  if (nobody_) return false;
  const auto& day = person.connected_on;
  if (connected_from_ && (!day || *day < *connected_from_)) return false;
  if (connected_to_ && (!day || *day > *connected_to_)) return false;
  if (!known_from_.empty() && fold(known_from) != known_from_) return false;
  const bool found = std::all_of(search_.begin(), search_.end(), [&](const std::string& word) {
    return search_text.find(word) != std::string_view::npos;
  });
  return found && (company_.empty() || has_in_a_row(person.company, company_)) &&
         (position_.empty() || has_in_a_row(person.position, position_));
}

}  // namespace rounds::domain
