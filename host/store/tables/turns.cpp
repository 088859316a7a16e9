#include "store/tables/turns.h"

#include <array>
#include <string>
#include <utility>
#include <variant>

#include "domain/refusal.h"
#include "domain/text/words.h"
#include "store/journal/fact_json.h"
#include "store/journal/journal.h"

namespace rounds::store {
namespace {

using domain::Date;
using domain::PersonId;
using domain::RoundId;
using domain::Turn;
using domain::TurnId;

constexpr std::string_view kColumns =
    "SELECT id, round, person, state, draft, message_id, snoozed_until, queued_on, written_on, "
    "skip_reason, channel, place, superfluous, left_at FROM turns ";

std::string sql(std::string_view rest) { return std::string(kColumns).append(rest); }

Turn read_turn(const Statement& row) {
  Turn turn;
  turn.id = row.integer(0);
  turn.round = row.integer(1);
  turn.person = row.integer(2);
  turn.state = domain::turn_state_named(row.text(3)).value_or(domain::TurnState::waiting);
  turn.draft = row.string(4);
  turn.message_id = row.string(5);
  turn.snoozed_until = row.date(6);
  turn.queued_on = row.date(7);
  turn.written_on = row.date(8);
  turn.skip_reason = row.string(9);
  turn.channel = row.string(10);
  turn.place = row.integer(11);
  turn.superfluous = row.integer(12) != 0;
  turn.left_at = row.string(13);
  return turn;
}

std::optional<Turn> first(Statement& row) {
  if (!row.step()) return std::nullopt;
  return read_turn(row);
}

/// The condition of each list; written so that it matches one of the partial indexes.
std::string_view condition_of(TurnList which) {
  switch (which) {
    case TurnList::without_address:
      return "state = 'waiting' AND reachable = 0 ";
    case TurnList::waiting:
      return "state = 'waiting' AND reachable = 1 AND snoozed_until IS NULL ";
    case TurnList::snoozed:
      return "state = 'waiting' AND snoozed_until IS NOT NULL ";
    case TurnList::drafted:
      return "state = 'drafted' ";
    case TurnList::queued:
      return "state = 'queued' ";
    case TurnList::written:
      return "state = 'written' ";
    case TurnList::skipped:
      return "state = 'skipped' ";
  }
  return "0 ";
}

// Of a longer note the beginning tells enough.
constexpr std::int64_t kMostText = 16384;

}  // namespace

std::optional<TurnList> turn_list_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, TurnList>, 7> kLists{
      {{"without_address", TurnList::without_address},
       {"waiting", TurnList::waiting},
       {"snoozed", TurnList::snoozed},
       {"drafted", TurnList::drafted},
       {"queued", TurnList::queued},
       {"written", TurnList::written},
       {"skipped", TurnList::skipped}}};
  for (const auto& [list_name, list] : kLists) {
    if (list_name == name) return list;
  }
  return std::nullopt;
}

std::optional<Turn> Turns::find(TurnId id) const {
  Statement row = database_.prepare(sql("WHERE id = ?"));
  return first(row.bind(id));
}

std::vector<Turn> Turns::due(RoundId round, Date today, std::int64_t limit) const {
  std::vector<Turn> turns;
  const auto take = [&](std::string_view rest) {
    const std::int64_t wanted = limit - static_cast<std::int64_t>(turns.size());
    if (wanted <= 0) return;
    Statement row = database_.prepare(sql(rest));
    row.bind(round, today, wanted);
    while (row.step()) turns.push_back(read_turn(row));
  };
  // Each is a walk along one partial index that stops when enough are found. The second parameter
  // is today in all of them, also where only "IS NOT NULL" needs it.
  take("WHERE round = ?1 AND state = 'drafted' AND ?2 IS NOT NULL ORDER BY place LIMIT ?3");
  take(
      "WHERE round = ?1 AND place < 1 AND state = 'waiting' AND reachable = 1 AND "
      "snoozed_until IS NULL AND ?2 IS NOT NULL ORDER BY place LIMIT ?3");
  take(
      "WHERE round = ?1 AND state = 'waiting' AND reachable = 1 AND snoozed_until IS NOT NULL "
      "AND snoozed_until <= ?2 ORDER BY snoozed_until, place LIMIT ?3");
  // Two indexes are walked side by side: nearly everybody has been ready since the round was made.
  take(
      "WHERE id IN (SELECT id FROM (SELECT id, place FROM turns WHERE round = ?1 AND "
      "state = 'waiting' AND reachable = 1 AND snoozed_until IS NULL AND ready_on IS NULL AND "
      "place >= 1 ORDER BY place LIMIT ?3) UNION ALL SELECT id FROM (SELECT id, place FROM turns "
      "WHERE "
      "round = ?1 AND state = 'waiting' AND reachable = 1 AND snoozed_until IS NULL AND "
      "ready_on IS NOT NULL AND ready_on < ?2 AND place >= 1 ORDER BY place LIMIT ?3)) "
      "ORDER BY place LIMIT ?3");
  take(
      "WHERE round = ?1 AND state = 'waiting' AND reachable = 1 AND snoozed_until IS NULL AND "
      "ready_on IS NOT NULL AND ready_on >= ?2 AND place >= 1 ORDER BY ready_on, place LIMIT ?3");
  return turns;
}

std::int64_t Turns::written_on(RoundId round, Date day) const {
  Statement row = database_.prepare(
      "SELECT count(*) FROM turns WHERE round = ? AND state = 'written' AND written_on = ?");
  return row.bind(round, day).step() ? row.integer(0) : 0;
}

std::int64_t Turns::queued_on(RoundId round, Date day) const {
  Statement row = database_.prepare(
      "SELECT count(*) FROM turns WHERE round = ? AND state = 'queued' AND queued_on = ?");
  return row.bind(round, day).step() ? row.integer(0) : 0;
}

std::optional<Date> Turns::last_written_on(RoundId round) const {
  Statement row =
      database_.prepare("SELECT max(written_on) FROM turns WHERE round = ? AND state = 'written'");
  return row.bind(round).step() ? row.date(0) : std::nullopt;
}

std::vector<std::int64_t> Turns::seconds_of_last(RoundId round, std::int64_t limit) const {
  Statement row = database_.prepare(
      "SELECT notes.seconds FROM (SELECT id FROM turns WHERE round = ? AND state = 'written' "
      "ORDER BY written_on DESC LIMIT ?) AS newest JOIN notes ON notes.turn = newest.id "
      "WHERE notes.seconds > 0");
  row.bind(round, limit);
  std::vector<std::int64_t> seconds;
  while (row.step()) seconds.push_back(row.integer(0));
  return seconds;
}

TurnsPage Turns::list(RoundId round, TurnList which, std::int64_t limit,
                      std::optional<TurnId> after) const {
  const std::string condition = "WHERE round = ?1 AND " + std::string(condition_of(which));
  TurnsPage page;
  Statement total = database_.prepare("SELECT count(*) FROM turns " + condition);
  if (total.bind(round).step()) page.total = total.integer(0);

  const std::string rest =
      after ? "AND place > (SELECT place FROM turns WHERE id = ?3) " : "AND ?3 IS NULL ";
  Statement row = database_.prepare(sql(condition + rest + "ORDER BY place LIMIT ?2"));
  row.bind(round, limit + 1, after);
  while (row.step()) {
    if (static_cast<std::int64_t>(page.turns.size()) == limit) {
      page.next_after = page.turns.back().id;
      break;
    }
    page.turns.push_back(read_turn(row));
  }
  return page;
}

std::vector<Turn> Turns::of_person(PersonId person) const {
  Statement row = database_.prepare(
      sql("WHERE person = ? ORDER BY (SELECT made FROM rounds WHERE rounds.id = round) DESC"));
  row.bind(person);
  std::vector<Turn> turns;
  while (row.step()) turns.push_back(read_turn(row));
  return turns;
}

std::optional<Turn> Turns::of_message(std::string_view message_id) const {
  if (message_id.empty()) return std::nullopt;
  Statement row = database_.prepare(
      sql("WHERE (draft = ?1 AND draft <> '') OR (message_id = ?1 AND message_id <> '') LIMIT 1"));
  return first(row.bind(message_id));
}

std::optional<Turn> Turns::open_for_address(RoundId round, std::string_view folded) const {
  Statement row = database_.prepare(
      sql("WHERE round = ? AND person IN (SELECT person FROM addresses WHERE folded = ?) "
          "AND state IN ('waiting', 'drafted', 'queued') ORDER BY place LIMIT 1"));
  return first(row.bind(round, folded));
}

// A note in the Outbox may still be taken out of it, so it stands in the journal alone.
std::string Turns::queued_text(TurnId turn) const {
  std::string text;
  for (const JournalEntry& entry : Journal(database_).standing_of_turn(turn)) {
    const domain::FactBody body = read_fact(entry.kind, entry.body);
    if (const auto* queued = std::get_if<domain::TurnQueued>(&body)) {
      text = domain::beginning(queued->note.text, kMostText);
    }
  }
  return text;
}

std::vector<LatelyWritten> Turns::notes_written_lately(RoundId round, TurnId except,
                                                       std::int64_t limit) const {
  std::vector<LatelyWritten> notes;
  // Each of the two has an index in this order.
  for (const std::string_view turns :
       {"state = 'queued' AND turns.id <> ?2 ORDER BY queued_on DESC",
        "state = 'written' AND turns.id <> ?2 ORDER BY written_on DESC"}) {
    Statement row = database_.prepare(
        "SELECT turns.id, turns.person, state = 'queued', "
        "substr(coalesce(notes.text, ''), 1, ?4) FROM turns "
        "LEFT JOIN notes ON notes.turn = turns.id WHERE round = ?1 AND " +
        std::string(turns) + ", place DESC LIMIT ?3");
    row.bind(round, except, limit, kMostText);
    while (row.step()) {
      if (static_cast<std::int64_t>(notes.size()) == limit) return notes;
      notes.push_back(
          {row.integer(1), row.integer(2) != 0 ? queued_text(row.integer(0)) : row.string(3)});
    }
  }
  return notes;
}

std::int64_t Turns::front_of(RoundId round) const {
  Statement row = database_.prepare(
      "SELECT coalesce(min(place), 1) - 1 FROM turns WHERE round = ? AND place < 1");
  return row.bind(round).step() ? row.integer(0) : 0;
}

std::int64_t Turns::first_place(const Turn& turn) const {
  // A round's turns were numbered and placed in the same order.
  Statement row = database_.prepare("SELECT first_turn FROM rounds WHERE id = ?");
  return row.bind(turn.round).step() ? turn.id - row.integer(0) + 1 : turn.place;
}

void Turns::save(const Turn& turn) const {
  database_
      .prepare(
          "UPDATE turns SET state = ?2, draft = ?3, message_id = ?4, snoozed_until = ?5, "
          "queued_on = ?6, written_on = ?7, skip_reason = ?8, channel = ?9, place = ?10, "
          "superfluous = ?11, left_at = ?12 WHERE id = ?1")
      .bind(turn.id, domain::name_of(turn.state), turn.draft, turn.message_id, turn.snoozed_until,
            turn.queued_on, turn.written_on, turn.skip_reason, turn.channel, turn.place,
            turn.superfluous ? 1 : 0, turn.left_at)
      .run();
}

void Turns::set_reachable(PersonId person, bool reachable, Date on) const {
  database_
      .prepare(
          "UPDATE turns SET reachable = ?2, ready_on = CASE WHEN ?2 THEN ?3 ELSE ready_on END "
          "WHERE person = ?1 AND reachable <> ?2")
      .bind(person, reachable ? 1 : 0, on)
      .run();
}

void Turns::set_ready_on(TurnId turn, Date on) const {
  database_.prepare("UPDATE turns SET ready_on = ? WHERE id = ?").bind(on, turn).run();
}

}  // namespace rounds::store
