#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/note/structures.h"
#include "domain/people/correspondents.h"
#include "domain/people/person.h"
#include "domain/people/rules.h"
#include "domain/reply/exchange.h"
#include "domain/round/pace.h"
#include "domain/round/turn.h"

// The facts of the journal: each says what happened, with everything that is needed to carry it out
// again on another day, by another version or on another machine. So ids are chosen and dates
// computed before a fact is made, never while it is carried out.
namespace rounds::domain {

/// A fact's place in the journal. Facts are carried out in this order, on every machine.
struct Position {
  std::int64_t seq = 0;
  std::string machine;
  auto operator<=>(const Position&) const = default;
};

struct PersonUpdate {
  PersonId person = 0;
  PersonChanges changes;
  PersonChanges was;
};

/// Which columns of a table hold what, as the user said: names of columns by a person's field.
struct ColumnChoice {
  std::string header;  // names the table by all its columns
  std::map<std::string, std::vector<std::string>, std::less<>> columns;
  bool operator==(const ColumnChoice&) const = default;
};

struct PeopleImported {
  std::string filename;
  std::string format;
  Date on;
  std::vector<Person> added;
  std::vector<PersonUpdate> updated;
  std::vector<PersonExchange> exchanges;
  std::optional<ColumnChoice> columns;
};

struct PersonEdited {
  PersonUpdate update;
  Date on;
};

/// The same change made to many people at one go.
struct PeopleEdited {
  struct Was {
    PersonId person = 0;
    PersonChanges was;
  };
  PersonChanges changes;
  std::vector<Was> people;
  Date on;
};

/// Several entries turned out to be one person, which goes on as `keep`.
struct PeopleMerged {
  std::int64_t merge = 0;  // its id
  PersonId keep = 0;
  std::vector<PersonId> merged;
  PersonChanges changes;  // of the person that is kept
  PersonChanges was;
  Date on;
};

/// Two entries are two people, however alike they look.
struct PeopleKeptApart {
  PersonId one = 0;
  PersonId other = 0;
};

struct RuleSaved {
  PeopleRule now;
  std::optional<PeopleRule> was;  // absent for a new one
};

struct RuleRemoved {
  RuleId rule = 0;
};

struct RoundCreated {
  RoundId round = 0;
  std::string name;
  std::string order;
  Schedule schedule;
  TurnId first_turn = 0;         // the turns' ids follow one another from here
  std::vector<PersonId> people;  // in the round's order
};

/// What of a round can be changed later.
struct RoundTerms {
  std::string name;
  std::optional<Date> finish;
  std::vector<Pace> paces;
  std::vector<DaysOff> days_off;
  std::optional<Date> paused_on;
  std::vector<FreshStart> fresh_starts;
  bool operator==(const RoundTerms&) const = default;
};

struct RoundEdited {
  RoundId round = 0;
  RoundTerms now;
  RoundTerms was;
};

struct TurnDrafted {
  TurnId turn = 0;
  std::string message_id;
};

struct TurnQueued {
  TurnId turn = 0;
  Date on;
  WrittenNote note;
};

/// The draft, or the message in the Outbox, was deleted.
struct TurnReleased {
  TurnId turn = 0;
};

struct TurnWritten {
  TurnId turn = 0;
  Date on;
  WrittenNote note;
};

struct TurnSkipped {
  TurnId turn = 0;
  Date on;
  std::string reason;
};

struct TurnSnoozed {
  TurnId turn = 0;
  Date until;
};

/// The turn comes next, behind what is drafted.
struct TurnFronted {
  TurnId turn = 0;
  std::int64_t place = 0;  // before all others
};

enum class ReplyOutcome { reply, probable, auto_reply, bounce, temporary, unrelated };

[[nodiscard]] std::string_view name_of(ReplyOutcome outcome);
[[nodiscard]] std::optional<ReplyOutcome> reply_outcome_named(std::string_view name);

/// A message came in that answers a note, or says what became of one. Unrelated mail is no fact.
struct ReplyRecorded {
  std::string message_id;
  std::string from;
  std::string date;  // RFC 3339
  Date on;
  std::string subject;
  std::string text;
  ReplyOutcome outcome = ReplyOutcome::reply;
  TurnId turn = 0;
  PersonId person = 0;
  std::int64_t days = 0;                    // from the note to the answer
  std::vector<std::string> dead_addresses;  // case-folded; of a bounce
  std::string note;                         // the Message-ID of the note that it is about
  std::string note_sent_at;                 // RFC 3339
};

/// The user has said whether a message answers the note of this turn: `reply` or `unrelated`.
struct ReplyJudged {
  std::string message_id;
  TurnId turn = 0;
  ReplyOutcome outcome = ReplyOutcome::reply;
};

struct StructureSaved {
  StructureId structure = 0;
  StructureText now;
  std::optional<StructureText> was;  // of one that was there before
  std::optional<StructureId>
      default_was;  // it became the default, and this one (or 0) no longer is
};

struct StructureRemoved {
  StructureId structure = 0;
  StructureText was;
  bool was_default = false;
};

/// A stretch of the user's mail was looked through. What it told is kept by address, not by
/// message.
struct MailLearned {
  std::vector<std::int64_t> messages;  // digests of the Message-IDs that were counted
  std::vector<Correspondent> correspondents;
};

/// The user said that these addresses are these people's.
struct AddressesConfirmed {
  Date on;
  std::vector<PersonUpdate> updates;
};

/// The user said that this address is not this person's.
struct AddressDismissed {
  PersonId person = 0;
  std::string address;  // case-folded
};

struct FactUndone {
  std::string undo;  // the fact's UUID
  /// Of a note whose mail has left: the day on which its person may be suggested again.
  std::optional<Date> back_on;
};

using FactBody =
    std::variant<PeopleImported, PersonEdited, PeopleEdited, PeopleMerged, PeopleKeptApart,
                 RuleSaved, RuleRemoved, RoundCreated, RoundEdited, TurnDrafted, TurnQueued,
                 TurnReleased, TurnWritten, TurnSkipped, TurnSnoozed, TurnFronted, ReplyRecorded,
                 ReplyJudged, StructureSaved, StructureRemoved, MailLearned, AddressesConfirmed,
                 AddressDismissed, FactUndone>;

/// Changes a turn by a fact about it; facts about other things leave it as it is. False when the
/// fact comes too late for a turn like this, such as a draft for a note that is written: then
/// nothing is changed.
bool apply(const FactBody& fact, Turn& turn);

/// Changes a turn whose note was undone although its mail had left. The draft that became the mail
/// is gone, so the turn waits, whatever it was before the note, and not before `back_on`.
void note_was_undone(const WrittenNote& note, Date back_on, Turn& turn);

/// Whether undoing the note would leave a mail on its way.
[[nodiscard]] inline bool has_left(const WrittenNote& note) { return note.channel == "mail"; }

/// The turn that a fact is about, 0 for facts about something else.
[[nodiscard]] TurnId turn_of(const FactBody& fact);

}  // namespace rounds::domain
