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

test("a note with something wrong waits, and the window lists what it is", async () => {
  const { world, thunderbird, tab, sending } = await aDoubtfulNote();
  assert.equal(thunderbird.windows.size, 1);
  assert.deepEqual(await world.ask("guardShow", { tab }), { findings: [WRONG_NAME] });
  await world.ask("guardAnswer", { tab, send: false });
  assert.equal((await sending).sent, false);
});

test("back to the note: nothing leaves and nothing changes", async () => {
  const { world, host, tab, sending } = await aDoubtfulNote();
  await world.ask("guardAnswer", { tab, send: false });
  await sending;
  await world.settled();
  assert.equal(host.state("t1"), "waiting");
  assert.equal(world.thunderbird.details(tab).customHeaders.length, 1, "the draft stays bound");
});

test("closing the guard's window means back to the note", async () => {
  const { thunderbird, sending } = await aDoubtfulNote();
  const [window] = thunderbird.windows.keys();
  await thunderbird.messenger.windows.onRemoved.fire(window);
  assert.equal((await sending).sent, false);
});

test("send all the same: it leaves and counts", async () => {
  const { world, host, tab, sending } = await aDoubtfulNote();
  await world.ask("guardAnswer", { tab, send: true });
  const { sent, details } = await sending;
  await world.settled();
  assert.ok(sent);
  assert.deepEqual(details.customHeaders, []);
  assert.equal(host.state("t1"), "written");
});

test("what the user has accepted is not asked a second time", async () => {
  const world = await aMorning();
  world.host.findings = [WRONG_NAME];
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  const first = world.thunderbird.send(tab, { refused: true });
  await world.settled();
  await world.ask("guardAnswer", { tab, send: true });
  await first;
  const second = await world.thunderbird.send(tab, { headerMessageId: "m1@x" });
  assert.ok(second.sent);
});

test("a mere warning does not hold a note", async () => {
  const { sending } = await aDoubtfulNote([{ ...WRONG_NAME, severity: "warn" }]);
  assert.ok((await sending).sent);
});

test("the host is given the whole note", async () => {
  const { world, host, tab, sending } = await aDoubtfulNote();
  await world.ask("guardAnswer", { tab, send: false });
  await sending;
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
  const sending = world.thunderbird.send(tab, { headerMessageId: "m2@x" });
  await world.settled();
  const { findings } = await world.ask("guardShow", { tab });
  assert.equal(findings[0].kind, "already_written");
  await world.ask("guardAnswer", { tab, send: true });
  assert.ok((await sending).sent);
  await world.settled();
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
  assert.equal(world.thunderbird.windows.size, 1);
  await world.ask("guardAnswer", { tab, send: false });
  assert.equal((await sending).sent, false);
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
  return { world, tab, sending };
}

test("a note that an absent host cannot check waits, and the window says so", async () => {
  const { world, tab, sending } = await anUncheckedNote();
  const { findings } = await world.ask("guardShow", { tab });
  assert.deepEqual(
    findings.map((/** @type {any} */ { kind }) => kind),
    ["not_checked"],
  );
  await world.ask("guardAnswer", { tab, send: false });
  assert.equal((await sending).sent, false);
});

test("sent without a check all the same, it is kept for the host", async () => {
  const { world, tab, sending } = await anUncheckedNote();
  await world.ask("guardAnswer", { tab, send: true });
  assert.ok((await sending).sent);
  await world.settled();
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
  await world.ask("guardAnswer", { tab, send: false });
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
  const sending = world.thunderbird.send(tab, { headerMessageId: "m1@x" });
  await world.settled();
  const [{ passage }] = (await world.ask("guardShow", { tab })).findings;
  assert.deepEqual(passage, {
    before: "it was so good to see you in Oslo, ",
    text: "Bob",
    after: ", on that long evening of May.",
  });
  await world.ask("guardAnswer", { tab, send: false });
  await sending;
});

test("a warning is shown beside a stop, and both are remembered", async () => {
  const warning = { ...WRONG_NAME, severity: "warn", text: "Eve" };
  const { world, tab, sending } = await aDoubtfulNote([WRONG_NAME, warning]);
  const { findings } = await world.ask("guardShow", { tab });
  assert.deepEqual(
    findings.map((/** @type {any} */ { severity }) => severity),
    ["stop", "warn"],
  );
  await world.ask("guardAnswer", { tab, send: true });
  assert.ok((await sending).sent);
});
