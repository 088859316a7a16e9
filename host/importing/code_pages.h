#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rounds::importing {

/// Which code page old bytes were written in.
struct CodePage {
  std::string name;                 ///< as ICU and browsers call it: "windows-1250"
  bool unsure = false;              ///< another would make as good a text of them
  std::vector<std::string> others;  ///< the next best, where unsure
};

/// Tells by the letters that languages have (the packs' "import.letters"), by how they are put
/// together in words, and by columns' names, which of the code pages it is that people's programs
/// write. For bytes that are neither UTF-8 nor UTF-16.
[[nodiscard]] CodePage guess_code_page(std::string_view bytes);

/// Bytes of a code page as UTF-8. Throws std::length_error for more than ICU takes.
[[nodiscard]] std::string from_code_page(std::string_view bytes, const std::string& name);

/// Whether it is one of those that are looked at.
[[nodiscard]] bool is_known_code_page(std::string_view name);

}  // namespace rounds::importing
