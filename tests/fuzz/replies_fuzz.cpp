#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "domain/people/addresses.h"
#include "domain/reply/replies.h"
#include "domain/reply/threads.h"

// Any text as a message, its parts separated by NUL: what is found in it are addresses and ids.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::array<std::string, 8> parts;
  for (std::string& part : parts) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  rounds::domain::ArrivedMessage message;
  message.from = parts[0];
  message.subject = parts[1];
  message.text = parts[2];
  message.report = parts[3];
  message.headers[parts[4]].push_back(parts[5]);
  message.headers[parts[6]].push_back(parts[7]);
  const auto result = rounds::domain::classify_message(message);
  for (const std::string& address : result.failed_addresses) {
    if (rounds::domain::address_of(address) != address) {
      std::abort();
    }
  }
  for (const std::string& id : result.original_message_ids) {
    if (id.empty() || id.find_first_of(" \r\n<>") != std::string::npos) {
      std::abort();
    }
  }
  (void)rounds::domain::addresses_of(message.text);
  (void)rounds::domain::looks_automatic(message.from, message.subject);
  (void)rounds::domain::quotes_note(message.text, message.report);
  if (rounds::domain::own_words(message.text).size() > message.text.size()) {
    std::abort();
  }
  // What is left of a subject answers nothing any more.
  if (rounds::domain::thread_subject(rounds::domain::thread_subject(message.subject).rest)
          .answers) {
    std::abort();
  }
  (void)rounds::domain::folded_name_of(message.from);
  return 0;
}
