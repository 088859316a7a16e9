import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { connectionsCsv, inventPeople } from "../data/people.js";
import { until } from "./support/processes.js";
import { chooseFile, openPopupWith } from "./support/steps.js";
import { World } from "./support/world.js";

const NEW_YEAR = "2015-01-01T09:00:00+01:00";
const people = inventPeople(1109);
const withoutAddress = people.filter(({ address }) => !address).length;

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  await world.start({ now: NEW_YEAR });
});
after(() => world.stop());

const stored = async () => (await world.call("people.list")).total;

/**
 * Types into a field of the round's form.
 * @param {string} name
 * @param {string} value
 */
async function fill(name, value) {
  await world.thunderbird.page(
    "tab",
    (/** @type {string} */ name, /** @type {string} */ value) => {
      const field = /** @type {HTMLInputElement} */ (
        document.querySelector(`[data-field="${name}"]`)
      );
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.dispatchEvent(new Event("change", { bubbles: true }));
    },
    name,
    value,
  );
}

test("the add-on welcomes in its tab, and the button says what to do", async () => {
  const { thunderbird } = world;
  await thunderbird.text("tab", /Welcome to Rounds/);
  await thunderbird.badge("+", /No round yet/);
  await thunderbird.openPopup();
  await thunderbird.text("popup", /No round yet/);
  await thunderbird.closePopup();
});

test("what is no list is refused with what to do, and nothing is changed", async () => {
  const { thunderbird } = world;
  const files = /** @type {const} */ ([
    [
      "letter.csv",
      "Dear Ann, how are you?\nYours, Rosa\n",
      /letter\.csv has no line with the names of columns/,
    ],
    ["empty.csv", "", /empty\.csv is empty/],
    ["people.xlsx", "PK\u0003\u0004[Content_Types].xml xl/workbook.xml", /people\.xlsx is a/],
  ]);
  for (const [name, content, said] of files) {
    await chooseFile(world, name, content);
    await thunderbird.text("tab", said);
    assert.equal(await stored(), 0);
  }
});

test("the list is shown before anything is stored, then imported", async () => {
  const { thunderbird } = world;
  const list = `${connectionsCsv(people)},,,nobody@example.org,Acme,,01 Jan 2015\n`;
  await chooseFile(world, "Connections.csv", list);
  const preview = await thunderbird.text("tab", /1,109 people found/);
  assert.match(preview, new RegExp(`${withoutAddress} have no mail address`));
  assert.match(preview, /1 line could not be used/);
  assert.match(preview, /1,?114/, "the line that could not be used");
  assert.equal(await stored(), 0);

  await thunderbird.click("tab", '[data-action="import"]');

  await thunderbird.text("tab", /1,109 people are new/);
  assert.equal(await stored(), 1109);
});

test("a round is made by pace or finish, each changing the other", async () => {
  const { thunderbird } = world;
  await thunderbird.click("tab", '[data-action="go-on"]');
  await thunderbird.text("tab", /5 a day, Monday to Friday: done on November 6, 2015/);
  await fill("perDay", "10");
  await thunderbird.text("tab", /10 a day, Monday to Friday: done on June 4, 2015/);
  await fill("finish", "2015-12-31");
  await thunderbird.text("tab", /5 a day, Monday to Friday: done on/);
  await fill("perDay", "5");
  await thunderbird.text("tab", /5 a day, Monday to Friday: done on November 6, 2015/);

  await thunderbird.click("tab", '[data-action="create-round"]');

  await thunderbird.badge("0/5", /0 of 5 today · 0 of 1,109/);
  const { rounds } = await world.call("rounds.list");
  assert.deepEqual(
    rounds.map((/** @type {any} */ { people, per_day, start }) => [people, per_day, start]),
    [[1109, 5, "2015-01-01"]],
  );
  const { due } = await world.call("today.show");
  const suggested = await openPopupWith(thunderbird, 5);
  assert.deepEqual(
    suggested.map(({ turn }) => turn),
    due.map((/** @type {any} */ { turn }) => turn),
  );
  await thunderbird.closePopup();
});

test("after a restart everything is where it was", async () => {
  const thunderbird = await world.restart();
  await thunderbird.badge("0/5", /0 of 5 today · 0 of 1,109/);
  await openPopupWith(thunderbird, 5);
  await thunderbird.closePopup();
  await thunderbird.openTab();
  await until("the tab shows the round", async () =>
    /1,109/.test(await thunderbird.page("tab", () => document.body.innerText)),
  );
});
