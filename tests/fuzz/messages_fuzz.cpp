#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "importing/messages.h"
#include "importing/text_encoding.h"

// Any bytes as LinkedIn's messages: at most one exchange a profile, each with a date, in text that
// the journal can keep.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string text =
      "SENDER PROFILE URL,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT\n"
      "linkedin.com/in/ann,linkedin.com/in/tom,2019-01-01 00:00:00 UTC,,one\n";
  text.append(bytes);
  for (const std::string_view read : {std::string_view(text), bytes}) {
    const auto found = rounds::importing::read_messages(read, {"linkedin.com/in/ann"});
    std::set<std::string> profiles;
    for (const auto& exchange : found.exchanges) {
      if (exchange.url.empty() || exchange.at.empty() || !profiles.insert(exchange.url).second ||
          !rounds::importing::is_utf8(exchange.text) ||
          !rounds::importing::is_utf8(exchange.subject) ||
          !rounds::importing::is_utf8(exchange.url)) {
        std::abort();
      }
    }
  }
  return 0;
}
