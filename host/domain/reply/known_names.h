#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "domain/people/person.h"

namespace rounds::domain {

/// The words of a mailbox's name, folded: of "'Ann M. Lindqvist' via Friends <…>" ann, m,
/// lindqvist.
[[nodiscard]] std::vector<std::string> name_words_of(std::string_view mailbox);

/// Names of people, to find whose mail a message may be that comes from an address which nobody
/// knows: with a middle initial, a title or a nickname, or with the family name first.
class KnownNames {
 public:
  /// @param folded  given and family name
  void add(std::string_view folded, PersonId person);

  /// Who may go by this mailbox's name. One name alone is many people's, and nobody's here.
  [[nodiscard]] std::vector<PersonId> find(std::string_view mailbox) const;

 private:
  struct Known {
    std::vector<std::string> words;
    PersonId person = 0;
  };
  std::vector<Known> people_;
  std::unordered_multimap<std::string, std::size_t> by_family_;
  std::unordered_multimap<std::string, PersonId> by_letters_;  // without spaces, in both orders
};

}  // namespace rounds::domain
