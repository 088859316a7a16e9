import assert from "node:assert/strict";
import { test } from "node:test";
import { mergedRemark } from "../../../extension/pages/panel/remark.js";

test("what was typed is kept, and so is a line that came meanwhile", () => {
  const base = "Plays the cello.";
  const mine = "Plays the cello.\nSecond child in May.";
  const theirs = "Plays the cello.\nMoves to Oslo.";
  assert.equal(
    mergedRemark(base, mine, theirs),
    "Plays the cello.\nSecond child in May.\nMoves to Oslo.",
  );
  assert.equal(mergedRemark("", "Mine.", "Theirs."), "Mine.\nTheirs.");
});

test("a remark that was changed in one place is that one", () => {
  assert.equal(mergedRemark("a", "b", "a"), "b");
  assert.equal(mergedRemark("a", "a", "c"), "c");
  assert.equal(mergedRemark("a", "b", "b"), "b");
  assert.equal(mergedRemark("a", "", "a"), "", "it may be emptied");
});

test("what both say is not said twice", () => {
  assert.equal(mergedRemark("a", "a\nb", "a\nb\nc"), "a\nb\nc");
});
