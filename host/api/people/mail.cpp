#include "api/people/mail.h"

#include <xxhash.h>

#include <algorithm>
#include <unordered_set>

#include "api/core/methods.h"
#include "domain/people/addresses.h"
#include "domain/people/correspondents.h"
#include "domain/refusal.h"
#include "store/tables/correspondents.h"

namespace rounds::api {
namespace {

using domain::MailHeaders;
using nlohmann::json;

constexpr std::size_t kMostMessages = 5000;
constexpr std::size_t kMostHeader = std::size_t{64} * 1024;

struct LearnParams {
  std::vector<MailHeaders> messages;
  std::vector<std::string> own;  // folded
};

/// Whether a mailing list or a machine sent it, as far as the headers are given.
bool is_bulk(Params& message) {
  const json* const headers = message.value("headers");
  if (headers == nullptr) return false;
  if (!headers->is_object()) message.refuse("headers", "must be an object of lists of strings");
  const auto says = [headers](const char* name, std::string_view value) {
    const auto found = headers->find(name);
    if (found == headers->end() || !found->is_array()) return false;
    return value.empty() || std::any_of(found->begin(), found->end(), [&](const json& one) {
             return one.is_string() && one.get_ref<const std::string&>() == value;
           });
  };
  const auto automatic = headers->find("auto-submitted");
  return says("list-id", "") || says("list-unsubscribe", "") || says("precedence", "bulk") ||
         says("precedence", "list") || says("precedence", "junk") ||
         (automatic != headers->end() && !says("auto-submitted", "no"));
}

/// Headers are foreign: a type that is wrong is the caller's mistake and refused, but a date or an
/// address that is none only means that there is nothing to learn.
std::optional<MailHeaders> read_message(Params& message) {
  MailHeaders headers;
  headers.message_id = message.foreign_text("message_id", kMostHeader);
  const auto moment = message.foreign_moment("date");
  headers.from = domain::parse_mailbox(message.foreign_text("from", kMostHeader));
  for (const char* const name : {"to", "cc"}) {
    for (const auto& text :
         message.optional_foreign_texts(name).value_or(std::vector<std::string>{})) {
      headers.to.push_back(domain::parse_mailbox(text));
    }
  }
  headers.subject = message.optional_foreign_text("subject", kMostHeader).value_or("");
  headers.bulk = is_bulk(message);
  headers.own = message.optional_flag("own").value_or(false);
  message.finish();
  if (headers.message_id.empty() || !moment) return std::nullopt;
  headers.date = *moment;
  return headers;
}

LearnParams read_learn(Params& params) {
  LearnParams learn;
  for (const auto& own : params.texts("own")) {
    if (auto address = domain::address_of(own); !address.empty()) {
      learn.own.push_back(std::move(address));
    }
  }
  const json* const messages = params.value("messages");
  if (messages == nullptr) params.refuse("messages", "is missing");
  if (!messages->is_array()) params.refuse("messages", "must be a list");
  if (messages->size() > kMostMessages) {
    params.refuse("messages", "must be at most " + std::to_string(kMostMessages));
  }
  for (const json& object : *messages) {
    Params message(object, "messages");
    if (auto headers = read_message(message)) learn.messages.push_back(std::move(*headers));
  }
  return learn;
}

std::int64_t digest_of(const std::string& message_id) {
  return static_cast<std::int64_t>(XXH3_64bits(message_id.data(), message_id.size()));
}

/// The same message in two folders, or read again after a restart, counts once: each counted
/// Message-ID is remembered by 64 bits of its digest. Among a million messages two that differ are
/// taken for one with a probability of 0.00000003.
json learn(Change& change, const LearnParams& params) {
  const store::Correspondents known(change.database());
  const domain::Moment now = change.host().clock().now();
  domain::MailSurvey survey;
  domain::MailLearned fact;
  std::unordered_set<std::int64_t> here;
  for (const MailHeaders& message : params.messages) {
    // A message from the future would be the last for ever.
    if (message.date.instant > now.instant + std::chrono::hours{24}) continue;
    const std::int64_t digest = digest_of(message.message_id);
    if (here.contains(digest) || known.has_message(digest)) continue;
    if (!survey.add(message, params.own)) continue;
    here.insert(digest);
    fact.messages.push_back(digest);
  }
  const std::size_t learned = fact.messages.size();
  if (learned > 0) {
    fact.correspondents = survey.take();
    change.record(fact);
  }
  return {{"learned", learned}};
}

}  // namespace

void bind_mail(Methods& methods) { methods.bind_change("mail.learn", read_learn, learn); }

}  // namespace rounds::api
