import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { until } from "./support/processes.js";
import {
  makeRound,
  MONDAY,
  openPopupWith,
  rowButton,
  suggested,
  turnIn,
  writeAndSend,
} from "./support/steps.js";
import { World } from "./support/world.js";

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  await makeRound(world, { people: 40 });
  await world.start({ now: MONDAY });
});
after(() => world.stop());

/**
 * Waits until the popup no longer suggests this person.
 * @param {string} turn
 */
const goneFromPopup = (turn) =>
  until("the popup no longer suggests the person", async () => {
    const due = await suggested(world.thunderbird, 5);
    return due.every((person) => person.turn !== turn) ? due : null;
  });

test("somebody skipped with a reason makes room for the next, and comes back by undo", async () => {
  const { thunderbird } = world;
  const before = await openPopupWith(thunderbird, 5);
  const [{ turn, name }] = before;

  await thunderbird.click("popup", rowButton(turn, "skip"));
  await thunderbird.click("popup", '[data-action="skip-reason"][data-reason="unknown"]');

  const after = await goneFromPopup(turn);
  assert.deepEqual(after.slice(0, 4), before.slice(1), "the others stay, and one comes in");
  const skipped = await turnIn(world, turn, "skipped");
  assert.equal(skipped.skip_reason, "no idea who this is");
  await thunderbird.badge("0/5", /1 of 40/);

  await thunderbird.text("popup", new RegExp(`Skipped ${name}`));
  await thunderbird.click("popup", '[data-action="undo"]');

  await turnIn(world, turn, "waiting");
  await until("the person is suggested again", async () =>
    (await suggested(thunderbird, 5)).some((person) => person.turn === turn),
  );
  assert.deepEqual(await suggested(thunderbird, 5), before);
});

test("somebody snoozed until tomorrow comes back tomorrow, before the others", async () => {
  const { thunderbird } = world;
  const due = await openPopupWith(thunderbird, 5);
  const { turn } = due[2];

  await thunderbird.click("popup", rowButton(turn, "snooze"));
  await thunderbird.click("popup", '[data-action="snooze-tomorrow"]');

  await goneFromPopup(turn);
  const { state, snoozed_until } = await turnIn(world, turn, "waiting");
  assert.deepEqual([state, snoozed_until], ["waiting", "2015-01-06"]);

  const tomorrow = await world.restart({ now: "2015-01-06T09:00:00+01:00" });
  const [first] = await openPopupWith(tomorrow, 5);
  assert.equal(first.turn, turn);
  await world.restart({ now: MONDAY });
});

test("a note that counted by mistake is taken back by undo", async () => {
  const { thunderbird } = world;
  const [{ turn, name }] = await openPopupWith(thunderbird, 5);
  await writeAndSend(world, turn);
  await turnIn(world, turn, "written");
  await thunderbird.badge("1/5");

  await thunderbird.openPopup();
  await thunderbird.text("popup", new RegExp(`Wrote to ${name}`));
  await thunderbird.click("popup", '[data-action="undo"]');

  await thunderbird.badge("0/5");
  assert.notEqual((await turnIn(world, turn, "waiting")).state, "written");
});

test("a session of three is counted by itself, beyond today's share", async () => {
  const { thunderbird } = world;
  await openPopupWith(thunderbird, 5);
  await thunderbird.page("popup", () => {
    const size = /** @type {HTMLInputElement} */ (
      document.querySelector('[data-field="session-size"]')
    );
    size.value = "3";
  });
  await thunderbird.click("popup", '[data-action="session"]');

  const [{ turn }] = await suggested(thunderbird, 3);
  await writeAndSend(world, turn);

  await thunderbird.badge("1/3", /1 of 3 in this session/);
  await openPopupWith(thunderbird, 2);
  await thunderbird.click("popup", '[data-action="end-session"]');
  await thunderbird.badge("1/5");
});
