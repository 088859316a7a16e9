import assert from "node:assert/strict";
import { test } from "node:test";
import { deadAddressTexts, openBounces } from "../../../extension/pages/shared/bounces.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

/** @param {string} message_id @param {object} [more] */
const report = (message_id, more = {}) =>
  /** @type {import("../../../extension/shared/wire.js").Reply} */ ({
    message_id,
    outcome: "bounce",
    turn: "1",
    state: "waiting",
    date: "2015-01-06T09:00:00+01:00",
    dead_addresses: ["ann@old.example"],
    ...more,
  });

/** @param {[reports: import("../../../extension/shared/wire.js").Reply[], dismissed?: string[]]} of */
const told = (...[reports, dismissed = []]) =>
  openBounces(reports, dismissed).map(({ message_id }) => message_id);

test("a note that did not arrive is told until it is written again, or dismissed", () => {
  assert.deepEqual(told([report("a")]), ["a"]);
  assert.deepEqual(told([report("a", { state: "drafted" })]), ["a"]);
  for (const state of ["written", "queued", "skipped", undefined]) {
    assert.deepEqual(told([report("a", { state })]), [], state);
  }
  assert.deepEqual(told([report("a")], ["a"]), []);
});

test("two reports of one note are told once, and a new one after a dismissed one is told", () => {
  assert.deepEqual(told([report("b"), report("a")]), ["b"]);
  assert.deepEqual(told([report("b"), report("a")], ["b"]), [], "the older one does not come back");
  assert.deepEqual(told([report("b"), report("a")], ["a"]), ["b"]);
  assert.deepEqual(told([report("b", { turn: "2" }), report("a")]), ["b", "a"]);
});

test("a list says which address could not be reached, and when", () => {
  const texts = deadAddressTexts([
    report("b", { dead_addresses: ["ann@new.example", "ann@work.example"] }),
    report("a", { date: "2015-01-02T09:00:00+01:00" }),
    report("c", { turn: "2", dead_addresses: [] }),
  ]);
  assert.deepEqual(
    [...texts],
    [["1", "ann@new.example and ann@work.example couldn’t be reached on Tuesday 6 January"]],
  );
});
