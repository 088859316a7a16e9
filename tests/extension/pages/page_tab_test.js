import assert from "node:assert/strict";
import { test } from "node:test";
import { Refresher } from "../../../extension/pages/shared/refresher.js";
import {
  isPlace,
  keyboardPlaces,
  LISTS,
  OFFERS,
  PEOPLE_PLACES,
  viewOf,
} from "../../../extension/pages/tab/tab_view.js";
import { readTurns } from "../../../extension/pages/tab/turn_pages.js";
import { sentences } from "../support/sentences.js";
import { eventually } from "../support/waiting.js";

const settled = { wish: "", away: false, hasRound: true, people: 1109 };

test("the tab leads from the first file over the plan to the round", () => {
  assert.equal(viewOf({ ...settled, people: 0, hasRound: false }), "import");
  assert.equal(viewOf({ ...settled, hasRound: false }), "plan");
  assert.equal(viewOf(settled), "round");
});

test("the keyboard is led to the first Write, and where nobody is due to what comes next", () => {
  const places = keyboardPlaces("round");
  const at = (/** @type {string} */ action) =>
    places.findIndex((place) => place.includes(`"${action}"`));
  assert.equal(at("write"), 0);
  assert.ok(at("session-size") > at("resume"), "a paused round is resumed first");
  assert.ok(keyboardPlaces("trouble")[0].startsWith("#notices"));
  assert.equal(places.at(-1), "h1");
});

test("a wish is granted as far as it can be", () => {
  assert.equal(viewOf({ ...settled, wish: "import" }), "import");
  assert.equal(viewOf({ ...settled, wish: "people" }), "people");
  assert.equal(viewOf({ ...settled, wish: "people", hasRound: false }), "people");
  assert.equal(viewOf({ ...settled, wish: "plan" }), "plan");
  assert.equal(viewOf({ ...settled, wish: "progress" }), "progress");
  assert.equal(viewOf({ ...settled, wish: "progress", away: true }), "trouble");
  assert.equal(viewOf({ ...settled, wish: "addresses" }), "addresses");
  assert.equal(viewOf({ ...settled, wish: "addresses", hasRound: false }), "addresses");
  assert.equal(viewOf({ ...settled, wish: "duplicates" }), "duplicates");
  assert.equal(viewOf({ ...settled, wish: "story" }), "story");
  assert.equal(viewOf({ ...settled, wish: "story", hasRound: false }), "plan");
  assert.equal(viewOf({ ...settled, wish: "rules", hasRound: false }), "rules");
  assert.equal(viewOf({ ...settled, wish: "plan", people: 0, hasRound: false }), "import");
  assert.equal(viewOf({ ...settled, wish: "import", away: true }), "trouble");
  // A copy may be restored before anybody is known.
  assert.equal(viewOf({ ...settled, wish: "settings", people: 0, hasRound: false }), "settings");
  assert.equal(viewOf({ ...settled, wish: "settings", away: true }), "trouble");
});

test("what stands below the people can be gone to, and has a name", () => {
  for (const place of PEOPLE_PLACES) {
    assert.ok(isPlace(place), place);
    assert.ok(sentences[`tab_way_${place}`], place);
  }
});

test("every list has a name, a word for being empty, and its offers", () => {
  for (const list of LISTS) {
    assert.ok(sentences[`tab_tab_${list}`], list);
    assert.ok(sentences[`tab_list_${list}_empty`], list);
    assert.ok(Array.isArray(OFFERS[list]), list);
  }
});

/** Answers `turns.list` as the host does, from so many turns. @param {number} total */
function hostWith(total) {
  /** @type {number[]} */
  const limits = [];
  const sendMessage = async (/** @type {any} */ { params: { limit, after } }) => {
    limits.push(limit);
    const from = Number(after ?? 0);
    const turns = [];
    for (let id = from + 1; id <= Math.min(from + limit, total); id++) {
      turns.push({ turn: String(id) });
    }
    const next = from + limit < total ? String(from + limit) : undefined;
    return { result: { turns, total, next } };
  };
  Object.assign(globalThis, { messenger: { runtime: { sendMessage } } });
  return limits;
}

test("a list is read as far as it is wanted, in pages that the host grants", async () => {
  const limits = hostWith(1109);
  const read = await readTurns("1", "waiting", 600);
  assert.equal(read.turns.length, 600);
  assert.equal(new Set(read.turns.map(({ turn }) => turn)).size, 600);
  assert.deepEqual(limits, [500, 100]);
  assert.equal(read.more, true);
  assert.equal(read.total, 1109);
});

test("the end of a list is known", async () => {
  hostWith(42);
  const read = await readTurns("1", "without_address");
  assert.equal(read.turns.length, 42);
  assert.equal(read.more, false);
});

test("many requests to draw make one more drawing, never two at a time", async () => {
  let drawing = 0;
  let drawn = 0;
  /** @type {(() => void)[]} */
  const finish = [];
  const refresher = new Refresher(async () => {
    drawing++;
    assert.equal(drawing, 1);
    await new Promise((resolve) => finish.push(() => resolve(undefined)));
    drawing--;
    drawn++;
  });
  const done = [refresher.refresh(), refresher.refresh(), refresher.refresh()];
  finish[0]();
  await eventually("it is drawn a second time", () => finish.length >= 2);
  finish[1]();
  await Promise.all(done);
  assert.equal(drawn, 2);
});

test("a drawing that fails does not keep the next one from being made", async (context) => {
  const complaint = context.mock.method(console, "error", () => {});
  let drawn = 0;
  const refresher = new Refresher(async () => {
    if (++drawn === 1) {
      throw new Error("once");
    }
  });
  await refresher.refresh();
  await refresher.refresh();
  assert.equal(drawn, 2);
  assert.equal(complaint.mock.callCount(), 1);
});
