#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "domain/note/guard.h"
#include "domain/text/words.h"

// Any text as a note, as an earlier note and as a structure: every finding lies inside the text and
// says something.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using rounds::domain::GuardPerson;
  static const GuardPerson person{"Ben", "Okafor", "Ben Okafor", "Acme", {"ben@example.org"}, ""};
  static const std::vector<GuardPerson> others = {
      {"Anna", "Lindt", "Anna Lindt", "Globex", {"anna@example.com"}, ""},
      {"Juan", "de la Cruz", "Juan de la Cruz", "Müller & Söhne GmbH", {}, ""}};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::size_t subject_end = std::min(text.find('\n'), text.size());
  const rounds::domain::Note note{"Tom <tom@example.org>",
                                  {"ben@example.org"},
                                  {},
                                  {},
                                  std::string(text.substr(0, subject_end)),
                                  std::string(text)};
  // Its first part is what went to Anna, and its last the user's structure.
  const std::vector<rounds::domain::RecentNote> recent = {
      {"Anna Lindt", std::string(text.substr(0, size / 2))}, {"Juan", std::string(text)}};
  const std::vector<std::string> structures = {std::string(text.substr(size / 3))};
  for (const auto& finding : rounds::domain::check_note(
           note, person,
           {.others = others, .recent_notes = recent, .structure_texts = structures})) {
    const std::string& whole = finding.where == "subject" ? note.subject : note.body;
    if (finding.message.empty() ||
        finding.at + finding.length > rounds::domain::utf16_length(whole) ||
        whole.find(finding.text) == std::string::npos) {
      std::abort();
    }
  }
  return 0;
}
