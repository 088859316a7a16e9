#include "api/replies/replies.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "domain/people/addresses.h"
#include "domain/refusal.h"
#include "domain/reply/replies.h"
#include "domain/reply/threads.h"
#include "store/tables/replies.h"

namespace rounds::api {
namespace {

using domain::MessageKind;
using domain::Refusal;
using domain::RefusalKind;
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

/// The Message-IDs that a message answers, the likeliest first.
std::vector<std::string> read_answered(Params& params) {
  std::vector<std::string> answered;
  const auto add_ids = [&answered](const std::string& header) {
    for (auto& id : domain::parse_message_ids(header)) answered.push_back(std::move(id));
  };
  add_ids(params.optional_text("in_reply_to").value_or(""));
  // The last of the references is what was answered, the first what began it all.
  auto references = params.optional_texts("references").value_or(std::vector<std::string>{});
  std::reverse(references.begin(), references.end());
  for (const auto& reference : references) add_ids(reference);
  return answered;
}

// --- replies.record -----------------------------------------------------------------------------

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
  record.answered = read_answered(params);
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
  std::string message_id;
  std::string text;
};

constexpr std::string_view kNoteColumns =
    "SELECT turn, person, sent_at, subject, message_id, text FROM notes ";

std::optional<SentNote> read_note(store::Statement& row) {
  if (!row.step()) return std::nullopt;
  return SentNote{row.integer(0), row.integer(1), row.string(2),
                  row.string(3),  row.string(4),  row.string(5)};
}

std::optional<SentNote> note_with_id(const store::Database& database,
                                     const std::vector<std::string>& ids) {
  store::Statement row =
      database.prepare(std::string(kNoteColumns) +
                       "WHERE message_id = ? AND message_id <> '' ORDER BY sent_at DESC LIMIT 1");
  for (const auto& id : ids) {
    if (auto note = read_note(row.bind(id))) return note;
  }
  return std::nullopt;
}

using Days = std::chrono::days;

/// Whether a message of this date may be about a note: not written before it, but for clocks that
/// differ, and not after `most`.
bool is_in_time(const SentNote& note, const domain::Moment& date, Days most) {
  const auto sent = domain::parse_moment(note.sent_at);
  return sent && date.instant >= sent->instant - Days(1) && date.instant <= sent->instant + most;
}

/// The notes by mail to whoever has this address, the newest first.
std::vector<SentNote> notes_to(const store::Database& database, const std::string& address) {
  store::Statement row = database.prepare(
      std::string(kNoteColumns) +
      "WHERE channel = 'mail' AND person IN (SELECT person FROM addresses WHERE folded = ?) "
      "ORDER BY sent_at DESC");
  row.bind(address);
  std::vector<SentNote> notes;
  while (auto note = read_note(row)) notes.push_back(std::move(*note));
  return notes;
}

/// The same for whoever has this name, folded. What a search looks into begins with it.
std::vector<SentNote> notes_to_name(const store::Database& database, const std::string& name) {
  std::vector<SentNote> notes;
  if (name.find(' ') == std::string::npos) return notes;  // a first name is many people's
  store::Statement row =
      database.prepare(std::string(kNoteColumns) +
                       "WHERE channel = 'mail' AND person IN (SELECT id FROM people WHERE "
                       "substr(search, 1, length(?1) + 1) = ?1 || char(10)) ORDER BY sent_at DESC");
  row.bind(name);
  while (auto note = read_note(row)) notes.push_back(std::move(*note));
  return notes;
}

std::optional<SentNote> newest_note_to(const store::Database& database, const std::string& address,
                                       const domain::Moment& date, Days most) {
  for (auto& note : notes_to(database, address)) {
    if (is_in_time(note, date, most)) return std::move(note);
  }
  return std::nullopt;
}

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

struct Match {
  ReplyOutcome outcome = ReplyOutcome::unrelated;
  SentNote note;
  domain::PersonId wrote = 0;  // of unrelated mail: which of the people it is from, if any
};

/// Who has this address; 0 for nobody.
domain::PersonId person_of(const store::Database& database, const std::string& address) {
  store::Statement row =
      database.prepare("SELECT person FROM addresses WHERE folded = ? ORDER BY person LIMIT 1");
  return !address.empty() && row.bind(address).step() ? row.integer(0) : 0;
}

/// The note that an answer without a thread is probably about: its subject is answered, or its text
/// quoted, within a year.
std::optional<SentNote> probable_note(const RecordParams& params, std::vector<SentNote> notes) {
  constexpr Days kMost{366};
  const auto subject = domain::thread_subject(params.message.subject);
  for (SentNote& note : notes) {
    if (!is_in_time(note, params.date, kMost)) continue;
    const bool same_subject = domain::thread_subject(note.subject).rest == subject.rest;
    // With the same subject and an id that nobody knows, a server has given the note another id.
    const bool answers =
        same_subject && (subject.answers || (!params.answered.empty() && !subject.rest.empty()));
    if (answers || domain::quotes_note(params.message.text, note.text)) return std::move(note);
  }
  return std::nullopt;
}

Match match_human(const store::Database& database, const RecordParams& params) {
  const std::string from = domain::address_of(params.message.from);
  // The user's own follow-up in the thread is no reply.
  if (contains(params.own, from)) return {};
  if (const auto note = note_with_id(database, params.answered)) {
    return {ReplyOutcome::reply, *note};
  }
  if (auto note = probable_note(params, notes_to(database, from))) {
    return {ReplyOutcome::probable, std::move(*note)};
  }
  const std::string name = domain::folded_name_of(params.message.from);
  if (auto note = probable_note(params, notes_to_name(database, name))) {
    return {ReplyOutcome::probable, std::move(*note)};
  }
  return {ReplyOutcome::unrelated, {}, person_of(database, from)};
}

/// Whether an address is already known to be dead: a second report of it is no news, and must not
/// give back a turn whose note has gone to another address since.
bool is_dead(const store::Database& database, const std::string& address) {
  return database.prepare("SELECT 1 FROM addresses WHERE folded = ? AND dead = 1")
      .bind(address)
      .step();
}

/// A machine's message belongs to the note that it names, else to the newest one to the address
/// that it is about.
Match match_machine(const store::Database& database, const RecordParams& params,
                    const domain::Classification& classified, ReplyOutcome outcome) {
  std::vector<std::string> ids = params.answered;
  ids.insert(ids.end(), classified.original_message_ids.begin(),
             classified.original_message_ids.end());
  if (const auto note = note_with_id(database, ids)) return {outcome, *note};
  const bool automatic = outcome == ReplyOutcome::auto_reply;
  // Machines answer at once; servers try for days, and some report them late.
  const Days most = automatic ? Days(30) : Days(60);
  std::vector<std::string> addresses = classified.failed_addresses;
  if (automatic) addresses.push_back(domain::address_of(params.message.from));
  for (const auto& address : addresses) {
    if (!automatic && is_dead(database, address)) continue;
    if (const auto note = newest_note_to(database, address, params.date, most)) {
      return {outcome, *note};
    }
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

/// Where else the person can be written to.
json living_addresses(const store::Database& database, domain::PersonId person) {
  store::Statement row =
      database.prepare("SELECT address FROM addresses WHERE person = ? AND dead = 0 ORDER BY rank");
  row.bind(person);
  json addresses = json::array();
  while (row.step()) addresses.push_back(row.string(0));
  return addresses;
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

json write_unrelated(domain::PersonId wrote) {
  json result{{"outcome", domain::name_of(ReplyOutcome::unrelated)}};
  if (wrote != 0) {
    result["exchange"] = true;
    result["person"] = write_id(wrote);
  }
  return result;
}

json record(Change& change, const RecordParams& params) {
  const auto& database = change.database();
  // What was recorded of this message before, under whatever fact.
  if (const auto earlier = store::ReplyTable(database).find(params.message_id)) {
    return write_outcome(database, *earlier);
  }
  const auto classified = domain::classify_message(params.message);
  const Match found = match(database, params, classified);
  if (found.outcome == ReplyOutcome::unrelated) return write_unrelated(found.wrote);

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
  fact.note = found.note.message_id;
  fact.note_sent_at = found.note.sent_at;
  if (const auto sent = domain::parse_moment(found.note.sent_at)) {
    fact.days = std::max<std::int64_t>(
        0, (change.host().day_of(params.date) - change.host().day_of(*sent)).count());
  }
  if (found.outcome == ReplyOutcome::bounce) {
    fact.dead_addresses =
        dead_addresses(find_person(database, fact.person), classified.failed_addresses);
  }
  change.record(fact);
  return write_outcome(database, fact.outcome, fact.turn, fact.person, fact.days);
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
  if (const auto note = note_with_id(database, params.answered)) {
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
    sift.messages.push_back({message.text("from"), message.optional_text("subject").value_or("")});
    message.finish();
  }
  return sift;
}

std::set<std::string, std::less<>> texts_of(const store::Database& database, const char* sql) {
  std::set<std::string, std::less<>> texts;
  store::Statement row = database.prepare(sql);
  while (row.step()) texts.insert(row.string(0));
  return texts;
}

/// Which of many messages are worth reading whole: those from people who were written to, from
/// machines, and those that carry a note's subject. So a mailbox of a hundred thousand is caught up
/// with without fetching it.
json sift(Host& host, const SiftParams& params) {
  const auto& database = host.database();
  json wanted = json::array();
  json result = json::object();
  store::Statement first = database.prepare(
      "SELECT sent_at FROM notes WHERE channel = 'mail' AND sent_at <> '' "
      "ORDER BY julianday(sent_at) LIMIT 1");
  if (first.step()) result["since"] = first.string(0);
  if (result.contains("since") && !params.messages.empty()) {
    const auto addresses = texts_of(database,
                                    "SELECT folded FROM addresses WHERE person IN "
                                    "(SELECT person FROM notes WHERE channel = 'mail')");
    const auto names = texts_of(database,
                                "SELECT substr(search, 1, instr(search, char(10)) - 1) FROM people "
                                "WHERE id IN (SELECT person FROM notes WHERE channel = 'mail')");
    std::set<std::string, std::less<>> subjects;
    for (const auto& subject :
         texts_of(database, "SELECT DISTINCT subject FROM notes WHERE channel = 'mail'")) {
      subjects.insert(domain::thread_subject(subject).rest);
    }
    for (std::size_t i = 0; i < params.messages.size(); ++i) {
      const auto& [from, subject] = params.messages[i];
      const auto thread = domain::thread_subject(subject);
      const std::string name = domain::folded_name_of(from);
      if (addresses.contains(domain::address_of(from)) ||
          (name.find(' ') != std::string::npos && names.contains(name)) ||
          (!thread.rest.empty() && subjects.contains(thread.rest)) ||
          domain::looks_automatic(from, subject)) {
        wanted.push_back(i);
      }
    }
  }
  result["wanted"] = std::move(wanted);
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
