import assert from "node:assert/strict";
import { test } from "node:test";
import { nameOf, profileOf, turnNote, workOf } from "../../../extension/pages/shared/people.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

/** @param {Record<string, unknown>} changes */
const turn = (changes) =>
  /** @type {import("../../../extension/shared/wire.js").Turn} */ ({
    turn: "1",
    round: "1",
    state: "waiting",
    person: { id: "1", full: "Ana Abreu", addresses: [] },
    ...changes,
  });

test("somebody without a name goes by an address", () => {
  assert.equal(nameOf({ full: "Ana Abreu", addresses: ["a@example.org"] }), "Ana Abreu");
  assert.equal(nameOf({ full: "", addresses: ["a@example.org"] }), "a@example.org");
  assert.equal(nameOf({ full: "", addresses: [] }), "Somebody without a name");
});

test("position and employer, or whichever is known", () => {
  assert.equal(workOf({ position: "Tester", company: "Example" }), "Tester at Example");
  assert.equal(workOf({ position: "", company: "Example" }), "Example");
  assert.equal(workOf({ position: "Tester" }), "Tester");
  assert.equal(workOf({}), "");
});

test("an employer written from right to left does not turn the sentence around", () => {
  assert.equal(
    workOf({ position: "Tester", company: "شركة الأفق" }),
    "Tester at \u2068شركة الأفق\u2069",
  );
});

test("only a web address is a profile that can be opened", () => {
  assert.equal(profileOf({ url: "https://social.example/in/x" }), "https://social.example/in/x");
  for (const url of [
    undefined,
    "",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://",
    "x y",
  ]) {
    assert.equal(profileOf({ url }), "", url);
  }
});

/**
 * What a turn says of itself, without the comma that versions of the Unicode data disagree about.
 *
 * @param {Parameters<typeof turnNote>} args
 */
const noteText = (...args) => turnNote(...args).replace("day, ", "day ");

test("a turn says what became of it", () => {
  const today = "2015-01-05";
  assert.equal(turnNote(turn({}), today), "");
  assert.equal(turnNote(turn({ snoozed_until: "2015-01-05" }), today), "");
  assert.equal(
    noteText(turn({ snoozed_until: "2015-01-12", left_at: "2015-01-03T09:00:00+01:00" }), today),
    "your note of Saturday 3 January has left, but doesn’t count · snoozed until Monday 12 January",
  );
  assert.equal(
    noteText(turn({ snoozed_until: "2015-01-12" }), today),
    "snoozed until Monday 12 January",
  );
  assert.equal(turnNote(turn({ state: "drafted" }), today), "in Drafts");
  assert.equal(turnNote(turn({ state: "queued" }), today), "in the Outbox");
  assert.equal(turnNote(turn({ state: "skipped" }), today), "skipped");
  assert.equal(
    turnNote(turn({ state: "skipped", skip_reason: "rather not" }), today),
    "skipped: rather not",
  );
  const written = { state: "written", written_on: "2015-01-02" };
  assert.equal(noteText(turn(written), today), "Friday 2 January · Mail");
  assert.equal(
    noteText(turn({ ...written, channel: "paper" }), today),
    "Friday 2 January · On paper",
  );
  assert.equal(
    noteText(turn({ ...written, channel: "carrier pigeon" }), today),
    "Friday 2 January · carrier pigeon",
  );
});
