import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";

/** A world in which Thunderbird was killed in the middle of sending the note of t1. */
async function cutOff() {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  const [id] = world.composeTabs;
  world.thunderbird.details(id).subject = "Hello";
  await world.thunderbird.beginSend(id);
  return { world, thunderbird: world.thunderbird, host: world.host };
}

const NOTE = { headerMessageId: "m1@x", recipients: ["Ann <ann@example.org>"], subject: "Hello" };

test("a note that left before Thunderbird was killed is found at the start, wherever its copy is", async () => {
  const { world, thunderbird, host } = await cutOff();
  thunderbird.put("inbox", NOTE);
  await world.restart();
  assert.equal(host.state("t1"), "written");
  assert.equal(host.turns.get("t1").message_id, "m1@x");
  assert.deepEqual(thunderbird.local.values.sendings, {});
});

test("a note whose copy is read from the server later is found then, and counts once", async () => {
  const { world, thunderbird, host } = await cutOff();
  await world.restart();
  assert.equal(host.state("t1"), "waiting");
  thunderbird.put("sent", NOTE);
  await thunderbird.messenger.folders.onFolderInfoChanged.fire(
    thunderbird.folders.find(({ id }) => id === "sent"),
    { totalMessageCount: 1 },
  );
  await world.settled();
  assert.equal(host.state("t1"), "written");
  assert.equal([...host.facts.values()].filter(({ method }) => method === "turns.sent").length, 1);
  assert.deepEqual((await world.ask("hostState")).refused, []);
});

test("a note that is not found leaves its turn, and the user is told once", async () => {
  const { world, thunderbird, host } = await cutOff();
  thunderbird.put("drafts", NOTE);
  await world.restart();
  await world.restart();
  assert.equal(host.state("t1"), "waiting");
  assert.equal(thunderbird.notices.length, 1);
  assert.match(thunderbird.notices[0].message, /Ann Smith.*being sent/);
});

test("a background that is stopped while a note is sent has no doubt about it", async () => {
  const { world, thunderbird } = await cutOff();
  await world.wake();
  assert.deepEqual(thunderbird.notices, []);
});

test("nothing is kept of a note whose end was reported", async () => {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  await world.thunderbird.send(tab, { refused: true });
  await world.settled();
  assert.deepEqual(world.thunderbird.local.values.sendings, {});
  await world.thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.settled();
  assert.deepEqual(world.thunderbird.local.values.sendings, {});
});

test("a note whose turn is gone keeps nobody from looking for the others", async () => {
  const world = await aMorning([["t1"], ["t2"]]);
  for (const turn of ["t1", "t2"]) {
    await world.ask("write", { turn });
    const id = /** @type {number} */ (world.composeTabs.at(-1));
    world.thunderbird.details(id).subject = "Hello";
    await world.thunderbird.beginSend(id);
  }
  world.host.turns.delete("t1");
  world.thunderbird.put("inbox", NOTE);
  await world.restart();
  assert.equal(world.host.state("t2"), "written");
  assert.deepEqual(world.thunderbird.local.values.sendings, {});
  assert.deepEqual(world.thunderbird.notices, []);
});

test("a note that has left and could not be noted is looked for at the next start", async () => {
  const { world, thunderbird, host } = await cutOff();
  const [id] = world.composeTabs;
  const { tab, details } = thunderbird.tabs.get(id);
  const { set } = thunderbird.local;
  thunderbird.local.set = async (/** @type {any} */ values) => {
    if ("outbox" in values) {
      throw new Error("The disk is full.");
    }
    return set.call(thunderbird.local, values);
  };
  const info = { mode: "sendNow", headerMessageId: "m1@x", messages: [], details };
  await thunderbird.messenger.compose.onAfterSend.fire(tab, info);
  assert.equal(host.state("t1"), "waiting");
  thunderbird.local.set = set;
  thunderbird.put("sent", NOTE);
  await world.restart();
  assert.equal(host.state("t1"), "written");
});
