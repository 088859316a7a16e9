import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { until } from "./support/processes.js";
import { makeRound, openPopupWith } from "./support/steps.js";
import { World } from "./support/world.js";

const MONDAY = "2015-01-05T09:00:00+01:00";
const THURSDAY = "2015-01-08T09:00:00+01:00";
const FRIDAY = "2015-01-09T09:00:00+01:00";

/** @type {World} */
let world;
/** @type {string} */
let round;
before(async () => {
  world = await World.make({ dark: Boolean(process.env.ROUNDS_DARK) });
  round = await makeRound(world, { people: 60, per_day: 5, now: MONDAY });
  await world.start({ now: THURSDAY });
});
after(() => world.stop());

const PREVIEW = '[data-part="pace-preview"]';
const CATCH_UP = '[data-part="catch-up"]';

/** The round as the host has it. */
async function stored() {
  const { rounds } = await world.call("rounds.list");
  return rounds.find((/** @type {{round: string}} */ one) => one.round === round);
}

/** Fills a field of the tab, once it is there, as typing does. @param {string} field @param {string} value */
const type = (field, value) =>
  until(`${field} can be filled in`, () =>
    world.thunderbird.page(
      "tab",
      (/** @type {string} */ field, /** @type {string} */ value) => {
        const found = document.querySelectorAll(`[data-field="${field}"]`);
        const input = /** @type {HTMLInputElement | undefined} */ (found[found.length - 1]);
        if (input) {
          input.value = value;
          input.dispatchEvent(new Event("input", { bubbles: true }));
        }
        return Boolean(input);
      },
      field,
      value,
    ),
  );

/** What a part of the tab says, once it matches. @param {string} part @param {RegExp} pattern */
const says = (part, pattern) =>
  until(`${part} says ${pattern}`, async () => {
    const words = await world.thunderbird.page(
      "tab",
      (/** @type {string} */ part) =>
        /** @type {HTMLElement | null} */ (document.querySelector(part))?.innerText ?? "",
      part,
    );
    return pattern.test(words) ? words : "";
  });

/** Undoes what was done last, once that is what the tab's Undo is about. */
async function undo() {
  const { fact } = await world.call("facts.latest");
  await world.thunderbird.click("tab", `#round [data-action="undo"][data-fact="${fact}"]`);
}

test("a change of pace shows what it does, is stored only then, and can be undone", async () => {
  const { thunderbird } = world;
  await thunderbird.badge("0/5", /15 behind/);
  await thunderbird.openTab();
  await says(CATCH_UP, /Keep the pace[\s\S]*Write a session today[\s\S]*Take a new pace/);
  await world.screenshot("catch-up");

  await thunderbird.click("tab", '[data-action="change-pace"]');
  await says(PREVIEW, /Nothing is changed yet/);
  await type("pace-per-day", "8");
  await says(
    PREVIEW,
    /8 a day, Monday to Friday: done on January \d+, 2015[\s\S]*Back on pace on January \d+, 2015/,
  );
  await world.screenshot("pace-preview");
  assert.equal((await stored()).per_day, 5);

  await thunderbird.click("tab", '[data-action="save-pace"]');
  await until("the pace is stored", async () => (await stored()).per_day === 8);
  await thunderbird.badge("0/8");
  await undo();
  await until("the pace is as it was", async () => (await stored()).per_day === 5);
});

test("days off and a finish are shown before they are stored", async () => {
  const { thunderbird } = world;
  const before = (await stored()).finishes_on;
  await thunderbird.click("tab", '[data-action="change-pace"]');
  await thunderbird.click("tab", '[data-action="add-day-off"]');
  await type("off-from", "2015-01-12");
  await type("off-to", "2015-01-16");
  await thunderbird.click("tab", '[data-action="add-day-off"]');
  await type("off-from", "2015-01-20");
  await says(PREVIEW, /done on \w+ \d+, 2015[\s\S]*So far: done on/);
  assert.deepEqual((await stored()).days_off, []);
  await thunderbird.click("tab", '[data-action="save-pace"]');
  await until("the days off are stored", async () => (await stored()).days_off.length === 2);
  const { days_off, finishes_on } = await stored();
  assert.deepEqual(days_off, [
    { from: "2015-01-12", to: "2015-01-16" },
    { from: "2015-01-20", to: "2015-01-20" },
  ]);
  assert.ok(finishes_on > before);

  await thunderbird.click("tab", '[data-action="change-pace"]');
  await type("pace-finish", "2015-03-31");
  await says(PREVIEW, /2 a day, Monday to Friday: done on \w+ \d+, 2015/);
  await thunderbird.click("tab", '[data-action="cancel-pace"]');
  assert.equal((await stored()).finish, undefined);
});

test("each of the three ways after missed days is one click, and can be undone", async () => {
  const { thunderbird } = world;
  const backlog = async () => (await world.call("today.show")).backlog;
  const behind = () => until("15 are behind", async () => (await backlog()) === 15);

  await thunderbird.click("tab", '[data-action="catch-up-keep"]');
  await until("nothing is behind", async () => (await backlog()) === 0);
  assert.equal((await stored()).per_day, 5);
  await thunderbird.badge("0/5", /^(?!.*behind)/);
  await undo();
  await behind();

  const { pace } = await world.call("rounds.ways", { round });
  await says(CATCH_UP, new RegExp(`${pace.per_day} notes a day from now on`));
  await thunderbird.click("tab", '[data-action="catch-up-pace"]');
  await until("the pace is new", async () => (await stored()).per_day === pace.per_day);
  assert.equal(await backlog(), 0);
  await undo();
  await behind();

  const { session } = await world.call("rounds.ways", { round });
  await thunderbird.click("tab", '[data-action="catch-up-session"]');
  await thunderbird.badge(`0/${session.notes}`);
  await thunderbird.text("tab", new RegExp(`${session.notes} more`));
  await thunderbird.click("tab", '[data-action="end-session"]');
  await thunderbird.badge("0/5");
});

test("a paused round asks for nothing until it is resumed, and nothing piles up", async () => {
  const { thunderbird } = world;
  await thunderbird.click("tab", '[data-action="pause"]');
  await thunderbird.badge("–", /The round is paused/);
  await thunderbird.text("tab", /The round is paused[\s\S]*Since January 8, 2015/);
  await world.screenshot("paused-tab");

  const later = await world.restart({ now: FRIDAY });
  await later.badge("–", /The round is paused/);
  await openPopupWith(later, 0);
  await later.text("popup", /The round is paused/);
  await world.screenshot("paused-popup");
  await later.click("popup", '[data-action="resume"]');
  await later.badge("0/5", /15 behind/);
  await openPopupWith(later, 5);
});
