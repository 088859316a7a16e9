#include "domain/reply/replies.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "domain/people/addresses.h"
#include "domain/reply/absence.h"
#include "domain/reply/threads.h"
#include "domain/text/folding.h"
#include "domain/text/words.h"
#include "languages/language_packs.h"

namespace rounds::domain {
namespace {

constexpr std::size_t most_ids = 1000;
constexpr std::size_t longest_id = 998;  // a header line's length in RFC 5322
constexpr std::size_t most_addresses = 100;
constexpr std::size_t far_enough = 4000;  // what follows is the returned message

using languages::WordList;

std::string_view trim(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(blanks);
  return begin == std::string_view::npos
             ? std::string_view()
             : text.substr(begin, text.find_last_not_of(blanks) - begin + 1);
}

void add_once(std::vector<std::string>& list, std::string value, std::size_t most) {
  if (!value.empty() && list.size() < most &&
      std::find(list.begin(), list.end(), value) == list.end()) {
    list.push_back(std::move(value));
  }
}

// Calls `use` with each line of the text, without its end.
template <typename Use>
void each_line(std::string_view text, Use use) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    use(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

bool is_daemon(std::string_view local_part) {
  static const WordList daemons("reply.senders.daemons");
  return daemons.contains(fold(local_part.substr(0, local_part.find('+')))) ||
         local_part.starts_with("microsoftexchange") || local_part.starts_with("mailer-daemon");
}

// "Mail Delivery System <…>", "MAILER-DAEMON <>": by the name, where the address says nothing.
bool is_named_as_daemon(std::string_view from) {
  static const WordList names("reply.senders.daemon_names");
  std::string name = folded_name_of(from);
  if (name.empty()) name = flatten(from);
  return names.beginning_of(name) != nullptr;
}

bool is_failure_subject(std::string_view flat) {
  static const WordList list("reply.bounces.subjects");
  return list.inside(flat) != nullptr;
}

bool is_delay(std::string_view flat) {
  static const WordList list("reply.bounces.delays");
  return list.inside(flat) != nullptr;
}

// Words of somebody's name, folded, and of the part of an address that may be one.
void add_names(std::string_view mailbox, std::vector<std::string>& names) {
  constexpr std::size_t shortest = 3;
  const std::string address = address_of(mailbox);
  const std::string local = address.substr(0, address.find('@'));
  for (const std::string_view text :
       {std::string_view(local), mailbox.substr(0, mailbox.find('<'))}) {
    if (text.find('@') != std::string_view::npos) continue;
    std::string spaced(text);
    std::replace_if(
        spaced.begin(), spaced.end(), [](char c) { return c == '.' || c == '_' || c == '-'; }, ' ');
    for (std::string& word : folded_words(spaced)) {
      if (word.size() >= shortest) names.push_back(std::move(word));
    }
  }
}

class Message {
 public:
  explicit Message(const ArrivedMessage& message)
      : message_(message),
        subject_(flatten(message.subject)),
        from_(address_of(message.from)),
        local_part_(std::string_view(from_).substr(0, from_.find('@'))) {}

  Classification classify() {
    if (const auto delivery = delivery_kind()) {
      result_.kind = *delivery;
    } else if (!is_calendar() && is_automatic()) {
      result_.kind = MessageKind::auto_reply;
    } else if (is_calendar() || is_bulk()) {
      result_.kind = MessageKind::bulk;
    }
    if (is_delivery() || result_.kind == MessageKind::auto_reply) {
      collect_ids(message_.report, result_.original_message_ids);
      collect_ids(message_.text, result_.original_message_ids);
      find_moved();
    }
    return std::move(result_);
  }

 private:
  std::string_view header(const char* name) const {
    const auto found = message_.headers.find(name);
    return found == message_.headers.end() || found->second.empty() ? std::string_view()
                                                                    : trim(found->second.front());
  }

  bool has(const char* name) const { return message_.headers.contains(name); }

  // The first word of a header's value: of "auto-replied; owner-email=…" "auto-replied".
  std::string keyword(const char* name) const {
    const std::string_view value = header(name);
    return fold(trim(value.substr(0, value.find_first_of(";(, \t"))));
  }

  [[nodiscard]] bool has_null_return_path() const {
    return has("return-path") && header("return-path") == "<>";
  }

  [[nodiscard]] bool is_answer() const { return has("in-reply-to") || has("references"); }

  // Notes what something was told from, and is true, so that it can stand in a condition.
  bool told_from(std::string_view code) {
    add_once(result_.evidence, std::string(code), most_addresses);
    return true;
  }

  [[nodiscard]] bool is_delivery() const {
    return result_.kind == MessageKind::bounce || result_.kind == MessageKind::temporary;
  }

  // -- Bounces and delays ----------------------------------------------------------------------

  std::optional<MessageKind> delivery_kind() {
    if (const auto reported = report_kind()) return reported;
    if (has("x-failed-recipients")) {
      for (const std::string& value : message_.headers.at("x-failed-recipients")) {
        for (const std::string& address : addresses_of(value)) add_failed("", address);
      }
      told_from("failed_recipients_header");
      return finish_delivery(is_delay(subject_) ? MessageKind::temporary : MessageKind::bounce);
    }
    const bool daemon = is_daemon(local_part_) || is_named_as_daemon(message_.from);
    const bool report = is_delivery_report();
    const bool machine = daemon || report || has_null_return_path() || has("x-ricevuta");
    if (!machine || subject_.starts_with("re:")) return std::nullopt;
    const bool failure = is_failure_subject(subject_);
    const bool delay = is_delay(subject_);
    const std::string text = flatten(message_.text.substr(0, far_enough));
    // A vacation program's answer has an empty return path as well: only a daemon's words count.
    const bool says_failure =
        (daemon || report) && (failure_words().inside(text) != nullptr ||
                               (has_smtp_refusal(message_.text) && text.find('@') != text.npos));
    const bool says_delay = (daemon || report) && is_delay(text);
    if (!failure && !delay && !says_failure && !says_delay && !report && !is_bare_daemon()) {
      return std::nullopt;
    }
    static const WordList delivered("reply.bounces.delivered");
    const bool arrived = delivered.inside(subject_) != nullptr || delivered.inside(text) != nullptr;
    if (arrived && !says_failure && !says_delay) {
      told_from("delivered_words");
      return MessageKind::bulk;
    }
    if (report) told_from("report_type");
    if (daemon) told_from("machine_sender");
    if (has_null_return_path()) told_from("null_return_path");
    if (failure) told_from("failure_subject");
    if (says_failure) told_from("failure_words");
    if (delay || says_delay) told_from("delay_words");
    name_failed_in_text();
    const bool temporary = delay || (!failure && says_delay);
    return finish_delivery(temporary ? MessageKind::temporary : MessageKind::bounce);
  }

  // A mailer-daemon that says nothing which we know still says that something failed.
  [[nodiscard]] bool is_bare_daemon() const {
    static constexpr std::array<std::string_view, 4> names = {"mailer-daemon", "mailerdaemon",
                                                              "mail-daemon", "maildaemon"};
    return std::find(names.begin(), names.end(), local_part_) != names.end();
  }

  static const WordList& failure_words() {
    static const WordList list("reply.bounces.body");
    return list;
  }

  [[nodiscard]] bool is_delivery_report() const {
    const std::string type = fold(header("content-type"));
    return type.starts_with("multipart/report") &&
           type.find("disposition-notification") == std::string::npos &&
           type.find("feedback-report") == std::string::npos;
  }

  // RFC 3464.
  std::optional<MessageKind> report_kind() {
    using Action = ReportedRecipient::Action;
    const auto recipients = parse_report(message_.report);
    if (recipients.empty()) return std::nullopt;
    told_from("delivery_report");
    const auto any = [&](Action action) {
      return std::any_of(recipients.begin(), recipients.end(),
                         [&](const ReportedRecipient& one) { return one.action == action; });
    };
    const Action action = any(Action::failed)    ? Action::failed
                          : any(Action::delayed) ? Action::delayed
                                                 : Action::done;
    if (action == Action::done) return MessageKind::bulk;  // a receipt: the note arrived
    for (const ReportedRecipient& one : recipients) {
      if (one.action != action) continue;
      const std::string words = one.diagnostic + "\n" + message_.text.substr(0, far_enough);
      result_.failures.push_back(
          {one.original, one.final,
           failure_reason(one.status.empty() ? status_in(one.diagnostic) : one.status,
                          one.diagnostic.empty() ? words : one.diagnostic)});
    }
    const bool names_nobody = std::none_of(
        result_.failures.begin(), result_.failures.end(), [](const FailedRecipient& failed) {
          return is_plausible_address(failed.original) || is_plausible_address(failed.final);
        });
    name_forwarded_in_text();
    if (names_nobody) name_failed_in_text();
    return finish_delivery(action == Action::failed ? MessageKind::bounce : MessageKind::temporary);
  }

  MessageKind finish_delivery(MessageKind kind) {
    for (const FailedRecipient& failed : result_.failures) {
      add_once(result_.failed_addresses, failed.original, most_addresses);
      add_once(result_.failed_addresses, failed.final, most_addresses);
    }
    const bool temporary = kind == MessageKind::temporary;
    result_.reason = !result_.failures.empty() ? result_.failures.front().reason
                     : temporary               ? FailureReason::unreachable
                                               : text_reason();
    if (!temporary) told_from(std::string("reason_").append(name_of(result_.reason)));
    return kind;
  }

  [[nodiscard]] FailureReason text_reason() const {
    return failure_reason("", subject_ + "\n" + message_.text.substr(0, far_enough));
  }

  void add_failed(std::string original, std::string final) {
    const bool own = !from_.empty() && (original == from_ || final == from_);
    if (own || result_.failures.size() >= most_addresses) return;
    const auto known = [&](const FailedRecipient& one) {
      return one.original == original && one.final == final;
    };
    if (std::any_of(result_.failures.begin(), result_.failures.end(), known)) return;
    result_.failures.push_back({std::move(original), std::move(final), text_reason()});
  }

  // "(expanded from <ann@example.org>)", "generated from ann@…": the address that was asked for.
  void name_forwarded_in_text() {
    const std::string text = fold(message_.text.substr(0, far_enough));
    for (const std::string_view words : {"expanded from", "generated from", "generated by"}) {
      const std::size_t at = text.find(words);
      if (at == std::string::npos) continue;
      const std::string_view rest = std::string_view(text).substr(at + words.size(), longest_id);
      const std::vector<std::string> found = addresses_in(rest, 1);
      if (found.empty()) continue;
      for (FailedRecipient& failed : result_.failures) {
        if (failed.original.empty()) failed.original = found.front();
      }
    }
  }

  // Servers that send no report name whom they could not reach at the beginning of a line: Postfix
  // and qmail "<ann@example.org>: …", Exim the address alone.
  void name_failed_in_text() {
    std::vector<std::string> failed;
    each_line(message_.text, [&](std::string_view line) {
      line = trim(line);
      if (line.starts_with("* ")) line = trim(line.substr(2));
      if (line.empty() || line.size() > longest_id) return;
      std::string_view word = line.substr(0, line.find_first_of(" \t"));
      const bool alone = word.size() == line.size();
      const bool introduces = word.ends_with(':');
      while (word.ends_with(':') || word.ends_with(',')) word.remove_suffix(1);
      const bool bracketed = word.starts_with('<') && word.ends_with('>');
      if (!alone && !introduces && !bracketed) return;
      if (bracketed) word = word.substr(1, word.size() - 2);
      const std::string address = plain_recipient(bare_address(word));
      if (is_plausible_address(address) && address.find('=') == std::string::npos) {
        add_once(failed, address, most_addresses);
      }
    });
    // The last resort, for servers that tell it in a sentence.
    if (failed.empty()) {
      failed = addresses_in(std::string_view(message_.text).substr(0, far_enough), most_addresses);
    }
    for (const std::string& address : failed) add_failed("", address);
    name_forwarded_in_text();
  }

  // An address without the words of a script that leaves no spaces: "无法发送到ann@example.org，".
  // An address of that script itself ("用户@例子.广告") stays whole.
  static std::string_view bare_address(std::string_view word) {
    const auto is_ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    const auto is_wide = [](char c) { return static_cast<unsigned char>(c) >= 0xE0; };
    const std::size_t at = word.rfind('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == word.size()) return word;
    std::size_t end = word.size();
    if (is_ascii(word[at + 1])) {
      end = static_cast<std::size_t>(
          std::find_if(word.begin() + static_cast<std::ptrdiff_t>(at), word.end(), is_wide) -
          word.begin());
    }
    std::size_t begin = 0;
    if (is_ascii(word[at - 1])) {
      for (std::size_t i = 0; i < at; ++i) {
        const std::size_t bytes = static_cast<unsigned char>(word[i]) >= 0xF0 ? 4 : 3;
        if (is_wide(word[i])) begin = std::min(i + bytes, at);
      }
      if (begin > 0 && word.substr(begin, at - begin).starts_with(':')) ++begin;
    }
    return word.substr(begin, end - begin);
  }

  static std::vector<std::string> addresses_in(std::string_view text, std::size_t most) {
    constexpr std::string_view around = " \t\r\n<>()[],;:\"'“”«»„*|。、，：";
    std::vector<std::string> found;
    for (std::size_t begin = 0;
         (begin = text.find_first_not_of(around, begin)) != std::string_view::npos;) {
      const std::size_t end = std::min(text.find_first_of(around, begin), text.size());
      std::string_view word = text.substr(begin, end - begin);
      word = bare_address(word);
      while (word.ends_with('.')) word.remove_suffix(1);
      if (is_plausible_address(word)) add_once(found, address_of(word), most);
      begin = end;
    }
    return found;
  }

  // "My new address is …": in the sentence that says so.
  void find_moved() {
    static const WordList list("reply.moved");
    each_line(std::string_view(message_.text).substr(0, far_enough), [&](std::string_view line) {
      if (list.inside(flatten(line)) == nullptr) return;
      for (std::string& address : addresses_in(line, most_addresses)) {
        const bool failed =
            std::find(result_.failed_addresses.begin(), result_.failed_addresses.end(), address) !=
            result_.failed_addresses.end();
        if (!failed && address != from_) {
          add_once(result_.moved_to, std::move(address), most_addresses);
        }
      }
    });
  }

  // -- Automatic answers -----------------------------------------------------------------------

  // What a header says for certain (RFC 3834, and what programs had before).
  bool has_machine_header() {
    const std::string submitted = keyword("auto-submitted");
    if (!submitted.empty() && submitted != "no") return told_from("auto_submitted");
    static constexpr std::array marks = {
        "x-autoreply",      "x-auto-reply",          "x-autorespond",      "x-autoresponder",
        "x-autoreply-from", "x-autoreply-domain",    "x-mail-autoreply",   "x-vacation",
        "x-autogenerated",  "x-fc-machinegenerated", "x-php-autoresponder"};
    for (const char* const mark : marks) {
      if (has(mark) && keyword(mark) != "no" && keyword(mark) != "false") {
        return told_from("autoreply_header");
      }
    }
    const std::string precedence = keyword("precedence");
    if (precedence == "auto_reply" || precedence == "auto-reply" ||
        keyword("preference") == "auto_reply") {
      return told_from("precedence");
    }
    if (fold(header("delivered-to")) == "autoresponder" ||
        fold(header("x-post-messageclass")).find("autoresponder") != std::string::npos ||
        has("x-ms-exchange-generated-message-source")) {
      return told_from("autoreply_header");
    }
    // Exchange marks what a rule of somebody's mailbox has sent by that mailbox.
    if (!from_.empty() && address_of(header("x-ms-exchange-inbox-rules-loop")) == from_) {
      return told_from("rule_header");
    }
    return has_null_return_path() && told_from("null_return_path");
  }

  bool is_automatic() {
    if (fold(header("content-type")).find("disposition-notification") != std::string::npos) {
      return told_from("receipt_report");
    }
    const NoticeContext context = notice_context();
    const NoticeKind notice = notice_kind(message_.subject, message_.text, context);
    const bool header = has_machine_header();
    if (notice != NoticeKind::none) told_from(name_of(notice));
    if (header) return true;
    if (is_automatic_subject(message_.subject)) return told_from("automatic_subject");
    if (notice != NoticeKind::none) return true;
    // "Bulk" is what old vacation programs say, and programs that send for people, too. Neither it
    // nor a wish to get no automatic answers proves anything without a subject or words.
    const std::string precedence = keyword("precedence");
    const bool bulk = precedence == "bulk" || precedence == "junk";
    if ((bulk || has("x-auto-response-suppress")) && is_away_subject(message_.subject)) {
      return told_from("away_subject");
    }
    return bulk && says_away(message_.text, context) && told_from("precedence") &&
           told_from("says_away");
  }

  [[nodiscard]] NoticeContext notice_context() const {
    NoticeContext context;
    for (const std::string& reader : message_.readers) add_names(reader, context.reader);
    add_names(message_.from, context.writer);
    std::erase_if(context.reader, [&](const std::string& name) {
      return std::find(context.writer.begin(), context.writer.end(), name) != context.writer.end();
    });
    return context;
  }

  // An invitation accepted, declined or moved: somebody pressed a button in a calendar.
  [[nodiscard]] bool is_calendar() const {
    const std::string type = fold(header("content-type"));
    return type.starts_with("text/calendar") || type.find("method=reply") != std::string::npos ||
           fold(header("content-class")).find("calendarmessage") != std::string::npos ||
           local_part_ == "calendar-notification" ||
           address_of(header("sender")).starts_with("calendar-notification@");
  }

  // -- Newsletters and notifications -----------------------------------------------------------

  bool is_bulk() {
    static const WordList notifiers("reply.senders.notifiers");
    const std::string precedence = keyword("precedence");
    const bool sent_to_many = has("list-id") || has("list-unsubscribe") || precedence == "bulk" ||
                              precedence == "list" || precedence == "junk";
    const bool notifier = notifiers.contains(fold(local_part_));
    // Somebody may answer through a list or an address that puts such headers on everything; what
    // claims to be an answer is left to the matching with the note.
    return (notifier && told_from("notification_sender")) ||
           (sent_to_many && !is_answer() && told_from("list_header"));
  }

  static void collect_ids(std::string_view text, std::vector<std::string>& ids) {
    each_line(text, [&](std::string_view line) {
      const std::size_t colon = line.find(':');
      constexpr std::size_t longest_field = 40;
      if (colon > longest_field) {
        return;
      }
      const std::string field = fold(trim(line.substr(0, colon)));
      if (field == "message-id" || field == "original-message-id" ||
          field == "x-original-message-id") {
        for (std::string& id : parse_message_ids(line.substr(colon + 1))) {
          add_once(ids, std::move(id), most_addresses);
        }
      }
    });
  }

  const ArrivedMessage& message_;
  std::string subject_;
  std::string from_;
  std::string_view local_part_;
  Classification result_;
};

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

}  // namespace

Classification classify_message(const ArrivedMessage& message) {
  return Message(message).classify();
}

std::string_view automatic_evidence(std::string_view from, std::string_view subject) {
  const std::string flat = flatten(subject);
  if (is_automatic_subject(subject) || is_receipt_subject(subject)) return "automatic_subject";
  if (is_failure_subject(flat) || is_delay(flat)) return "failure_subject";
  const std::string address = address_of(from);
  const std::string_view local = std::string_view(address).substr(0, address.find('@'));
  return is_daemon(local) || is_named_as_daemon(from) ? "machine_sender" : "";
}

bool looks_automatic(std::string_view from, std::string_view subject) {
  return !automatic_evidence(from, subject).empty();
}

std::vector<std::string> dead_addresses(const Classification& bounce,
                                        const std::vector<std::string>& own) {
  std::vector<std::string> dead;
  if (bounce.kind != MessageKind::bounce) return dead;
  for (const FailedRecipient& failed : bounce.failures) {
    if (!kills_address(failed.reason)) continue;
    // A server may have forwarded: then what failed is not what the user wrote to.
    const bool asked = is_plausible_address(failed.original);
    const std::string& address = asked ? failed.original : failed.final;
    if (contains(own, address)) add_once(dead, address, most_addresses);
  }
  // A report that names nobody is about the one to whom was written.
  const bool names_nobody = std::none_of(
      bounce.failures.begin(), bounce.failures.end(), [](const FailedRecipient& failed) {
        return is_plausible_address(failed.original) || is_plausible_address(failed.final);
      });
  if (names_nobody && own.size() == 1 && kills_address(bounce.reason)) dead = own;
  return dead;
}

bool is_about_others(const Classification& bounce, const std::vector<std::string>& own) {
  bool named = false;
  for (const FailedRecipient& failed : bounce.failures) {
    for (const std::string& address : {failed.original, failed.final}) {
      if (!is_plausible_address(address)) continue;
      named = true;
      if (contains(own, address)) return false;
    }
  }
  return named;
}

std::vector<std::string> parse_message_ids(std::string_view header) {
  std::vector<std::string> ids;
  const auto take = [&](std::string_view text) {
    std::string id;
    for (const char c : text.substr(0, longest_id)) {
      if (static_cast<unsigned char>(c) > ' ' && c != '<') {  // a long id may be folded
        id += c;
      }
    }
    add_once(ids, std::move(id), most_ids);
  };
  bool bracketed = false;
  for (std::size_t at = header.find('<'); at != std::string_view::npos; at = header.find('<', at)) {
    const std::size_t end = header.find('>', at);
    if (end == std::string_view::npos) {
      break;
    }
    bracketed = true;
    take(header.substr(at + 1, end - at - 1));
    at = end;
  }
  if (bracketed) {
    return ids;
  }
  constexpr std::string_view between = " \t\r\n,<>";
  for (std::size_t begin = 0;
       (begin = header.find_first_not_of(between, begin)) != std::string_view::npos;) {
    const std::size_t end = std::min(header.find_first_of(between, begin), header.size());
    const std::string_view word = header.substr(begin, end - begin);
    if (word.find('@') != std::string_view::npos && word.find('"') == std::string_view::npos) {
      take(word);
    }
    begin = end;
  }
  return ids;
}

}  // namespace rounds::domain
