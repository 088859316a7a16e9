/** Thunderbird stops the background page, as it does when it seems idle, at the worst moments. */
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { until } from "./support/processes.js";
import { makeRound, MONDAY, openPopupWith, pressWrite, turnIn } from "./support/steps.js";
import { World } from "./support/world.js";

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  await makeRound(world, { people: 10 });
  await world.start({ now: MONDAY });
});
after(() => world.stop());

/** The host ends, and cannot be started again until what this gives is called. */
async function hostAway() {
  const manifest = path.join(world.home, ".mozilla/native-messaging-hosts/rounds_host.json");
  fs.renameSync(manifest, `${manifest}.away`);
  for (const host of world.hosts()) {
    process.kill(host, "SIGKILL");
  }
  await until("the host is missed", async () => (await world.thunderbird.button()).badge === "!");
  return () => fs.renameSync(`${manifest}.away`, manifest);
}

/** Stops the background page for certain. */
async function stopBackground() {
  await world.thunderbird.chrome(async () => {
    const { extension } = WebExtensionPolicy.getByID(ADD_ON);
    await extension.terminateBackground({ disableResetIdleForTest: true });
    await waitFor("the background is stopped", () => extension.backgroundState === "stopped");
  });
}

test("a decision reaches a held note after the background was stopped, and counts once", async () => {
  const { thunderbird, smtp } = world;
  const [{ turn }] = await openPopupWith(thunderbird, 5);
  await pressWrite(thunderbird, turn);
  await thunderbird.write({ subject: "In between", text: "How are you these days?" });
  const hostBack = await hostAway();

  await thunderbird.pressSend();
  await thunderbird.text("guard", /was not checked/);
  await stopBackground();
  assert.equal(smtp.messages.length, 0);
  await thunderbird.click("guard", '[data-action="send"]');
  await until("the note has left", () => smtp.messages.length === 1);
  await thunderbird.composeWindows(0);

  // What is to be recorded waits in storage, and the page that put it there may be stopped again.
  await until("the note is kept for the host", () =>
    thunderbird.page("background", async () => {
      const { outbox = [] } = await messenger.storage.local.get("outbox");
      return outbox.some((/** @type {{method: string}} */ { method }) => method === "turns.sent");
    }),
  );
  await stopBackground();
  hostBack();
  await thunderbird.openPopup();
  await turnIn(world, turn, "written");
  const { person } = (await world.call("turns.show", { turn })).turn;
  const { notes } = await world.call("people.show", { person: person.id });
  assert.equal(notes.length, 1);
  assert.equal(smtp.messages.length, 1);
  await thunderbird.badge("1/5");
});

test("a note that is gone back to after a stop can be written on and sent", async () => {
  const { thunderbird, smtp } = world;
  const [{ turn }] = await openPopupWith(thunderbird, 4);
  await pressWrite(thunderbird, turn);
  await thunderbird.replaceText("Dear Bartholomew,\n\nhow are you these days?");
  await thunderbird.write({ subject: "It has been a while" });
  await thunderbird.pressSend();
  await thunderbird.text("guard", /Dear Bartholomew/);
  await stopBackground();
  await thunderbird.click("guard", '[data-action="back"]');
  await until("the guard has gone", () => thunderbird.chrome(() => pageBrowser("guard") === null));
  await thunderbird.write({ text: " I hope well." });
  await thunderbird.pressSend();
  await thunderbird.click("guard", '[data-action="send"]');
  await until("the note has left", () => smtp.messages.length === 2);
  await turnIn(world, turn, "written");
});
