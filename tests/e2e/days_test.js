import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { makeRound, openPopupWith, writeAndSend } from "./support/steps.js";
import { World } from "./support/world.js";

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  await makeRound(world, { people: 12, per_day: 2, now: "2015-01-01T09:00:00+01:00" });
});
after(() => world.stop());

/** @type {Set<string>} */
const written = new Set();

/**
 * Writes so many of today's notes.
 * @param {number} count
 */
async function writeNotes(count) {
  for (let left = count; left > 0; left--) {
    const { due } = await world.call("today.show");
    const [{ turn, name }] = await openPopupWith(world.thunderbird, due.length);
    assert.ok(!written.has(turn), `${name} was suggested again`);
    written.add(turn);
    await writeAndSend(world, turn);
    await world.thunderbird.badge(`${count - left + 1}/2`);
  }
}

test("Thursday: the round begins, and both notes are written", async () => {
  const thunderbird = await world.start({ now: "2015-01-01T09:00:00+01:00" });
  await thunderbird.badge("0/2");
  await writeNotes(2);
  await openPopupWith(thunderbird, 0);
  await thunderbird.closePopup();
});

test("Thursday, after midnight: a note still counts for the evening before", async () => {
  const thunderbird = await world.restart({ now: "2015-01-02T02:30:00+01:00" });
  await thunderbird.badge("2/2", /2 of 2 today/);
});

test("Friday: missed", async () => {
  const thunderbird = await world.restart({ now: "2015-01-02T20:00:00+01:00" });
  await thunderbird.badge("0/2");
});

test("Saturday is no writing day, and asks for nothing", async () => {
  const thunderbird = await world.restart({ now: "2015-01-03T11:00:00+01:00" });
  await thunderbird.badge("–", /Not a writing day/);
  await openPopupWith(thunderbird, 0);
  await thunderbird.closePopup();
});

test("Monday: Friday's notes are told of, not dumped onto today", async () => {
  const thunderbird = await world.restart({ now: "2015-01-05T09:00:00+01:00" });
  await thunderbird.badge("0/2", /2 behind/);
  await openPopupWith(thunderbird, 2);
  await thunderbird.closePopup();
  const { backlog, due } = await world.call("today.show");
  assert.deepEqual([backlog, due.length], [2, 2]);
});

test("Monday: a session catches up", async () => {
  const { thunderbird } = world;
  await openPopupWith(thunderbird, 2);
  await thunderbird.page("popup", () => {
    const size = /** @type {HTMLInputElement} */ (
      document.querySelector('[data-field="session-size"]')
    );
    size.value = "4";
  });
  await thunderbird.click("popup", '[data-action="session"]');
  for (let left = 4; left > 0; left--) {
    const [{ turn }] = await openPopupWith(thunderbird, left);
    written.add(turn);
    await writeAndSend(world, turn);
    if (left > 1) {
      await thunderbird.badge(`${5 - left}/4`);
    }
  }
  await thunderbird.badge("4/2", /4 of 2 today/);
  assert.equal(written.size, 6);
  assert.equal(world.smtp.messages.length, 6);
});

test("Tuesday: nobody is behind any more, and nobody is asked for twice", async () => {
  const thunderbird = await world.restart({ now: "2015-01-06T09:00:00+01:00" });
  const { title } = await thunderbird.badge("0/2", /0 of 2 today · 6 of 12 \(50\.0%\)/);
  assert.doesNotMatch(title, /behind/);
  await writeNotes(2);
  assert.equal(written.size, 8);
});
