#include "api/replies/matching.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "domain/people/addresses.h"
#include "domain/reply/known_names.h"
#include "domain/reply/threads.h"

namespace rounds::api {
namespace {

using domain::MessageKind;
using domain::ReplyOutcome;
using store::SentNote;
using store::SentNotes;
using Days = std::chrono::days;

constexpr Days kLongestSilence{366};

bool contains(const std::vector<std::string>& list, const std::string& text) {
  return std::find(list.begin(), list.end(), text) != list.end();
}

/// Whether a message of this date may be about a note: not written before it, but for clocks that
/// differ, and not after `most`.
bool is_in_time(const SentNote& note, const domain::Moment& date, Days most) {
  const auto sent = domain::parse_moment(note.sent_at);
  return sent && date.instant >= sent->instant - Days(1) && date.instant <= sent->instant + most;
}

/// Those who may have written a message that another address stands over: a mailing list's, or that
/// of a relay, which both tell the writer's elsewhere (RFC 5322 Reply-To, X-Original-From).
std::vector<std::string> writers_of(const domain::ArrivedMessage& message) {
  std::vector<std::string> mailboxes{message.from};
  for (const char* const field : {"x-original-from", "x-original-sender", "reply-to"}) {
    const auto found = message.headers.find(field);
    if (found == message.headers.end()) continue;
    for (const std::string& value : found->second) mailboxes.push_back(value);
  }
  return mailboxes;
}

/// The note that an answer without a thread is probably about: its subject is answered, or its text
/// quoted, within a year.
std::optional<SentNote> probable_note(const Arrival& arrival, std::vector<SentNote> notes,
                                      std::string& evidence) {
  const auto subject = domain::thread_subject(arrival.message.subject);
  for (SentNote& note : notes) {
    if (!is_in_time(note, arrival.date, kLongestSilence)) continue;
    const bool same_subject = domain::thread_subject(note.subject).rest == subject.rest;
    // With the same subject and an id that nobody knows, a server has given the note another id.
    const bool answers =
        same_subject && (subject.answers || (!arrival.answered.empty() && !subject.rest.empty()));
    const bool quotes = domain::quotes_note(arrival.message.text, note.text);
    if (!answers && !quotes) continue;
    evidence = quotes ? "quotes_note" : "note_subject";
    return std::move(note);
  }
  return std::nullopt;
}

/// The note that a stranger answers: with its subject and its words under it, when these are but
/// one person's.
std::optional<SentNote> quoted_note(const Arrival& arrival, std::vector<SentNote> notes) {
  const auto subject = domain::thread_subject(arrival.message.subject);
  if (!subject.answers || subject.rest.empty()) return std::nullopt;
  std::optional<SentNote> found;
  for (SentNote& note : notes) {
    if (!is_in_time(note, arrival.date, kLongestSilence) ||
        domain::thread_subject(note.subject).rest != subject.rest ||
        !domain::quotes_note(arrival.message.text, note.text)) {
      continue;
    }
    if (found && found->person != note.person) return std::nullopt;
    if (!found) found = std::move(note);
  }
  return found;
}

Match match_human(const SentNotes& notes, const Arrival& arrival) {
  const std::string from = domain::address_of(arrival.message.from);
  // The user's own follow-up in the thread is no reply.
  if (contains(arrival.own, from)) return {ReplyOutcome::unrelated, {}, 0, {"own_address"}};
  if (auto note = notes.with_id(arrival.answered)) {
    return {ReplyOutcome::reply, std::move(*note), 0, {"thread"}};
  }
  std::string evidence;
  const auto writers = writers_of(arrival.message);
  for (const std::string& writer : writers) {
    const std::string address = domain::address_of(writer);
    if (contains(arrival.own, address)) continue;
    if (auto note = probable_note(arrival, notes.to_address(address), evidence)) {
      const char* const who = &writer == &writers.front() ? "known_address" : "rewritten_sender";
      return {ReplyOutcome::probable, std::move(*note), 0, {who, evidence}};
    }
  }
  domain::KnownNames names;
  for (const auto& [person, name] : notes.names()) names.add(name, person);
  for (const std::string& writer : writers) {
    for (const domain::PersonId person : names.find(writer)) {
      if (auto note = probable_note(arrival, notes.to_person(person), evidence)) {
        return {ReplyOutcome::probable, std::move(*note), 0, {"known_name", evidence}};
      }
    }
  }
  if (auto note = quoted_note(arrival, notes.by_mail())) {
    return {ReplyOutcome::probable, std::move(*note), 0, {"quotes_note", "note_subject"}};
  }
  return {ReplyOutcome::unrelated, {}, notes.person_of(from), {}};
}

/// A machine's message belongs to the note that it names, else to the newest one to the address
/// that it is about.
Match match_machine(const SentNotes& notes, const Arrival& arrival,
                    const domain::Classification& classified, ReplyOutcome outcome) {
  std::vector<std::string> ids = arrival.answered;
  ids.insert(ids.end(), classified.original_message_ids.begin(),
             classified.original_message_ids.end());
  if (auto note = notes.with_id(ids)) return {outcome, std::move(*note), 0, {"thread"}};
  const bool automatic = outcome == ReplyOutcome::auto_reply;
  // Machines answer at once; servers try for days, and some report them late.
  const Days most = automatic ? Days(30) : Days(60);
  std::vector<std::string> addresses = classified.failed_addresses;
  if (automatic) addresses.push_back(domain::address_of(arrival.message.from));
  for (const auto& address : addresses) {
    // A second report of a dead address is no news.
    if (!automatic && notes.is_dead(address)) continue;
    for (SentNote& note : notes.to_address(address)) {
      if (is_in_time(note, arrival.date, most)) {
        return {outcome, std::move(note), 0, {automatic ? "known_address" : "failed_address"}};
      }
    }
  }
  return {};
}

}  // namespace

Match match(const store::Database& database, const Arrival& arrival,
            const domain::Classification& classified) {
  const SentNotes notes(database);
  switch (classified.kind) {
    case MessageKind::human:
      return match_human(notes, arrival);
    case MessageKind::auto_reply:
      return match_machine(notes, arrival, classified, ReplyOutcome::auto_reply);
    case MessageKind::bounce:
      return match_machine(notes, arrival, classified, ReplyOutcome::bounce);
    case MessageKind::temporary:
      return match_machine(notes, arrival, classified, ReplyOutcome::temporary);
    case MessageKind::bulk:
      break;
  }
  return {};
}

}  // namespace rounds::api
