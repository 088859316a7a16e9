import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";

/**
 * Sends a message that Rounds has not opened.
 *
 * @param {import("../../support/background.js").World} world
 * @param {object} details
 * @param {object} [options]
 */
async function sendByHand(world, details, options = {}) {
  const tab = await world.thunderbird.openCompose(details);
  const outcome = await world.thunderbird.send(tab.id, { headerMessageId: "h1@x", ...options });
  await world.settled();
  return outcome;
}

test("a message to one person with an open turn counts, and says so", async () => {
  const world = await aMorning();
  await sendByHand(world, { to: ["Ann S. <ANN@example.org>"], subject: "Hi", plainTextBody: "…" });
  assert.equal(world.host.state("t1"), "written");
  const [{ params }] = world.host.asked("turns.sent");
  assert.equal(params.message_id, "h1@x");
  assert.equal(params.subject, "Hi");
  assert.equal(world.thunderbird.notices.length, 1);
  assert.match(world.thunderbird.notices[0].message, /Ann Smith/);
  assert.match(world.thunderbird.notices[0].message, /Undo/);
});

test("messages to several people, with copies, forwarded, or to strangers do not count", async () => {
  for (const details of [
    { to: ["ann@example.org", "bob@example.org"] },
    { to: ["ann@example.org"], cc: ["bob@example.org"] },
    { to: ["ann@example.org"], bcc: ["bob@example.org"] },
    { to: ["ann@example.org"], type: "forward" },
    { to: ["bob@example.org"] },
  ]) {
    const world = await aMorning();
    await sendByHand(world, details);
    assert.equal(world.host.state("t1"), "waiting", JSON.stringify(details));
    assert.deepEqual(world.thunderbird.notices, []);
  }
});

test("a failed message does not count", async () => {
  const world = await aMorning();
  await sendByHand(world, { to: ["ann@example.org"] }, { refused: true });
  assert.equal(world.host.state("t1"), "waiting");
});

test("a message sent while the host is away is looked at when it is back", async () => {
  const world = await aMorning();
  world.host.unreachable = "No such native application rounds_host";
  world.host.kill();
  await world.settled();
  await sendByHand(world, { to: ["ann@example.org"] });
  world.host.unreachable = null;
  await world.restart();
  assert.equal(world.host.state("t1"), "written");
  assert.equal(world.host.turns.get("t1").message_id, "h1@x");
});

test("a message sent from another machine counts when its copy arrives", async () => {
  const world = await aMorning();
  const copy = { headerMessageId: "phone@x", recipients: ["ann@example.org"] };
  world.thunderbird.put("sent", copy);
  await world.thunderbird.messenger.folders.onFolderInfoChanged.fire(
    world.thunderbird.folders.find(({ id }) => id === "sent"),
    { totalMessageCount: 1 },
  );
  await world.settled();
  assert.equal(world.host.state("t1"), "written");
  assert.equal(world.thunderbird.notices.length, 1);
});

test("messages sent long before Rounds was there do not count", async () => {
  const world = await aMorning();
  const date = new Date(Date.now() - 7 * 86_400_000);
  world.thunderbird.put("sent", {
    headerMessageId: "old@x",
    recipients: ["ann@example.org"],
    date,
  });
  await world.restart();
  assert.equal(world.host.state("t1"), "waiting");
});

test("what is undone is not counted again", async () => {
  const world = await aMorning();
  await sendByHand(world, { to: ["ann@example.org"] });
  Object.assign(world.host.turns.get("t1"), { state: "waiting", message_id: undefined });
  await world.restart();
  assert.equal(world.host.state("t1"), "waiting");
});

test("a message by hand that is sent later is queued, and written when it leaves", async () => {
  const world = await aMorning();
  const { message } = await sendByHand(world, { to: ["ann@example.org"] }, { mode: "sendLater" });
  assert.equal(world.host.state("t1"), "queued");
  world.thunderbird.put("sent", { headerMessageId: "h1@x", recipients: ["ann@example.org"] });
  await world.thunderbird.deletePermanently(message);
  await world.settled();
  assert.equal(world.host.state("t1"), "written");
});
