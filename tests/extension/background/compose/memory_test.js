import assert from "node:assert/strict";
import { test } from "node:test";
import { besides } from "../../../../extension/background/compose/note_place.js";
import { aMorning } from "../../support/background.js";
import { holdTimeouts } from "../../support/waiting.js";

/** A world in which the note to t1 is being written. */
async function aNote() {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  await world.settled();
  const [tab] = world.composeTabs;
  const press = () =>
    world.thunderbird.messenger.composeAction.onClicked
      .fire({ id: tab })
      .then(() => world.settled());
  return { world, thunderbird: world.thunderbird, tab, press };
}

test("what to remember opens before its note: the keyboard stays with what opened last", async () => {
  const { world, thunderbird, tab } = await aNote();
  const [{ id, url, left }] = world.memories;
  assert.equal(url, "/pages/panel/panel.html?turn=t1");
  assert.ok(id < thunderbird.tabs.get(tab).tab.windowId, "it is the older window");
  assert.equal(left, 1000, "it was moved beside the note");
  assert.deepEqual(thunderbird.focused, []);
  assert.ok(thunderbird.pressable.has(tab));
});

test("a maximised note stays as it is, and has it by its button alone", async () => {
  const world = await aMorning([["t1"], ["t2"]]);
  world.thunderbird.noteWindow.state = "maximized";
  await world.ask("write", { turn: "t1" });
  await world.settled();
  assert.equal(world.memories.length, 0);
  const windows = world.thunderbird.nextId;
  await world.ask("write", { turn: "t2" });
  await world.settled();
  assert.equal(world.thunderbird.nextId - windows, 2, "a second one does not even come and go");
  const [tab] = world.composeTabs;
  await world.thunderbird.messenger.composeAction.onClicked.fire({ id: tab });
  await world.settled();
  assert.equal(world.memories.length, 1);
});

test("a panel that never comes keeps no note from being opened", async (t) => {
  const world = await aMorning();
  world.thunderbird.messenger.windows.create = () => new Promise(() => {});
  holdTimeouts(t);
  const writing = world.ask("write", { turn: "t1" });
  await world.settled();
  assert.equal(world.composeTabs.length, 0);
  t.mock.timers.tick(3_000);
  assert.deepEqual(await writing, { opened: "new" });
});

test("a note that cannot be opened leaves no panel behind", async () => {
  const world = await aMorning();
  world.thunderbird.messenger.compose.beginNew = async () => {
    throw new Error("There is no account.");
  };
  await assert.rejects(world.ask("write", { turn: "t1" }));
  await world.settled();
  assert.equal(world.memories.length, 0);
});

test("another message has nothing beside it, and its button cannot be pressed", async () => {
  const world = await aMorning();
  await world.thunderbird.openCompose();
  await world.settled();
  assert.deepEqual(world.memories, []);
  assert.equal(world.thunderbird.pressable.size, 0);
});

test("it closes with its note", async () => {
  const { world, thunderbird, tab } = await aNote();
  await thunderbird.close(tab);
  await world.settled();
  assert.deepEqual(world.memories, []);
});

test("closed by the user it stays away until the button is pressed", async () => {
  const { world, thunderbird, tab, press } = await aNote();
  await thunderbird.messenger.windows.remove(world.memories[0].id);
  await world.settled();
  await thunderbird.saveDraft(tab, "d1@x");
  await world.settled();
  assert.equal(world.memories.length, 0);
  await press();
  assert.equal(world.memories.length, 1);
  await press();
  assert.equal(world.memories.length, 0, "a second time it goes");
});

test("somebody who does not want it has it by the button alone", async () => {
  const world = await aMorning();
  await world.thunderbird.local.set({ settings: { memory: false } });
  await world.ask("write", { turn: "t1" });
  await world.settled();
  assert.equal(world.memories.length, 0);
  const [tab] = world.composeTabs;
  await world.thunderbird.messenger.composeAction.onClicked.fire({ id: tab });
  await world.settled();
  assert.equal(world.memories.length, 1);
});

test("a draft that is opened again has it by its button: it would take the keyboard", async () => {
  const world = await aMorning();
  const draft = world.thunderbird.put("drafts", {
    headerMessageId: "d1@x",
    headers: { "x-rounds-turn": ["t1"] },
  });
  const tab = await world.thunderbird.openDraft(draft);
  await world.settled();
  assert.equal(world.memories.length, 0);
  await world.thunderbird.messenger.composeAction.onClicked.fire({ id: tab.id });
  await world.settled();
  assert.equal(world.memories.length, 1);
});

test("it stands where there is room, and changes no note's size where there is none", () => {
  const room = { left: 0, top: 0, width: 1600, height: 900 };
  const note = { left: 100, top: 20, width: 900, height: 700 };
  assert.equal(besides(note, room)?.left, 1000);
  assert.equal(besides({ ...note, left: 600 }, room)?.left, 260);
  assert.equal(besides({ ...note, width: 1200 }, room)?.left, 1260, "partly behind the note");
  assert.equal(besides({ ...note, left: 0, width: 1600 }, room), null);
  assert.equal(besides({ ...note, state: "maximized" }, room), null);
});
