#include "api/rounds/turns.h"

#include "api/core/json_views.h"
#include "api/core/methods.h"
#include "domain/people/addresses.h"
#include "domain/people/names.h"
#include "domain/refusal.h"
#include "domain/round/milestones.h"
#include "domain/text/words.h"
#include "store/tables/exchanges.h"
#include "store/tables/turns.h"

namespace rounds::api {
namespace {

using domain::Refusal;
using domain::RefusalKind;
using domain::Turn;
using domain::TurnState;
using nlohmann::json;

// A note that was sent is never refused for its length; what is kept of it is enough to remember
// it.
constexpr std::size_t kMostKept = std::size_t{256} * 1024;
constexpr std::size_t kMostSubject = 1000;
// Nobody writes one note for longer; a clock that was set may say so.
constexpr std::int64_t kMostSeconds = std::int64_t{7} * 24 * 60 * 60;

std::string who(const store::Database& database, const Turn& turn) {
  const auto person = find_person(database, turn.person);
  return domain::full_name(person.given, person.family);
}

/// Refuses the turns whose state says that the change comes too late.
Turn find_open_turn(const store::Database& database, domain::TurnId id) {
  Turn turn = find_turn(database, id);
  if (turn.state == TurnState::written) {
    throw Refusal(RefusalKind::conflict, "The note to " + who(database, turn) +
                                             " is written already. Nothing was changed.");
  }
  return turn;
}

json show_turn(const Change& change, domain::TurnId id) {
  return {{"turn", write_turn(change.database(), find_turn(change.database(), id))}};
}

// --- turns.draft --------------------------------------------------------------------------------

struct DraftParams {
  domain::TurnId turn;
  std::string message_id;
};

DraftParams read_draft(Params& params) {
  return {params.id("turn"), params.message_id("message_id")};
}

json draft(Change& change, const DraftParams& params) {
  const Turn turn = find_open_turn(change.database(), params.turn);
  if (turn.superfluous) {
    throw Refusal(RefusalKind::conflict,
                  who(change.database(), turn) +
                      " stood in the list twice, and has another turn in this round. Nothing was "
                      "changed; write from that one.");
  }
  if (turn.state == TurnState::queued) {
    throw Refusal(RefusalKind::conflict, "The note to " + who(change.database(), turn) +
                                             " lies in the Outbox. Nothing was changed.");
  }
  change.record(domain::TurnDrafted{turn.id, params.message_id});
  return show_turn(change, turn.id);
}

// --- turns.queue, turns.sent --------------------------------------------------------------------

struct NoteParams {
  domain::TurnId turn = 0;
  std::optional<domain::Moment> sent_at;  // present for a note that was sent
  domain::WrittenNote note;
};

NoteParams read_note(Params& params) {
  NoteParams note{params.id("turn"), std::nullopt, {}};
  note.note.message_id = params.optional_message_id("message_id").value_or("");
  note.note.seconds = params.optional_clamped("seconds", 0, kMostSeconds);
  note.note.subject = params.optional_foreign_text("subject", kMostSubject).value_or("");
  note.note.text = params.optional_foreign_text("text", kMostKept).value_or("");
  return note;
}

json queue(Change& change, const NoteParams& params) {
  const Turn turn = find_open_turn(change.database(), params.turn);
  change.record(domain::TurnQueued{turn.id, change.host().today(), params.note});
  return show_turn(change, turn.id);
}

NoteParams read_sent(Params& params) {
  NoteParams note = read_note(params);
  note.sent_at = params.moment("sent_at");
  note.note.sent_at = params.text("sent_at");
  note.note.channel = params.optional_text("channel", 100).value_or("mail");
  if (note.note.channel.empty()) params.refuse("channel", "must not be empty");
  return note;
}

json sent(Change& change, const NoteParams& params) {
  const auto& database = change.database();
  const Turn turn = find_open_turn(database, params.turn);
  domain::WrittenNote note = params.note;
  const auto last = store::Exchanges(database).last_before(turn.person, turn.id, *params.sent_at);
  if (last) note.silent_since = last->at;
  change.record(
      domain::TurnWritten{turn.id, change.host().day_of(*params.sent_at), std::move(note)});
  json result = show_turn(change, turn.id);
  const auto round = find_round(database, turn.round);
  if (const auto one = domain::newest_milestone(round.people, round.skipped, round.written)) {
    result["milestone"] = {{"kind", domain::name_of(one->kind)}, {"count", one->count}};
  }
  return result;
}

// --- turns.release, turns.skip, turns.snooze ----------------------------------------------------

struct TurnParams {
  domain::TurnId turn;
};

TurnParams read_turn(Params& params) { return {params.id("turn")}; }

json release(Change& change, const TurnParams& params) {
  const Turn turn = find_open_turn(change.database(), params.turn);
  if (turn.state != TurnState::drafted && turn.state != TurnState::queued) {
    throw Refusal(RefusalKind::conflict,
                  "The note to " + who(change.database(), turn) +
                      " is neither drafted nor queued. Nothing was changed.");
  }
  change.record(domain::TurnReleased{turn.id});
  return show_turn(change, turn.id);
}

struct SkipParams {
  domain::TurnId turn;
  std::string reason;
};

SkipParams read_skip(Params& params) {
  return {params.id("turn"), params.optional_text("reason", 1000).value_or("")};
}

json skip(Change& change, const SkipParams& params) {
  const Turn turn = find_open_turn(change.database(), params.turn);
  if (turn.state == TurnState::skipped) {
    throw Refusal(RefusalKind::conflict,
                  who(change.database(), turn) + " is skipped already. Nothing was changed.");
  }
  change.record(domain::TurnSkipped{turn.id, change.host().today(), params.reason});
  return show_turn(change, turn.id);
}

struct SnoozeParams {
  domain::TurnId turn = 0;
  domain::Date until;
};

SnoozeParams read_snooze(Params& params) { return {params.id("turn"), params.date("until")}; }

json snooze(Change& change, const SnoozeParams& params) {
  if (params.until <= change.host().today()) {
    throw Refusal::invalid("until", "until must be a day after today");
  }
  const Turn turn = find_open_turn(change.database(), params.turn);
  if (turn.state == TurnState::skipped || turn.state == TurnState::queued) {
    throw Refusal(RefusalKind::conflict, "The note to " + who(change.database(), turn) + " is " +
                                             std::string(domain::name_of(turn.state)) +
                                             ". Nothing was changed.");
  }
  change.record(domain::TurnSnoozed{turn.id, params.until});
  return show_turn(change, turn.id);
}

// --- turns.front --------------------------------------------------------------------------------

json front(Change& change, const TurnParams& params) {
  const auto& database = change.database();
  const Turn turn = find_open_turn(database, params.turn);
  if (turn.state != TurnState::waiting) {
    throw Refusal(RefusalKind::conflict, "The note to " + who(database, turn) + " is " +
                                             std::string(domain::name_of(turn.state)) +
                                             ", so it does not wait in the queue. Nothing was "
                                             "changed.");
  }
  if (!store::People(database).has_live_address(turn.person)) {
    throw Refusal(RefusalKind::conflict,
                  "No address is known for " + who(database, turn) +
                      ". Nothing was changed; add an address, or write elsewhere.");
  }
  change.record(domain::TurnFronted{turn.id, store::Turns(database).front_of(turn.round)});
  return show_turn(change, turn.id);
}

// --- turns.show, turns.find, turns.list ---------------------------------------------------------

json show(Host& host, const TurnParams& params) {
  return {{"turn", write_turn(host.database(), find_turn(host.database(), params.turn))}};
}

struct FindParams {
  std::string address;
  std::string message_id;
  std::optional<domain::RoundId> round;
};

FindParams read_find(Params& params) {
  FindParams find{domain::address_of(params.optional_text("address").value_or("")),
                  params.optional_message_id("message_id").value_or(""),
                  params.optional_id("round")};
  if (!params.has("address") && !params.has("message_id")) {
    params.refuse("address", "or message_id must be given");
  }
  return find;
}

json find(Host& host, const FindParams& params) {
  const auto& database = host.database();
  const store::Turns turns(database);
  std::optional<Turn> found = turns.of_message(params.message_id);
  if (!found && !params.address.empty()) {
    const auto round = params.round ? store::RoundTable(database).find(*params.round)
                                    : store::RoundTable(database).newest_running();
    if (round) found = turns.open_for_address(round->id, params.address);
  }
  if (!found) return json::object();
  return {{"turn", write_turn(database, *found)}};
}

struct ListParams {
  domain::RoundId round = 0;
  store::TurnList which = store::TurnList::waiting;
  std::int64_t limit = 0;
  std::optional<domain::TurnId> after;
};

ListParams read_list(Params& params) {
  const auto which = store::turn_list_named(params.text("which"));
  if (!which) {
    params.refuse("which",
                  "must be without_address, waiting, snoozed, drafted, queued, written or skipped");
  }
  return {params.id("round"), *which, params.optional_integer("limit", 1, 500).value_or(100),
          params.optional_id("after")};
}

json list(Host& host, const ListParams& params) {
  const auto& database = host.database();
  const auto round = find_round(database, params.round);
  const auto found =
      store::Turns(database).list(round.id, params.which, params.limit, params.after);
  PageWriter page;
  auto next = found.next_after;
  for (const Turn& turn : found.turns) {
    if (!page.add(write_turn(database, turn))) {
      next = found.turns[page.size() - 1].id;
      break;
    }
  }
  json result{{"turns", page.take()}, {"total", found.total}};
  if (next) result["next"] = write_id(*next);
  return result;
}

}  // namespace

void bind_turns(Methods& methods) {
  methods.bind_change("turns.draft", read_draft, draft);
  methods.bind_change("turns.queue", read_note, queue);
  methods.bind_change("turns.sent", read_sent, sent);
  methods.bind_change("turns.release", read_turn, release);
  methods.bind_change("turns.skip", read_skip, skip);
  methods.bind_change("turns.snooze", read_snooze, snooze);
  methods.bind_change("turns.front", read_turn, front);
  methods.bind("turns.show", read_turn, show);
  methods.bind("turns.find", read_find, find);
  methods.bind("turns.list", read_list, list);
}

}  // namespace rounds::api
