#include "domain/reply/replies.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

#include "domain/people/addresses.h"
#include "domain/people/names.h"
#include "domain/reply/absence.h"
#include "domain/reply/threads.h"
#include "domain/text/word_lists.h"

namespace rounds::domain {
namespace {

constexpr std::size_t most_ids = 1000;
constexpr std::size_t longest_id = 998;  // a header line's length in RFC 5322
constexpr std::size_t most_addresses = 100;

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

template <std::size_t N>
bool contains_any(std::string_view text, const std::array<std::string_view, N>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    return text.find(phrase) != std::string_view::npos;
  });
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

// All phrases below are folded: without case and accents.

// What Exchange and others put before the subject that they answer. Nobody else begins a subject
// so, and an answer to such a message begins with "Re:".
constexpr auto automatic_subjects = std::to_array<std::string_view>({
    "automatic reply:",
    "automatic reply ",
    "autoreply:",
    "auto-reply:",
    "auto reply:",
    "auto response:",
    "auto-response:",
    "out of office:",
    "out of office autoreply",
    "out-of-office:",
    "[auto-reply]",
    "[autoreply]",
    "automatische antwort:",
    "automatische antwort ",
    "abwesenheitsnotiz:",
    "abwesend:",
    "reponse automatique",
    "respuesta automatica",
    "risposta automatica",
    "resposta automatica",
    "automatisch antwoord",
    "autosvar:",
    "automatisk svar:",
    "automatiskt svar:",
    "automaattinen vastaus",
    "odpowiedz automatyczna",
    "automaticka odpoved",
    "automatikus valasz",
    "otomatik yanit",
    "автоматическии ответ",
    "автоматична відповідь",
    "raspuns automat",
});

// These support a weak sign, and prove nothing by themselves.
constexpr auto away_subjects = std::to_array<std::string_view>({
    "out of office",
    "out of the office",
    "out-of-office",
    "away from",
    "on vacation",
    "vacation",
    "on holiday",
    "on leave",
    "autoreply",
    "auto-reply",
    "auto reply",
    "automatic reply",
    "abwesen",
    "urlaub",
    "nicht im buro",
    "nicht im haus",
    "automatische antwort",
    "absence",
    "absent",
    "conge",
    "vacances",
    "reponse automatique",
    "ausencia",
    "ausente",
    "vacaciones",
    "fuera de la oficina",
    "ferias",
    "assenza",
    "assente",
    "ferie",
    "fuori ufficio",
    "afwezig",
    "vakantie",
    "fravaer",
    "ikke pa kontoret",
    "franvar",
    "semester",
    "poissa",
    "loma",
    "nieobecnosc",
    "urlop",
    "nepritomnost",
    "dovolen",
    "отпуск",
    "отсутств",
});

constexpr auto failure_subjects = std::to_array<std::string_view>({
    "undeliverable",
    "undelivered mail",
    "undelivered message",
    "delivery status notification (failure)",
    "mail delivery failed",
    "mail delivery failure",
    "message delivery failure",
    "delivery failure",
    "delivery failed",
    "delivery has failed",
    "returned mail",
    "returned to sender",
    "failure notice",
    "could not be delivered",
    "couldn't be delivered",
    "not be delivered",
    "delivery error",
    "mail system error",
    "rejected:",
    "unzustellbar",
    "nicht zustellbar",
    "nicht zugestellt",
    "zustellung fehlgeschlagen",
    "non remis",
    "non distribu",
    "echec de la remise",
    "no se puede entregar",
    "no se pudo entregar",
    "no entregado",
    "mancata consegna",
    "non recapitabile",
    "impossibile recapitare",
    "nao entregue",
    "nao e possivel entregar",
    "onbestelbaar",
    "kan ikke leveres",
    "kan inte levereras",
    "olevererbart",
    "uleverbar",
    "nie mozna dostarczyc",
    "недоставлен",
    "не доставлено",
});

constexpr auto delay_subjects = std::to_array<std::string_view>({
    "delivery status notification (delay)",
    "delayed",
    "delivery delay",
    "warning: message",
    "warning: could not send",
    "could not send message for past",
    "still being retried",
    "verzogert",
    "verzogerung",
    "retarde",
    "retraso",
    "ritard",
    "vertraagd",
    "forsinket",
    "forsenad",
});

constexpr auto machine_senders = std::to_array<std::string_view>(
    {"mailer-daemon", "mailerdaemon", "mail-daemon", "maildaemon", "mdaemon"});

constexpr auto notification_senders = std::to_array<std::string_view>(
    {"noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply",
     "notification", "notifications", "bounce", "bounces"});

class Message {
 public:
  explicit Message(const ArrivedMessage& message)
      : message_(message),
        subject_(fold(trim(message.subject))),
        from_(address_of(message.from)),
        local_part_(std::string_view(from_).substr(0, from_.find('@'))) {}

  Classification classify() {
    Classification result;
    if (const auto delivery = delivery_kind(result.failed_addresses)) {
      result.kind = *delivery;
    } else if (!is_calendar() && is_automatic()) {
      result.kind = MessageKind::auto_reply;
    } else if (is_calendar() || is_bulk()) {
      result.kind = MessageKind::bulk;
    }
    const bool delivery =
        result.kind == MessageKind::bounce || result.kind == MessageKind::temporary;
    if (delivery || result.kind == MessageKind::auto_reply) {
      collect_ids(message_.report, result.original_message_ids);
      collect_ids(message_.text, result.original_message_ids);
    }
    return result;
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

  // -- Bounces and delays ----------------------------------------------------------------------

  std::optional<MessageKind> delivery_kind(std::vector<std::string>& failed) const {
    if (const auto reported = report_kind(failed)) {
      return reported;
    }
    if (has("x-failed-recipients")) {
      for (const std::string& value : message_.headers.at("x-failed-recipients")) {
        for (std::string& address : addresses_of(value)) {
          add_once(failed, std::move(address), most_addresses);
        }
      }
      return contains_any(subject_, delay_subjects) ? MessageKind::temporary : MessageKind::bounce;
    }
    const bool daemon = std::find(machine_senders.begin(), machine_senders.end(), local_part_) !=
                        machine_senders.end();
    const bool machine = daemon || has_null_return_path() || is_delivery_report() ||
                         local_part_ == "postmaster" || has("x-ricevuta") ||
                         local_part_.starts_with("microsoftexchange") || is_named_as_daemon();
    if (!machine || subject_.starts_with("re:")) {
      return std::nullopt;
    }
    const bool failure = contains_any(subject_, failure_subjects);
    const bool delay = contains_any(subject_, delay_subjects);
    if (!failure && !delay && !daemon && !is_delivery_report()) {
      return std::nullopt;
    }
    addresses_in_text(failed);
    if (delay || (!failure && speaks_of_retrying())) {
      return MessageKind::temporary;
    }
    return MessageKind::bounce;
  }

  [[nodiscard]] bool is_delivery_report() const {
    const std::string type = fold(header("content-type"));
    return type.starts_with("multipart/report") &&
           type.find("delivery-status") != std::string::npos;
  }

  [[nodiscard]] bool is_named_as_daemon() const {
    static constexpr auto names = std::to_array<std::string_view>(
        {"mail delivery", "mailer-daemon", "mailer daemon", "mail administrator", "postmaster",
         "mail system", "microsoft outlook", "system administrator", "systemadministrator"});
    return starts_with_any(folded_name_of(message_.from), names);
  }

  // RFC 3464: groups of fields, one for each recipient.
  std::optional<MessageKind> report_kind(std::vector<std::string>& failed) const {
    std::vector<std::string> delayed;
    bool any_failed = false;
    bool any_delayed = false;
    bool any_done = false;
    std::string recipient;
    std::string action;
    char status = 0;  // its class: 2, 4 or 5
    const auto finish_group = [&] {
      if (action == "failed" || (action.empty() && status == '5')) {
        any_failed = true;
        add_once(failed, recipient, most_addresses);
      } else if (action == "delayed" || (action.empty() && status == '4')) {
        any_delayed = true;
        add_once(delayed, recipient, most_addresses);
      } else if (!action.empty() || status == '2') {
        any_done = true;
      }
      recipient.clear();
      action.clear();
      status = 0;
    };
    each_line(message_.report, [&](std::string_view line) {
      if (trim(line).empty()) {
        finish_group();
        return;
      }
      const std::size_t colon = line.find(':');
      if (colon == std::string_view::npos) {
        return;
      }
      const std::string field = fold(trim(line.substr(0, colon)));
      const std::string_view value = trim(line.substr(colon + 1));
      if (field == "action") {
        action = fold(value.substr(0, value.find_first_of(" (;")));
      } else if (field == "status" && !value.empty()) {
        status = value.front();
      } else if (field == "final-recipient" ||
                 (field == "original-recipient" && recipient.empty())) {
        const std::size_t type = value.find(';');
        recipient = address_of(type == std::string_view::npos ? value : value.substr(type + 1));
      }
    });
    finish_group();
    if (any_failed) {
      return MessageKind::bounce;
    }
    if (any_delayed) {
      failed = std::move(delayed);
      return MessageKind::temporary;
    }
    if (any_done) {
      return MessageKind::bulk;  // a receipt: the note arrived
    }
    return std::nullopt;
  }

  // Servers that send no report name whom they could not reach at the beginning of a line: Postfix
  // and qmail "<ann@example.org>: …", Exim the address alone.
  void addresses_in_text(std::vector<std::string>& failed) const {
    each_line(message_.text, [&](std::string_view line) {
      line = trim(line);
      if (line.empty() || line.size() > longest_id) {
        return;
      }
      std::string_view word = line.substr(0, line.find_first_of(" \t"));
      const bool alone = word.size() == line.size();
      const bool introduces = word.ends_with(':');
      while (word.ends_with(':') || word.ends_with(',')) {
        word.remove_suffix(1);
      }
      const bool bracketed = word.starts_with('<') && word.ends_with('>');
      if (!alone && !introduces && !bracketed) {
        return;
      }
      if (bracketed) {
        word = word.substr(1, word.size() - 2);
      }
      if (is_plausible_address(word) && word.find('=') == std::string_view::npos) {
        std::string address = address_of(word);
        if (address != from_) {
          add_once(failed, std::move(address), most_addresses);
        }
      }
    });
    if (failed.empty()) every_address_in_text(failed);
  }

  // The last resort, for servers that tell it in a sentence.
  void every_address_in_text(std::vector<std::string>& failed) const {
    constexpr std::size_t far_enough = 4000;  // what follows is the returned message
    constexpr std::string_view around = " \t\r\n<>()[],;:\"'“”«»„";
    std::string_view rest = std::string_view(message_.text).substr(0, far_enough);
    for (std::size_t begin = 0;
         (begin = rest.find_first_not_of(around, begin)) != std::string_view::npos;) {
      const std::size_t end = std::min(rest.find_first_of(around, begin), rest.size());
      std::string_view word = rest.substr(begin, end - begin);
      while (word.ends_with('.')) word.remove_suffix(1);
      if (is_plausible_address(word) && address_of(word) != from_) {
        add_once(failed, address_of(word), most_addresses);
      }
      begin = end;
    }
  }

  [[nodiscard]] bool speaks_of_retrying() const {
    static constexpr auto phrases = std::to_array<std::string_view>(
        {"will be retried", "will retry", "will keep trying", "will continue to be attempted",
         "delivery attempts will continue", "temporary failure", "temporarily deferred",
         "this is a warning message only", "you do not need to resend", "still trying"});
    const std::string text = fold(message_.text);
    return contains_any(text, phrases);
  }

  // -- Automatic answers -----------------------------------------------------------------------

  [[nodiscard]] bool is_automatic() const {
    const std::string submitted = keyword("auto-submitted");  // RFC 3834
    if (!submitted.empty() && submitted != "no") {
      return true;
    }
    static constexpr std::array marks = {
        "x-autoreply",      "x-auto-reply",          "x-autorespond",      "x-autoresponder",
        "x-autoreply-from", "x-autoreply-domain",    "x-mail-autoreply",   "x-vacation",
        "x-autogenerated",  "x-fc-machinegenerated", "x-php-autoresponder"};
    for (const char* const mark : marks) {
      if (has(mark) && keyword(mark) != "no" && keyword(mark) != "false") {
        return true;
      }
    }
    const std::string precedence = keyword("precedence");
    if (precedence == "auto_reply" || precedence == "auto-reply" ||
        keyword("preference") == "auto_reply" || fold(header("delivered-to")) == "autoresponder" ||
        fold(header("x-post-messageclass")).find("autoresponder") != std::string::npos ||
        fold(header("content-type")).find("disposition-notification") != std::string::npos) {
      return true;
    }
    if (starts_with_any(subject_, automatic_subjects) || has_null_return_path()) {
      return true;
    }
    // Exchange puts the suppress header on its out-of-office answers, but programs that send for
    // people use it as well; and "bulk" is what old vacation programs say.
    const bool weak_sign = has("x-auto-response-suppress") || precedence == "bulk" ||
                           precedence == "junk" || has("x-ms-exchange-inbox-rules-loop") ||
                           has("x-ms-exchange-generated-message-source");
    if (weak_sign && contains_any(subject_, away_subjects) && !subject_.starts_with("re:")) {
      return true;
    }
    return (weak_sign && says_away(message_.text)) ||
           reads_as_notice(message_.subject, message_.text);
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

  [[nodiscard]] bool is_bulk() const {
    const std::string precedence = keyword("precedence");
    const bool sent_to_many = has("list-id") || has("list-unsubscribe") || precedence == "bulk" ||
                              precedence == "list" || precedence == "junk";
    const bool notifier = std::find(notification_senders.begin(), notification_senders.end(),
                                    local_part_) != notification_senders.end();
    // Somebody may answer through a list or an address that puts such headers on everything; what
    // claims to be an answer is left to the matching with the note.
    return notifier || (sent_to_many && !is_answer());
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
};

}  // namespace

Classification classify_message(const ArrivedMessage& message) {
  return Message(message).classify();
}

bool looks_automatic(std::string_view from, std::string_view subject) {
  const std::string folded = fold(trim(subject));
  if (starts_with_any(folded, automatic_subjects) || contains_any(folded, failure_subjects) ||
      contains_any(folded, delay_subjects)) {
    return true;
  }
  const std::string address = address_of(from);
  const std::string_view local = std::string_view(address).substr(0, address.find('@'));
  return local == "postmaster" || local.starts_with("microsoftexchange") ||
         std::find(machine_senders.begin(), machine_senders.end(), local) != machine_senders.end();
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
