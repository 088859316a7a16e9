#include "store/sqlite/schema.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace rounds::store {
namespace {

// Migration n brings the tables that no fact can make again from schema n to n + 1. Never edit one
// that was released: add another, with nothing in it where only the projection has changed.
constexpr std::array<const char*, kSchemaVersion> kMigrations{R"sql(
-- Who writes facts here.
CREATE TABLE device(id TEXT NOT NULL) STRICT;
INSERT INTO device VALUES (lower(hex(randomblob(8))));

-- What happened, never changed afterwards. seq is a Lamport clock: one more than the largest known,
-- so that (seq, device) orders the facts of several machines alike on all of them.
-- subject repeats the turn or person that body names, for the index.
CREATE TABLE journal(
  fact TEXT NOT NULL UNIQUE,
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject INTEGER,
  body TEXT NOT NULL,
  UNIQUE (seq, device)
) STRICT;
CREATE INDEX journal_of_subject ON journal(subject, kind) WHERE subject IS NOT NULL;

-- What each fact's maker was answered, and a digest of what he had asked.
CREATE TABLE receipts(
  fact TEXT NOT NULL PRIMARY KEY,
  request TEXT NOT NULL,
  result TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)sql",
                                                              "", "", ""};

// The projection of the journal, made anew for every new schema: what is below can be changed
// freely as long as kSchemaVersion rises with each release that changes it. Parents stand before
// children.
constexpr const char* kProjection = R"sql(
-- The facts that are undone, with the undoing that did it, its place in the journal and, of a note
-- whose mail had left, the day on which its person may be suggested again.
CREATE TABLE undone(
  fact TEXT NOT NULL PRIMARY KEY,
  undoing TEXT NOT NULL,
  seq INTEGER NOT NULL,
  machine TEXT NOT NULL,
  back_on TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX undone_in_order ON undone(machine, seq);

-- Each undoing that had an effect: what it is about in the end, however many undoings lie between,
-- and whether that stood afterwards.
CREATE TABLE undoings(
  undoing TEXT NOT NULL PRIMARY KEY,
  step TEXT NOT NULL,
  stands INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Facts that came too late, and those that this version cannot read.
CREATE TABLE without_effect(
  fact TEXT NOT NULL PRIMARY KEY,
  why TEXT NOT NULL,
  unread INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE people(
  id INTEGER PRIMARY KEY,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  greeting TEXT NOT NULL,
  company TEXT NOT NULL,
  position TEXT NOT NULL,
  connected_on TEXT,
  url TEXT NOT NULL,
  known_from TEXT NOT NULL,
  remark TEXT NOT NULL,
  sort_key BLOB NOT NULL,
  search TEXT NOT NULL,
  -- Like sort_key, in the orders of other fields; NULL, which sorts last, for what is not known.
  given_key BLOB,
  company_key BLOB,
  position_key BLOB,
  known_from_key BLOB,
  own_known_from TEXT,  -- what somebody said of known_from himself; without it the rules have it
  arrived INTEGER NOT NULL,  -- the place in the journal of the import that brought them
  last_exchange TEXT  -- when they or the user last wrote, RFC 3339 in UTC
) STRICT;
-- With the text to search in, so that a search while somebody types reads nothing else.
CREATE INDEX people_in_order ON people(sort_key, id, search);
CREATE INDEX people_by_silence ON people(last_exchange, sort_key, id);
CREATE INDEX people_by_given ON people(given_key, sort_key, id);
CREATE INDEX people_by_company ON people(company_key, sort_key, id);
CREATE INDEX people_by_position ON people(position_key, sort_key, id);
CREATE INDEX people_by_connected_on ON people(connected_on, sort_key, id);
CREATE INDEX people_by_known_from ON people(known_from_key, sort_key, id);
CREATE INDEX people_arrived ON people(arrived);

CREATE TABLE addresses(
  person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  rank INTEGER NOT NULL,
  address TEXT NOT NULL,
  folded TEXT NOT NULL,
  dead INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (person, rank)
) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_folded ON addresses(folded);

-- Which columns of a table hold what, as the user said, by the names of all its columns.
CREATE TABLE column_choices(
  header TEXT NOT NULL PRIMARY KEY,
  columns TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- People who are told apart no more: as they were before, and how they came to be since. `exchanges`
-- and `replies` name what no turn or origin leads back to them. `seq` and `machine` are the merge's
-- place in the journal.
CREATE TABLE merged(
  person INTEGER PRIMARY KEY,
  kept INTEGER NOT NULL,
  merge INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  machine TEXT NOT NULL,
  given TEXT NOT NULL,
  family TEXT NOT NULL,
  greeting TEXT NOT NULL,
  company TEXT NOT NULL,
  position TEXT NOT NULL,
  connected_on TEXT,
  url TEXT NOT NULL,
  remark TEXT NOT NULL,
  own_known_from TEXT,
  arrived INTEGER NOT NULL,
  addresses TEXT NOT NULL,  -- JSON: [[address, folded, dead]]
  replies TEXT NOT NULL,    -- JSON: [message_id]
  exchanges TEXT NOT NULL   -- JSON: [[at, channel, direction, subject, message_id, text]]
) STRICT;
CREATE INDEX merged_into ON merged(kept);
CREATE INDEX merged_by ON merged(merge);

-- Turns that could not be written to before a merge gave their person addresses.
CREATE TABLE readied(
  merge INTEGER NOT NULL,
  turn INTEGER NOT NULL,
  ready_on TEXT,
  PRIMARY KEY (merge, turn)
) STRICT, WITHOUT ROWID;

-- People who are two, however alike they look; one < other.
CREATE TABLE kept_apart(
  one INTEGER NOT NULL,
  other INTEGER NOT NULL,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- New employers and positions, as later imports told them; origin is whom the import meant.
CREATE TABLE changes(
  person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  origin INTEGER NOT NULL,
  "on" TEXT NOT NULL,
  field TEXT NOT NULL,
  was TEXT NOT NULL,
  now TEXT NOT NULL
) STRICT;
CREATE INDEX changes_of_person ON changes(person);

CREATE TABLE rules(
  id INTEGER PRIMARY KEY,
  made INTEGER NOT NULL,  -- the place in the journal of the fact that made it
  name TEXT NOT NULL,
  condition TEXT NOT NULL,
  known_from TEXT NOT NULL,
  leave_out INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE rounds(
  id INTEGER PRIMARY KEY,
  made INTEGER NOT NULL,  -- the place in the journal of the fact that made it
  name TEXT NOT NULL,
  sort_order TEXT NOT NULL,
  start TEXT NOT NULL,
  finish TEXT,
  planned_finish TEXT NOT NULL,
  days_off TEXT NOT NULL,
  paused_on TEXT,
  fresh_starts TEXT NOT NULL DEFAULT '[]',  -- JSON: the mornings on which what was behind was let go
  first_turn INTEGER NOT NULL,
  people INTEGER NOT NULL DEFAULT 0,
  waiting INTEGER NOT NULL DEFAULT 0,
  drafted INTEGER NOT NULL DEFAULT 0,
  queued INTEGER NOT NULL DEFAULT 0,
  written INTEGER NOT NULL DEFAULT 0,
  skipped INTEGER NOT NULL DEFAULT 0,
  without_address INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE paces(
  round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
  starts TEXT NOT NULL,
  per_day INTEGER NOT NULL,
  writing_days TEXT NOT NULL,
  PRIMARY KEY (round, starts)
) STRICT, WITHOUT ROWID;

-- reachable: some address of the person is known and alive.
-- ready_on: the day on which the turn became reachable, if that was after the round was made.
-- On that day it comes last, so that today's people do not change during the day.
-- place: below 1 for whom the user has moved to the front.
-- origin: the person for whom the turn was made; person: whoever that is after merging.
-- superfluous: given up for another turn that the person, merged, has in this round.
-- left_at: a mail left then, though its note was undone.
CREATE TABLE turns(
  id INTEGER PRIMARY KEY,
  round INTEGER NOT NULL REFERENCES rounds ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES people,
  origin INTEGER NOT NULL,
  place INTEGER NOT NULL,
  state TEXT NOT NULL DEFAULT 'waiting',
  reachable INTEGER NOT NULL,
  ready_on TEXT,
  draft TEXT NOT NULL DEFAULT '',
  message_id TEXT NOT NULL DEFAULT '',
  snoozed_until TEXT,
  queued_on TEXT,
  written_on TEXT,
  skip_reason TEXT NOT NULL DEFAULT '',
  channel TEXT NOT NULL DEFAULT '',
  superfluous INTEGER NOT NULL DEFAULT 0,
  left_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX turns_in_front ON turns(round, place) WHERE place < 1;
CREATE INDEX turns_next ON turns(round, place)
  WHERE state = 'waiting' AND reachable = 1 AND snoozed_until IS NULL AND ready_on IS NULL;
CREATE INDEX turns_newly_ready ON turns(round, ready_on, place)
  WHERE state = 'waiting' AND reachable = 1 AND snoozed_until IS NULL AND ready_on IS NOT NULL;
CREATE INDEX turns_snoozed ON turns(round, snoozed_until, place)
  WHERE state = 'waiting' AND snoozed_until IS NOT NULL;
CREATE INDEX turns_drafted ON turns(round, place) WHERE state = 'drafted';
CREATE INDEX turns_queued ON turns(round, queued_on) WHERE state = 'queued';
CREATE INDEX turns_written ON turns(round, written_on) WHERE state = 'written';
CREATE INDEX turns_skipped ON turns(round, place) WHERE state = 'skipped';
CREATE INDEX turns_without_address ON turns(round, place) WHERE state = 'waiting' AND reachable = 0;
CREATE INDEX turns_of_person ON turns(person, round);
CREATE INDEX turns_of_draft ON turns(draft) WHERE draft <> '';
CREATE INDEX turns_of_message ON turns(message_id) WHERE message_id <> '';

-- A round's figures follow its turns by themselves; only making a round sets them at one go.
CREATE TRIGGER turn_changes AFTER UPDATE OF state, reachable ON turns
WHEN old.state <> new.state OR old.reachable <> new.reachable BEGIN
  UPDATE rounds SET
    waiting = waiting + (new.state = 'waiting') - (old.state = 'waiting'),
    drafted = drafted + (new.state = 'drafted') - (old.state = 'drafted'),
    queued = queued + (new.state = 'queued') - (old.state = 'queued'),
    written = written + (new.state = 'written') - (old.state = 'written'),
    skipped = skipped + (new.state = 'skipped') - (old.state = 'skipped'),
    without_address = without_address + (new.state = 'waiting' AND new.reachable = 0)
                                      - (old.state = 'waiting' AND old.reachable = 0)
  WHERE id = new.round;
END;

CREATE TABLE notes(
  turn INTEGER NOT NULL PRIMARY KEY REFERENCES turns ON DELETE CASCADE,
  person INTEGER NOT NULL REFERENCES people,
  channel TEXT NOT NULL,
  message_id TEXT NOT NULL,
  sent_at TEXT NOT NULL,
  seconds INTEGER,
  silent_since TEXT,  -- the last exchange before it, as it was known then
  subject TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX notes_of_person ON notes(person);
CREATE INDEX notes_of_message ON notes(message_id) WHERE message_id <> '';

CREATE TABLE replies(
  message_id TEXT NOT NULL PRIMARY KEY,
  turn INTEGER NOT NULL,
  person INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  sender TEXT NOT NULL,
  date TEXT NOT NULL,
  at INTEGER NOT NULL,  -- the same instant in seconds since 1970, to sort by
  days INTEGER NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  note TEXT NOT NULL,  -- what it is about: its Message-ID
  note_sent_at TEXT NOT NULL,
  dead_addresses TEXT NOT NULL  -- of a bounce, one a line
) STRICT;
CREATE INDEX replies_of_person ON replies(person);
CREATE INDEX replies_of_turn ON replies(turn);
CREATE INDEX replies_in_order ON replies(at, message_id);

-- made: the order in which they are listed. One is the default, or none.
CREATE TABLE structures(
  id INTEGER PRIMARY KEY,
  made INTEGER NOT NULL,
  name TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  known_from TEXT NOT NULL,
  is_default INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- With whom the user exchanges mail, as their headers tell: sums over all that was learned.
CREATE TABLE correspondents(
  address TEXT NOT NULL PRIMARY KEY,  -- folded
  received INTEGER NOT NULL,
  sent INTEGER NOT NULL,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL,
  last_direction TEXT NOT NULL,
  last_subject TEXT NOT NULL,
  last_message_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE correspondent_names(
  address TEXT NOT NULL,
  name TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (address, name)
) STRICT, WITHOUT ROWID;

-- Which messages were counted, so that none counts twice: 64 bits of a digest of the Message-ID.
CREATE TABLE learned_messages(id INTEGER PRIMARY KEY) STRICT;

CREATE TABLE dismissed_addresses(
  person INTEGER NOT NULL,
  address TEXT NOT NULL,
  PRIMARY KEY (person, address)
) STRICT, WITHOUT ROWID;

-- The newest of each channel, whoever told of it; notes and replies have tables of their own.
CREATE TABLE exchanges(
  person INTEGER NOT NULL REFERENCES people ON DELETE CASCADE,
  channel TEXT NOT NULL,
  at TEXT NOT NULL,
  direction TEXT NOT NULL,
  subject TEXT NOT NULL,
  message_id TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY(person, channel)
) STRICT, WITHOUT ROWID;

-- Counting a million rows takes longer than everything else that a greeting needs.
CREATE TABLE tally(people INTEGER NOT NULL) STRICT;
INSERT INTO tally VALUES (0);
)sql";

// No fact can make them again.
constexpr std::string_view kKept = "('device', 'journal', 'receipts')";

/// Names of a kind of things in the file, the newest first: what refers to others stands behind
/// them.
std::vector<std::string> names_of(const Database& database, const std::string& condition) {
  std::vector<std::string> names;
  Statement row = database.prepare(
      "SELECT name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' "
      "AND " +
      condition + " ORDER BY rowid DESC");
  while (row.step()) names.push_back(row.string(0));
  return names;
}

void drop(const Database& database, const std::string& what, const std::string& condition) {
  for (const auto& name : names_of(database, condition)) {
    database.execute("DROP " + what + " " + quoted_name(name));
  }
}

}  // namespace

void migrate_tables(const Database& database, std::int64_t from) {
  for (auto step = static_cast<std::size_t>(from); step < kMigrations.size(); ++step) {
    database.execute(kMigrations.at(step));
  }
}

void mark_schema(const Database& database) {
  database.execute("PRAGMA application_id=" + std::to_string(kApplicationId) +
                   "; PRAGMA user_version=" + std::to_string(kSchemaVersion));
}

void become_new_machine(const Database& database) {
  database.execute("UPDATE device SET id = lower(hex(randomblob(8)))");
}

void make_empty_projection(const Database& database) {
  const std::string kept(kKept);
  drop(database, "TRIGGER", "type = 'trigger'");
  drop(database, "VIEW", "type = 'view'");
  drop(database, "TABLE", "type = 'table' AND name NOT IN " + kept);
  drop(database, "INDEX",
       "type = 'index' AND sql IS NOT NULL AND name <> 'journal_of_subject' AND tbl_name IN " +
           kept);
  database.execute(kProjection);
}

}  // namespace rounds::store
