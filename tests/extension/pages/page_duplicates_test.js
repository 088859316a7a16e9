import assert from "node:assert/strict";
import { test } from "node:test";
import {
  betterOf,
  pairKey,
  sideView,
} from "../../../extension/pages/tab/people/duplicates_view.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

/** @param {Record<string, unknown>} more */
const person = (more) =>
  /** @type {import("../../../extension/shared/wire.js").Person} */ ({
    id: "1",
    given: "Ann",
    family: "Lee",
    full: "Ann Lee",
    greeting: "Ann",
    addresses: ["ann@example.org"],
    ...more,
  });

test("the one of whom more is known is kept, else the one known for longer", () => {
  const plain = person({});
  assert.equal(betterOf([plain, plain]), 0);
  assert.equal(betterOf([plain, person({ company: "Acme" })]), 1);
  assert.equal(betterOf([person({ company: "Acme" }), plain]), 0);
  const [old, recent] = [
    person({ connected_on: "2005-01-01" }),
    person({ connected_on: "2012-01-01" }),
  ];
  assert.equal(betterOf([recent, old]), 1);
  assert.equal(betterOf([old, recent]), 0);
});

test("both sides tell what there is to compare, and no more", () => {
  assert.deepEqual(sideView(person({}), "2015-01-01").lines, ["ann@example.org"]);
  const { lines } = sideView(
    person({ addresses: [], greeting: "Annie", known_from: "School", remark: "Cello" }),
    "2015-01-01",
  );
  assert.deepEqual(lines, ["no address", "known from School", "greeted as Annie", "Cello"]);
});

test("a pair is known by both its people", () => {
  const people = /** @type {const} */ ([person({}), person({ id: "2" })]);
  assert.equal(pairKey({ people: [...people], reasons: [], grade: "likely" }), "1-2");
});
