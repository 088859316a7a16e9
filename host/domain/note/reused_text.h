#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/note/guard.h"
#include "domain/text/words.h"

namespace rounds::domain {

/// Text of a note that stands in an earlier note to somebody else, too.
struct Pasted {
  const RecentNote* note = nullptr;
  std::string_view passage;    ///< its longest stretch, in whole sentences; a view into the note
  std::size_t same_words = 0;  ///< how many of this note's own words are in the earlier one
  std::size_t words = 0;       ///< of how many
  bool whole = false;          ///< all that was personal in the earlier note stands in this one
};

/// What a note was pasted from, if it was. Greetings do not count, nor does what stems from a
/// structure, nor what went to two others already: that is the user's own phrase. `names` are
/// folded words that do not count either, the reader's and the writer's names.
[[nodiscard]] std::optional<Pasted> find_pasted(std::span<const TextLine> note,
                                                std::span<const RecentNote> recent_notes,
                                                std::span<const std::string> structure_texts,
                                                std::span<const std::string> names);

/// Whether a note is one of the structures, or a good part of it, and has no word of its own.
[[nodiscard]] bool is_only_structure(std::span<const TextLine> note,
                                     std::span<const std::string> structure_texts,
                                     std::span<const std::string> names);

}  // namespace rounds::domain
