/** A round of invented people that is under way, for the demonstration and for screenshots. */
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

import { connectionsCsv, inventPeople } from "../../tests/data/people.js";

/** @typedef {import("../../tests/e2e/support/world.js").World} World */

const PEOPLE = 1109;
const WEEKS = 16;
const USUAL_DAYS = ["mon", "tue", "wed", "thu", "fri"];
const DAY = 24 * 60 * 60_000;

/**
 * Gives the world's host the invented people.
 * @param {World} world
 * @returns {Promise<string>} the file with their list
 */
export async function importPeople(world) {
  const file = path.join(world.home, "Connections.csv");
  fs.writeFileSync(file, connectionsCsv(inventPeople(PEOPLE)));
  await world.host("import", file);
  return file;
}

/**
 * Makes a round that began some weeks ago, with notes to nearly everybody whose turn has come.
 * @param {World} world
 * @param {Date} now
 */
export async function writeThePast(world, now) {
  const { round } = await world.call("rounds.create", {
    fact: crypto.randomUUID(),
    name: "Everyone I know",
    start: new Date(now.getTime() - WEEKS * 7 * DAY).toISOString().slice(0, 10),
    per_day: 5,
  });
  await writeToday(world, round);
  const { turns } = await world.call("turns.list", { round, which: "waiting", limit: 500 });
  const past = turns.slice(0, WEEKS * 25 - 6);
  for (const [index, { turn }] of past.entries()) {
    const daysAgo = WEEKS * 7 - Math.floor((index / past.length) * (WEEKS * 7 - 1));
    await writtenBefore(world, turn, now, daysAgo * DAY);
  }
}

/**
 * Makes today one of the round's writing days: on a Sunday, too, a demonstration has somebody to write to.
 * @param {World} world
 * @param {string} round
 */
async function writeToday(world, round) {
  const { date, writing_day } = await world.call("today.show", { round });
  if (!writing_day) {
    const today = new Intl.DateTimeFormat("en", { weekday: "short", timeZone: "UTC" })
      .format(new Date(date))
      .toLowerCase();
    await world.call("rounds.edit", {
      fact: crypto.randomUUID(),
      round,
      writing_days: [...USUAL_DAYS, today],
    });
  }
}

/**
 * Marks a turn as written some time ago.
 * @param {World} world
 * @param {string} turn
 * @param {Date} now
 * @param {number} before in milliseconds
 */
export async function writtenBefore(world, turn, now, before) {
  await world.call("turns.sent", {
    fact: crypto.randomUUID(),
    turn,
    sent_at: new Date(now.getTime() - before).toISOString(),
    subject: "It has been a while",
  });
}
