#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace rounds::domain {

/// How a word is written. A script without capitals has `none`.
enum class LetterCase { none, lower, title, upper, mixed };
[[nodiscard]] LetterCase case_of(std::string_view word);

/// How many letters a word has.
[[nodiscard]] std::size_t letters_in(std::string_view word);

/// A name written in capitals or in small letters as names are written: "ANN-MARIE" as "Ann-Marie",
/// "D'ARCY" as "D'Arcy". Turkish ones get their own i, Greek ones the sigma that ends a word.
[[nodiscard]] std::string as_name(std::string_view name, bool turkish);

/// Whether a word is spelled with letters, or is a name, that only Turkish has.
[[nodiscard]] bool is_turkish(std::string_view word);

}  // namespace rounds::domain
