#include "store/journal/mail_json.h"

#include <charconv>
#include <chrono>

#include "domain/refusal.h"

namespace rounds::store {
namespace {

using nlohmann::json;
using namespace rounds::domain;

constexpr std::size_t kDigits = 16;  // of a digest, in hexadecimal

std::string write_digests(const std::vector<std::int64_t>& digests) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string text;
  text.reserve(digests.size() * kDigits);
  for (const std::int64_t digest : digests) {
    for (unsigned shift = 64; shift > 0;) {
      shift -= 4;
      text += kHex[(static_cast<std::uint64_t>(digest) >> shift) & 0xFU];
    }
  }
  return text;
}

std::vector<std::int64_t> read_digests(const std::string& text) {
  std::vector<std::int64_t> digests;
  digests.reserve(text.size() / kDigits);
  for (std::size_t begin = 0; begin < text.size(); begin += kDigits) {
    std::uint64_t digest = 0;
    const char* const first = text.data() + begin;
    const char* const last = text.data() + std::min(begin + kDigits, text.size());
    if (const auto [end, error] = std::from_chars(first, last, digest, 16);
        error != std::errc{} || end != first + kDigits) {
      throw Refusal(RefusalKind::storage, "a fact of the journal names messages that are none");
    }
    digests.push_back(static_cast<std::int64_t>(digest));
  }
  return digests;
}

/// Seconds since 1970: half as long as the text, of which there are two for each correspondent.
std::int64_t write_instant(const std::string& text) {
  const auto moment = parse_moment(text);
  return moment ? moment->instant.time_since_epoch().count() : 0;
}

std::string read_instant(const json& value) {
  const std::chrono::seconds seconds{value.get<std::int64_t>()};
  return format_moment({std::chrono::sys_seconds{seconds}, std::chrono::minutes{0}});
}

/// A list without names: with them every second byte would be a name.
json write_correspondent(const Correspondent& one) {
  return json::array({one.address, one.names, one.received, one.sent, write_instant(one.first_at),
                      write_instant(one.last_at), name_of(one.last_direction), one.last_subject,
                      one.last_message_id});
}

Correspondent read_correspondent(const json& list) {
  Correspondent one;
  list.at(0).get_to(one.address);
  list.at(1).get_to(one.names);
  list.at(2).get_to(one.received);
  list.at(3).get_to(one.sent);
  one.first_at = read_instant(list.at(4));
  one.last_at = read_instant(list.at(5));
  one.last_direction = list.at(6) == name_of(Direction::to) ? Direction::to : Direction::from;
  list.at(7).get_to(one.last_subject);
  list.at(8).get_to(one.last_message_id);
  return one;
}

}  // namespace

json write_learned(const MailLearned& fact) {
  json correspondents = json::array();
  for (const Correspondent& one : fact.correspondents) {
    correspondents.push_back(write_correspondent(one));
  }
  return {{"messages", write_digests(fact.messages)},
          {"correspondents", std::move(correspondents)}};
}

MailLearned read_learned(const json& body) {
  MailLearned fact;
  fact.messages = read_digests(body.at("messages").get_ref<const std::string&>());
  for (const json& one : body.at("correspondents")) {
    fact.correspondents.push_back(read_correspondent(one));
  }
  return fact;
}

}  // namespace rounds::store
