#include "api/replies.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "api/methods.h"
#include "api/shapes.h"
#include "domain/addresses.h"
#include "domain/names.h"
#include "domain/replies.h"
#include "store/people.h"
#include "store/turns.h"

namespace rounds::api {
namespace {

using domain::MessageKind;
using domain::ReplyOutcome;
using nlohmann::json;

struct RecordParams {
  std::string message_id;
  domain::Moment date;
  std::string date_text;
  std::vector<std::string> answered;  // Message-IDs, the likeliest first
  std::vector<std::string> own;       // the user's own addresses, case-folded
  domain::ArrivedMessage message;
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

RecordParams read_record(Params& params) {
  constexpr std::size_t kMostText = std::size_t{64} * 1024;
  RecordParams record;
  record.message_id = params.message_id("message_id");
  record.date = params.moment("date");
  record.date_text = params.text("date");
  record.message.from = params.text("from");
  record.message.subject = params.optional_text("subject").value_or("");
  record.message.headers = read_headers(params);
  record.message.text = params.optional_text("text", kMostText).value_or("");
  record.message.report = params.optional_text("report", kMostText).value_or("");
  const auto add_ids = [&record](const std::string& header) {
    for (auto& id : domain::parse_message_ids(header)) record.answered.push_back(std::move(id));
  };
  add_ids(params.optional_text("in_reply_to").value_or(""));
  // The last of the references is what was answered, the first what began it all.
  auto references = params.optional_texts("references").value_or(std::vector<std::string>{});
  std::reverse(references.begin(), references.end());
  for (const auto& reference : references) add_ids(reference);
  for (const auto& own : params.optional_texts("own").value_or(std::vector<std::string>{})) {
    record.own.push_back(domain::address_of(own));
  }
  return record;
}

/// A note that a message may be about.
struct SentNote {
  domain::TurnId turn = 0;
  domain::PersonId person = 0;
  std::string sent_at;
  std::string subject;
};

std::optional<SentNote> read_note(store::Statement& row) {
  if (!row.step()) return std::nullopt;
  return SentNote{row.integer(0), row.integer(1), row.string(2), row.string(3)};
}

std::optional<SentNote> note_with_id(const store::Database& database,
                                     const std::vector<std::string>& ids) {
  store::Statement row = database.prepare(
      "SELECT turn, person, sent_at, subject FROM notes WHERE message_id = ? AND message_id <> '' "
      "ORDER BY sent_at DESC LIMIT 1");
  for (const auto& id : ids) {
    if (auto note = read_note(row.bind(id))) return note;
  }
  return std::nullopt;
}

std::optional<SentNote> newest_note_to(const store::Database& database,
                                       const std::string& address) {
  store::Statement row = database.prepare(
      "SELECT turn, person, sent_at, subject FROM notes WHERE channel = 'mail' AND person IN "
      "(SELECT person FROM addresses WHERE folded = ?) ORDER BY sent_at DESC LIMIT 1");
  return read_note(row.bind(address));
}

/// A subject as its thread shares it: without "Re:", "AW:" and the like, and folded.
std::string thread_subject(std::string_view subject) {
  std::string folded = domain::fold(subject);
  const auto trim = [&folded] {
    folded.erase(0, std::min(folded.find_first_not_of(" \t"), folded.size()));
  };
  trim();
  constexpr std::size_t kLongestPrefix = 4;  // "antw:" without its colon
  for (auto colon = folded.find(':'); colon <= kLongestPrefix; colon = folded.find(':')) {
    folded.erase(0, colon + 1);
    trim();
  }
  return folded;
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

struct Match {
  ReplyOutcome outcome = ReplyOutcome::unrelated;
  SentNote note;
};

Match match_human(const store::Database& database, const RecordParams& params) {
  const std::string from = domain::address_of(params.message.from);
  // The user's own follow-up in the thread is no reply.
  if (contains(params.own, from)) return {};
  if (const auto note = note_with_id(database, params.answered)) {
    return {ReplyOutcome::reply, *note};
  }
  const auto note = newest_note_to(database, from);
  const bool same_thread =
      note && thread_subject(note->subject) == thread_subject(params.message.subject) &&
      domain::fold(params.message.subject) != domain::fold(note->subject);
  if (same_thread) return {ReplyOutcome::probable, *note};
  return {};
}

/// A machine's message belongs to the note that it names, else to the newest one to the address
/// that it is about.
Match match_machine(const store::Database& database, const RecordParams& params,
                    const domain::Classification& classified, ReplyOutcome outcome) {
  std::vector<std::string> ids = params.answered;
  ids.insert(ids.end(), classified.original_message_ids.begin(),
             classified.original_message_ids.end());
  if (const auto note = note_with_id(database, ids)) return {outcome, *note};
  std::vector<std::string> addresses = classified.failed_addresses;
  if (outcome == ReplyOutcome::auto_reply) {
    addresses.push_back(domain::address_of(params.message.from));
  }
  for (const auto& address : addresses) {
    if (const auto note = newest_note_to(database, address)) return {outcome, *note};
  }
  return {};
}

Match match(const store::Database& database, const RecordParams& params,
            const domain::Classification& classified) {
  switch (classified.kind) {
    case MessageKind::human:
      return match_human(database, params);
    case MessageKind::auto_reply:
      return match_machine(database, params, classified, ReplyOutcome::auto_reply);
    case MessageKind::bounce:
      return match_machine(database, params, classified, ReplyOutcome::bounce);
    case MessageKind::temporary:
      return match_machine(database, params, classified, ReplyOutcome::temporary);
    case MessageKind::bulk:
      break;
  }
  return {};
}

/// The addresses that a bounce declares dead: those of the person that it names, or else the one
/// that was written to first.
std::vector<std::string> dead_addresses(const domain::Person& person,
                                        const std::vector<std::string>& failed) {
  std::vector<std::string> dead;
  for (const auto& address : person.addresses) {
    std::string folded = domain::address_of(address);
    if (contains(failed, folded)) dead.push_back(std::move(folded));
  }
  if (dead.empty() && !person.addresses.empty()) {
    dead.push_back(domain::address_of(person.addresses.front()));
  }
  return dead;
}

json write_outcome(ReplyOutcome outcome, domain::TurnId turn, domain::PersonId person,
                   std::int64_t days) {
  json result{{"outcome", domain::name_of(outcome)}};
  if (outcome == ReplyOutcome::unrelated) return result;
  result["turn"] = write_id(turn);
  result["person"] = write_id(person);
  if (outcome == ReplyOutcome::reply || outcome == ReplyOutcome::probable) result["days"] = days;
  return result;
}

/// What was recorded of this message before, under whatever fact.
std::optional<json> earlier_outcome(const store::Database& database,
                                    const std::string& message_id) {
  store::Statement row =
      database.prepare("SELECT outcome, turn, person, days FROM replies WHERE message_id = ?");
  if (!row.bind(message_id).step()) return std::nullopt;
  return write_outcome(domain::reply_outcome_named(row.text(0)).value_or(ReplyOutcome::unrelated),
                       row.integer(1), row.integer(2), row.integer(3));
}

json record(Change& change, const RecordParams& params) {
  const auto& database = change.database();
  if (auto earlier = earlier_outcome(database, params.message_id)) return std::move(*earlier);
  const auto classified = domain::classify_message(params.message);
  const Match found = match(database, params, classified);
  if (found.outcome == ReplyOutcome::unrelated) return write_outcome(found.outcome, 0, 0, 0);

  domain::ReplyRecorded fact;
  fact.message_id = params.message_id;
  fact.from = params.message.from;
  fact.date = params.date_text;
  fact.on = change.host().today();
  fact.subject = params.message.subject;
  fact.text = params.message.text;
  fact.outcome = found.outcome;
  fact.turn = found.note.turn;
  fact.person = found.note.person;
  if (const auto sent = domain::parse_moment(found.note.sent_at)) {
    fact.days = std::max<std::int64_t>(
        0, (change.host().day_of(params.date) - change.host().day_of(*sent)).count());
  }
  if (found.outcome == ReplyOutcome::bounce) {
    fact.dead_addresses =
        dead_addresses(find_person(database, fact.person), classified.failed_addresses);
  }
  change.record(fact);
  return write_outcome(fact.outcome, fact.turn, fact.person, fact.days);
}

}  // namespace

void bind_replies(Methods& methods) { methods.bind_change("replies.record", read_record, record); }

}  // namespace rounds::api
