#include "domain/people/correspondents.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "domain/people/addresses.h"
#include "domain/people/names.h"
#include "domain/text/words.h"

namespace rounds::domain {
namespace {

// Whoever writes to more people at once writes to nobody in particular.
constexpr std::size_t kMostRecipients = 50;
constexpr std::size_t kMostName = 200;
constexpr std::size_t kMostSubject = 200;

std::string_view trim(std::string_view text, std::string_view blanks = " \t\r\n") {
  const std::size_t begin = text.find_first_not_of(blanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

/// Without quotes, backslashes, control characters and doubled spaces.
std::string clean_name(std::string_view text) {
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    const char c = static_cast<unsigned char>(text[i]) < ' ' || text[i] == 0x7F ? ' ' : text[i];
    if (c == '"' || (c == ' ' && (name.empty() || name.back() == ' '))) continue;
    name += c;
  }
  // Outlook puts apostrophes around a name that it has from an address book.
  std::string_view bare = trim(name);
  if (bare.size() > 2 && bare.front() == '\'' && bare.back() == '\'') {
    bare = trim(bare.substr(1, bare.size() - 2));
  }
  return beginning(bare, kMostName);
}

// The local part of an address up to its first separator, or all of it.
constexpr auto machines = std::to_array<std::string_view>({
    "noreply",       "no-reply",        "no_reply",         "no.reply",        "donotreply",
    "do-not-reply",  "do_not_reply",    "dontreply",        "notification",    "notifications",
    "notify",        "alert",           "alerts",           "mailer-daemon",   "mailerdaemon",
    "postmaster",    "bounce",          "bounces",          "newsletter",      "newsletters",
    "news",          "marketing",       "mailing",          "automailer",      "auto-confirm",
    "autoconfirm",   "invitations",     "messages-noreply", "nicht-antworten", "keine-antwort",
    "nepasrepondre", "ne-pas-repondre", "listserv",         "majordomo",       "unsubscribe",
    "digest",        "updates",         "receipts",         "jobs-listings",   "jobalerts-noreply",
});

constexpr auto machine_parts = std::to_array<std::string_view>({
    "noreply",
    "no-reply",
    "no_reply",
    "donotreply",
    "do-not-reply",
    "mailer-daemon",
    "notification",
    "unsubscribe",
    "newsletter",
    // Relays and signing services, which write somebody's name before their own address.
    "hit-reply",
    "docusign",
    "echosign",
    "adobesign",
    "hellosign",
});

constexpr auto list_endings = std::to_array<std::string_view>({
    "-list",
    "-lists",
    "-announce",
    "-users",
    "-devel",
    "-request",
    "-bounces",
    "-owner",
    "-subscribe",
});

constexpr auto list_domains = std::to_array<std::string_view>({
    "lists.",
    "list.",
    "googlegroups.com",
    "groups.io",
    "listserv.",
    "mailman.",
    "bounce.",
    "bounces.",
    "reply.github.com",
    "facebookmail.com",
    "docusign.net",
    "docusign.com",
    "eumail.docusign.net",
    "echosign.com",
    "adobesign.com",
    "hellosign.com",
    "noreply.github.com",
    "notifications.",
    "mailer.",
    "newsletter.",
    "news.",
    "email.",
    "mailing.",
});

}  // namespace

Mailbox parse_mailbox(std::string_view text) {
  Mailbox mailbox{"", address_of(text)};
  if (mailbox.address.empty()) return mailbox;
  if (const std::size_t open = text.rfind('<'); open != std::string_view::npos) {
    mailbox.name = clean_name(text.substr(0, open));
  } else if (const std::size_t comment = text.find('('); comment != std::string_view::npos) {
    const std::size_t end = text.rfind(')');
    if (end != std::string_view::npos && end > comment) {
      mailbox.name = clean_name(text.substr(comment + 1, end - comment - 1));
    }
  }
  if (address_of(mailbox.name) == mailbox.address) mailbox.name.clear();
  return mailbox;
}

bool is_machine_address(std::string_view address) {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos) return true;
  const std::string_view local = address.substr(0, at);
  const std::string_view domain = address.substr(at + 1);
  const std::string_view first = local.substr(0, local.find_first_of("+="));
  const auto is_first = [&](std::string_view word) { return first == word; };
  const auto is_inside = [&](std::string_view part) {
    return local.find(part) != std::string_view::npos;
  };
  const auto ends_list = [&](std::string_view ending) { return first.ends_with(ending); };
  const auto is_list_domain = [&](std::string_view part) {
    return part.ends_with('.') ? domain.starts_with(part) : domain == part;
  };
  // A bounce address that names the one to whom was written, as mailing programs make them.
  const bool encoded = local.find('=') != std::string_view::npos;
  return encoded || std::any_of(machines.begin(), machines.end(), is_first) ||
         std::any_of(machine_parts.begin(), machine_parts.end(), is_inside) ||
         std::any_of(list_endings.begin(), list_endings.end(), ends_list) ||
         std::any_of(list_domains.begin(), list_domains.end(), is_list_domain);
}

std::string_view name_of(Direction direction) {
  return direction == Direction::from ? "from" : "to";
}

bool MailSurvey::add(const MailHeaders& message, const std::vector<std::string>& own) {
  const auto is_own = [&own](const Mailbox& mailbox) {
    return std::find(own.begin(), own.end(), mailbox.address) != own.end();
  };
  const auto is_somebody = [&](const Mailbox& mailbox) {
    return !mailbox.address.empty() && !is_own(mailbox) && !is_machine_address(mailbox.address);
  };
  if (message.bulk || message.to.size() > kMostRecipients) return false;
  if (!message.own && !is_own(message.from)) {
    const bool to_list = std::any_of(message.to.begin(), message.to.end(), [](const Mailbox& to) {
      return !to.address.empty() && is_machine_address(to.address);
    });
    if (to_list || !is_somebody(message.from)) return false;
    count(message, message.from, Direction::from);
    return true;
  }
  std::vector<std::string_view> counted;  // somebody may stand in To and in Cc
  for (const Mailbox& mailbox : message.to) {
    const bool again = std::find(counted.begin(), counted.end(), mailbox.address) != counted.end();
    if (again || !is_somebody(mailbox)) continue;
    counted.push_back(mailbox.address);
    count(message, mailbox, Direction::to);
  }
  return !counted.empty();
}

void MailSurvey::count(const MailHeaders& message, const Mailbox& with, Direction direction) {
  Correspondent& one = correspondents_[with.address];
  one.address = with.address;
  if (!with.name.empty()) ++one.names[with.name];
  ++(direction == Direction::from ? one.received : one.sent);
  const std::string at = format_moment({message.date.instant, std::chrono::minutes{0}});
  if (one.first_at.empty() || at < one.first_at) one.first_at = at;
  if (std::tie(at, message.message_id) <= std::tie(one.last_at, one.last_message_id)) return;
  one.last_at = at;
  one.last_direction = direction;
  one.last_subject = beginning(message.subject, kMostSubject);
  one.last_message_id = message.message_id;
}

std::vector<Correspondent> MailSurvey::take() {
  std::vector<Correspondent> list;
  list.reserve(correspondents_.size());
  for (auto& [address, one] : correspondents_) list.push_back(std::move(one));
  correspondents_.clear();
  return list;
}

}  // namespace rounds::domain
