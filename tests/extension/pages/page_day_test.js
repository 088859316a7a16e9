import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dayView,
  isGrave,
  latestText,
  progressView,
  timeText,
} from "../../../extension/pages/shared/day_view.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

/** @param {Record<string, unknown>} changes */
function day(changes = {}) {
  return /** @type {import("../../../extension/pages/shared/day_view.js").Today} */ ({
    round: "1",
    name: "Spring",
    date: "2015-01-06",
    writing_day: true,
    start: "2015-01-05",
    quota: 5,
    per_day: 5,
    written_today: 0,
    queued_today: 0,
    due: new Array(5).fill({}),
    backlog: 0,
    people: 1109,
    written: 398,
    skipped: 14,
    waiting: 697,
    drafted: 0,
    queued: 0,
    without_address: 0,
    list_percent: 37.1,
    time_percent: 41.2,
    finishes_on: "2015-11-06",
    finished: false,
    session: null,
    ...changes,
  });
}

test("a morning says how many people there are, later how many more", () => {
  const morning = dayView(day());
  assert.equal(morning.mood, "open");
  assert.equal(morning.title, "5 people to write to today");
  assert.deepEqual(morning.share, { done: 0, total: 5 });

  const later = dayView(day({ written_today: 4, due: [{}] }));
  assert.equal(later.title, "1 more person today");
  assert.deepEqual(later.share, { done: 4, total: 5 });
});

test("what lies in the Outbox counts for today, and is mentioned", () => {
  const view = dayView(day({ written_today: 3, queued_today: 2, queued: 2, due: [] }));
  assert.equal(view.mood, "done");
  assert.deepEqual(view.share, { done: 5, total: 5 });
  assert.ok(view.details.includes("2 notes wait in the Outbox."));
});

test("a share that is written is celebrated and asks for nothing", () => {
  const view = dayView(day({ written_today: 5, due: [] }));
  assert.equal(view.mood, "done");
  assert.equal(view.title, "Done for today");
  assert.equal(view.backlog, "");
});

test("a backlog is told in kind words, and today stays as it is", () => {
  assert.equal(
    dayView(day({ backlog: 45 })).backlog,
    "You are 45 notes behind the plan. That happens; today stays at 5.",
  );
  assert.match(dayView(day({ backlog: 1 })).backlog, /1 note behind/);
  const session = { date: "2015-01-06", size: 20, done: 3, left: 17 };
  assert.equal(
    dayView(day({ backlog: 45, session })).backlog,
    "You are 45 notes behind the plan. This session makes up for some of it.",
  );
  assert.match(
    dayView(day({ backlog: 3, quota: 0, writing_day: false, due: [] })).backlog,
    /today is free/,
  );
});

test("a day that is done is not called behind, nor is a session that is", () => {
  const done = day({ written_today: 5, due: [], backlog: 1 });
  assert.deepEqual([dayView(done).mood, dayView(done).backlog], ["done", ""]);
  const session = { date: "2015-01-06", size: 20, done: 20, left: 0 };
  const after = dayView(day({ written_today: 20, due: [], backlog: 25, session }));
  assert.deepEqual([after.mood, after.backlog], ["done", ""]);
});

test("a free day is a free day, even for those who write", () => {
  const free = { writing_day: false, quota: 0, due: [] };
  assert.equal(dayView(day(free)).mood, "rest");
  assert.equal(dayView(day(free)).share, null);
  assert.deepEqual(dayView(day({ ...free, written_today: 2 })).details, [
    "And yet you wrote 2 notes. Well done.",
  ]);
});

test("a round that begins later says when", () => {
  const view = dayView(day({ date: "2015-01-02", quota: 0, writing_day: false, due: [] }));
  // Whether a comma stands there depends on the version of the Unicode data.
  assert.match(view.title, /^Your round begins on Monday,? 5 January$/);
});

test("a session shows its own share, also on a free day, and is celebrated at its end", () => {
  const running = { date: "2015-01-06", size: 20, done: 3, left: 17 };
  const view = dayView(day({ session: running, writing_day: false, quota: 0 }));
  assert.equal(view.mood, "session");
  assert.equal(view.title, "17 more people in this session");
  assert.deepEqual(view.share, { done: 3, total: 20 });

  const over = dayView(
    day({ session: { ...running, done: 20, left: 0 }, written_today: 25, due: [] }),
  );
  assert.equal(over.mood, "done");
  assert.equal(over.title, "Your session of 20 is done");
  assert.deepEqual(over.details, ["25 notes written today in all."]);
});

test("nobody to suggest is said with its reason, in a session too", () => {
  const view = dayView(day({ due: [], written_today: 1, without_address: 42 }));
  assert.equal(view.mood, "nobody");
  assert.ok(view.details.some((detail) => detail.startsWith("42 people have no address")));
  const session = { date: "2015-01-06", size: 20, done: 3, left: 17 };
  assert.equal(dayView(day({ session, due: [] })).mood, "nobody");
});

test("a finished round says so before anything else", () => {
  const view = dayView(day({ finished: true, backlog: 3, written_today: 1, due: [] }));
  assert.equal(view.mood, "finished");
  assert.equal(view.title, "“Spring” is done");
  assert.equal(view.backlog, "");
});

test("list and time are told with one decimal, and in one sentence", () => {
  const view = progressView(day());
  assert.equal(view.list.figure, "37.1%");
  assert.equal(view.time.figure, "41.2%");
  assert.equal(view.list.detail, "412 of 1,109 people");
  assert.equal(view.outlook, "At this pace the round is done on 6 November 2015.");
  assert.equal(view.summary, "List 37.1%, time 41.2%: 412 of 1,109 people.");
  assert.equal(progressView(day({ list_percent: 40 })).list.figure, "40.0%");
});

test("the last action is named, whatever it was", () => {
  assert.equal(latestText({}), "");
  assert.equal(latestText({ fact: "f", kind: "turn.skipped", person: "Ana" }), "Skipped Ana");
  assert.equal(
    latestText({ fact: "f", kind: "round.created", round: "Spring" }),
    "Made the round “Spring”",
  );
  const edited = { fact: "f", kind: "round.edited", round: "Spring" };
  assert.equal(latestText({ ...edited, paused: true }), "Paused the round “Spring”");
  assert.equal(latestText({ ...edited, paused: false }), "Resumed the round “Spring”");
  assert.equal(latestText(edited), "Changed the round “Spring”");
  assert.equal(latestText({ fact: "f", kind: "people.imported" }), "Imported a list");
  assert.equal(
    latestText({ fact: "f", kind: "addresses.confirmed", people: 1, person: "Ana" }),
    "Confirmed an address of Ana",
  );
  assert.equal(
    latestText({ fact: "f", kind: "addresses.confirmed", people: 214 }),
    "Confirmed the addresses of 214 people",
  );
  assert.equal(latestText({ fact: "f", kind: "something.new" }), "Last change");
});

test("undoing a round or an import is grave, undoing a note is not", () => {
  assert.ok(isGrave({ fact: "f", kind: "round.created" }));
  assert.ok(isGrave({ fact: "f", kind: "people.imported" }));
  assert.equal(isGrave({ fact: "f", kind: "turn.written" }), false);
  assert.equal(isGrave({}), false);
});

test("what a note takes, and what the rest will", () => {
  assert.equal(
    timeText(day({ seconds_per_note: 660, people: 1109, written: 340, skipped: 5 })),
    "11 minutes a note; what is left is about 140 hours.",
  );
  assert.equal(
    timeText(day({ seconds_per_note: 20, people: 3, written: 1, skipped: 1 })),
    "A minute a note; what is left is about a minute.",
  );
});

test("nothing is said of time while none is known or nothing is left", () => {
  assert.equal(timeText(day()), "");
  assert.equal(timeText(day({ seconds_per_note: 60, people: 2, written: 2, skipped: 0 })), "");
});
