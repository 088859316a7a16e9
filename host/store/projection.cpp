#include "store/projection.h"

#include <algorithm>
#include <unordered_set>

#include "domain/refusal.h"
#include "store/column_choices.h"
#include "store/correspondents.h"
#include "store/exchanges.h"
#include "store/fact_json.h"
#include "store/journal.h"
#include "store/replies.h"
#include "store/rounds.h"
#include "store/schema.h"
#include "store/turns.h"

namespace rounds::store {
namespace {

using namespace rounds::domain;

[[noreturn]] void refuse_undo(const std::string& why) {
  throw Refusal(RefusalKind::conflict, why + " Nothing was changed.");
}

void report(const Projection::Progress& progress, std::size_t done, std::size_t total) {
  // Shorter work is done before anybody could look.
  constexpr std::size_t kEvery = 500;
  if (!progress || total < kEvery || (done % kEvery != 0 && done != total)) return;
  if (!progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(total))) {
    throw Refusal(RefusalKind::cancelled, "Stopped. Nothing was changed.");
  }
}

}  // namespace

void Projection::apply(const FactBody& body, const Progress& progress) {
  std::visit(
      [this, &progress](const auto& fact) {
        if constexpr (std::is_same_v<std::remove_cvref_t<decltype(fact)>, PeopleImported>) {
          carry_out(fact, progress);
        } else {
          carry_out(fact);
        }
      },
      body);
}

std::int64_t Projection::rebuild(const Progress& progress) {
  Transaction transaction(database_, Transaction::Kind::writing);
  const std::int64_t total = remake(progress);
  transaction.commit();
  return total;
}

std::int64_t Projection::remake(const Progress& progress) {
  make_empty_projection(database_);
  const std::int64_t total = database_.integer("SELECT count(*) FROM journal");
  Statement row = database_.prepare("SELECT kind, body FROM journal ORDER BY seq, device");
  std::int64_t done = 0;
  while (row.step()) {
    apply(read_fact(row.text(0), row.text(1)));
    ++done;
    report(progress, static_cast<std::size_t>(done), static_cast<std::size_t>(total));
  }
  return total;
}

void Projection::carry_out(const PeopleImported& fact, const Progress& progress) {
  const std::size_t total = fact.added.size() + fact.updated.size();
  std::size_t done = 0;
  const Exchanges exchanges(database_);
  const bool mail_is_known = Correspondents(database_).any();
  for (const Person& person : fact.added) {
    people_writer().add(person);
    if (mail_is_known && !person.addresses.empty()) exchanges.refresh_mail(person.id);
    report(progress, ++done, total);
  }
  count_people(static_cast<std::int64_t>(fact.added.size()));
  for (const PersonUpdate& update : fact.updated) {
    change_person(update.person, update.changes, fact.on);
    report(progress, ++done, total);
  }
  for (const auto& [person, exchange] : fact.exchanges) exchanges.keep_newest(person, exchange);
  if (fact.columns) ColumnChoices(database_).keep(*fact.columns);
}

void Projection::take_back(const PeopleImported& fact) {
  const People people(database_);
  const auto in_a_round = std::count_if(fact.added.begin(), fact.added.end(),
                                        [&](const Person& p) { return people.in_a_round(p.id); });
  if (in_a_round > 0) {
    refuse_undo("This import cannot be undone: " + std::to_string(in_a_round) +
                " of its people are in a round. Undo the round first.");
  }
  for (const PersonUpdate& update : fact.updated) take_back_update(update, fact.on);
  for (const Person& person : fact.added) people_writer().remove(person.id);
  count_people(-static_cast<std::int64_t>(fact.added.size()));
  project_imports(fact);
}

void Projection::project_imports(const PeopleImported& fact) {
  const Exchanges exchanges(database_);
  const ColumnChoices choices(database_);
  std::unordered_set<PersonId> people;
  for (const Person& person : fact.added) people.insert(person.id);
  for (const auto& [person, exchange] : fact.exchanges) {
    people.insert(person);
    exchanges.forget(person, exchange.channel);
  }
  if (fact.columns) choices.forget(fact.columns->header);
  for (const PeopleImported& import : Journal(database_).imports_of_more_than_people()) {
    for (const auto& [person, exchange] : import.exchanges) {
      if (people.contains(person)) exchanges.keep_newest(person, exchange);
    }
    if (import.columns && fact.columns && import.columns->header == fact.columns->header) {
      choices.keep(*import.columns);
    }
  }
}

void Projection::carry_out(const PersonEdited& fact) {
  change_person(fact.update.person, fact.update.changes, fact.on);
}

void Projection::take_back(const PersonEdited& fact) { take_back_update(fact.update, fact.on); }

void Projection::carry_out(const RoundCreated& fact) { RoundTable(database_).add(fact); }

void Projection::take_back(const RoundCreated& fact) {
  Statement touched = database_.prepare(
      "SELECT 1 FROM turns WHERE round = ? AND (state <> 'waiting' OR snoozed_until IS NOT NULL)");
  if (touched.bind(fact.round).step()) {
    refuse_undo("The round “" + fact.name +
                "” cannot be undone: notes of it were drafted, written, skipped or snoozed.");
  }
  touched.reset();
  RoundTable(database_).remove(fact.round);
}

void Projection::carry_out(const RoundEdited& fact) {
  RoundTable(database_).set_terms(fact.round, fact.now);
}

void Projection::take_back(const RoundEdited& fact) {
  const RoundTable rounds(database_);
  const auto round = rounds.find(fact.round);
  if (!round) refuse_undo("The round was itself undone.");
  if (round->terms() != fact.now) {
    refuse_undo("The round was changed again since. Undo the later change first.");
  }
  rounds.set_terms(fact.round, fact.was);
}

void Projection::carry_out(const ReplyRecorded& fact) {
  project_replies(fact.turn);
  if (fact.outcome != ReplyOutcome::bounce) return;
  for (const auto& address : fact.dead_addresses) {
    people_writer().mark_address(fact.person, address, true);
  }
  project_turn(fact.turn);
  // Whoever comes back into the queue must not push somebody out of today.
  Turns(database_).set_ready_on(fact.turn, fact.on);
  refresh_reachable(fact.person, fact.on);
}

void Projection::take_back(const ReplyRecorded& fact) {
  project_replies(fact.turn);
  if (fact.outcome != ReplyOutcome::bounce) return;
  for (const auto& address : fact.dead_addresses) {
    people_writer().mark_address(fact.person, address, false);
  }
  project_turn(fact.turn);
  refresh_reachable(fact.person, fact.on);
}

void Projection::carry_out(const ReplyJudged& fact) { project_replies(fact.turn); }

void Projection::take_back(const ReplyJudged& fact) { project_replies(fact.turn); }

void Projection::carry_out(const MailLearned& fact) {
  Correspondents(database_).learn(fact);
  const Exchanges exchanges(database_);
  for (const Correspondent& one : fact.correspondents) exchanges.refresh_mail_at(one.address);
}

/// Largest and newest cannot be taken out of what was added up, so the rest is added up again.
void Projection::take_back(const MailLearned& fact) {
  const Correspondents correspondents(database_);
  correspondents.forget_all();
  for (const JournalEntry& entry : Journal(database_).standing_of_kind("mail.learned")) {
    correspondents.learn(std::get<MailLearned>(read_fact(entry.kind, entry.body)));
  }
  const Exchanges exchanges(database_);
  for (const Correspondent& one : fact.correspondents) exchanges.refresh_mail_at(one.address);
}

void Projection::carry_out(const AddressesConfirmed& fact) {
  for (const PersonUpdate& update : fact.updates) {
    change_person(update.person, update.changes, fact.on);
  }
}

void Projection::take_back(const AddressesConfirmed& fact) {
  for (const PersonUpdate& update : fact.updates) take_back_update(update, fact.on);
}

void Projection::carry_out(const AddressDismissed& fact) {
  database_.prepare("INSERT OR IGNORE INTO dismissed_addresses(person, address) VALUES (?, ?)")
      .bind(fact.person, fact.address)
      .run();
}

void Projection::take_back(const AddressDismissed& fact) {
  database_.prepare("DELETE FROM dismissed_addresses WHERE person = ? AND address = ?")
      .bind(fact.person, fact.address)
      .run();
}

void Projection::carry_out(const FactUndone& fact) {
  const Journal journal(database_);
  const auto target = journal.find(fact.undo);
  if (!target) {
    throw Refusal(RefusalKind::storage,
                  "The journal undoes a fact that it does not have: " + fact.undo);
  }
  // First, so that what is projected again no longer sees the fact.
  database_.prepare("INSERT INTO undone(fact) VALUES (?)").bind(fact.undo).run();
  std::visit([this](const auto& body) { take_back(body); }, read_fact(target->kind, target->body));
}

/// An undoing undone: what it had taken back is carried out again.
void Projection::take_back(const FactUndone& fact) {
  const Journal journal(database_);
  const auto target = journal.find(fact.undo);
  if (!target) return;
  database_.prepare("DELETE FROM undone WHERE fact = ?").bind(fact.undo).run();
  const FactBody body = read_fact(target->kind, target->body);
  apply(body);
  // The user's corrections of people whose import was undone still stand.
  if (const auto* imported = std::get_if<PeopleImported>(&body)) {
    restore_corrections(imported->added);
    project_imports(*imported);
  }
}

void Projection::restore_corrections(const std::vector<Person>& people) {
  const Journal journal(database_);
  std::unordered_set<PersonId> back;
  for (const Person& person : people) back.insert(person.id);
  for (const JournalEntry& entry : journal.standing_corrections()) {
    const FactBody body = read_fact(entry.kind, entry.body);
    const auto correct = [&](const PersonUpdate& update, Date on) {
      if (back.contains(update.person)) change_person(update.person, update.changes, on);
    };
    if (const auto* edited = std::get_if<PersonEdited>(&body)) correct(edited->update, edited->on);
    if (const auto* confirmed = std::get_if<AddressesConfirmed>(&body)) {
      for (const PersonUpdate& update : confirmed->updates) correct(update, confirmed->on);
    }
  }
}

void Projection::project_replies(TurnId id) {
  ReplyTable(database_).project(id);
  if (const auto turn = Turns(database_).find(id)) Exchanges(database_).refresh(turn->person);
}

void Projection::project_turn(TurnId id) {
  const Turns turns(database_);
  const auto row = turns.find(id);
  if (!row) return;  // its round was undone
  Turn turn;
  turn.id = row->id;
  turn.round = row->round;
  turn.person = row->person;
  std::optional<WrittenNote> note;
  for (const JournalEntry& entry : Journal(database_).standing_of_turn(id)) {
    const FactBody body = read_fact(entry.kind, entry.body);
    domain::apply(body, turn);
    if (const auto* written = std::get_if<TurnWritten>(&body)) note = written->note;
  }
  turns.save(turn);

  // A note that bounced was written all the same: its Message-ID is still answered.
  database_.prepare("DELETE FROM notes WHERE turn = ?").bind(id).run();
  const Exchanges exchanges(database_);
  if (!note) {
    exchanges.refresh(turn.person);
    return;
  }
  database_
      .prepare(
          "INSERT INTO notes(turn, person, channel, message_id, sent_at, seconds, subject, text) "
          "VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
      .bind(id, turn.person, note->channel, note->message_id, note->sent_at, note->seconds,
            note->subject, note->text)
      .run();
  exchanges.refresh(turn.person);
}

void Projection::take_back_update(const PersonUpdate& update, Date on) {
  const auto person = People(database_).find(update.person);
  if (!person) return;  // the import that brought them was undone
  change_person(update.person, still_standing(update.was, update.changes, *person), on);
}

void Projection::change_person(PersonId id, const PersonChanges& changes, Date on) {
  auto person = People(database_).find(id);
  if (!person) return;
  domain::apply(changes, *person);
  people_writer().update(*person);
  if (!changes.addresses) return;
  refresh_reachable(id, on);
  Exchanges(database_).refresh_mail(id);
}

void Projection::refresh_reachable(PersonId person, Date on) {
  Turns(database_).set_reachable(person, People(database_).has_live_address(person), on);
}

void Projection::count_people(std::int64_t more) {
  database_.prepare("UPDATE tally SET people = people + ?").bind(more).run();
}

PeopleWriter& Projection::people_writer() {
  if (!people_writer_) people_writer_.emplace(database_);
  return *people_writer_;
}

}  // namespace rounds::store
