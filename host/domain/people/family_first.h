#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "domain/people/name_text.h"

// Names whose family name comes first: Chinese, Japanese, Korean, Vietnamese and Hungarian ones,
// Slavic ones with a patronymic, and lists that turn all names round.
namespace rounds::domain {

struct FamilyFirst {
  std::size_t given_begins = 1;
  std::string_view evidence;  ///< a code, as in PersonName
  bool unsure = false;
};

/// Whether the words of a whole name, titles left out, begin with the family's; nothing when they
/// do not, or when nothing speaks for it.
[[nodiscard]] std::optional<FamilyFirst> family_first(const std::vector<NameToken>& tokens);

/// A Chinese, Japanese or Korean name without a blank as family and given name; nothing when it
/// cannot be told where one ends.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> split_eastern_word(
    std::string_view word);

/// Whether two keys of names speak for the order other than the one in which they stand, but not
/// clearly: the first is only a family name, or the last only a given one.
[[nodiscard]] bool order_is_doubtful(std::string_view first, std::string_view last);

/// Whether columns hold each other's names: "Nagy" as the given name of "Péter".
[[nodiscard]] bool is_swapped(const std::vector<NameToken>& given,
                              const std::vector<NameToken>& family);

/// Whether a name is Vietnamese: by its family name and its letters or middle name.
[[nodiscard]] bool is_vietnamese(const std::vector<NameToken>& given,
                                 const std::vector<NameToken>& family);

/// Whether a word ends as patronymics do: "Петрович", "Ivanovna".
[[nodiscard]] bool is_patronymic(const NameToken& token);

}  // namespace rounds::domain
