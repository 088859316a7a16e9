#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "domain/people/address_matching.h"
#include "domain/people/addresses.h"
#include "domain/people/correspondents.h"

// Any text as the From and To of a message, and as the names of somebody who may be meant.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace rounds::domain;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  std::array<std::string, 5> parts;
  for (std::string& part : parts) {
    const std::size_t end = std::min(rest.find('\0'), rest.size());
    part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  MailHeaders message;
  message.message_id = "1";
  message.from = parse_mailbox(parts[0]);
  message.to = {parse_mailbox(parts[1])};
  message.subject = parts[0];
  for (const auto& mailbox : {message.from, message.to.front()}) {
    if (mailbox.address != address_of(mailbox.address) || mailbox.name.size() > 200) {
      std::abort();
    }
  }
  MailSurvey survey;
  const bool learned = survey.add(message, {"me@example.org"});
  const std::vector<Correspondent> correspondents = survey.take();
  if (learned == correspondents.empty()) {
    std::abort();
  }
  const WantedPerson person{parts[2], parts[3], parts[4], {}, false};
  for (const auto& proposal : match_addresses({&person, 1}, correspondents)) {
    if (proposal.person != 0 || proposal.correspondent >= correspondents.size()) {
      std::abort();
    }
  }
  return 0;
}
