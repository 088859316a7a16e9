#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "domain/refusal.h"
#include "store/journal/fact_json.h"

// Any bytes as a fact of the journal, "KIND\nBODY": it is read, or refused as what this version
// does not know. What was read is written as what is read as the same.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos) return 0;
  try {
    const auto fact = rounds::store::read_fact(bytes.substr(0, end), bytes.substr(end + 1));
    const std::string text = rounds::store::write_fact(fact);
    const auto again = rounds::store::read_fact(rounds::store::kind_of(fact), text);
    if (rounds::store::write_fact(again) != text) std::abort();
  } catch (const rounds::domain::Refusal& refusal) {
    const std::string_view message = refusal.what();
    if (message.find("json.exception") != std::string_view::npos) std::abort();
  }
  return 0;
}
