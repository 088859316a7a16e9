#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/turn_course.h"
#include "store/journal/fact_json.h"
#include "store/journal/families.h"
#include "store/journal/people_changes.h"
#include "store/journal/undoings.h"
#include "store/tables/exchanges.h"
#include "store/tables/turns.h"

namespace rounds::store {
namespace {

using namespace rounds::domain;

/// What happened to a turn up to now, oldest first.
std::vector<TurnEvent> events_of(const Workbench& bench, TurnId turn) {
  std::vector<TurnEvent> events;
  for (JournalEntry& entry : bench.journal().standing_of_turn(turn)) {
    events.push_back({std::move(entry.at), read_fact(entry.kind, entry.body), std::nullopt, true});
  }
  for (UndoneMail& mail : undone_mails_of(bench.database(), turn)) {
    events.push_back({std::move(mail.undone_at),
                      TurnWritten{mail.turn, mail.on, std::move(mail.note)}, mail.back_on, true});
  }
  return events;
}

/// The person's turns in a round as they were when it was made, with what happened since.
std::vector<TurnCourse> courses_of(const Workbench& bench, PersonId person, RoundId round) {
  const Turns turns(bench.database());
  std::vector<TurnCourse> courses;
  Statement row = bench.database().prepare(
      "SELECT id, origin FROM turns WHERE person = ? AND round = ? ORDER BY id");
  row.bind(person, round);
  while (row.step()) {
    TurnCourse& course = courses.emplace_back();
    course.turn.id = row.integer(0);
    course.turn.round = round;
    course.turn.person = person;
    course.origin = row.integer(1);
  }
  for (TurnCourse& course : courses) {
    course.turn.place = turns.first_place(course.turn);
    course.events = events_of(bench, course.turn.id);
  }
  return courses;
}

/// How others became this person.
std::vector<Joining> joinings_into(const Database& database, PersonId person) {
  Statement row = database.prepare(
      "WITH RECURSIVE theirs(id) AS (SELECT person FROM merged WHERE kept = ? UNION "
      "SELECT person FROM merged JOIN theirs ON kept = theirs.id) "
      "SELECT person, kept, seq, machine FROM merged WHERE person IN theirs");
  row.bind(person);
  std::vector<Joining> joinings;
  while (row.step()) {
    joinings.push_back({{row.integer(2), row.string(3)}, row.integer(0), row.integer(1)});
  }
  return joinings;
}

void save(const Database& database, const TurnCourse& course) {
  Turns(database).save(course.turn);
  // A note that bounced was written all the same: its Message-ID is still answered.
  database.prepare("DELETE FROM notes WHERE turn = ?").bind(course.turn.id).run();
  if (!course.note) return;
  const WrittenNote& note = *course.note;
  database
      .prepare(
          "INSERT INTO notes(turn, person, channel, message_id, sent_at, seconds, subject, text, "
          "silent_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''))")
      .bind(course.turn.id, course.turn.person, note.channel, note.message_id, note.sent_at,
            note.seconds, note.subject, note.text, note.silent_since)
      .run();
}

/// Makes a person's turns in a round from the facts about them. Refuses when the fact `own` comes
/// too late for its turn.
void project_turns(Workbench& bench, PersonId person, RoundId round, const Position* own) {
  const Database& database = bench.database();
  std::vector<TurnCourse> courses = courses_of(bench, person, round);
  play_turns(courses,
             courses.size() > 1 ? joinings_into(database, person) : std::vector<Joining>{});
  if (own != nullptr) {
    for (const TurnCourse& course : courses) {
      for (const TurnEvent& event : course.events) {
        if (event.at == *own && !event.had_effect) {
          refuse("The turn has moved on since: it is " + std::string(name_of(course.turn.state)) +
                 ".");
        }
      }
    }
  }
  for (const TurnCourse& course : courses) save(database, course);
  Exchanges(database).refresh(person);
}

}  // namespace

void carry_out_on_turn(Workbench& bench, TurnId id, const Done& done) {
  const auto turn = Turns(bench.database()).find(id);
  if (!turn) refuse("The turn is no longer there: its round was undone.");
  project_turns(bench, turn->person, turn->round, done.again ? nullptr : &done.at);
}

void take_back_from_turn(Workbench& bench, TurnId id) {
  const auto turn = Turns(bench.database()).find(id);
  if (turn) project_turns(bench, turn->person, turn->round, nullptr);
}

void project_turns_of(Workbench& bench, PersonId person) {
  std::vector<RoundId> rounds;
  {
    Statement row = bench.database().prepare(
        "SELECT DISTINCT round FROM turns WHERE person = ? ORDER BY round");
    row.bind(person);
    while (row.step()) rounds.push_back(row.integer(0));
  }
  for (const RoundId round : rounds) project_turns(bench, person, round, nullptr);
}

}  // namespace rounds::store
