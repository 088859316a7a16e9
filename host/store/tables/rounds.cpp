#include "store/tables/rounds.h"

#include "store/journal/fact_json.h"
#include "store/journal/merges.h"

namespace rounds::store {
namespace {

using domain::RoundId;

constexpr std::string_view kColumns =
    "SELECT id, name, sort_order, start, finish, planned_finish, days_off, people, waiting, "
    "drafted, "
    "queued, written, skipped, without_address, paused_on, fresh_starts FROM rounds ";

Round read_round(const Database& database, const Statement& row) {
  Round round;
  round.id = row.integer(0);
  round.name = row.string(1);
  round.order = row.string(2);
  round.schedule.start = row.date(3).value_or(domain::Date{});
  round.schedule.finish = row.date(4);
  round.schedule.planned_finish = row.date(5).value_or(domain::Date{});
  round.schedule.days_off = read_days_off(row.text(6));
  round.people = row.integer(7);
  round.waiting = row.integer(8);
  round.drafted = row.integer(9);
  round.queued = row.integer(10);
  round.written = row.integer(11);
  round.skipped = row.integer(12);
  round.without_address = row.integer(13);
  round.schedule.paused_on = row.date(14);
  round.schedule.fresh_starts = read_fresh_starts(row.text(15));

  Statement pace = database.prepare(
      "SELECT starts, per_day, writing_days FROM paces WHERE round = ? ORDER BY starts");
  pace.bind(round.id);
  while (pace.step()) {
    round.schedule.paces.push_back(
        {pace.date(0).value_or(domain::Date{}), pace.integer(1), read_weekdays(pace.text(2))});
  }
  return round;
}

std::string sql(std::string_view rest) { return std::string(kColumns).append(rest); }

std::string_view people_sql(RoundPart part) {
  switch (part) {
    case RoundPart::everyone:
      break;
    case RoundPart::answered:
      return "SELECT person FROM turns WHERE round = ? AND EXISTS "
             "(SELECT 1 FROM replies WHERE turn = turns.id AND outcome = 'reply')";
    case RoundPart::not_answered:
      return "SELECT person FROM turns WHERE round = ? AND state = 'written' AND NOT EXISTS "
             "(SELECT 1 FROM replies WHERE turn = turns.id AND outcome = 'reply')";
    case RoundPart::newcomers:
      return "SELECT id FROM people WHERE arrived > (SELECT made FROM rounds WHERE id = ?1) AND "
             "NOT EXISTS (SELECT 1 FROM turns WHERE person = people.id AND round = ?1)";
  }
  return "SELECT person FROM turns WHERE round = ?";
}

}  // namespace

std::optional<RoundPart> round_part_named(std::string_view name) {
  if (name == "everyone") return RoundPart::everyone;
  if (name == "answered") return RoundPart::answered;
  if (name == "not_answered") return RoundPart::not_answered;
  if (name == "newcomers") return RoundPart::newcomers;
  return std::nullopt;
}

Round Round::with(domain::RoundTerms terms) const {
  Round round = *this;
  round.name = std::move(terms.name);
  round.schedule.finish = terms.finish;
  round.schedule.paces = std::move(terms.paces);
  round.schedule.days_off = std::move(terms.days_off);
  round.schedule.paused_on = terms.paused_on;
  round.schedule.fresh_starts = std::move(terms.fresh_starts);
  return round;
}

std::optional<Round> RoundTable::find(RoundId id) const {
  Statement row = database_.prepare(sql("WHERE id = ?"));
  if (!row.bind(id).step()) return std::nullopt;
  return read_round(database_, row);
}

std::optional<Round> RoundTable::newest_running() const {
  Statement row =
      database_.prepare(sql("WHERE waiting + drafted + queued > 0 ORDER BY made DESC, id LIMIT 1"));
  if (!row.step()) return std::nullopt;
  return read_round(database_, row);
}

std::vector<Round> RoundTable::all() const {
  Statement row = database_.prepare(sql("ORDER BY made DESC, id"));
  std::vector<Round> rounds;
  while (row.step()) rounds.push_back(read_round(database_, row));
  return rounds;
}

std::unordered_set<domain::PersonId> RoundTable::people_of(RoundId id, RoundPart part) const {
  Statement row = database_.prepare(people_sql(part));
  row.bind(id);
  std::unordered_set<domain::PersonId> people;
  while (row.step()) people.insert(row.integer(0));
  return people;
}

void RoundTable::add(const domain::RoundCreated& fact, std::int64_t made) const {
  database_
      .prepare(
          "INSERT INTO rounds(id, made, name, sort_order, start, finish, planned_finish, "
          "days_off, first_turn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(fact.round, made, fact.name, fact.order, fact.schedule.start, fact.schedule.finish,
            fact.schedule.planned_finish, write_days_off(fact.schedule.days_off), fact.first_turn)
      .run();
  write_paces(fact.round, fact.schedule.paces);

  Statement turn = database_.prepare(
      "INSERT INTO turns(id, round, person, origin, place, reachable) SELECT ?1, ?2, id, ?3, ?4, "
      "EXISTS (SELECT 1 FROM addresses WHERE person = people.id AND dead = 0) FROM people WHERE "
      "id = ?5");
  const Merges merges(database_);
  domain::TurnId id = fact.first_turn;
  std::int64_t place = 0;
  for (const auto person : fact.people) {
    // Somebody who was merged by now is whom they were merged into; who is gone has no turn.
    turn.bind(id++, fact.round, person, ++place, merges.home_of(person)).run();
  }
  database_
      .prepare(
          "UPDATE rounds SET (people, waiting, without_address) = (SELECT count(*), count(*), "
          "count(*) FILTER (WHERE reachable = 0) FROM turns WHERE round = ?1) WHERE id = ?1")
      .bind(fact.round)
      .run();
}

void RoundTable::set_terms(RoundId id, const domain::RoundTerms& terms) const {
  database_
      .prepare(
          "UPDATE rounds SET name = ?2, finish = ?3, days_off = ?4, paused_on = ?5, "
          "fresh_starts = ?6 WHERE id = ?1")
      .bind(id, terms.name, terms.finish, write_days_off(terms.days_off), terms.paused_on,
            write_fresh_starts(terms.fresh_starts))
      .run();
  write_paces(id, terms.paces);
}

void RoundTable::remove(RoundId id) const {
  database_.prepare("DELETE FROM rounds WHERE id = ?").bind(id).run();
}

void RoundTable::write_paces(RoundId id, const std::vector<domain::Pace>& paces) const {
  database_.prepare("DELETE FROM paces WHERE round = ?").bind(id).run();
  Statement add = database_.prepare(
      "INSERT INTO paces(round, starts, per_day, writing_days) VALUES (?, ?, ?, ?)");
  for (const auto& pace : paces) {
    add.bind(id, pace.from, pace.per_day, write_weekdays(pace.weekdays)).run();
  }
}

}  // namespace rounds::store
