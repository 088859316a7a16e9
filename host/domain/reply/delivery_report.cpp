#include "domain/reply/delivery_report.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "domain/people/addresses.h"
#include "domain/reply/threads.h"
#include "domain/text/folding.h"
#include "languages/language_packs.h"

namespace rounds::domain {
namespace {

using languages::WordList;

constexpr std::string_view blanks = " \t\r\n";

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(blanks);
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The fields of a report in their order, unfolded; an empty name ends a group.
std::vector<std::pair<std::string, std::string>> fields_of(std::string_view report) {
  std::vector<std::pair<std::string, std::string>> fields;
  constexpr std::size_t most_fields = 5000;
  for (std::size_t begin = 0; begin < report.size() && fields.size() < most_fields;) {
    const std::size_t end = std::min(report.find('\n', begin), report.size());
    const std::string_view line = report.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t colon = line.find(':');
    if (trim(line).empty()) {
      fields.emplace_back();
    } else if ((line.front() == ' ' || line.front() == '\t') && !fields.empty() &&
               !fields.back().first.empty()) {
      fields.back().second.append(" ").append(trim(line));
    } else if (colon != std::string_view::npos) {
      fields.emplace_back(fold(trim(line.substr(0, colon))), trim(line.substr(colon + 1)));
    }
  }
  fields.emplace_back();
  return fields;
}

/// "rfc822; ann@example.org".
std::string recipient_of(std::string_view value) {
  const std::size_t type = value.find(';');
  return plain_recipient(type == std::string_view::npos ? value : value.substr(type + 1));
}

ReportedRecipient::Action action_of(std::string_view word, std::string_view status) {
  using Action = ReportedRecipient::Action;
  if (word == "delivered" || word == "relayed" || word == "expanded") return Action::done;
  if (word == "delayed") return Action::delayed;
  if (!word.empty()) return Action::failed;  // "expired" and what else servers make up
  if (status.starts_with('2')) return Action::done;
  return status.starts_with('4') ? Action::delayed : Action::failed;
}

/// The second and third number of "5.1.1"; -1 where there is none.
std::pair<int, int> detail_of(std::string_view status) {
  int numbers[2] = {-1, -1};
  std::size_t at = status.find('.');
  for (int& number : numbers) {
    if (at == std::string_view::npos) break;
    const std::size_t begin = at + 1;
    at = begin;
    while (at < status.size() && is_digit(status[at]) && at < begin + 3) {
      number = std::max(number, 0) * 10 + (status[at++] - '0');
    }
    if (at >= status.size() || status[at] != '.') at = std::string_view::npos;
  }
  return {numbers[0], numbers[1]};
}

FailureReason reason_in(std::string_view words, FailureReason otherwise) {
  static const WordList full("reply.bounces.full");
  static const WordList size("reply.bounces.size");
  static const WordList unknown("reply.bounces.unknown");
  static const WordList policy("reply.bounces.policy");
  static const WordList delays("reply.bounces.delays");
  const std::string flat = flatten(words);
  if (full.inside(flat) != nullptr) return FailureReason::full;
  if (size.inside(flat) != nullptr) return FailureReason::size;
  if (unknown.inside(flat) != nullptr) return FailureReason::address;
  if (policy.inside(flat) != nullptr) return FailureReason::policy;
  constexpr std::string_view troubles[] = {"timed out", "timeout", "connection refused",
                                           "unreachable", "no route"};
  const bool troubled = std::any_of(std::begin(troubles), std::end(troubles), [&](auto trouble) {
    return flat.find(trouble) != std::string::npos;
  });
  return troubled || delays.inside(flat) != nullptr ? FailureReason::unreachable : otherwise;
}

}  // namespace

std::string_view name_of(FailureReason reason) {
  switch (reason) {
    case FailureReason::address:
      return "address";
    case FailureReason::full:
      return "full";
    case FailureReason::size:
      return "size";
    case FailureReason::policy:
      return "policy";
    case FailureReason::unreachable:
      return "unreachable";
    case FailureReason::unknown:
      break;
  }
  return "unknown";
}

bool kills_address(FailureReason reason) {
  return reason == FailureReason::address || reason == FailureReason::unknown;
}

std::string plain_recipient(std::string_view mailbox) {
  std::string address = address_of(mailbox);
  const std::size_t at = address.rfind('@');
  if (at == std::string::npos || at < 2 || address.front() != '"' || address[at - 1] != '"') {
    return address;
  }
  std::string local = address.substr(1, at - 2);
  std::erase(local, '\\');
  return local + address.substr(at);
}

std::vector<ReportedRecipient> parse_report(std::string_view report) {
  std::vector<ReportedRecipient> recipients;
  constexpr std::size_t most = 100;
  ReportedRecipient group;
  std::string action;
  bool about_somebody = false;
  for (auto& [name, value] : fields_of(report)) {
    if (name.empty()) {
      if (about_somebody && recipients.size() < most) {
        group.action = action_of(action, group.status);
        recipients.push_back(std::move(group));
      }
      group = {};
      action.clear();
      about_somebody = false;
    } else if (name == "action") {
      action = fold(value.substr(0, value.find_first_of(" (;")));
      about_somebody = !action.empty() || about_somebody;
    } else if (name == "status" && !value.empty()) {
      group.status = value.substr(0, value.find_first_of(" ("));
      about_somebody = true;
    } else if (name == "final-recipient") {
      group.final = recipient_of(value);
    } else if (name == "original-recipient") {
      group.original = recipient_of(value);
    } else if (name == "diagnostic-code") {
      group.diagnostic = value;
    }
  }
  return recipients;
}

std::string status_in(std::string_view text) {
  for (std::size_t at = 0; at + 4 < text.size(); ++at) {
    const bool begins = at == 0 || (!is_digit(text[at - 1]) && text[at - 1] != '.');
    if (!begins || (text[at] != '4' && text[at] != '5') || text[at + 1] != '.') continue;
    std::size_t end = at;
    while (end < text.size() && (is_digit(text[end]) || text[end] == '.')) ++end;
    while (text[end - 1] == '.') --end;
    const std::string_view status = text.substr(at, end - at);
    if (std::count(status.begin(), status.end(), '.') == 2) return std::string(status);
    at = end;
  }
  return {};
}

bool has_smtp_refusal(std::string_view text) {
  for (std::size_t at = text.find('5'); at != std::string_view::npos; at = text.find('5', at + 1)) {
    if (at + 3 >= text.size() || !is_digit(text[at + 1]) || !is_digit(text[at + 2])) continue;
    const bool begins =
        at == 0 || std::string_view(" \t\n(:;#>").find(text[at - 1]) != std::string_view::npos;
    if (begins && text[at + 1] <= '5' && (text[at + 3] == ' ' || text[at + 3] == '-')) return true;
  }
  return false;
}

// RFC 3463: only X.1.x, a mailbox that is disabled (X.2.1) and a domain to which nothing leads
// (X.4.4) are about the address; X.1.7 and X.1.8 are about the sender's.
FailureReason failure_reason(std::string_view status, std::string_view words) {
  const std::string found = status.size() < 5 ? status_in(words) : std::string(status);
  if (found.starts_with('4'))
    return reason_in(words, FailureReason::unreachable) == FailureReason::full
               ? FailureReason::full
               : FailureReason::unreachable;
  const auto [subject, detail] = detail_of(found);
  switch (subject) {
    case 1:
      return detail == 7 || detail == 8 ? FailureReason::policy : FailureReason::address;
    case 2:
      if (detail == 1) return FailureReason::address;
      if (detail == 2) return FailureReason::full;
      if (detail == 3) return FailureReason::size;
      return reason_in(words, FailureReason::unreachable);
    case 3:
      return detail == 4 ? FailureReason::size : reason_in(words, FailureReason::unreachable);
    case 4:
      return detail == 4 ? FailureReason::address : reason_in(words, FailureReason::unreachable);
    case 6:
    case 7:
      return FailureReason::policy;
    default:
      return reason_in(words, FailureReason::unknown);
  }
}

}  // namespace rounds::domain
