#pragma once

#include <string>
#include <string_view>
#include <vector>

// Names taken apart into words that can be compared across spellings and scripts.
namespace rounds::domain {

/// A word of a name.
struct NameWord {
  std::string text;      ///< folded, in Latin letters where we can: "muller", "sergey"
  std::string spelled;   ///< "mueller" where the name had an umlaut, else as `text`
  std::string sound;     ///< what all spellings of one name share: a key for finding, not a proof
  bool initial = false;  ///< one letter
  bool foreign = false;  ///< was in another script, so that its Latin spelling is a guess
};

/// Whether two words are the same name: "Müller", "Mueller" and "Muller" with the first, but not
/// the second with the third; "Сергей" with all its Latin spellings.
[[nodiscard]] bool is_same_word(const NameWord& one, const NameWord& other);

/// A name as it stands in a header or in a list, without titles, credentials and emoji.
struct NameParts {
  std::vector<NameWord> words;
  std::vector<NameWord> former;  ///< in parentheses or after "née": a name from before a marriage
  std::string suffix;            ///< "jr", "sr", "ii", "iii", …
  std::size_t family_first = 0;  ///< of "Lee, Ann": how many words stand before the comma
  bool several = false;          ///< "Ann & Bob Lee", "Familie Lee"

  [[nodiscard]] bool empty() const { return words.empty(); }
};

[[nodiscard]] NameParts parse_name(std::string_view name);
/// The same for a family name alone, "van der Berg".
[[nodiscard]] NameParts parse_family_name(std::string_view name);

/// The words of a mail address's local part, digits left out: "ann.lee82" has "ann" and "lee".
[[nodiscard]] std::vector<NameWord> local_part_words(std::string_view local);

}  // namespace rounds::domain
