/**
 * Shows Rounds in a Thunderbird that is thrown away afterwards: a home of its own, 1,109 invented
 * people in a round that is under way, an IMAP server and an SMTP sink on loopback.
 */
import { until } from "../../tests/e2e/support/processes.js";
import { World } from "../../tests/e2e/support/world.js";
import { importPeople, writeThePast } from "./demo_round.js";
import { painted } from "./painted.js";

const unseen = !process.env.DISPLAY;
const world = await World.make({ seen: !unseen });
console.log("Preparing invented people and a round that is under way …");
const file = await importPeople(world);
await writeThePast(world, new Date());
const thunderbird = await world.start();
console.log(`Everything lies in ${world.folder} and is deleted at the end.
The people are those of ${file}; import it again if you like.
Mail goes to a server on this machine that keeps it and sends nothing on.`);

if (unseen) {
  await thunderbird.openTab();
  await thunderbird.text("tab", /1,109/);
  await until("today's people are drawn", () =>
    thunderbird.page("tab", () => document.querySelector("#list .people > li") !== null),
  );
  await painted(world);
  await world.screenshot("demo-tab");
  await thunderbird.openPopup();
  await thunderbird.text("popup", /Write/);
  await painted(world, "popup");
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
