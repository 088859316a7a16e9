#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "domain/text/words.h"
#include "languages/language_packs.h"

namespace rounds::domain {

/// Places in a line that were meant to be filled in and were not, as the programs that send letters
/// in series mark them: `{{given}}`, `{0}`, `[NAME]`, `<first name>`, `<<name>>`, `&lt;name&gt;`,
/// `%NAME%`, `%to(name)%`, `::name::`, `$name`, `*|NAME|*`, `-NAME-`, `(First Name)`, `firstName`;
/// what they put for nothing, `#N/A` and `[object Object]`; and what people leave for later: `XXX`,
/// `____`, `???`, `(insert …)`, `TODO:`. In order, none over another; views into `line`.
[[nodiscard]] std::vector<std::string_view> find_placeholders(std::string_view line);

/// Words that say what should stand in their place.
struct FieldWord {
  std::size_t words = 0;                    ///< how many
  bool nothing = false;                     ///< "null", "undefined": there was nothing to fill in
  const languages::Entry* entry = nullptr;  ///< by which it was known
};

/// Whether the words, which stand where a name should, begin with the word for a name: "First
/// Name", "Vorname", "undefined". Elsewhere they are words like others.
[[nodiscard]] std::optional<FieldWord> find_field_word(std::span<const Word> words);

}  // namespace rounds::domain
