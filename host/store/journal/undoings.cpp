#include "store/journal/undoings.h"

#include <utility>
#include <variant>

#include "domain/refusal.h"
#include "store/journal/fact_json.h"

namespace rounds::store {
namespace {

using domain::Refusal;
using domain::RefusalKind;

[[noreturn]] void refuse(const char* why) {
  throw Refusal(RefusalKind::conflict, std::string(why) + " Nothing was changed.");
}

}  // namespace

Undoings::Undoing Undoings::resolve(const Journal& journal, const JournalEntry& target) const {
  if (is_without_effect(target.fact)) refuse("That had no effect, so there is nothing to undo.");
  Undoing undoing{target, false};
  if (target.kind == "fact.undone") {
    Statement row = database_.prepare("SELECT step, stands FROM undoings WHERE undoing = ?");
    if (!row.bind(target.fact).step()) refuse("That had no effect, so there is nothing to undo.");
    auto step = journal.find(row.text(0));
    if (!step) refuse("What was undone there is not known here.");
    undoing = {std::move(*step), row.integer(1) == 0};
  }
  if (is_undone(undoing.step.fact) != undoing.stands) refuse("That was undone already.");
  return undoing;
}

bool Undoings::is_undone(std::string_view step) const {
  return database_.prepare("SELECT 1 FROM undone WHERE fact = ?").bind(step).step();
}

void Undoings::keep(const Undoing& done, const std::string& undoing, const domain::Position& place,
                    std::optional<domain::Date> back_on) const {
  if (done.stands) {
    database_.prepare("DELETE FROM undone WHERE fact = ?").bind(done.step.fact).run();
  } else {
    database_
        .prepare("INSERT INTO undone(fact, undoing, seq, machine, back_on) VALUES (?, ?, ?, ?, ?)")
        .bind(done.step.fact, undoing, place.seq, place.machine, back_on)
        .run();
  }
  database_.prepare("INSERT INTO undoings(undoing, step, stands) VALUES (?, ?, ?)")
      .bind(undoing, done.step.fact, done.stands ? 1 : 0)
      .run();
}

void Undoings::mark_without_effect(std::string_view fact, std::string_view why, bool unread) const {
  database_.prepare("INSERT OR IGNORE INTO without_effect(fact, why, unread) VALUES (?, ?, ?)")
      .bind(fact, why, unread ? 1 : 0)
      .run();
}

bool Undoings::is_without_effect(std::string_view fact) const {
  return database_.prepare("SELECT 1 FROM without_effect WHERE fact = ?").bind(fact).step();
}

std::vector<UndoneMail> undone_mails_of(const Database& database, domain::TurnId turn) {
  Statement row = database.prepare(
      "SELECT kind, body, undone.seq, machine, back_on FROM undone JOIN journal ON journal.fact = "
      "undone.fact WHERE subject = ? AND kind = 'turn.written' AND back_on IS NOT NULL "
      "ORDER BY undone.seq, machine");
  row.bind(turn);
  std::vector<UndoneMail> mails;
  while (row.step()) {
    auto written = std::get<domain::TurnWritten>(read_fact(row.text(0), row.text(1)));
    mails.push_back({{row.integer(2), row.string(3)},
                     std::move(written.note),
                     turn,
                     written.on,
                     row.date(4).value_or(written.on)});
  }
  return mails;
}

}  // namespace rounds::store
