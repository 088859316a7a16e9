#pragma once

#include <string_view>

#include "languages/language_packs.h"

// What the language packs know of names: host/languages/*.json, "names".
namespace rounds::domain {

enum class NameList {
  titles,        ///< "Dr", "Frau"; `name` where it is also a given name, `behind` where it follows
  degrees,       ///< "PhD", "MSc"; `name` where it is also a name or a word
  generations,   ///< "Jr", "III"
  particles,     ///< "van der", "de la"; `name` where a capital makes it a given name
  born,          ///< "née", "geb."
  couples,       ///< "and", "&"
  households,    ///< "Familie"
  remarks,       ///< what stands in brackets and is no nickname: pronouns, "hiring"
  also_known,    ///< "aka"
  legal_forms,   ///< "GmbH"
  firm_words,    ///< "Team", "Bakery"
  halves,        ///< "Abdul", which is no name without the next word
  double_given,  ///< "María José"
  given_tails,   ///< "del Carmen", which belongs to the given name before it
  family,        ///< common family names; `doubtful` where they are given names elsewhere
  given,         ///< common given names
  middle,        ///< Vietnamese "Văn", "Thị", by which nobody is called
  written_family,  ///< Chinese, Japanese and Korean ones in their own letters
  patronymics,     ///< endings
  family_endings,  ///< of family names: "ov", "mann"
  syllables,       ///< of which Korean and Chinese given names are made in Latin letters
  no_names         ///< what stands where nobody knew a name: "Unknown", "First Name"
};

/// Whether a key ends as family names do, and is longer than the ending.
[[nodiscard]] bool has_family_ending(std::string_view key);
/// Whether a key is made of a language's syllables, three at most.
[[nodiscard]] bool is_made_of_syllables(std::string_view key, std::string_view language);

/// A list of all languages together, read when it is first asked for.
[[nodiscard]] const languages::WordList& name_list(NameList list);

/// Whether a key (a word folded, without full stops) stands in the list.
[[nodiscard]] bool is_in(NameList list, std::string_view key);
/// The same of one language's part of it: a pack's name, or its beginning ("zh").
[[nodiscard]] bool is_in(NameList list, std::string_view key, std::string_view language);
/// Whether it stands there, and everywhere with this mark.
[[nodiscard]] bool is_marked(NameList list, std::string_view key, std::string_view mark);

}  // namespace rounds::domain
