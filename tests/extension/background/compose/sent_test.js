import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";
import { holdTimeouts } from "../../support/waiting.js";

/** A world with an open compose window for t1. */
async function writing() {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  Object.assign(world.thunderbird.details(tab), {
    subject: "Hello",
    plainTextBody: "Dear Ann,\nhow are you?",
  });
  return { world, thunderbird: world.thunderbird, host: world.host, tab };
}

test("a sent note makes the turn written, with what was sent", async () => {
  const { world, thunderbird, host, tab } = await writing();
  await thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.settled();
  const [{ params }] = host.asked("turns.sent");
  assert.equal(params.turn, "t1");
  assert.equal(params.message_id, "m1@x");
  assert.equal(params.subject, "Hello");
  assert.equal(params.text, "Dear Ann,\nhow are you?");
  assert.match(params.sent_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
  assert.ok(Number.isInteger(params.seconds));
  assert.equal(host.state("t1"), "written");
  assert.equal(thunderbird.button.badge, "1/5");
});

test("nothing of ours is in what leaves, and the user's own headers stay", async () => {
  const { thunderbird, tab } = await writing();
  thunderbird.details(tab).customHeaders.push({ name: "X-Mine", value: "1" });
  const { details } = await thunderbird.send(tab, { headerMessageId: "m1@x" });
  assert.deepEqual(details.customHeaders, [{ name: "X-Mine", value: "1" }]);
});

test("a failed send leaves the turn as it was, and the draft's header is put back", async () => {
  const { world, thunderbird, host, tab } = await writing();
  await thunderbird.send(tab, { refused: true });
  await world.settled();
  assert.equal(host.state("t1"), "waiting");
  assert.deepEqual(thunderbird.details(tab).customHeaders, [
    { name: "X-Rounds-Turn", value: "t1" },
  ]);
  await thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.settled();
  assert.equal(host.state("t1"), "written");
});

test("a note sent while the host is away is kept and recorded later", async () => {
  const { world, thunderbird, host, tab } = await writing();
  host.unreachable = "No such native application rounds_host";
  host.kill();
  await world.settled();
  await thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.ask("guardAnswer", { tab, send: true });
  await world.settled();
  assert.equal(thunderbird.sent.length, 1, "an absent host does not keep a note from leaving");
  host.unreachable = null;
  await world.restart();
  assert.equal(host.state("t1"), "written");
  assert.equal(host.facts.size, 1);
});

test("a background stopped between Send and its end still knows the turn", async () => {
  const { world, thunderbird, host, tab } = await writing();
  await world.wake();
  await thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.settled();
  assert.equal(host.state("t1"), "written");
});

test("a window that closes before its sending is reported is not forgotten", async () => {
  const { world, thunderbird, host, tab } = await writing();
  const { tab: it, details } = thunderbird.tabs.get(tab);
  await thunderbird.beginSend(tab);
  await thunderbird.close(tab);
  await world.settled();
  await thunderbird.messenger.compose.onAfterSend.fire(it, {
    mode: "sendNow",
    headerMessageId: "m1@x",
    messages: [],
    details,
  });
  await world.settled();
  assert.equal(host.state("t1"), "written");
});

test("nothing is kept of a window whose note is sent, in whichever order its end is reported", async () => {
  for (const order of [["closed", "sent"], ["sent", "closed"], ["closed and sent"]]) {
    const { world, thunderbird, host, tab } = await writing();
    const { tab: it, details } = thunderbird.tabs.get(tab);
    await thunderbird.beginSend(tab);
    const info = { mode: "sendNow", headerMessageId: "m1@x", messages: [], details };
    const closed = () => thunderbird.close(tab);
    const sent = () => thunderbird.messenger.compose.onAfterSend.fire(it, info);
    for (const step of order) {
      await (step === "closed" ? closed() : step === "sent" ? sent() : [closed(), sent()]);
    }
    await world.settled();
    assert.equal(host.state("t1"), "written");
    assert.deepEqual(thunderbird.session.values.composeTabs, {}, order.join(", "));
  }
});

test("the copy in the Sent folder does not count a second time", async () => {
  const { world, thunderbird, host, tab } = await writing();
  await thunderbird.send(tab, { headerMessageId: "m1@x" });
  await thunderbird.messenger.folders.onFolderInfoChanged.fire(
    thunderbird.folders.find(({ id }) => id === "sent"),
    { totalMessageCount: 1 },
  );
  await world.settled();
  assert.equal(host.asked("turns.sent").length, 1);
  assert.deepEqual(thunderbird.notices, []);
});

test("a copy that arrives before the sending is reported waits for it", async () => {
  const { world, thunderbird, host, tab } = await writing();
  const { tab: it, details } = thunderbird.tabs.get(tab);
  await thunderbird.beginSend(tab);
  thunderbird.put("sent", { headerMessageId: "m1@x", recipients: ["ann@example.org"] });
  await thunderbird.messenger.folders.onFolderInfoChanged.fire(
    thunderbird.folders.find(({ id }) => id === "sent"),
    { totalMessageCount: 1 },
  );
  await world.settled();
  assert.equal(host.state("t1"), "waiting");
  await thunderbird.messenger.compose.onAfterSend.fire(it, {
    mode: "sendNow",
    headerMessageId: "m1@x",
    messages: [],
    details,
  });
  await world.settled();
  assert.equal(host.state("t1"), "written");
  assert.equal(host.asked("turns.sent").length, 1);
  assert.deepEqual(thunderbird.notices, []);
});

test("a note belongs to the host's day when its clock is set to another one", async () => {
  const { world, thunderbird, host, tab } = await writing();
  host.hello.today = "2015-01-05";
  host.kill();
  await thunderbird.ring("rounds:connect");
  await world.settled();
  await thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.settled();
  assert.match(host.asked("turns.sent")[0].params.sent_at, /^2015-01-0[456]T/);
});

test("a note that is undone is not counted again because its copy is there", async () => {
  const { world, thunderbird, host, tab } = await writing();
  await thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.settled();
  Object.assign(host.turns.get("t1"), { state: "waiting", message_id: undefined });
  await world.restart();
  assert.equal(host.state("t1"), "waiting");
});

/** A world in which a sending of t1's note was given up without a report, as OpenPGP does. */
async function givenUp(/** @type {import("node:test").TestContext} */ t) {
  const note = await writing();
  holdTimeouts(t);
  await note.thunderbird.beginSend(note.tab);
  note.thunderbird.tabs.get(note.tab).details.customHeaders = []; // taken off for the sending
  note.thunderbird.tabs.get(note.tab).locked = false;
  const pass = async (/** @type {number} */ seconds) => {
    for (let second = 0; second < seconds; second++) {
      t.mock.timers.tick(1_000);
      await note.world.settled();
    }
  };
  return { ...note, pass };
}

test("a sending that is given up without a report blocks nothing and leaves no doubt", async (t) => {
  const { world, thunderbird, tab, pass } = await givenUp(t);
  await pass(121);
  await /** @type {any} */ (world.parts).tabs.whenNoneSends();
  assert.deepEqual(thunderbird.details(tab).customHeaders, [
    { name: "X-Rounds-Turn", value: "t1" },
  ]);
  await thunderbird.close(tab);
  await world.restart();
  assert.deepEqual(thunderbird.notices, []);
});

test("a sending that takes long is waited for, but not for ever", async (t) => {
  const { world, pass } = await givenUp(t);
  let none = false;
  /** @type {any} */ (world.parts).tabs.whenNoneSends().then(() => (none = true));
  await pass(20);
  assert.equal(none, false);
  await pass(280);
  assert.equal(none, true);
});

test("a window closed after its sending was given up leaves no doubt either", async (t) => {
  const { world, thunderbird, tab, pass } = await givenUp(t);
  await thunderbird.close(tab);
  await pass(121);
  assert.deepEqual(thunderbird.local.values.sendings, {});
  assert.deepEqual(thunderbird.session.values.composeTabs, {});
  await world.restart();
  assert.deepEqual(thunderbird.notices, []);
});

test("the end of a sending that is reported twice counts once", async (t) => {
  const { world, thunderbird, host, tab, pass } = await givenUp(t);
  await pass(121);
  const { tab: it, details } = thunderbird.tabs.get(tab);
  await thunderbird.beginSend(tab);
  const info = { mode: "sendNow", headerMessageId: "m1@x", messages: [], details };
  await thunderbird.messenger.compose.onAfterSend.fire(it, info);
  await thunderbird.messenger.compose.onAfterSend.fire(it, info);
  await world.settled();
  assert.equal(host.asked("turns.sent").length, 1);
  assert.deepEqual(thunderbird.notices, []);
});

test("a draft saved after a sending for later was given up has not left", async () => {
  const { world, thunderbird, host, tab } = await writing();
  const { tab: it, details } = thunderbird.tabs.get(tab);
  await thunderbird.beginSend(tab);
  const draft = thunderbird.put("drafts", { headerMessageId: "d1@x" });
  const info = { mode: "sendLater", messages: [draft], details };
  await thunderbird.messenger.compose.onAfterSend.fire(it, info);
  await world.settled();
  assert.equal(host.state("t1"), "waiting");
});
