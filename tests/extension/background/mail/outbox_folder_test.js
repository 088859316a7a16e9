import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";

/** A world in which the note of t1 lies in the Outbox. */
async function aQueuedNote() {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  const { message } = await world.thunderbird.send(world.composeTabs[0], {
    mode: "sendLater",
    headerMessageId: "m1@x",
  });
  await world.settled();
  return { world, thunderbird: world.thunderbird, host: world.host, message };
}

/** @param {import("../../support/messenger.js").FakeThunderbird} thunderbird */
const sentFolder = (thunderbird) => thunderbird.folders.find(({ id }) => id === "sent");

test("Send Later queues the note, and the button counts it", async () => {
  const { host, thunderbird } = await aQueuedNote();
  assert.equal(host.state("t1"), "queued");
  assert.equal(host.turns.get("t1").message_id, "m1@x");
  assert.equal(host.asked("turns.sent").length, 0);
  assert.equal(thunderbird.button.badge, "1/5");
});

test("a queued note that leaves is written, once", async () => {
  const { world, thunderbird, host, message } = await aQueuedNote();
  thunderbird.put("sent", { headerMessageId: "m1@x", recipients: ["ann@example.org"] });
  await Promise.all([
    thunderbird.deletePermanently(message),
    thunderbird.messenger.folders.onFolderInfoChanged.fire(sentFolder(thunderbird), {
      totalMessageCount: 1,
    }),
  ]);
  await world.settled();
  assert.equal(host.state("t1"), "written");
  assert.equal([...host.facts.values()].filter(({ method }) => method === "turns.sent").length, 1);
  assert.deepEqual(thunderbird.notices, []);
});

test("a queued note that left while Thunderbird was busy elsewhere is found at the start", async () => {
  const { world, thunderbird, host } = await aQueuedNote();
  thunderbird.messages = [];
  thunderbird.put("sent", { headerMessageId: "m1@x", recipients: ["ann@example.org"] });
  await world.restart();
  assert.equal(host.state("t1"), "written");
});

test("deleting the queued note gives the turn back", async () => {
  const { world, thunderbird, host, message } = await aQueuedNote();
  await thunderbird.move(message, "trash");
  await world.settled();
  assert.equal(host.state("t1"), "waiting");
});

test("one that vanishes from an account that keeps copies, leaving none, was deleted", async () => {
  const { world, thunderbird, host, message } = await aQueuedNote();
  thunderbird.put("sent", { headerMessageId: "earlier@x", recipients: ["bob@example.org"] });
  await thunderbird.messenger.folders.onFolderInfoChanged.fire(sentFolder(thunderbird), {
    totalMessageCount: 1,
  });
  await thunderbird.deletePermanently(message);
  await world.settled();
  assert.equal(host.state("t1"), "waiting");
});

test("one that vanishes from an account that keeps no copies was sent", async () => {
  const { world, thunderbird, host, message } = await aQueuedNote();
  await thunderbird.deletePermanently(message);
  await world.settled();
  assert.equal(host.state("t1"), "written");
});

test("a queued note that is edited and sent is written, and the older one is warned of", async () => {
  const { world, thunderbird, host, message } = await aQueuedNote();
  const tab = await thunderbird.openDraft(message);
  await world.settled();
  const { sent } = await thunderbird.send(tab.id, { headerMessageId: "m2@x" });
  await world.settled();
  assert.ok(sent);
  assert.equal(host.state("t1"), "written");
  assert.equal(host.turns.get("t1").message_id, "m2@x");
  // As measured: Thunderbird leaves the message that was edited in the Outbox.
  assert.match(thunderbird.notices[0].message, /still lies in the Outbox/);

  thunderbird.put("sent", { headerMessageId: "m1@x", recipients: ["ann@example.org"] });
  await thunderbird.deletePermanently(message);
  await world.settled();
  assert.equal(host.turns.get("t1").message_id, "m2@x", "it does not count a second time");
});

test("a queued note that is deleted while it is edited stays queued until its window closes", async () => {
  const { world, thunderbird, host, message } = await aQueuedNote();
  const tab = await thunderbird.openDraft(message);
  await world.settled();
  await thunderbird.move(message, "trash");
  await world.settled();
  assert.equal(host.state("t1"), "queued");
  await thunderbird.close(tab.id);
  await world.settled();
  assert.equal(host.state("t1"), "waiting");
});

test("a queued note that leaves while the host is away is written when it returns", async () => {
  const { world, thunderbird, host, message } = await aQueuedNote();
  host.unreachable = "No such native application rounds_host";
  host.kill();
  await world.settled();
  await thunderbird.deletePermanently(message);
  await world.settled();
  host.unreachable = null;
  await world.restart();
  assert.equal(host.state("t1"), "written");
});
