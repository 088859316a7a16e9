import assert from "node:assert/strict";
import { test } from "node:test";
import { reported } from "../../../../extension/background/host/reported.js";
import { World } from "../../support/background.js";

test("what fails while nobody waits is told, and what is left undone is named", async (t) => {
  const told = t.mock.method(console, "error", () => {});
  const failure = new Error("The disk is full.");
  const listener = reported("A draft was not bound", async (/** @type {string} */ draft) => {
    assert.equal(draft, "d1");
    throw failure;
  });
  await listener("d1");
  assert.deepEqual(told.mock.calls[0].arguments, ["A draft was not bound:", failure]);
});

test("a Thunderbird that refuses at the start keeps nothing else from starting", async (t) => {
  t.mock.method(console, "error", () => {});
  t.mock.method(console, "warn", () => {});
  /** @type {unknown[]} */
  const unhandled = [];
  const note = (/** @type {unknown} */ error) => unhandled.push(error);
  process.on("unhandledRejection", note);
  t.after(() => process.off("unhandledRejection", note));
  const world = new World();
  world.host.addTurn("t1");
  const refuse = async () => {
    throw new Error("An unexpected error occurred");
  };
  const { alarms, composeAction, folders, tabs } = world.thunderbird.messenger;
  Object.assign(composeAction, { disable: refuse });
  Object.assign(folders, { query: refuse });
  Object.assign(tabs, { query: refuse });
  Object.assign(alarms, { get: refuse, create: refuse });
  await world.start();
  await world.settled();
  assert.deepEqual(unhandled, []);
  assert.equal(world.thunderbird.button.badge, "0/5");
});
