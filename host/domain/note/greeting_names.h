#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "domain/note/salutation.h"
#include "languages/language_packs.h"

// The parts of reading a greeting that salutation.cpp puts together.
namespace rounds::domain {

/// An entry of several words in a list, where a line has it.
struct FoundPhrase {
  std::size_t words = 0;  ///< how many it covers; 0: it does not stand there
  std::span<const languages::Entry> entries;
};

/// The longest entry of the list that stands at `at`.
[[nodiscard]] FoundPhrase phrase_at(std::span<const Word> line, std::size_t at,
                                    const languages::WordList& list);

/// Whether an entry of the phrase is marked so.
[[nodiscard]] bool is_marked(std::span<const languages::Entry> entries, std::string_view mark);

[[nodiscard]] std::string_view between(std::string_view from, std::string_view to);
[[nodiscard]] std::string_view without_spaces_before(std::string_view text);

/// Whether a greeting may end with the word at `at`: punctuation or the line's end is next.
[[nodiscard]] bool ends_greeting(std::span<const Word> line, std::size_t at);

/// Whether the word's script has no capitals.
[[nodiscard]] bool is_caseless(const Word& word);

/// Reads the names from `at` on into the greeting; the number of the word behind them.
/// `only_capitals`: a comma stands before them, and small words go on with the sentence.
std::size_t read_names(std::span<const Word> line, std::size_t at, bool only_capitals,
                       Greeting& greeting);

}  // namespace rounds::domain
