/**
 * The shapes that travel between the add-on and the host, for the type checker. No code.
 * Absent text fields of a Person are "" or left out, lists are []; nothing is null.
 */

/**
 * @typedef {object} Person
 * @property {string} id
 * @property {string} [given]
 * @property {string} [family]
 * @property {string} full
 * @property {string} [greeting]  the name to greet with
 * @property {boolean} [greeting_unsure]  to be shown before the first note
 * @property {string[]} [greeting_evidence]  codes of what it was made from
 * @property {string[]} addresses
 * @property {string} [company]
 * @property {string} [position]
 * @property {string} [connected_on]  YYYY-MM-DD
 * @property {string} [url]
 * @property {string} [known_from]
 * @property {string} [remark]
 * @property {string} [last_exchange]  in `people.list`: when the two last wrote, RFC 3339
 */

/** @typedef {"waiting" | "drafted" | "queued" | "written" | "skipped"} TurnState */

/**
 * @typedef {object} Turn
 * @property {string} turn  its id
 * @property {string} round  its round's id
 * @property {TurnState} state
 * @property {Person} person
 * @property {string} [draft]  the Message-ID of its draft
 * @property {string} [queued_on]  YYYY-MM-DD
 * @property {string} [message_id]  of the note, when one was sent or queued by mail
 * @property {string} [snoozed_until]  YYYY-MM-DD
 * @property {string} [written_on]  YYYY-MM-DD
 * @property {string} [skip_reason]
 * @property {string} [channel]
 * @property {boolean} [superfluous]  the person, merged, has another turn in the round
 * @property {string} [left_at]  a mail left then (RFC 3339), though its note was undone
 */

/**
 * @typedef {object} Today  the result of `today.show`
 * @property {string} round
 * @property {string} name
 * @property {string} date  the day as the host counts it: it begins at 04:00
 * @property {boolean} writing_day
 * @property {number} quota
 * @property {number} per_day
 * @property {number} written_today
 * @property {number} queued_today
 * @property {Turn[]} due
 * @property {number} backlog
 * @property {number} people
 * @property {number} written
 * @property {number} skipped
 * @property {number} waiting
 * @property {number} drafted
 * @property {number} queued
 * @property {number} without_address
 * @property {number} list_percent
 * @property {number} time_percent
 * @property {string} finishes_on
 * @property {string} start
 * @property {string} [finish]
 * @property {boolean} finished
 * @property {number} [seconds_per_note]  the median of the last notes whose time is known
 * @property {string} [paused_on]  since when the round rests; then no day is a writing day
 * @property {string} [next_writing_day]  the first after today; none while the round is paused
 */

/**
 * @typedef {object} Round
 * @property {string} round  its id
 * @property {string} name
 * @property {string} start
 * @property {string} [finish]
 * @property {string} planned_finish
 * @property {number} per_day
 * @property {string[]} writing_days
 * @property {{from: string, to: string}[]} days_off
 * @property {string} order
 * @property {number} people
 * @property {number} written
 * @property {number} skipped
 * @property {boolean} running
 * @property {string} finishes_on  of a paused round: as if it were resumed today
 * @property {string} [paused_on]
 */

/**
 * @typedef {object} RoundPreview  the result of `rounds.preview`: what an edit would do
 * @property {Round} round  as it would be
 * @property {number} backlog
 * @property {string} [back_on_pace_on]  absent when nothing is behind, or it is never caught up
 * @property {{finishes_on: string, per_day: number, backlog: number}} was
 */

/**
 * @typedef {object} RoundWays  the result of `rounds.ways`: what can be done after missed days; a way
 *   that makes no sense is absent
 * @property {number} backlog
 * @property {{per_day: number, finishes_on: string}} [keep]
 * @property {{notes: number, seconds?: number, leaves: number}} [session]  `leaves`: how many stay
 *   behind after it
 * @property {{per_day: number, finishes_on: string, finish: string}} [pace]
 */

/**
 * @typedef {object} DayOfRound  a day on which something was written
 * @property {string} date
 * @property {number} written
 * @property {number} seconds  of the notes whose time is known
 * @property {number} timed  how many notes have a known time
 * @property {number} quota  that day's share
 * @property {boolean} session  more than the share was written
 * @property {number} written_so_far
 * @property {number} planned_so_far
 */

/**
 * @typedef {object} KnownFrom  those of a round who are known in one way
 * @property {string | null} known_from  "" when that is not known, null for all the others together
 * @property {number} people
 * @property {number} written
 * @property {number} skipped
 * @property {number} replies
 * @property {number} seconds
 * @property {number} timed
 */

/**
 * @typedef {object} Milestone
 * @property {"first" | "hundredth" | "half" | "last"} kind
 * @property {number} count  which note it was
 * @property {string} on  YYYY-MM-DD
 * @property {string} turn  its id
 * @property {string} name  the person's full name
 */

/**
 * @typedef {object} Figures  the figures behind the pictures, which `progress.show` adds to the Round's
 * @property {string} date  today
 * @property {number} backlog
 * @property {number} planned  by the end of yesterday
 * @property {number} list_percent
 * @property {number} time_percent
 * @property {DayOfRound[]} days
 * @property {{reply: number, probable: number, auto_reply: number, bounce: number, temporary: number}} replies
 * @property {{date: string, planned: number}[]} plan  by the end of each day on which the slope may change
 * @property {{per_week: number, early: string, likely: string, late?: string}} [projection]  the
 *   finish at the user's real pace
 * @property {{date: string, days: number, turn: string}[]} answers  the first reply to each note
 * @property {KnownFrom[]} by_known_from
 * @property {{from: string, to: string}[]} off  days off, and pauses that are over
 * @property {{from: string, per_day: number, writing_days: string[]}[]} [paces]  all paces of the round,
 *   the oldest first
 * @property {string} [paused_on]
 * @property {Milestone[]} milestones
 */

/** @typedef {Round & Figures} RoundProgress  the result of `progress.show` */

/**
 * @typedef {object} Reply  a message that came after a note, as `replies.list` tells it
 * @property {string} message_id
 * @property {"reply" | "probable" | "auto_reply" | "bounce" | "temporary" | "unrelated"} outcome
 * @property {string} turn  its id
 * @property {Person} person
 * @property {string} from
 * @property {string} date
 * @property {string} subject
 * @property {{message_id: string, sent_at: string}} note
 * @property {number} [days]  of a reply: how long it took
 * @property {string[]} [dead_addresses]  of a bounce
 * @property {string[]} [other_addresses]  of a bounce: where else the person can be written to
 * @property {TurnState} [state]  of a bounce: how the turn stands now
 */

/**
 * @typedef {object} Finding  of `note.check`; `at` and `length` count UTF-16 code units
 * @property {string} kind
 * @property {string} [code]  more exactly than the kind
 * @property {Record<string, string>} [params]  what its sentence names
 * @property {{list: string, language: string, text: string}[]} [evidence]  by which entries of the
 *   language packs it was made
 * @property {{person: string, greeting: string}} [teach]  changes for `people.edit`, when the user
 *   says that the greeting is right
 * @property {"stop" | "warn"} severity
 * @property {"subject" | "body" | "to"} where
 * @property {string} text
 * @property {number} at
 * @property {number} length
 * @property {string} message
 */

/**
 * @typedef {object} Structure
 * @property {string} structure  its id
 * @property {string} name
 * @property {string} subject  a template
 * @property {string} body  a template
 * @property {{known_from?: string}} when  for whom it is chosen
 * @property {boolean} default
 */

/**
 * @typedef {object} FilledStructure  the result of `structures.fill` and, but for the first two,
 *   of `structures.preview`
 * @property {string} structure  its id
 * @property {string} name
 * @property {string} subject
 * @property {string} body
 * @property {string[]} missing  the variables without a value
 * @property {number} [personal_at]  where the personal part goes, in the body
 */

/**
 * @typedef {object} Hello  the result of `host.hello`
 * @property {string} name
 * @property {string} version
 * @property {number} protocol
 * @property {string} today
 * @property {{path: string, schema: number, people: number}} database
 */

/**
 * @typedef {object} Note  a note that was written, newest first in a list
 * @property {string} turn
 * @property {string} channel
 * @property {string} message_id
 * @property {string} sent_at  RFC 3339
 * @property {number} [seconds]
 * @property {string} subject
 * @property {string} text
 */

/**
 * @typedef {object} ReplyShown  of `people.show`
 * @property {string} message_id
 * @property {string} turn
 * @property {string} outcome
 * @property {string} from
 * @property {string} date  RFC 3339
 * @property {number} days
 * @property {string} subject
 * @property {string} text
 */

/**
 * @typedef {object} Exchange  the last message on one way
 * @property {string} at  RFC 3339
 * @property {string} channel
 * @property {"from" | "to"} direction  from the person, or to the person
 * @property {string} [subject]
 * @property {string} [message_id]
 * @property {string} [text]
 */

/** @typedef {{on: string, field: string, was: string, now: string}} Change */

/**
 * @typedef {object} PersonShown  the result of `people.show`
 * @property {Person} person
 * @property {Turn[]} turns
 * @property {Note[]} notes
 * @property {ReplyShown[]} replies
 * @property {Change[]} [changes]  of employer and position
 * @property {Exchange} [last_exchange]
 * @property {Exchange[]} [exchanges]  the last one on each way
 */

/**
 * @typedef {object} Proposal  an address that may be somebody's
 * @property {Person} person
 * @property {string} address
 * @property {string[]} names  under which it was seen, the most frequent first
 * @property {number} messages
 * @property {string} last_on  YYYY-MM-DD
 * @property {string} last_subject
 * @property {"certain" | "likely" | "possible"} grade
 * @property {string} evidence  the host's sentence
 */

/**
 * @typedef {object} Step  something that the user did, and that `facts.undo` can take back
 * @property {string} [fact]
 * @property {string} [kind]
 * @property {string} [at]
 * @property {string} [person]  full name
 * @property {number} [people]  how many
 * @property {string} [round]  name
 * @property {boolean} [paused]  of a round that was edited: that it was paused, or resumed
 * @property {string} [rule]  name
 * @property {string} [structure]  name
 * @property {boolean} [left]  a note whose mail has left: undoing it does not call the mail back
 * @property {string} [address]  to which the mail went
 * @property {string} [sent_at]  RFC 3339
 */

/**
 * @typedef {Step & {redo?: Step}} LatestFact  the result of `facts.latest`: what an undo would take
 *   back, if anything, and in `redo` what undoing the last undoing (`redo.fact`) would bring back
 */

/**
 * @typedef {object} DuplicatePair  of `people.duplicates`
 * @property {[Person, Person]} people
 * @property {string[]} reasons  sentences
 * @property {"certain" | "likely" | "possible"} grade
 */

/**
 * @typedef {object} When  whom a rule is about
 * @property {string} [company]
 * @property {string} [position]
 * @property {string} [known_from]
 * @property {string} [search]
 * @property {string} [connected_from]  YYYY-MM-DD
 * @property {string} [connected_to]  YYYY-MM-DD
 */

/**
 * @typedef {object} Rule
 * @property {string} rule  its id
 * @property {string} name
 * @property {When} when
 * @property {string} known_from
 * @property {boolean} leave_out
 * @property {number} people  how many it fits
 */

/**
 * @typedef {object} Progress
 * @property {number} done
 * @property {number} total
 */

/**
 * @typedef {object} Card  of `people.import`: somebody, as an address book or a vCard has them
 * @property {string} [given]
 * @property {string} [family]
 * @property {string} [full]
 * @property {string[]} [addresses]
 * @property {string} [company]
 * @property {string} [position]
 * @property {string} [url]
 * @property {string} [remark]
 */

/**
 * @typedef {object} Columns  which column of a table holds what
 * @property {string} [given]
 * @property {string} [family]
 * @property {string} [full]
 * @property {string[]} [addresses]
 * @property {string} [company]
 * @property {string} [position]
 * @property {string} [connected_on]
 * @property {string} [url]
 * @property {string} [known_from]
 * @property {string} [remark]
 */

/**
 * @typedef {object} Table  a table whose columns are the user's to name
 * @property {string[]} names
 * @property {string[][]} rows  the first few
 * @property {Columns} guess
 */

/**
 * @typedef {{round: string, which: "everyone" | "answered" | "not_answered" | "newcomers"} | {when: When}} Of
 *   whom a new round is for: by what became of an earlier one, or by a rule
 */

/** @typedef {{id: string, full: string}} StoryPerson */

/**
 * @typedef {object} StoryWait  how long a note waited for its answer
 * @property {string} turn
 * @property {StoryPerson} person
 * @property {number} days
 * @property {number} [hours]
 * @property {string} on  YYYY-MM-DD
 */

/**
 * @typedef {object} Story  the result of `story.show`
 * @property {Round} round
 * @property {number} notes
 * @property {number} seconds  of the notes whose time is known
 * @property {number} timed  how many those are
 * @property {number} sessions  on how many days more than the share was written
 * @property {number} writing_days  on how many days something was written
 * @property {{turn: string, person: StoryPerson, on: string}} [first]
 * @property {{turn: string, person: StoryPerson, on: string}} [last]
 * @property {{on: string, written: number, seconds: number}} [longest_day]
 * @property {number} replies
 * @property {number} reply_percent  of the notes
 * @property {StoryWait} [quickest]
 * @property {StoryWait} [latest]
 * @property {number} [median_days]
 * @property {{person: StoryPerson, years: number, on: string, answered: boolean}[]} found_again
 * @property {Record<string, number>} channels  how many notes went which way
 * @property {number} bounces
 * @property {number} skipped
 * @property {{person: StoryPerson, remark: string}[]} remembered
 * @property {Milestone[]} milestones
 */

/** @typedef {Record<string, unknown>} Params */

/**
 * @typedef {object} Copy  a copy of the database, as `copies.list` has it
 * @property {string} copy  its name
 * @property {"daily" | "asked" | "replaced" | "upgrade"} kind  made by itself, asked for, what a
 *   restore replaced, or made before a newer version changed the file
 * @property {string} on  YYYY-MM-DD
 * @property {number} bytes
 * @property {number} [people]  absent when it cannot be read
 * @property {number} [facts]
 * @property {string} [last_fact_at]  RFC 3339
 */

/**
 * @typedef {object} Copies  the result of `copies.list`
 * @property {string} folder
 * @property {Copy[]} copies  the newest first
 */

/**
 * @typedef {object} Restored  the result of `copies.restore`
 * @property {number} people
 * @property {number} facts
 * @property {string} kept  the file in which lies what was there before
 */

/**
 * @typedef {object} Repaired  the result of `host.repair`
 * @property {number} people
 * @property {number} facts  how many could be read
 * @property {number} lost  how many, at least, could not be read
 * @property {string} kept  the file in which the damaged database lies
 */

export {};
