#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "importing/import_file.h"
#include "importing/text_encoding.h"

// Any text in the fields of cards: each card gives a person with a name, or a problem. Lines are
// fields, blank lines end a card.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using rounds::importing::Card;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (!rounds::importing::is_utf8(bytes)) {
    return 0;  // the wire carries nothing else
  }
  std::vector<Card> cards(1);
  std::size_t field = 0;
  for (std::size_t begin = 0; begin <= bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string line(bytes.substr(begin, end - begin));
    begin = end + 1;
    if (line.empty()) {
      cards.emplace_back();
      field = 0;
      continue;
    }
    Card& card = cards.back();
    const std::array fields = {&card.full,    &card.given,        &card.family,
                               &card.company, &card.position,     &card.url,
                               &card.remark,  &card.connected_on, &card.known_from};
    if (field < fields.size()) {
      *fields.at(field) = line;
    } else {
      card.addresses.push_back(line);
    }
    ++field;
  }
  const auto file = rounds::importing::read_cards("fuzz", "vcard", cards);
  if (file.people.size() + file.rejected != cards.size()) {
    std::abort();
  }
  for (const auto& person : file.people) {
    if ((person.given.empty() && person.family.empty()) ||
        !rounds::importing::is_utf8(person.given) || !rounds::importing::is_utf8(person.family)) {
      std::abort();
    }
  }
  return 0;
}
