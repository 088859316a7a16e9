import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { until } from "./support/processes.js";
import { chooseFile, goTo, MONDAY, openPopupWith } from "./support/steps.js";
import { World } from "./support/world.js";

const HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
const BEN = "Ben,Okafor,https://social.example/in/ben,ben@example.org,Beta,CTO,09 Feb 2008\n";
const REST =
  "Carla,Rossi,https://social.example/in/carla,carla@example.org,Acme,Engineer,10 Feb 2010\n" +
  "Dan,Weber,https://social.example/in/dan,dan@example.org,Gamma,Recruiter,11 Feb 2014\n";
const ANN = (/** @type {string} */ company) =>
  `Dr. ANN,"LEE, PhD",https://social.example/in/ann,ann@work.example,${company},CEO,07 Feb 2012\n`;
const ANNIE = "Annie,Lee,,ann@home.example,Acme,,\n";

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  await world.start({ now: MONDAY });
});
after(() => world.stop());

/** @param {string} search */
const person = async (search) => (await world.call("people.list", { search })).people[0];

const total = async () => (await world.call("people.list")).total;

/** @param {string} list */
async function importList(list) {
  const { thunderbird } = world;
  await chooseFile(world, "Connections.csv", HEADER + list);
  await thunderbird.click("tab", '[data-action="import"]');
  await thunderbird.click("tab", '[data-action="go-on"]');
}

/**
 * Types into a field of the tab, once the page that has it is shown.
 * @param {string} name
 * @param {string | boolean} value
 */
const fill = (name, value) =>
  until(`${name} is filled in`, () =>
    world.thunderbird.page(
      "tab",
      (/** @type {string} */ name, /** @type {string | boolean} */ value) => {
        const field = /** @type {HTMLInputElement | null} */ (
          document.querySelector(`main > :not([hidden]) [data-field="${name}"]`)
        );
        if (!field) {
          return false;
        }
        if (typeof value === "boolean") {
          field.checked = value;
        } else {
          field.value = value;
        }
        field.dispatchEvent(new Event("input", { bubbles: true }));
        field.dispatchEvent(new Event("change", { bubbles: true }));
        return true;
      },
      name,
      value,
    ),
  );

test("two entries of one person are merged side by side, and come apart by undo", async () => {
  const { thunderbird } = world;
  await importList(ANN("Acme") + ANNIE + BEN + REST);
  assert.equal(await total(), 5);
  await goTo(world, "duplicates");
  await thunderbird.text("tab", /1 pair may be one person[^]*Both work at Acme/);
  await world.screenshot("people-duplicates");
  const { id } = await person("ann@work.example");

  await thunderbird.click("tab", `[data-action="merge"][data-keep="${id}"]`);

  await thunderbird.text("tab", /Nobody seems to be in the list twice[^]*/);
  assert.equal(await total(), 4);
  assert.deepEqual((await person("ann@work.example")).addresses, [
    "ann@work.example",
    "ann@home.example",
  ]);

  await thunderbird.click("tab", '[data-action="undo"]');
  await thunderbird.text("tab", /1 pair may be one person/);
  assert.equal(await total(), 5);

  await thunderbird.click("tab", `[data-action="merge"][data-keep="${id}"]`);
  await thunderbird.text("tab", /Nobody seems to be in the list twice/);
});

test("a list imported again next month doubles nobody and keeps a new employer as a change", async () => {
  await goTo(world, "import");
  await importList(ANN("Delta") + ANNIE + BEN + REST);
  assert.equal(await total(), 4, "the merged entry was not added again");
  const { id } = await person("ann@work.example");
  const { changes } = await world.call("people.show", { person: id });
  assert.deepEqual(changes, [{ on: "2015-01-05", field: "company", was: "Acme", now: "Delta" }]);
});

test("a rule says how the user knows people, another leaves some out of rounds", async () => {
  const { thunderbird } = world;
  await goTo(world, "rules");
  await fill("fromYear", "2008");
  await fill("toYear", "2010");
  await thunderbird.text("tab", /2 people\s+Ben Okafor and Carla Rossi/);
  await fill("knownFrom", "Early days");
  await thunderbird.click("tab", '[data-action="save-rule"]');
  await thunderbird.text("tab", /known from Early days\s+connected from 2008 to 2010/);
  assert.equal((await person("carla")).known_from, "Early days");

  await fill("position", "recruiter");
  await fill("leaveOut", true);
  await thunderbird.click("tab", '[data-action="save-rule"]');
  await thunderbird.text("tab", /left out of rounds\s+position “recruiter”/);
  await world.screenshot("people-rules");
});

test("a round goes through its people in the order that was chosen, without those left out", async () => {
  const { thunderbird } = world;
  await thunderbird.click("tab", '[data-action="go-plan"]');
  await thunderbird.text("tab", /Left out by rules: 1 person/);
  await fill("order", "connected_on");
  await world.screenshot("people-plan");
  await thunderbird.click("tab", '[data-action="create-round"]');

  const due = await openPopupWith(thunderbird, 3);
  assert.deepEqual(
    due.map(({ name }) => name),
    ["Ben Okafor", "Carla Rossi", (await person("ann@work.example")).full],
  );
  await thunderbird.closePopup();
});

test("whoever comes later waits for the next round", async () => {
  const { thunderbird } = world;
  await goTo(world, "import");
  await importList("Eva,Novak,,eva@example.org,,,\n");
  await thunderbird.click("tab", '[data-action="go-today"]');
  await thunderbird.text("tab", /1 person is new since this round began/);
  await world.screenshot("people-newcomers");
  assert.equal((await world.call("today.show")).people, 3);
});

test("one person is moved to the front", async () => {
  const { thunderbird } = world;
  const [, , { turn, name }] = await openPopupWith(thunderbird, 3);
  await thunderbird.closePopup();
  await thunderbird.click("tab", '[data-action="list-waiting"]');
  await thunderbird.click("tab", `[data-action="front"][data-turn="${turn}"]`);
  await thunderbird.text("tab", new RegExp(`Moved ${name.replaceAll(".", "\\.")} to the front`));
  const [first] = await openPopupWith(thunderbird, 3);
  assert.equal(first.turn, turn);
});
