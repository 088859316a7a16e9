/** What tests do again and again, in the words of somebody who sits before Thunderbird. */
import assert from "node:assert/strict";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

import { connectionsCsv, inventPeople } from "../../data/people.js";
import { until } from "./processes.js";

/** @typedef {import("./thunderbird.js").Thunderbird} Thunderbird */
/** @typedef {import("./world.js").World} World */
/** @typedef {import("../../data/people.js").Invented} Invented */
/** @typedef {import("../../../extension/shared/wire.js").Turn} Turn */

/** A Monday morning. */
export const MONDAY = "2015-01-05T09:00:00+01:00";

/**
 * Invented people who all have an address.
 * @param {number} count
 * @returns {Invented[]}
 */
export function reachablePeople(count) {
  return inventPeople(2 * count)
    .filter(({ address }) => address)
    .slice(0, count);
}

/**
 * Gives the world's host a round of invented people, without a page.
 * @param {World} world
 * @param {{people: number | Invented[], now?: string, per_day?: number, start?: string}} options
 * @returns {Promise<string>} the round's id
 */
export async function makeRound(world, { people, now = MONDAY, per_day = 5, start }) {
  const list = Array.isArray(people) ? people : reachablePeople(people);
  const file = path.join(world.folder, "Connections.csv");
  fs.writeFileSync(file, connectionsCsv(list));
  world.now = now;
  await world.host("import", file);
  const { round } = await world.call("rounds.create", {
    fact: crypto.randomUUID(),
    name: "Everyone",
    start: start ?? now.slice(0, 10),
    per_day,
  });
  return round;
}

/** What stands below the people in the tab, and is shown once one of these is open. */
const BELOW_PEOPLE = ["addresses", "duplicates", "rules", "import"];

/**
 * Goes to a part of the open Rounds tab by its way.
 * @param {World} world
 * @param {string} name  such as "rules"
 */
export async function goTo({ thunderbird }, name) {
  if (BELOW_PEOPLE.includes(name)) {
    await thunderbird.click("tab", '[data-action="go-people"]');
  }
  await thunderbird.click("tab", `[data-action="go-${name}"]`);
}

/**
 * Gives the Rounds tab a file, as its picker does.
 * @param {World} world
 * @param {string} name
 * @param {string | Buffer} content
 */
export async function chooseFile({ thunderbird }, name, content) {
  await until("the tab asks for a file", () =>
    thunderbird.page("tab", () => document.querySelector('[data-field="file"]') !== null),
  );
  await thunderbird.page(
    "tab",
    (/** @type {string} */ name, /** @type {string} */ base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const picker = /** @type {HTMLInputElement} */ (
        document.querySelector('[data-field="file"]')
      );
      const chosen = new DataTransfer();
      chosen.items.add(new File([bytes], name));
      picker.files = chosen.files;
      picker.dispatchEvent(new Event("change", { bubbles: true }));
    },
    name,
    Buffer.from(content).toString("base64"),
  );
}

/**
 * Whom the open popup suggests, once it suggests so many.
 * @param {Thunderbird} thunderbird
 * @param {number} count
 * @returns {Promise<{turn: string, name: string}[]>}
 */
export async function suggested(thunderbird, count) {
  /** @type {{turn: string, name: string}[] | null} */
  let last = null;
  try {
    return await until(`the popup suggests ${count} people`, async () => {
      last = await thunderbird.page("popup", () =>
        document.body.dataset.view === "day"
          ? [
              .../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("#due > li")),
            ].map((row) => ({
              turn: row.dataset.turn ?? "",
              name: row.querySelector(".person-name bdi")?.textContent ?? "",
            }))
          : null,
      );
      return last?.length === count ? last : null;
    });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new Error(`${message}; it suggests ${JSON.stringify(last)}`, { cause: error });
  }
}

/**
 * Opens the popup and reads whom it suggests.
 * @param {Thunderbird} thunderbird
 * @param {number} count
 */
export async function openPopupWith(thunderbird, count) {
  await thunderbird.openPopup();
  return suggested(thunderbird, count);
}

/**
 * The button of one person's row.
 * @param {string} turn
 * @param {string} action
 */
export const rowButton = (turn, action) =>
  `[data-turn="${turn}"] button[data-action="${action}"], button[data-turn="${turn}"][data-action="${action}"]`;

/**
 * Clicks Write for a turn in the open popup, and waits for the compose window with its greeting.
 * @param {Thunderbird} thunderbird
 * @param {string} turn
 */
export async function pressWrite(thunderbird, turn) {
  await thunderbird.click("popup", rowButton(turn, "write"));
  try {
    return await until("the compose window has its greeting", async () => {
      const windows = await thunderbird.composing();
      return windows.find(({ text }) => /Dear /.test(text));
    });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new Error(`${message}; there are\n${await thunderbird.shown()}`, { cause: error });
  }
}

/**
 * Writes a note to a turn of the open popup, from Write to Send, and waits until the server has it.
 * @param {World} world
 * @param {string} turn
 * @param {{subject?: string, text?: string}} [note]
 */
export async function writeAndSend(world, turn, { subject = "Hello again", text } = {}) {
  const { thunderbird, smtp } = world;
  const { person } = (await world.call("turns.show", { turn })).turn;
  await pressWrite(thunderbird, turn);
  await thunderbird.write({ subject, text: text ?? "It has been a while. How are you?" });
  await thunderbird.pressSend();
  const message = await smtp.messageTo(person.addresses[0]);
  await thunderbird.composeWindows(0);
  return message;
}

/**
 * The turn as the host has it, once it is in this state.
 * @param {World} world
 * @param {string} turn
 * @param {string} state
 * @returns {Promise<Turn>}
 */
export async function turnIn(world, turn, state) {
  let last = "";
  try {
    return await until(`the turn is ${state}`, async () => {
      const shown = (await world.call("turns.show", { turn })).turn;
      last = shown.state;
      return last === state ? shown : null;
    });
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    throw new Error(`${message}; it is ${last}`, { cause: error });
  }
}

/**
 * The recipient must not be able to tell that Rounds had a hand in it.
 * @param {{raw: string}} message
 * @param {string} [turn]
 */
export function assertNothingOfOurs({ raw }, turn) {
  assert.doesNotMatch(raw, /rounds/i);
  if (turn) {
    assert.ok(!raw.includes(turn), "the turn's id is in the message");
  }
}

/**
 * The value of a header of a message, unfolded.
 * @param {string} raw
 * @param {string} name
 */
export function headerOf(raw, name) {
  const [head] = raw.split(/\r?\n\r?\n/, 1);
  const unfolded = head.replaceAll(/\r?\n[ \t]+/g, " ");
  return new RegExp(`^${name}: *(.*)$`, "im").exec(unfolded)?.[1]?.trim();
}
