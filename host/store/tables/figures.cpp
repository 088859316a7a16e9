#include "store/tables/figures.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace rounds::store {

std::vector<NoteFigure> notes_in_order(const Database& database, domain::RoundId round) {
  Statement row = database.prepare(
      "SELECT turns.id, turns.person, written_on, notes.seconds, turns.channel, "
      "unixepoch(notes.sent_at) AS sent FROM turns LEFT JOIN notes ON notes.turn = turns.id "
      "WHERE turns.round = ? AND turns.state = 'written' ORDER BY written_on, sent, turns.id");
  row.bind(round);
  std::vector<NoteFigure> notes;
  while (row.step()) {
    NoteFigure note;
    note.turn = row.integer(0);
    note.person = row.integer(1);
    note.on = row.date(2).value_or(domain::Date{});
    if (!row.is_null(3)) note.seconds = row.integer(3);
    note.channel = row.string(4);
    if (!row.is_null(5)) note.sent_at = row.integer(5);
    notes.push_back(std::move(note));
  }
  return notes;
}

std::vector<AnswerFigure> first_answers(const Database& database, domain::RoundId round) {
  // Beside min() SQLite gives the other columns of the row that it found.
  Statement row = database.prepare(
      "SELECT replies.turn, replies.person, date, min(at) AS first, days, replies.message_id "
      "FROM replies CROSS JOIN turns ON turns.id = replies.turn "
      "WHERE turns.round = ? AND outcome = 'reply' GROUP BY replies.turn ORDER BY first, turn");
  row.bind(round);
  std::vector<AnswerFigure> answers;
  while (row.step()) {
    answers.push_back(
        {row.integer(0), row.integer(1), row.string(2), row.integer(3), row.integer(4)});
  }
  return answers;
}

std::map<std::string, std::int64_t> reply_counts(const Database& database, domain::RoundId round) {
  Statement row = database.prepare(
      // Two addresses that bounced are two.
      "SELECT outcome, CASE outcome WHEN 'reply' THEN count(DISTINCT turn) ELSE count(*) END "
      "FROM replies JOIN turns ON turns.id = replies.turn "
      "WHERE turns.round = ? AND outcome <> 'unrelated' GROUP BY outcome");
  row.bind(round);
  std::map<std::string, std::int64_t> counts{
      {"reply", 0}, {"probable", 0}, {"auto_reply", 0}, {"bounce", 0}, {"temporary", 0}};
  while (row.step()) counts[row.string(0)] = row.integer(1);
  return counts;
}

std::vector<GroupFigure> groups(const Database& database, domain::RoundId round,
                                const std::vector<NoteFigure>& notes,
                                const std::vector<AnswerFigure>& answers) {
  // Looking a long note up again for its seconds alone would take most of the time.
  std::unordered_map<domain::TurnId, std::optional<std::int64_t>> seconds;
  for (const NoteFigure& note : notes) seconds[note.turn] = note.seconds;
  std::unordered_set<domain::TurnId> answered;
  for (const AnswerFigure& answer : answers) answered.insert(answer.turn);

  std::map<std::string, GroupFigure, std::less<>> by_key;
  Statement row = database.prepare(
      "SELECT coalesce(known_from_key, ''), known_from, turns.id, state FROM turns "
      "JOIN people ON people.id = turns.person WHERE round = ?");
  row.bind(round);
  while (row.step()) {
    auto found = by_key.find(row.text(0));
    if (found == by_key.end()) {
      found = by_key.emplace(row.string(0), GroupFigure{row.string(1), 0, 0, 0, 0, 0, 0}).first;
    }
    GroupFigure& group = found->second;
    // Of several spellings always the same.
    if (row.text(1) < group.known_from) group.known_from = row.string(1);
    ++group.people;
    group.skipped += row.text(3) == "skipped" ? 1 : 0;
    group.replies += answered.contains(row.integer(2)) ? 1 : 0;
    if (const auto note = seconds.find(row.integer(2)); note != seconds.end()) {
      ++group.written;
      group.timed += note->second ? 1 : 0;
      group.seconds += note->second.value_or(0);
    }
  }
  std::vector<GroupFigure> all;
  all.reserve(by_key.size());
  for (auto& [key, group] : by_key) all.push_back(std::move(group));
  std::stable_sort(all.begin(), all.end(),
                   [](const GroupFigure& a, const GroupFigure& b) { return a.people > b.people; });
  return all;
}

std::vector<SilenceFigure> longest_silences(const Database& database, domain::RoundId round,
                                            std::int64_t limit) {
  constexpr std::int64_t kYear = std::int64_t{365} * 24 * 60 * 60;
  // What was known when the note was sent counts before what the tables know by now: of each
  // channel they keep the newest exchange only.
  Statement row = database.prepare(
      "SELECT person, written_on, sent - since AS silence, answered FROM ("
      "SELECT turns.person AS person, written_on, unixepoch(notes.sent_at) AS sent, "
      "coalesce(unixepoch(silent_since), "
      "(SELECT max(at) FROM (SELECT unixepoch(at) AS at FROM exchanges WHERE person = turns.person "
      "UNION ALL SELECT unixepoch(sent_at) FROM notes AS other WHERE other.person = turns.person "
      "UNION ALL SELECT at FROM replies WHERE person = turns.person AND "
      "outcome IN ('reply', 'probable')) WHERE at < unixepoch(notes.sent_at)), "
      "unixepoch(people.connected_on)) AS since, "
      "EXISTS (SELECT 1 FROM replies WHERE turn = turns.id AND outcome = 'reply') AS answered "
      "FROM turns JOIN notes ON notes.turn = turns.id JOIN people ON people.id = turns.person "
      "WHERE turns.round = ?1 AND turns.state = 'written') WHERE silence >= ?2 "
      "ORDER BY answered DESC, silence DESC, person LIMIT ?3");
  row.bind(round, kYear, limit);
  std::vector<SilenceFigure> silences;
  while (row.step()) {
    silences.push_back({row.integer(0), row.date(1).value_or(domain::Date{}), row.integer(2),
                        row.integer(3) != 0});
  }
  return silences;
}

std::vector<domain::PersonId> remembered(const Database& database, domain::RoundId round,
                                         std::int64_t limit) {
  Statement row = database.prepare(
      "SELECT people.id FROM turns JOIN people ON people.id = turns.person WHERE round = ? AND "
      "state = 'written' AND remark <> '' ORDER BY sort_key, people.id LIMIT ?");
  row.bind(round, limit);
  std::vector<domain::PersonId> people;
  while (row.step()) people.push_back(row.integer(0));
  return people;
}

}  // namespace rounds::store
