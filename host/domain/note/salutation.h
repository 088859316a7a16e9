#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/text/words.h"

namespace rounds::domain {

/// How a note addresses its reader: "Dear Mr Okafor", "Hi Ben and Mary", or just "Anna," on a line.
struct Greeting {
  /// The words found, from the greeting to the last name; a view into the note.
  std::string_view text;
  /// The people named, each by the words of their name, titles left out. Empty in "Hello there,".
  std::vector<std::vector<Word>> names;
  bool title = false;     ///< "Mr", "Dr." or the like stands before the name
  bool inflects = false;  ///< in the greeting's language names change their endings ("Drogi Janie")
  bool bare = false;      ///< a name before a comma, without a word of greeting
  bool alone = false;     ///< of a bare name: nothing follows on its line
  bool word = false;      ///< of a bare name: it is also a word that begins sentences ("Hope,")
  bool closed = false;    ///< nothing but punctuation follows the last name
  bool gap = false;       ///< "Dear ,": a name was meant to stand here
};

/// The greeting with which a line begins, in any of the languages that we know.
[[nodiscard]] std::optional<Greeting> greeting_of(std::span<const Word> line);

/// The greeting of a note, which stands in one of its first lines.
[[nodiscard]] std::optional<Greeting> find_greeting(std::span<const TextLine> lines);

/// How well a name in a greeting fits a person.
enum class NameFit {
  theirs,    ///< it is their name, a part of it, initials or a nickname
  doubtful,  ///< the given name is theirs, what follows is not
  other,     ///< it is somebody else's
};

/// Compares the words of one name of a greeting with a person's names.
[[nodiscard]] NameFit fit_name(std::span<const Word> name, std::string_view given,
                               std::string_view family, std::string_view full,
                               const Greeting& greeting);

}  // namespace rounds::domain
