import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";

/** @param {import("../../support/background.js").World} world */
async function pressNext(world) {
  await world.thunderbird.messenger.commands.onCommand.fire("next-note");
  await world.settled();
}

/** @param {import("../../support/background.js").World} world */
const written = (world) =>
  world.composeTabs.map(
    (/** @type {number} */ tab) =>
      world.thunderbird
        .details(tab)
        .customHeaders.find((/** @type {any} */ { name }) => name === "X-Rounds-Turn").value,
  );

test("one key opens the next of today's notes, and after Send the one after it", async () => {
  const world = await aMorning([["t1"], ["t2"]]);
  await pressNext(world);
  assert.deepEqual(written(world), ["t1"]);
  await world.thunderbird.send(world.composeTabs[0], { headerMessageId: "m1@x" });
  await world.settled();
  await pressNext(world);
  assert.deepEqual(written(world), ["t2"]);
});

test("a note that is open already is left to its window", async () => {
  const world = await aMorning([["t1"], ["t2"]]);
  await pressNext(world);
  await pressNext(world);
  assert.deepEqual(written(world), ["t1", "t2"]);
  await pressNext(world);
  assert.equal(world.composeTabs.length, 2, "with all of them open, one comes to the front");
});

test("when nobody is left, or the host is away, the Rounds tab says so", async () => {
  const world = await aMorning([]);
  await pressNext(world);
  assert.deepEqual(world.composeTabs, []);
  assert.equal(world.thunderbird.shown[0], "/pages/tab/tab.html");
});
