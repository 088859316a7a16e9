#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "domain/note/template_text.h"
#include "domain/text/words.h"

// Any text as a template: it is refused with a sentence, or filled and then looks filled.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rounds::domain;
  static constexpr auto kVariables =
      std::to_array<std::string_view>({"given", "family", "company"});
  static constexpr auto kConditions = std::to_array<std::string_view>({"changed_jobs"});
  static const Vocabulary vocabulary{kVariables, kConditions, true};
  static const TemplateValues values{{{"given", "{{Zoë}}\n{"}, {"family", "O'Neil & <b>"}},
                                     {"changed_jobs"}};
  const std::string text(reinterpret_cast<const char*>(data), size);
  try {
    const FilledTemplate filled = fill_template(text, vocabulary, values);
    const bool raw = filled.text.find("{{") != std::string::npos;
    const bool outside = filled.personal_at.value_or(0) > utf16_length(filled.text);
    if (raw || outside) std::abort();
    for (const auto& name : filled.missing) {
      if (name != "company") std::abort();
    }
  } catch (const BrokenTemplate& broken) {
    if (!std::string_view(broken.what()).starts_with("Line ")) std::abort();
  }
  return 0;
}
