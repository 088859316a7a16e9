#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/name_case.h"

namespace rounds::domain {

/// A word of a name as it stands in a list.
struct NameToken {
  std::string text;  ///< as written: "Dr.", "van", "J.R."
  std::string key;   ///< folded, without full stops and apostrophes at its end
  LetterCase letter_case = LetterCase::none;
  bool comma_before = false;

  [[nodiscard]] bool dotted() const { return text.ends_with('.'); }
  /// "J", "J.", "J.R." and, without vowels, "JR".
  [[nodiscard]] bool initials() const;
};

/// A name without what is written around it.
struct NameText {
  std::vector<NameToken> tokens;
  std::optional<std::string> nickname;  ///< in quotes or brackets, where it is one
  bool maiden = false;                  ///< "(née Ström)" or "geb. Kurz" was left out
  bool decorated = false;               ///< emoji, a slogan, a remark in brackets was left out
  bool handle = false;                  ///< "ann.lee", "ann_lee82": made for a machine
  bool unfilled = false;                ///< "{{first_name}}", "#REF!": a program's, and no name
  bool address = false;                 ///< holds an "@" between letters
};

/// Takes a name apart: without emoji, slogans behind a dash or bar, remarks in brackets and maiden
/// names; letters that only look odd (full width, mathematical bold) as the letters they are.
[[nodiscard]] NameText read_name_text(std::string_view name);

/// Whether a word is written in Chinese, Japanese or Korean letters.
[[nodiscard]] bool is_eastern_script(std::string_view word);
/// Whether all of it is Katakana, in which Japanese writes foreign names.
[[nodiscard]] bool is_katakana(std::string_view word);

}  // namespace rounds::domain
