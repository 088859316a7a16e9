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
  /// What is wrong with where the name should stand.
  enum class Gap {
    none,
    certain,   ///< "Dear ,", "Sehr geehrte Frau ,": a name was meant to stand here
    possible,  ///< "Hello !", which in France is no mistake
  };

  /// The words found, from the greeting to the last name; a view into the note.
  std::string_view text;
  std::string phrase;  ///< its words of greeting, folded
  /// The words behind them, up to the next sign, whatever they are.
  std::vector<Word> next;
  /// The people named, each by the words of their name, titles left out. Empty in "Hello there,".
  std::vector<std::vector<Word>> names;
  /// The languages that have this greeting, as language packs are called; of a bare name none.
  std::vector<std::string> languages;
  bool title = false;       ///< "Mr", "Dr." or the like stands before the name
  bool needs_name = false;  ///< "Dear", behind which a name hardly ever misses
  bool place = false;       ///< "Bonjour de Paris": perhaps from where, and not to whom
  bool bare = false;        ///< a name before a comma, without a word of greeting
  bool alone = false;       ///< of a bare name: nothing follows on its line
  bool cried = false;       ///< of a bare name: it is called out, "Anna!"
  bool word = false;        ///< of a bare name: it is also a word that begins sentences ("Hope,")
  bool closed = false;      ///< nothing but punctuation follows the last name
  bool caseless = false;    ///< its letters have no capitals by which to tell names from words
  Gap gap = Gap::none;
};

/// The greeting with which a line begins, in any of the languages that we know.
[[nodiscard]] std::optional<Greeting> greeting_of(std::span<const Word> line);

/// The greeting of a note, which stands in one of its first lines.
[[nodiscard]] std::optional<Greeting> find_greeting(std::span<const TextLine> lines);

}  // namespace rounds::domain
