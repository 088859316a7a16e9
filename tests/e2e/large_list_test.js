import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { connectionsCsv, inventPeople } from "../data/people.js";
import { chooseFile, MONDAY, suggested } from "./support/steps.js";
import { World } from "./support/world.js";

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  await world.start({ now: MONDAY });
});
after(() => world.stop());

test("30,000 people are imported with visible progress", async () => {
  const { thunderbird } = world;
  await chooseFile(world, "Connections.csv", connectionsCsv(inventPeople(30_000)));
  await thunderbird.text("tab", /30,000 people found/);
  assert.equal((await world.call("people.list")).total, 0, "nothing is stored before Import");
  await thunderbird.watchProgress();

  await thunderbird.click("tab", '[data-action="import"]');

  await thunderbird.text("tab", /30,000 people are new/);
  const seen = await thunderbird.seenProgress();
  assert.ok(seen.length >= 3, `progress was seen at ${seen.join(", ") || "no point"}`);
  assert.deepEqual(
    seen,
    [...seen].sort((a, b) => a - b),
  );
  assert.equal((await world.call("people.list")).total, 30_000);
});

test("with 30,000 people the popup still shows today's at once", async (t) => {
  const { thunderbird } = world;
  await thunderbird.click("tab", '[data-action="go-on"]');
  await thunderbird.click("tab", '[data-action="create-round"]');
  await thunderbird.badge("0/5", /0 of 5 today · 0 of 30,000/);

  const times = [];
  for (let i = 0; i < 5; i++) {
    const begun = performance.now();
    await thunderbird.openPopup();
    await suggested(thunderbird, 5);
    times.push(Math.round(performance.now() - begun));
    await thunderbird.closePopup();
  }
  t.diagnostic(`from the click to today's people, in ms: ${times.join(", ")}`);
});
