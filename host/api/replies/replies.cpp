#include "api/replies/replies.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <utility>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "api/replies/matching.h"
#include "domain/people/addresses.h"
#include "domain/refusal.h"
#include "domain/reply/known_names.h"
#include "domain/reply/replies.h"
#include "domain/reply/threads.h"
#include "store/tables/replies.h"
#include "store/tables/sent_notes.h"

namespace rounds::api {
namespace {

using domain::MessageKind;
using domain::Refusal;
using domain::RefusalKind;
using domain::ReplyOutcome;
using nlohmann::json;

struct RecordParams {
  std::string message_id;
  std::optional<domain::Moment> given_date;  // as the sender's clock had it
  std::string date_text;
  Arrival arrival;
};

std::map<std::string, std::vector<std::string>> read_headers(Params& params) {
  std::map<std::string, std::vector<std::string>> headers;
  const json* const object = params.value("headers");
  if (object == nullptr) return headers;
  if (!object->is_object()) params.refuse("headers", "must be an object of lists of strings");
  for (const auto& item : object->items()) {
    const bool listed =
        item.value().is_array() && std::all_of(item.value().begin(), item.value().end(),
                                               [](const json& value) { return value.is_string(); });
    if (!listed) params.refuse("headers", "must be an object of lists of strings");
    headers[item.key()] = item.value().get<std::vector<std::string>>();
  }
  return headers;
}

/// The Message-IDs that a message answers, the likeliest first.
std::vector<std::string> read_answered(Params& params) {
  std::vector<std::string> answered;
  const auto add_ids = [&answered](const std::string& header) {
    for (auto& id : domain::parse_message_ids(header)) answered.push_back(std::move(id));
  };
  add_ids(params.optional_foreign_text("in_reply_to").value_or(""));
  // The last of the references is what was answered, the first what began it all. A stranger may
  // write any number of them.
  constexpr std::size_t kMostReferences = 100;
  auto references = params.optional_foreign_texts("references", std::string::npos)
                        .value_or(std::vector<std::string>{});
  std::reverse(references.begin(), references.end());
  if (references.size() > kMostReferences) {
    std::swap(references[kMostReferences - 1], references.back());
    references.resize(kMostReferences);
  }
  for (const auto& reference : references) add_ids(reference);
  return answered;
}

// --- replies.record -----------------------------------------------------------------------------

RecordParams read_record(Params& params) {
  constexpr std::size_t kMostText = std::size_t{64} * 1024;
  RecordParams record;
  record.message_id = params.message_id("message_id");
  Arrival& arrival = record.arrival;
  record.given_date = params.foreign_moment("date");
  record.date_text = params.foreign_text("date", 100);
  arrival.message.from = params.foreign_text("from");
  arrival.message.subject = params.optional_foreign_text("subject").value_or("");
  arrival.message.headers = read_headers(params);
  arrival.message.text = params.optional_foreign_text("text", kMostText).value_or("");
  arrival.message.report = params.optional_foreign_text("report", kMostText).value_or("");
  arrival.answered = read_answered(params);
  for (const auto& own : params.optional_texts("own").value_or(std::vector<std::string>{})) {
    arrival.own.push_back(domain::address_of(own));
    arrival.message.readers.push_back(own);
  }
  return record;
}

/// Where else the person can be written to.
json living_addresses(const store::Database& database, domain::PersonId person) {
  return store::SentNotes(database).living_addresses(person);
}

/// A person's addresses for comparing.
std::vector<std::string> folded_addresses(const domain::Person& person) {
  std::vector<std::string> folded;
  for (const auto& address : person.addresses) {
    folded.push_back(domain::plain_recipient(address));
  }
  return folded;
}

/// What something was told from, the strongest first: [{"code": "auto_submitted"}, …].
json write_evidence(const std::vector<std::string>& codes) {
  json evidence = json::array();
  for (const auto& code : codes) {
    json entry{{"code", code}};
    if (std::find(evidence.begin(), evidence.end(), entry) == evidence.end()) {
      evidence.push_back(std::move(entry));
    }
  }
  return evidence;
}

/// What `replies.record` answers, and what those who judge a reply are answered.
json write_outcome(const store::Database& database, ReplyOutcome outcome, domain::TurnId turn,
                   domain::PersonId person, std::int64_t days) {
  json result{{"outcome", domain::name_of(outcome)}};
  if (outcome == ReplyOutcome::unrelated) return result;
  result["turn"] = write_id(turn);
  result["person"] = write_id(person);
  if (outcome == ReplyOutcome::reply || outcome == ReplyOutcome::probable) result["days"] = days;
  if (outcome == ReplyOutcome::bounce) {
    result["other_addresses"] = living_addresses(database, person);
  }
  return result;
}

json write_outcome(const store::Database& database, const store::ReplyRow& reply) {
  return write_outcome(database, reply.outcome, reply.turn, reply.person, reply.days);
}

json write_unrelated(domain::PersonId wrote, const std::vector<std::string>& evidence) {
  json result{{"outcome", domain::name_of(ReplyOutcome::unrelated)}};
  if (!evidence.empty()) result["evidence"] = write_evidence(evidence);
  if (wrote != 0) {
    result["exchange"] = true;
    result["person"] = write_id(wrote);
  }
  return result;
}

/// Now, or when the newest note was sent: a clock that was set for a demonstration is behind it.
domain::Moment time_of_arrival(const Host& host, const store::Database& database) {
  const domain::Moment now = host.clock().now();
  const auto sent = domain::parse_moment(store::SentNotes(database).last_sent_at().value_or(""));
  return sent && sent->instant > now.instant ? *sent : now;
}

/// A stranger chooses a message's date, and it must neither be refused for ever nor make somebody
/// the last one heard of for ever: what is no date, or lies in the future, is the time of arrival.
void settle_date(RecordParams& params, const domain::Moment& now) {
  params.arrival.date = params.given_date.value_or(now);
  const bool readable = domain::parse_moment(params.date_text).has_value();  // not cut
  if (readable && params.arrival.date.instant <= now.instant + std::chrono::days(1)) return;
  params.arrival.date = now;
  params.date_text = domain::format_moment(now);
}

/// No answer is older than its note, but for clocks that differ.
void settle_date_by_note(RecordParams& params, const store::SentNote& note) {
  const auto sent = domain::parse_moment(note.sent_at);
  if (!sent || params.arrival.date.instant >= sent->instant - std::chrono::days(1)) return;
  params.arrival.date = *sent;
  params.date_text = note.sent_at;
}

json record(Change& change, const RecordParams& given) {
  const auto& database = change.database();
  RecordParams params = given;
  settle_date(params, time_of_arrival(change.host(), database));
  // What was recorded of this message before, under whatever fact.
  if (const auto earlier = store::ReplyTable(database).find(params.message_id)) {
    return write_outcome(database, *earlier);
  }
  const Arrival& arrival = params.arrival;
  const auto classified = domain::classify_message(arrival.message);
  Match found = match(database, arrival, classified);
  std::vector<std::string> evidence = classified.evidence;
  evidence.insert(evidence.end(), found.evidence.begin(), found.evidence.end());
  if (found.outcome == ReplyOutcome::unrelated) return write_unrelated(found.wrote, evidence);

  settle_date_by_note(params, found.note);
  domain::ReplyRecorded fact;
  if (found.outcome == ReplyOutcome::bounce) {
    const auto own = folded_addresses(find_person(database, found.note.person));
    fact.dead_addresses = domain::dead_addresses(classified, own);
    if (domain::is_about_others(classified, own)) {
      // The note was forwarded, or had a copy: it may well have arrived, and is not given back.
      found.outcome = ReplyOutcome::temporary;
      evidence.emplace_back("other_recipient");
    }
  }
  fact.message_id = params.message_id;
  fact.from = arrival.message.from;
  fact.date = params.date_text;
  fact.on = change.host().today();
  fact.subject = arrival.message.subject;
  fact.text = arrival.message.text;
  fact.outcome = found.outcome;
  fact.turn = found.note.turn;
  fact.person = found.note.person;
  fact.note = found.note.message_id;
  fact.note_sent_at = found.note.sent_at;
  if (const auto sent = domain::parse_moment(found.note.sent_at)) {
    fact.days = std::max<std::int64_t>(
        0, (change.host().day_of(arrival.date) - change.host().day_of(*sent)).count());
  }
  change.record(fact);
  json result = write_outcome(database, fact.outcome, fact.turn, fact.person, fact.days);
  result["evidence"] = write_evidence(evidence);
  if (!classified.moved_to.empty()) result["moved_to"] = classified.moved_to;
  if (fact.outcome == ReplyOutcome::bounce) {
    result["reason"] = domain::name_of(classified.reason);
    result["dead_addresses"] = fact.dead_addresses;
  }
  return result;
}

// --- replies.confirm, replies.deny --------------------------------------------------------------

struct JudgeParams {
  std::string message_id;
};

JudgeParams read_judge(Params& params) { return {params.message_id("message_id")}; }

json judge(Change& change, const JudgeParams& params, ReplyOutcome outcome) {
  const auto& database = change.database();
  const store::ReplyTable replies(database);
  auto reply = replies.find(params.message_id);
  if (!reply) {
    throw Refusal(RefusalKind::not_found,
                  "No note is known that this message could answer. Nothing was changed.");
  }
  if (reply->outcome == ReplyOutcome::bounce || reply->outcome == ReplyOutcome::temporary) {
    throw Refusal(RefusalKind::conflict,
                  "This message is a mail server's report and answers no note. Nothing was "
                  "changed; if the note did arrive, undo the report.");
  }
  if (reply->outcome != outcome) {
    change.record(domain::ReplyJudged{reply->message_id, reply->turn, outcome});
    reply->outcome = outcome;
  }
  return write_outcome(database, *reply);
}

json confirm(Change& change, const JudgeParams& params) {
  return judge(change, params, ReplyOutcome::reply);
}

json deny(Change& change, const JudgeParams& params) {
  return judge(change, params, ReplyOutcome::unrelated);
}

// --- replies.list, replies.find -----------------------------------------------------------------

json write_reply(const store::Database& database, const store::ReplyRow& reply) {
  json result{{"message_id", reply.message_id},
              {"outcome", domain::name_of(reply.outcome)},
              {"turn", write_id(reply.turn)},
              {"person", write_person(find_person(database, reply.person))},
              {"from", reply.from},
              {"date", reply.date},
              {"subject", reply.subject},
              {"note", {{"message_id", reply.note}, {"sent_at", reply.note_sent_at}}}};
  if (reply.outcome == ReplyOutcome::reply || reply.outcome == ReplyOutcome::probable) {
    result["days"] = reply.days;
  }
  if (reply.outcome == ReplyOutcome::bounce) {
    result["dead_addresses"] = reply.dead_addresses;
    result["other_addresses"] = living_addresses(database, reply.person);
    result["state"] = domain::name_of(find_turn(database, reply.turn).state);
  }
  return result;
}

struct ListParams {
  store::ReplyFilter filter;
  std::int64_t limit = 0;
  std::string after;
};

ListParams read_list(Params& params) {
  ListParams list;
  list.filter.round = params.optional_id("round");
  list.filter.person = params.optional_id("person");
  if (const auto name = params.optional_text("outcome")) {
    list.filter.outcome = domain::reply_outcome_named(*name);
    if (!list.filter.outcome || list.filter.outcome == ReplyOutcome::unrelated) {
      params.refuse("outcome", "must be reply, probable, auto_reply, bounce or temporary");
    }
  }
  list.limit = params.optional_integer("limit", 1, 500).value_or(100);
  list.after = params.optional_message_id("after").value_or("");
  return list;
}

json list(Host& host, const ListParams& params) {
  const auto& database = host.database();
  const auto found = store::ReplyTable(database).list(params.filter, params.limit, params.after);
  PageWriter page;
  bool more = found.more;
  for (const auto& reply : found.replies) {
    if (!page.add(write_reply(database, reply))) {
      more = true;
      break;
    }
  }
  json result{{"total", found.total}};
  if (more) result["next"] = found.replies[page.size() - 1].message_id;
  result["replies"] = page.take();
  return result;
}

struct FindParams {
  std::string message_id;
  std::vector<std::string> answered;
};

FindParams read_find(Params& params) {
  return {params.optional_message_id("message_id").value_or(""), read_answered(params)};
}

/// For whoever reads a message: what it is to the round, or else which note its thread goes back
/// to.
json find(Host& host, const FindParams& params) {
  const auto& database = host.database();
  json result = json::object();
  if (const auto reply = store::ReplyTable(database).find(params.message_id)) {
    result["reply"] = write_reply(database, *reply);
  }
  if (const auto note = store::SentNotes(database).with_id(params.answered)) {
    result["note"] = {{"turn", write_id(note->turn)},
                      {"person", write_person(find_person(database, note->person))},
                      {"message_id", note->message_id},
                      {"sent_at", note->sent_at},
                      {"subject", note->subject}};
  }
  return result;
}

// --- replies.sift -------------------------------------------------------------------------------

struct Summary {
  std::string from;
  std::string subject;
};

struct SiftParams {
  std::vector<Summary> messages;
};

SiftParams read_sift(Params& params) {
  constexpr std::size_t kMostMessages = 5000;
  SiftParams sift;
  const json* const list = params.value("messages");
  if (list == nullptr || !list->is_array() || list->size() > kMostMessages) {
    params.refuse("messages", "must be a list of at most 5000 messages");
  }
  for (const json& entry : *list) {
    Params message(entry, "messages");
    sift.messages.push_back(
        {message.foreign_text("from"), message.optional_foreign_text("subject").value_or("")});
    message.finish();
  }
  return sift;
}

/// What of a message's sender and subject makes it worth reading whole.
class Sieve {
 public:
  explicit Sieve(const store::SentNotes& notes) : addresses_(notes.addresses()) {
    for (const auto& [person, name] : notes.names()) names_.add(name, person);
    for (const auto& subject : notes.subjects()) {
      subjects_.insert(domain::thread_subject(subject).rest);
    }
  }

  [[nodiscard]] std::vector<std::string> evidence(const Summary& message) const {
    std::vector<std::string> codes;
    const auto thread = domain::thread_subject(message.subject);
    if (addresses_.contains(domain::address_of(message.from))) codes.emplace_back("known_address");
    if (!names_.find(message.from).empty()) codes.emplace_back("known_name");
    if (!thread.rest.empty() && subjects_.contains(thread.rest)) codes.emplace_back("note_subject");
    const auto automatic = domain::automatic_evidence(message.from, message.subject);
    if (!automatic.empty()) codes.emplace_back(automatic);
    return codes;
  }

 private:
  store::SentNotes::Texts addresses_;
  domain::KnownNames names_;
  std::set<std::string, std::less<>> subjects_;
};

/// Which of many messages are worth reading whole: those from people who were written to, from
/// machines, and those that carry a note's subject. So a mailbox of a hundred thousand is caught up
/// with without fetching it.
json sift(Host& host, const SiftParams& params) {
  const store::SentNotes notes(host.database());
  json wanted = json::array();
  json evidence = json::array();
  json result = json::object();
  const auto first = notes.first_sent_at();
  if (first) result["since"] = *first;
  if (first && !params.messages.empty()) {
    const Sieve sieve(notes);
    for (std::size_t i = 0; i < params.messages.size(); ++i) {
      const auto codes = sieve.evidence(params.messages[i]);
      if (codes.empty()) continue;
      wanted.push_back(i);
      evidence.push_back(write_evidence(codes));
    }
  }
  result["wanted"] = std::move(wanted);
  result["evidence"] = std::move(evidence);
  return result;
}

}  // namespace

void bind_replies(Methods& methods) {
  methods.bind_change("replies.record", read_record, record);
  methods.bind_change("replies.confirm", read_judge, confirm);
  methods.bind_change("replies.deny", read_judge, deny);
  methods.bind("replies.list", read_list, list);
  methods.bind("replies.find", read_find, find);
  methods.bind("replies.sift", read_sift, sift);
}

}  // namespace rounds::api
