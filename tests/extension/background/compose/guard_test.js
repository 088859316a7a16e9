import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";
import { holdTimeouts } from "../../support/waiting.js";

const WRONG_NAME = {
  kind: "wrong_name",
  severity: "stop",
  where: "body",
  text: "Bob",
  at: 5,
  length: 3,
  message: "This greets Bob, but goes to Ann.",
};

/** A world with an open window for t1 in whose note the host finds something. */
async function aDoubtfulNote(findings = [WRONG_NAME]) {
  const world = await aMorning();
  world.host.findings = findings;
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  const sending = world.thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.settled();
  return { world, thunderbird: world.thunderbird, host: world.host, tab, sending };
}

test("a note with something wrong does not leave, and the window lists what it is", async () => {
  const { world, thunderbird, tab, sending } = await aDoubtfulNote();
  assert.equal((await sending).sent, false);
  assert.equal(thunderbird.windows.size, 1);
  assert.deepEqual(await world.ask("guardShow", { tab }), { findings: [WRONG_NAME] });
  assert.equal(thunderbird.tabs.get(tab).locked, false, "the note can be written on meanwhile");
});

test("back to the note: nothing leaves and nothing changes", async () => {
  const { world, thunderbird, host, tab } = await aDoubtfulNote();
  await world.ask("guardAnswer", { tab, send: false });
  await world.settled();
  assert.deepEqual(thunderbird.sent, []);
  assert.equal(host.state("t1"), "waiting");
  assert.equal(thunderbird.details(tab).customHeaders.length, 1, "the draft stays bound");
});

test("closing the guard's window means back to the note", async () => {
  const { world, thunderbird, tab } = await aDoubtfulNote();
  const [window] = thunderbird.windows.keys();
  await thunderbird.messenger.windows.remove(window);
  await world.settled();
  assert.deepEqual(thunderbird.sent, []);
  assert.ok(thunderbird.tabs.has(tab));
});

test("closing the note closes the guard's window", async () => {
  const { world, thunderbird, tab } = await aDoubtfulNote();
  await thunderbird.close(tab);
  await world.settled();
  assert.equal(thunderbird.windows.size, 0);
});

test("send all the same: it leaves and counts", async () => {
  const { world, thunderbird, host, tab } = await aDoubtfulNote();
  await world.ask("guardAnswer", { tab, send: true });
  await world.settled();
  assert.deepEqual(thunderbird.sent[0].customHeaders, []);
  assert.equal(host.state("t1"), "written");
});

test("a note that was to leave later does so after the guard, too", async () => {
  const world = await aMorning();
  world.host.findings = [WRONG_NAME];
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  await world.thunderbird.send(tab, { mode: "sendLater", headerMessageId: "m1@x" });
  await world.settled();
  await world.ask("guardAnswer", { tab, send: true });
  await world.settled();
  assert.equal(world.host.state("t1"), "queued");
});

test("a decision reaches the note after the background was stopped and the host is away", async () => {
  const { world, thunderbird, tab } = await anUncheckedNote();
  await world.wake();
  const { findings } = await world.ask("guardShow", { tab });
  assert.equal(findings.length, 1);
  await world.ask("guardAnswer", { tab, send: true });
  await world.settled();
  assert.equal(thunderbird.sent.length, 1);
  assert.equal(world.pendingFacts().length, 1);
});

test("what the user has accepted is not asked a second time", async () => {
  const world = await aMorning();
  world.host.findings = [WRONG_NAME];
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  await world.thunderbird.send(tab, { refused: true });
  await world.ask("guardAnswer", { tab, send: true });
  await world.settled();
  assert.deepEqual(world.thunderbird.sent, [], "the server refused it");
  const second = await world.thunderbird.send(tab, { headerMessageId: "m1@x" });
  assert.ok(second.sent);
});

test("a note is checked again as it is when the user lets it leave", async () => {
  const { world, thunderbird, host, tab } = await aDoubtfulNote();
  host.findings = [WRONG_NAME, { ...WRONG_NAME, text: "Eve" }]; // it was written on meanwhile
  await world.ask("guardAnswer", { tab, send: true });
  await world.settled();
  assert.deepEqual(thunderbird.sent, []);
  const { findings } = await world.ask("guardShow", { tab });
  assert.deepEqual(
    findings.map((/** @type {any} */ { text }) => text),
    ["Eve"],
  );
});

test("Send pressed again while the guard asks leaves one guard", async () => {
  const { world, thunderbird, tab } = await aDoubtfulNote();
  await thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.settled();
  assert.equal(thunderbird.windows.size, 1);
  await world.ask("guardAnswer", { tab, send: true });
  await world.settled();
  assert.equal(thunderbird.sent.length, 1);
});

/** Lets time pass, second by second. @param {import("node:test").TestContext} t @param {any} world */
async function seconds(t, world, count = 12) {
  for (let second = 0; second < count; second++) {
    t.mock.timers.tick(1_000);
    await world.settled();
  }
}

test("a decision that is quicker than the unlocking of the window is kept", async (t) => {
  const { world, thunderbird, tab } = await aDoubtfulNote();
  holdTimeouts(t);
  thunderbird.tabs.get(tab).locked = true;
  await world.ask("guardAnswer", { tab, send: true });
  await seconds(t, world, 2);
  thunderbird.tabs.get(tab).locked = false;
  await seconds(t, world, 2);
  assert.equal(thunderbird.sent.length, 1);
});

test("a window that never gets ready when the user has decided is told of", async (t) => {
  const { world, thunderbird, tab } = await aDoubtfulNote();
  holdTimeouts(t);
  thunderbird.tabs.get(tab).locked = true;
  await world.ask("guardAnswer", { tab, send: true });
  await seconds(t, world);
  assert.match(thunderbird.notices[0].message, /press Send there again/);
});

test("a note that nobody could be asked about does not leave, and the user is told", async () => {
  const world = await aMorning();
  world.host.findings = [WRONG_NAME];
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  const { windows } = world.thunderbird.messenger;
  const { create } = windows;
  windows.create = async () => {
    throw new Error("No more windows.");
  };
  assert.equal((await world.thunderbird.send(tab, { headerMessageId: "m1@x" })).sent, false);
  assert.match(world.thunderbird.notices[0].message, /was not sent/);
  windows.create = create;
  await world.thunderbird.send(tab, { headerMessageId: "m1@x" });
  assert.equal(world.thunderbird.windows.size, 1, "the next time it is asked about");
});

test("a guard's window of which Thunderbird never tells keeps no window locked", async () => {
  const world = await aMorning();
  world.host.findings = [WRONG_NAME];
  await world.ask("write", { turn: "t1" });
  world.thunderbird.messenger.windows.create = () => new Promise(() => {});
  const [tab] = world.composeTabs;
  assert.equal((await world.thunderbird.beginSend(tab)).cancel, true);
});

test("ordinary mail leaves, whatever goes wrong in Rounds", async () => {
  const world = await aMorning();
  const tab = await world.thunderbird.openCompose({ to: ["x@example.org"] });
  await world.settled();
  world.thunderbird.session.set = async () => {
    throw new Error("The disk is full.");
  };
  assert.equal((await world.thunderbird.beginSend(tab.id)).cancel, undefined);
});

test("a mere warning does not hold a note", async () => {
  const { sending } = await aDoubtfulNote([{ ...WRONG_NAME, severity: "warn" }]);
  assert.ok((await sending).sent);
});

test("the host is given the whole note", async () => {
  const { host } = await aDoubtfulNote();
  const [{ params }] = host.asked("note.check");
  assert.deepEqual(params, {
    turn: "t1",
    to: ["ann@example.org"],
    cc: [],
    bcc: [],
    subject: "",
    body: "",
    language: "en-US",
  });
});

test("a second note to the same person is held, and when sent all the same is not counted", async () => {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  world.host.turns.get("t1").state = "written"; // from another window or machine
  await world.thunderbird.send(tab, { headerMessageId: "m2@x" });
  const { findings } = await world.ask("guardShow", { tab });
  assert.equal(findings[0].kind, "already_written");
  await world.ask("guardAnswer", { tab, send: true });
  await world.settled();
  assert.equal(world.thunderbird.sent.length, 1);
  assert.equal(world.host.asked("turns.sent").length, 0);
  assert.deepEqual((await world.ask("hostState")).refused, []);
});

test("a background that is woken by Send checks the note all the same", async () => {
  const world = await aMorning();
  world.host.findings = [WRONG_NAME];
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  world.thunderbird.stopBackground();
  const woken = world.start();
  const sending = world.thunderbird.send(tab, { headerMessageId: "m1@x" });
  await woken;
  await world.settled();
  assert.equal((await sending).sent, false);
  assert.equal(world.thunderbird.windows.size, 1);
});

/** A world with an open window for t1 whose host goes away before the note is sent. */
async function anUncheckedNote() {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  world.host.unreachable = "No such native application rounds_host";
  world.host.kill();
  await world.settled();
  const [tab] = world.composeTabs;
  const sending = world.thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.settled();
  return { world, thunderbird: world.thunderbird, tab, sending };
}

test("a note that an absent host cannot check waits, and the window says so", async () => {
  const { world, tab, sending } = await anUncheckedNote();
  assert.equal((await sending).sent, false);
  const { findings } = await world.ask("guardShow", { tab });
  assert.deepEqual(
    findings.map((/** @type {any} */ { kind }) => kind),
    ["not_checked"],
  );
});

test("sent without a check all the same, it is kept for the host", async () => {
  const { world, thunderbird, tab } = await anUncheckedNote();
  await world.ask("guardAnswer", { tab, send: true });
  await world.settled();
  assert.equal(thunderbird.sent.length, 1);
  assert.equal(world.pendingFacts().length, 1);
});

test("a host that does not answer holds a note no longer than a few seconds", async (t) => {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  world.host.silent = true;
  holdTimeouts(t);
  const sending = world.thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.settled();
  assert.equal(world.thunderbird.windows.size, 0);
  t.mock.timers.tick(10_000);
  await world.settled();
  const { findings } = await world.ask("guardShow", { tab });
  assert.equal(findings[0].kind, "not_checked");
  assert.equal((await sending).sent, false);
});

test("a finding is shown with the passage that it is about", async () => {
  const world = await aMorning();
  const body =
    "Dear Ann,\nit was so good to see you in Oslo, Bob, on that long evening of May.\nTom";
  const at = body.indexOf("Bob");
  world.host.findings = [{ ...WRONG_NAME, at }];
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  world.thunderbird.details(tab).plainTextBody = body;
  await world.thunderbird.send(tab, { headerMessageId: "m1@x" });
  const [{ passage }] = (await world.ask("guardShow", { tab })).findings;
  assert.deepEqual(passage, {
    before: "it was so good to see you in Oslo, ",
    text: "Bob",
    after: ", on that long evening of May.",
  });
});

test("a warning is shown beside a stop, and both are remembered", async () => {
  const warning = { ...WRONG_NAME, severity: "warn", text: "Eve" };
  const { world, thunderbird, tab } = await aDoubtfulNote([WRONG_NAME, warning]);
  const { findings } = await world.ask("guardShow", { tab });
  assert.deepEqual(
    findings.map((/** @type {any} */ { severity }) => severity),
    ["stop", "warn"],
  );
  await world.ask("guardAnswer", { tab, send: true });
  await world.settled();
  assert.equal(thunderbird.sent.length, 1);
});
