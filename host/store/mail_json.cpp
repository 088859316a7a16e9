#include "store/mail_json.h"

#include <charconv>

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

json write_correspondent(const Correspondent& one) {
  return {{"address", one.address},
          {"names", one.names},
          {"received", one.received},
          {"sent", one.sent},
          {"first", one.first_at},
          {"last", one.last_at},
          {"direction", name_of(one.last_direction)},
          {"subject", one.last_subject},
          {"message_id", one.last_message_id}};
}

Correspondent read_correspondent(const json& object) {
  Correspondent one;
  object.at("address").get_to(one.address);
  object.at("names").get_to(one.names);
  object.at("received").get_to(one.received);
  object.at("sent").get_to(one.sent);
  object.at("first").get_to(one.first_at);
  object.at("last").get_to(one.last_at);
  one.last_direction =
      object.at("direction") == name_of(Direction::to) ? Direction::to : Direction::from;
  object.at("subject").get_to(one.last_subject);
  object.at("message_id").get_to(one.last_message_id);
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
