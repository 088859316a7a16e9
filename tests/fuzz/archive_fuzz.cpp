#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "importing/archive.h"
#include "importing/text_encoding.h"

// Any bytes as an archive: read, or refused with a sentence, but nothing else.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  try {
    const auto file = rounds::importing::read_archive("fuzz.zip", bytes);
    for (const auto& person : file.people) {
      if ((person.given.empty() && person.family.empty()) ||
          !rounds::importing::is_utf8(person.given)) {
        std::abort();
      }
    }
  } catch (const rounds::importing::UnreadableFile& refusal) {
    if (std::string_view(refusal.what()).empty()) {
      std::abort();
    }
  }
  return 0;
}
