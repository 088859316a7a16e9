import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";

const ID = "rounds@letter-rounds";
const page = (/** @type {string} */ name) => ({
  id: ID,
  url: `moz-extension://rounds/pages/${name}/${name}.html`,
});

/** @typedef {Parameters<import("../../support/messenger.js").FakeThunderbird["ask"]>[0]} Request */

/** Whether the background does what is asked. @param {Request} request @param {object} sender */
async function allowed(request, sender) {
  const world = await aMorning();
  const { error } = await world.thunderbird.ask(request, sender);
  return error?.kind !== "internal" && error?.kind !== "bad_request";
}

const TODAY = { type: "today" };
const SKIP = { type: "change", method: "turns.skip", params: { turn: "t1" } };
const edit = (/** @type {object} */ changes) => ({
  type: "change",
  method: "people.edit",
  params: { person: "p-t1", changes },
});

test("the popup and the tab may ask for all that they show", async () => {
  for (const name of ["popup", "tab", "options"]) {
    assert.ok(await allowed(TODAY, page(name)), name);
    assert.ok(await allowed(SKIP, page(name)), name);
  }
});

test("whoever is not a page of the add-on is not answered", async () => {
  for (const sender of [
    { id: "other@example.org", url: page("tab").url },
    { id: ID, url: "https://example.org/pages/tab/tab.html" },
    { id: ID, url: "moz-extension://rounds.example/pages/tab/tab.html" },
    { id: ID },
    {},
  ]) {
    assert.equal(await allowed(TODAY, sender), false, JSON.stringify(sender));
    assert.equal(await allowed(SKIP, sender), false, JSON.stringify(sender));
  }
});

test("the panel beside a note asks about its person and changes the remark alone", async () => {
  const panel = page("panel");
  assert.ok(await allowed({ type: "call", method: "turns.show", params: { turn: "t1" } }, panel));
  assert.ok(await allowed(edit({ remark: "Plays the cello" }), panel));
  assert.equal(await allowed(edit({ remark: "", addresses: [] }), panel), false);
  assert.equal(await allowed(SKIP, panel), false);
  assert.equal(await allowed({ type: "guardAnswer", tab: 1, send: true }, panel), false);
});

test("the guard's window decides, and does nothing else", async () => {
  assert.ok(await allowed({ type: "guardShow", tab: 1 }, page("guard")));
  assert.equal(await allowed(TODAY, page("guard")), false);
});

test("the script above a message asks about messages alone", async () => {
  const above = { id: ID, url: "imap://me@example.org/INBOX#1" };
  assert.equal(await allowed(SKIP, above), false);
  assert.equal(await allowed({ type: "write", turn: "t1" }, above), false);
});

test("a request is not looked for among what every object has", async () => {
  for (const type of ["constructor", "toString", "__proto__", "hasOwnProperty"]) {
    assert.equal(await allowed({ type }, page("tab")), false, type);
  }
});
