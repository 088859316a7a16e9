#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "importing/import_file.h"
#include "importing/text_encoding.h"

// Any bytes as a file: read, or refused with a sentence, but nothing else; and nothing gained or
// lost on the way.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const bool converted : {false, true}) {
    const std::string text = converted ? rounds::importing::to_utf8(bytes) : std::string(bytes);
    if (converted && !rounds::importing::is_utf8(text)) {
      std::abort();
    }
    try {
      const auto file = rounds::importing::read_people_file("fuzz.csv", text);
      if (file.people.empty() && file.rejected == 0) {
        std::abort();
      }
      std::size_t line = 0;
      for (const auto& person : file.people) {
        if (person.line <= line || (person.given.empty() && person.family.empty()) ||
            !rounds::importing::is_utf8(person.given)) {
          std::abort();
        }
        line = person.line;
      }
    } catch (const rounds::importing::UnknownColumns& unknown) {
      // What a page shows must be text, and what it guesses must be readable.
      for (const auto& name : unknown.table().names) {
        if (!rounds::importing::is_utf8(name)) {
          std::abort();
        }
      }
      try {
        (void)rounds::importing::read_people_file("fuzz.csv", text,
                                                  {{"full", {unknown.table().names.front()}}});
      } catch (const rounds::importing::UnreadableFile&) {
        continue;
      }
    } catch (const rounds::importing::UnreadableFile& refusal) {
      if (std::string_view(refusal.what()).empty()) {
        std::abort();
      }
    }
  }
  return 0;
}
