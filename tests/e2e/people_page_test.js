import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inventPeople } from "../data/people.js";
import { until } from "./support/processes.js";
import { makeRound } from "./support/steps.js";
import { World } from "./support/world.js";

const PEOPLE = 30_000;
const EVERYBODY = new RegExp(`\\b${PEOPLE.toLocaleString("en")} people`);
const MARKUP = '<img src="x" onerror="document.title=1">';
const LONG = "Ferdinanda-Wilhelmine Constantinopolitana ".repeat(4).trim();

/** @type {World} */
let world;
before(async () => {
  world = await World.make({ dark: Boolean(process.env.ROUNDS_DARK) });
  const people = inventPeople(PEOPLE);
  Object.assign(people[0], { given: MARKUP, family: "Zzmarkup" });
  Object.assign(people[1], { given: LONG, family: "Aaalong", company: LONG, position: LONG });
  await makeRound(world, { people });
  const thunderbird = await world.start({ now: world.now });
  await thunderbird.openTab();
  await thunderbird.click("tab", '[data-action="go-people"]');
  await searched("");
  await thunderbird.text("tab", EVERYBODY);
});
after(() => world.stop());

/**
 * Presses a key as a keyboard does, wherever the keyboard is in the tab, as soon as the page hears it:
 * a window that has only begun to take the keyboard loses what is pressed.
 * @param {string} key  as KeyboardEvent names it
 * @param {("Control" | "Shift")[]} [held]
 */
async function press(key, held = []) {
  const { thunderbird } = world;
  await until(`the page hears ${key}`, async () => {
    await thunderbird.page("tab", () => {
      const { dataset } = document.documentElement;
      delete dataset.heard;
      document.addEventListener("keydown", ({ key }) => (dataset.heard = key), {
        capture: true,
        once: true,
      });
    });
    await thunderbird.chrome(
      (/** @type {string} */ key, /** @type {string[]} */ held) => {
        const window = mainWindow();
        window.focus();
        Services.focus.setFocus(pageBrowser("tab"), Services.focus.FLAG_BYMOUSE);
        const processor = Cc["@mozilla.org/text-input-processor;1"].createInstance(
          Ci.nsITextInputProcessor,
        );
        processor.beginInputTransactionForTests(window);
        const events = [...held, key].map((name) => new window.KeyboardEvent("", { key: name }));
        events.forEach((event) => processor.keydown(event));
        events.toReversed().forEach((event) => processor.keyup(event));
      },
      key,
      held,
    );
    // What is on its way must not be pressed a second time.
    return thunderbird.page(
      "tab",
      () =>
        new Promise((resolve) => {
          const isHeard = () => "heard" in document.documentElement.dataset;
          if (isHeard()) {
            resolve(true);
          }
          document.addEventListener("keydown", () => resolve(true), { capture: true, once: true });
          setTimeout(() => resolve(isHeard()), 2000);
        }),
    );
  });
}

/** @param {string} words */
async function type(words) {
  for (const letter of words) {
    await press(letter);
  }
}

/** The texts of the row where the keyboard is, once it is known who stands there. */
function here() {
  return until("the keyboard is on somebody", () =>
    world.thunderbird.page("tab", () => {
      const row = document.querySelector("#people-grid .here");
      const texts = [...(row?.querySelectorAll("bdi") ?? [])].map((cell) => cell.textContent);
      return texts.length > 1 ? texts : null;
    }),
  );
}

/** Waits until the list is the one of a search. @param {string} search */
const searched = (search) =>
  until(`“${search}” was searched for`, () =>
    world.thunderbird.page(
      "tab",
      (/** @type {string} */ search) => {
        const count = /** @type {HTMLElement | null} */ (document.querySelector(".people-count"));
        return count?.dataset.search === search;
      },
      search,
    ),
  );

/** @param {string} name  of a field, or the id of something else */
const keyboardIsIn = (name) =>
  until(`the keyboard is in ${name}`, () =>
    world.thunderbird.page(
      "tab",
      (/** @type {string} */ name) => {
        const { activeElement } = document;
        return [
          /** @type {HTMLElement} */ (activeElement).dataset.field,
          activeElement?.id,
        ].includes(name);
      },
      name,
    ),
  );

/** @param {object} params */
const total = async (params) => (await world.call("people.list", params)).total;

/** @param {object} params */
const firstName = async (params) =>
  (await world.call("people.list", { ...params, limit: 1 })).people[0].full;

test("a search answers while one types", async (t) => {
  await press("/");
  await keyboardIsIn("search");
  await type("kowalska");
  await searched("kowalska");
  const found = await total({ search: "kowalska" });
  await world.thunderbird.text("tab", new RegExp(`\\b${found.toLocaleString("en")} people`));

  const times = await world.thunderbird.page("tab", async () => {
    const field = /** @type {HTMLInputElement} */ (document.querySelector('[data-field="search"]'));
    const count = /** @type {HTMLElement} */ (document.querySelector(".people-count"));
    const times = [];
    for (const value of ["k", "ko", "kow", "kowa", "", "a", "an", "ann", ""]) {
      const begun = performance.now();
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      while (count.dataset.search !== value) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
      times.push(`${value || "(nothing)"} ${Math.round(performance.now() - begun)}`);
    }
    return times;
  });
  t.diagnostic(`from typing to the result, in ms: ${times.join(", ")}`);
});

test("the keyboard goes through the whole list", async () => {
  await press("ArrowDown");
  await keyboardIsIn("people-grid");
  assert.equal((await here())[0], await firstName({}));
  await press("End");
  const last = (await world.call("people.list", { offset: PEOPLE - 1 })).people[0];
  await until("the last is shown", async () => (await here())[0] === last.full);
  await world.screenshot("people-end");
  await press("Home");
  await until("the first is shown again", async () => (await here())[0] === (await firstName({})));
});

test("a column sorts the list, and turns it around", async () => {
  const { thunderbird } = world;
  for (const descending of [false, true]) {
    await thunderbird.click("tab", '[data-action="sort"][data-order="company"]');
    const way = descending ? "descending" : "ascending";
    await until(`sorted ${way}`, () =>
      thunderbird.page(
        "tab",
        (/** @type {string} */ way) =>
          document.querySelector(`.tabulator-col[aria-sort="${way}"] [data-order="company"]`) !==
          null,
        way,
      ),
    );
    const name = await firstName({ sort: "company", descending });
    assert.equal((await here())[0], name);
  }
  await thunderbird.click("tab", '[data-action="sort"][data-order="family_name"]');
});

test("many are chosen and changed at one go, and one undo takes it back", async () => {
  const { thunderbird } = world;
  await press("/");
  await keyboardIsIn("search");
  await type("kowalska");
  await searched("kowalska");
  await press("ArrowDown");
  await press(" ");
  await thunderbird.text("tab", /1 person chosen/);
  await press("ArrowDown", ["Shift"]);
  await press("ArrowDown", ["Shift"]);
  await thunderbird.text("tab", /3 people chosen/);
  await press("a", ["Control"]);
  const found = await total({ search: "kowalska" });
  await thunderbird.text("tab", new RegExp(`\\b${found.toLocaleString("en")} people chosen`));
  await world.screenshot("people-chosen");

  await thunderbird.click("tab", '[data-field="known-from-many"]');
  await type("School");
  await press("Enter");

  const filter = { known_from: "School" };
  await until("they are known from school", async () => (await total({ filter })) === found);
  await thunderbird.text("tab", new RegExp(`Changed ${found.toLocaleString("en")} people`));
  await thunderbird.click("tab", '[data-action="undo"]');
  await until("that is taken back", async () => (await total({ filter })) === 0);
  await thunderbird.click("tab", '[data-action="choose-nobody"]');
  await keyboardIsIn("people-grid");
});

test("one person is opened, changed and left by the keyboard alone", async () => {
  const { thunderbird } = world;
  await press("Enter");
  await keyboardIsIn("person-given");
  const given = await thunderbird.page(
    "tab",
    () =>
      /** @type {HTMLInputElement} */ (document.querySelector('[data-field="person-given"]')).value,
  );
  await press("a", ["Control"]);
  await type("Zbigniewa");
  await world.screenshot("people-panel");
  await press("Enter");
  await until("she is called so", async () => (await total({ search: "Zbigniewa" })) === 1);
  await keyboardIsIn("people-grid");
  // The Undo before it would take back something else.
  await thunderbird.click("tab", '[data-action="undo"][aria-label*="Zbigniewa"]');
  await until("that is taken back", async () => (await total({ search: "Zbigniewa" })) === 0);
  await thunderbird.page("tab", () => document.getElementById("people-grid")?.focus());
  await until("the old name is back", async () => (await here())[0].startsWith(given));
  await press("Enter");
  await keyboardIsIn("person-given");
  await press("Escape");
  await keyboardIsIn("people-grid");
});

/** Whether the panel with one person is there. */
const isPanelOpen = () =>
  world.thunderbird.page("tab", () => document.querySelector(".person-panel form") !== null);

test("what is filled in and not saved is not given up by one Escape", async () => {
  const { thunderbird } = world;
  await press("Enter");
  await keyboardIsIn("person-given");
  await press("a", ["Control"]);
  await type("Zygmunta");
  await press("Escape");
  await until("it is told in sight", () =>
    thunderbird.page("tab", () => {
      const told = /** @type {HTMLElement} */ (
        document.querySelector(".person-panel .row-problem")
      );
      const { x, y, width, height } = told.getBoundingClientRect();
      const there = document.elementFromPoint(x + width / 2, y + height / 2);
      return /not saved\. Close once more/.test(told.innerText) && told.contains(there);
    }),
  );
  await keyboardIsIn("person-given");
  await world.screenshot("people-unsaved");
  await type("x");
  await thunderbird.page("tab", () => document.getElementById("people-grid")?.focus());
  await press("Escape");
  assert.equal(await isPanelOpen(), true, "it is another change, and told from the list, too");
  await press("Escape");
  await until("the panel is closed", async () => !(await isPanelOpen()));
  assert.equal(await total({ search: "Zygmunta" }), 0);
});

test("a name is never markup, and no name is too long", async () => {
  const { thunderbird } = world;
  await press("/");
  await keyboardIsIn("search");
  await press("a", ["Control"]);
  await type("zzmarkup");
  await searched("zzmarkup");
  await press("Enter");
  assert.match((await here())[0], /<img src="x" onerror=/);
  assert.equal(await thunderbird.page("tab", () => document.querySelector("#people img")), null);
  await press("/");
  await keyboardIsIn("search");
  await press("a", ["Control"]);
  await type("aaalong");
  await searched("aaalong");
  await press("Enter");
  await press("Enter");
  await keyboardIsIn("person-given");
  await world.screenshot("people-long");
  await press("Escape");
});

test("where nobody matches, the page says what to do", async () => {
  const { thunderbird } = world;
  await press("/");
  await keyboardIsIn("search");
  await press("a", ["Control"]);
  await type("qqqq");
  await searched("qqqq");
  await thunderbird.text("tab", /Nobody matches/);
  await world.screenshot("people-nobody");
  await thunderbird.click("tab", '[data-action="show-everybody"]');
  await searched("");
  await thunderbird.text("tab", EVERYBODY);
});

test("the filters narrow the list", async () => {
  const { thunderbird } = world;
  await thunderbird.click("tab", '[data-action="filters"]');
  await thunderbird.page("tab", () => {
    const field = /** @type {HTMLSelectElement} */ (
      document.querySelector('[data-field="filter-addresses"]')
    );
    field.value = "without";
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const without = await total({ filter: { without_address: true } });
  assert.ok(without > 0);
  await thunderbird.text("tab", new RegExp(`\\b${without.toLocaleString("en")} people`));
  await world.screenshot("people-filters");
  await thunderbird.click("tab", '[data-action="clear-filters"]');
  await thunderbird.text("tab", EVERYBODY);
  await keyboardIsIn("search");
});

test("a round is made of those who are chosen", async () => {
  const { thunderbird } = world;
  await press("ArrowDown");
  await keyboardIsIn("people-grid");
  await press(" ");
  await press("ArrowDown", ["Shift"]);
  await thunderbird.text("tab", /2 people chosen/);
  await thunderbird.click("tab", '[data-action="make-round"]');
  await thunderbird.text("tab", /The round is for the 2 people whom you chose/);
  await thunderbird.click("tab", '[data-action="create-round"]');
  const rounds = await until("the round is made", async () => {
    const { rounds } = await world.call("rounds.list");
    return rounds.length === 2 ? rounds : null;
  });
  assert.equal(rounds[0].people, 2);
});
