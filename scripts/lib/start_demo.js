/**
 * Shows Rounds in a Thunderbird that is thrown away afterwards: a home of its own, 1,109 invented
 * people in a round that is under way, an IMAP server and an SMTP sink on loopback.
 */
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";

import { connectionsCsv, inventPeople } from "../../tests/data/people.js";
import { World } from "../../tests/e2e/support/world.js";

const PEOPLE = 1109;
const WEEKS_UNDER_WAY = 20;

const unseen = !process.env.DISPLAY;
const world = await World.make({ seen: !unseen });
const file = path.join(world.home, "Connections.csv");
fs.writeFileSync(file, connectionsCsv(inventPeople(PEOPLE)));
console.log(`Preparing ${PEOPLE} invented people and a round that is under way …`);
await world.host("import", file);
await writeThePast(WEEKS_UNDER_WAY);
const thunderbird = await world.start();
console.log(`Everything lies in ${world.folder} and is deleted at the end.
The people are those of ${file}; import it again if you like.
Mail goes to a server on this machine that keeps it and sends nothing on.`);

if (unseen) {
  await thunderbird.openTab();
  await thunderbird.text("tab", /1,109/);
  await world.screenshot("demo-tab");
  await thunderbird.openPopup();
  await thunderbird.text("popup", /\S/);
  await world.screenshot("demo-popup");
  await thunderbird.closePopup();
  await world.screenshot("demo-button");
  console.log("There is no display: Thunderbird ran unseen. Screenshots: build/screenshots");
} else {
  console.log("Quit Thunderbird to end the demonstration.");
  process.once("SIGINT", () => thunderbird.process.stop());
  await thunderbird.process.ended;
}
await world.stop();
process.exit(0);

/**
 * Makes a round that began some weeks ago, with a note to nearly everybody whose turn has come.
 * @param {number} weeks
 */
async function writeThePast(weeks) {
  const day = 24 * 60 * 60_000;
  const start = new Date(Date.now() - weeks * 7 * day).toISOString().slice(0, 10);
  const { round } = await world.call("rounds.create", {
    fact: crypto.randomUUID(),
    name: "Everyone I know",
    start,
    per_day: 5,
  });
  const { turns } = await world.call("turns.list", { round, which: "waiting", limit: 500 });
  const past = turns.slice(0, weeks * 25 - 12);
  for (const [index, { turn }] of past.entries()) {
    const days = weeks * 7 - Math.floor((index / past.length) * (weeks * 7 - 1));
    await world.call("turns.sent", {
      fact: crypto.randomUUID(),
      turn,
      sent_at: new Date(Date.now() - days * day).toISOString(),
      subject: "It has been a while",
    });
  }
}
