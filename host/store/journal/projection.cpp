#include "store/journal/projection.h"

#include <algorithm>
#include <unordered_set>

#include "domain/refusal.h"
#include "domain/round/merging.h"
#include "store/journal/fact_json.h"
#include "store/journal/journal.h"
#include "store/journal/merges.h"
#include "store/sqlite/schema.h"
#include "store/tables/column_choices.h"
#include "store/tables/correspondents.h"
#include "store/tables/exchanges.h"
#include "store/tables/replies.h"
#include "store/tables/rounds.h"
#include "store/tables/rules.h"
#include "store/tables/structures.h"
#include "store/tables/turns.h"

namespace rounds::store {
namespace {

using namespace rounds::domain;

[[noreturn]] void refuse_undo(const std::string& why) {
  throw Refusal(RefusalKind::conflict, why + " Nothing was changed.");
}

/// Keeps what an import tells of a new employer or position.
void add_changes(const Database& database, const PersonUpdate& update, Date on) {
  const auto add = [&](std::string_view field, const std::optional<std::string>& was,
                       const std::optional<std::string>& now) {
    if (!was || !now || was->empty() || now->empty()) return;  // what was not known has not changed
    database.prepare("INSERT INTO changes VALUES (?1, ?1, ?2, ?3, ?4, ?5)")
        .bind(update.person, on, field, *was, *now)
        .run();
  };
  if (Merges(database).find(update.person)) return;
  add("company", update.was.company, update.changes.company);
  add("position", update.was.position, update.changes.position);
}

void remove_changes(const Database& database, const PersonUpdate& update, Date on) {
  const auto remove = [&](std::string_view field, const std::optional<std::string>& was,
                          const std::optional<std::string>& now) {
    if (!was || !now) return;
    database
        .prepare(
            "DELETE FROM changes WHERE rowid = (SELECT max(rowid) FROM changes WHERE origin = ? "
            "AND \"on\" = ? AND field = ? AND was = ? AND now = ?)")
        .bind(update.person, on, field, *was, *now)
        .run();
  };
  remove("company", update.was.company, update.changes.company);
  remove("position", update.was.position, update.changes.position);
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
  Structures(database_).add_built_in();
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
  database_.execute("UPDATE tally SET imports = imports + 1");
  for (const Person& person : fact.added) {
    people_writer().add(person);
    if (mail_is_known && !person.addresses.empty()) exchanges.refresh_mail(person.id);
    report(progress, ++done, total);
  }
  count_people(static_cast<std::int64_t>(fact.added.size()));
  for (const PersonUpdate& update : fact.updated) {
    add_changes(database_, update, fact.on);
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
  const Merges merges(database_);
  if (std::any_of(fact.added.begin(), fact.added.end(),
                  [&](const Person& person) { return merges.involve(person.id); })) {
    refuse_undo(
        "This import cannot be undone: some of its people were merged since. Undo that first.");
  }
  for (const PersonUpdate& update : fact.updated) {
    take_back_update(update, fact.on);
    remove_changes(database_, update, fact.on);
  }
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

void Projection::carry_out(const PeopleEdited& fact) {
  for (const auto& [person, was] : fact.people) change_person(person, fact.changes, fact.on);
}

void Projection::take_back(const PeopleEdited& fact) {
  for (const auto& [person, was] : fact.people) {
    take_back_update({person, fact.changes, was}, fact.on);
  }
}

void Projection::carry_out(const PeopleMerged& fact) {
  const People people(database_);
  const Merges merges(database_);
  bool all_there = people.find(fact.keep).has_value();
  for (const PersonId id : fact.merged) all_there = all_there && people.find(id).has_value();
  if (!all_there) refuse_undo("Some of these people are no longer there.");
  for (const PersonId id : fact.merged) {
    merges.put_away(id, fact.keep, fact.merge);
    people_writer().remove(id);
  }
  count_people(-static_cast<std::int64_t>(fact.merged.size()));
  change_person(fact.keep, fact.changes, fact.on);
  merges.keep_dead_addresses(fact.keep);
  give_up_turns(fact.keep, fact.merge);
  database_
      .prepare(
          "INSERT INTO readied SELECT ?1, id, ready_on FROM turns WHERE person = ?2 AND reachable "
          "= 0")
      .bind(fact.merge, fact.keep)
      .run();
  refresh_reachable(fact.keep, fact.on);
  Exchanges(database_).refresh_mail(fact.keep);
}

void Projection::take_back(const PeopleMerged& fact) {
  const Merges merges(database_);
  const auto kept = People(database_).find(fact.keep);
  if (!kept) refuse_undo("They were merged with somebody else since. Undo that first.");
  std::vector<std::string> elsewhere;
  for (const MergedPerson& other : merges.into(fact.keep)) {
    if (other.merge == fact.merge) continue;
    const auto& addresses = other.person.addresses;
    elsewhere.insert(elsewhere.end(), addresses.begin(), addresses.end());
  }
  std::vector<PersonId> back = merges.of_merge(fact.merge);
  std::reverse(back.begin(), back.end());
  for (const PersonId id : back) {
    const auto merged = merges.find(id);
    if (!merged) continue;
    people_writer().add(merged->person);
    merges.give_back(*merged);
    people_writer().update(merged->person);
  }
  count_people(static_cast<std::int64_t>(back.size()));
  change_person(fact.keep, unmerged_changes(fact.changes, fact.was, *kept, elsewhere), fact.on);

  std::vector<TurnId> given_up;
  {
    Statement row = database_.prepare("SELECT id FROM turns WHERE given_up_by = ? ORDER BY id");
    row.bind(fact.merge);
    while (row.step()) given_up.push_back(row.integer(0));
  }
  database_.prepare("UPDATE turns SET given_up_by = NULL WHERE given_up_by = ?")
      .bind(fact.merge)
      .run();
  for (const TurnId turn : given_up) project_turn(turn);
  back.push_back(fact.keep);
  for (const PersonId id : back) {
    refresh_reachable(id, fact.on);
    Exchanges(database_).refresh_mail(id);
  }
  database_
      .prepare(
          "UPDATE turns SET ready_on = (SELECT ready_on FROM readied WHERE merge = ?1 AND turn = "
          "turns.id) WHERE reachable = 0 AND id IN (SELECT turn FROM readied WHERE merge = ?1)")
      .bind(fact.merge)
      .run();
  database_.prepare("DELETE FROM readied WHERE merge = ?").bind(fact.merge).run();
}

void Projection::give_up_turns(PersonId person, std::int64_t merge) {
  std::vector<std::vector<Turn>> rounds;
  {
    const Turns turns(database_);
    Statement row = database_.prepare(
        "SELECT id FROM turns WHERE person = ?1 ORDER BY round, origin <> ?1, place, id");
    row.bind(person);
    while (row.step()) {
      const auto turn = turns.find(row.integer(0));
      if (rounds.empty() || rounds.back().front().round != turn->round) rounds.emplace_back();
      rounds.back().push_back(*turn);
    }
  }
  for (const auto& turns : rounds) {
    if (turns.size() < 2) continue;
    for (const TurnId turn : superfluous_turns(turns)) {
      database_.prepare("UPDATE turns SET given_up_by = ? WHERE id = ?").bind(merge, turn).run();
      project_turn(turn);
    }
  }
}

void Projection::carry_out(const PeopleKeptApart& fact) {
  Merges(database_).keep_apart(fact.one, fact.other, true);
}

void Projection::take_back(const PeopleKeptApart& fact) {
  Merges(database_).keep_apart(fact.one, fact.other, false);
}

void Projection::carry_out(const RuleSaved& fact) {
  RuleTable(database_).save(fact.now);
  rules_changed();
}

void Projection::take_back(const RuleSaved& fact) {
  const RuleTable rules(database_);
  if (rules.find(fact.now.id) != fact.now) {
    refuse_undo("The rule was changed or removed since. Undo the later change first.");
  }
  if (fact.was) {
    rules.save(*fact.was);
  } else {
    rules.forget(fact.now.id);
  }
  rules_changed();
}

void Projection::carry_out(const RuleRemoved& fact) {
  RuleTable(database_).set_removed(fact.rule, true);
  rules_changed();
}

void Projection::take_back(const RuleRemoved& fact) {
  RuleTable(database_).set_removed(fact.rule, false);
  rules_changed();
}

void Projection::rules_changed() {
  people_writer_.reset();
  people_writer().follow_rules();
}

void Projection::carry_out(const RoundCreated& fact) {
  const Merges merges(database_);
  if (std::any_of(fact.people.begin(), fact.people.end(),
                  [&](PersonId id) { return merges.find(id).has_value(); })) {
    refuse_undo("Some of the round's people were merged since. Undo that first.");
  }
  RoundTable(database_).add(fact);
}

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
  const PersonId person = Merges(database_).home_of(fact.person);
  for (const auto& address : fact.dead_addresses) {
    people_writer().mark_address(person, address, true);
  }
  project_turn(fact.turn);
  // Whoever comes back into the queue must not push somebody out of today.
  Turns(database_).set_ready_on(fact.turn, fact.on);
  refresh_reachable(person, fact.on);
}

void Projection::take_back(const ReplyRecorded& fact) {
  project_replies(fact.turn);
  if (fact.outcome != ReplyOutcome::bounce) return;
  const PersonId person = Merges(database_).home_of(fact.person);
  for (const auto& address : fact.dead_addresses) {
    people_writer().mark_address(person, address, false);
  }
  project_turn(fact.turn);
  refresh_reachable(person, fact.on);
}

void Projection::carry_out(const StructureSaved& fact) { Structures(database_).carry_out(fact); }

void Projection::take_back(const StructureSaved& fact) { Structures(database_).take_back(fact); }

void Projection::carry_out(const StructureRemoved& fact) { Structures(database_).carry_out(fact); }

void Projection::take_back(const StructureRemoved& fact) { Structures(database_).take_back(fact); }
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
    if (const auto* edits = std::get_if<PeopleEdited>(&body)) {
      for (const auto& [person, was] : edits->people) {
        if (back.contains(person)) change_person(person, edits->changes, edits->on);
      }
    }
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
  turn.place = turns.first_place(*row);
  std::optional<WrittenNote> note;
  for (const JournalEntry& entry : Journal(database_).standing_of_turn(id)) {
    const FactBody body = read_fact(entry.kind, entry.body);
    domain::apply(body, turn);
    if (const auto* written = std::get_if<TurnWritten>(&body)) note = written->note;
  }
  if (row->superfluous && (turn.state == TurnState::waiting || turn.state == TurnState::drafted)) {
    turn.state = TurnState::skipped;
    turn.skip_reason = "in the list twice";
    turn.snoozed_until.reset();
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
          "INSERT INTO notes(turn, person, channel, message_id, sent_at, seconds, subject, text, "
          "silent_since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, nullif(?, ''))")
      .bind(id, turn.person, note->channel, note->message_id, note->sent_at, note->seconds,
            note->subject, note->text, note->silent_since)
      .run();
  exchanges.refresh(turn.person);
}

void Projection::take_back_update(const PersonUpdate& update, Date on) {
  PersonChanges back;
  if (const auto person = People(database_).find(update.person)) {
    // What the rules say of known_from is nobody's word.
    Person said = *person;
    said.known_from = People(database_).own_known_from(update.person).value_or("");
    back = still_standing(update.was, update.changes, said);
  } else if (const auto merged = Merges(database_).find(update.person)) {
    back = still_standing(update.was, update.changes, merged->person);
  }
  change_person(update.person, back, on);
  if (back.known_from && back.known_from->empty()) {
    people_writer().set_own_known_from(update.person, std::nullopt);
  }
}

void Projection::change_person(PersonId id, const PersonChanges& changes, Date on) {
  if (changes.empty()) return;
  auto person = People(database_).find(id);
  if (!person) {
    if (auto merged = Merges(database_).find(id)) {
      domain::apply(changes, merged->person);
      Merges(database_).update(merged->person);
    }
    return;
  }
  domain::apply(changes, *person);
  people_writer().update(*person);
  if (changes.known_from) people_writer().set_own_known_from(id, changes.known_from);
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
