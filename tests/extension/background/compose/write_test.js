import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";
import { FakeHost } from "../../support/host.js";

const HEADER = { name: "X-Rounds-Turn", value: "t1" };

test("Write opens a window to the person, bound to the turn, with a greeting", async () => {
  const world = await aMorning([["t1", { full: "Smith, Ann", given: "Ann" }]]);
  assert.deepEqual(await world.ask("write", { turn: "t1" }), { opened: "new" });
  const [tab] = world.composeTabs;
  const details = world.thunderbird.details(tab);
  assert.deepEqual(details.to, ['"Smith, Ann" <ann@example.org>']);
  assert.deepEqual(details.customHeaders, [HEADER]);
  assert.equal(details.text, "Dear Ann,\n\n\u001f");
  assert.equal(details.subject, "");
  assert.equal(details.identityId, undefined);
});

test("a person is greeted by the name that the host gives", async () => {
  const world = await aMorning([
    ["t1", { full: "Dr. ANN Smith", given: "Dr. ANN", greeting: "Ann" }],
  ]);
  await world.ask("write", { turn: "t1" });
  assert.match(world.thunderbird.details(world.composeTabs[0]).text, /^Dear Ann,/);
});

test("a person without a given name is greeted by the name there is", async () => {
  const world = await aMorning([["t1", { full: "Cher", given: "" }]]);
  await world.ask("write", { turn: "t1" });
  assert.match(world.thunderbird.details(world.composeTabs[0]).text, /^Dear Cher,/);
});

/** @param {Awaited<ReturnType<typeof aMorning>>} world @param {string} id @param {object} [more] */
const addStructure = (world, id, more) =>
  world.host.structures.set(id, {
    structure: id,
    name: `Structure ${id}`,
    subject: `Hello from ${id}`,
    body: "Dear Ann,\n\n\n\nBye",
    missing: [],
    personal_at: 11,
    ...more,
  });

test("a note begins with the structure that the host chooses, the cursor where it is personal", async () => {
  const world = await aMorning();
  addStructure(world, "s1");
  await world.ask("write", { turn: "t1" });
  const details = world.thunderbird.details(world.composeTabs[0]);
  assert.equal(details.subject, "Hello from s1");
  assert.equal(details.text, "Dear Ann,\n\n\u001f\n\nBye");
  const [{ params }] = world.host.asked("structures.fill");
  assert.deepEqual(params, { turn: "t1", language: "en-US", my_name: "I Myself" });
  assert.deepEqual(world.thunderbird.notices, []);
});

test("the signature signs, if there is one", async () => {
  const world = await aMorning();
  world.thunderbird.signature = "-- \nI Myself";
  addStructure(world, "s1");
  await world.ask("write", { turn: "t1" });
  assert.equal(world.host.asked("structures.fill")[0].params.my_name, "");
});

test("a structure chosen by hand is remembered for the person, until it is gone", async () => {
  const world = await aMorning([["t1"], ["t2"]]);
  addStructure(world, "s1");
  addStructure(world, "s2");
  const subjects = async (/** @type {object} */ request) => {
    await world.ask("write", request);
    const [tab] = world.composeTabs;
    const { subject } = world.thunderbird.details(tab);
    await world.thunderbird.close(tab);
    await world.settled();
    return subject;
  };
  assert.equal(await subjects({ turn: "t1", structure: "s2" }), "Hello from s2");
  await world.wake();
  assert.equal(await subjects({ turn: "t1" }), "Hello from s2");
  assert.equal(await subjects({ turn: "t2" }), "Hello from s1");
  world.host.structures.delete("s2");
  assert.equal(await subjects({ turn: "t1" }), "Hello from s1");
});

test("what a structure wants and nobody knows is said in the window beside the note", async () => {
  const world = await aMorning();
  addStructure(world, "s1", { missing: ["company", "years_known"] });
  await world.ask("write", { turn: "t1" });
  await world.settled();
  const [{ told }] = world.memories;
  assert.deepEqual(told.result.missing, ["company", "years_known"]);
  assert.deepEqual(world.thunderbird.notices, []);
});

test("where that window is not wanted, it is said in a notice", async () => {
  const world = await aMorning();
  await world.thunderbird.local.set({ settings: { memory: false } });
  addStructure(world, "s1", { missing: ["company", "years_known"] });
  await world.ask("write", { turn: "t1" });
  const [{ message }] = world.thunderbird.notices;
  assert.match(message, /Ann Smith: employer and years you have known each other/);
});

test("an editor that is not there yet is greeted as soon as it is", async () => {
  const world = await aMorning();
  world.thunderbird.editorsToCome = 2;
  await world.ask("write", { turn: "t1" });
  assert.match(world.thunderbird.details(world.composeTabs[0]).text, /^Dear /);
});

test("the chosen identity writes, as long as it exists", async () => {
  const world = await aMorning();
  world.thunderbird.local.values.settings = { identity: "id1" };
  await world.ask("write", { turn: "t1" });
  assert.equal(world.thunderbird.details(world.composeTabs[0]).identityId, "id1");

  const other = await aMorning();
  other.thunderbird.local.values.settings = { identity: "deleted" };
  await other.ask("write", { turn: "t1" });
  assert.equal(other.thunderbird.details(other.composeTabs[0]).identityId, undefined);
});

test("two clicks on Write open one window", async () => {
  const world = await aMorning();
  await Promise.all([world.ask("write", { turn: "t1" }), world.ask("write", { turn: "t1" })]);
  assert.equal(world.composeTabs.length, 1);
  assert.deepEqual(await world.ask("write", { turn: "t1" }), { opened: "focused" });
  assert.equal(world.composeTabs.length, 1);
  const [tab] = world.composeTabs;
  assert.equal(world.thunderbird.focused.at(-1), world.thunderbird.tabs.get(tab).tab.windowId);
});

test("the open window is found again after the background was stopped", async () => {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  await world.wake();
  assert.deepEqual(await world.ask("write", { turn: "t1" }), { opened: "focused" });
  assert.equal(world.composeTabs.length, 1);
});

test("a closed window can be opened again", async () => {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  await world.thunderbird.close(world.composeTabs[0]);
  await world.settled();
  assert.deepEqual(await world.ask("write", { turn: "t1" }), { opened: "new" });
});

test("a written or queued turn is not written again", async () => {
  for (const state of ["written", "queued"]) {
    const world = await aMorning([["t1", { state }]]);
    await assert.rejects(world.ask("write", { turn: "t1" }), { kind: "conflict" });
    assert.equal(world.composeTabs.length, 0);
  }
});

test("a note that the host could not take down yet is not written again", async () => {
  for (const refusal of ["busy", "too_large"]) {
    const world = await aMorning();
    world.host.before = ({ method }) => {
      if (method === "turns.sent") {
        throw FakeHost.refusal(refusal, "It cannot be taken.");
      }
    };
    await world.ask("write", { turn: "t1" });
    await world.thunderbird.send(world.composeTabs[0], { headerMessageId: "m1@x" });
    await world.settled();
    assert.equal(world.host.state("t1"), "waiting");
    await assert.rejects(world.ask("write", { turn: "t1" }), { kind: "conflict" });
    assert.equal(world.composeTabs.length, 0);
  }
});

test("nobody can be written to without an address", async () => {
  const world = await aMorning([["t1", { address: "" }]]);
  await assert.rejects(world.ask("write", { turn: "t1" }), { kind: "no_address" });
});

test("Write shows the draft that there is, and opens a new window when it was deleted elsewhere", async () => {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  const draft = await world.thunderbird.saveDraft(tab, "d1@x");
  await world.settled();
  await world.thunderbird.close(tab);
  await world.settled();
  assert.deepEqual(await world.ask("write", { turn: "t1" }), { opened: "draft" });
  assert.deepEqual(world.thunderbird.shown, [draft]);

  world.thunderbird.messages = []; // by webmail, say: no event tells
  assert.deepEqual(await world.ask("write", { turn: "t1" }), { opened: "new" });
});
