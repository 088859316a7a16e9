import assert from "node:assert/strict";
import { test } from "node:test";
import { besides } from "../../../../extension/background/compose/memory.js";
import { aMorning } from "../../support/background.js";

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

test("a note of a round opens with what to remember, and keeps the keyboard", async () => {
  const { world, thunderbird, tab } = await aNote();
  assert.deepEqual(
    world.memories.map(({ url }) => url),
    ["/pages/panel/panel.html?turn=t1"],
  );
  assert.equal(thunderbird.focused.at(-1), thunderbird.tabs.get(tab).tab.windowId);
  assert.ok(thunderbird.pressable.has(tab));
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

test("a draft that is opened again has it, too", async () => {
  const world = await aMorning();
  const draft = world.thunderbird.put("drafts", {
    headerMessageId: "d1@x",
    headers: { "x-rounds-turn": ["t1"] },
  });
  await world.thunderbird.openDraft(draft);
  await world.settled();
  assert.equal(world.memories.length, 1);
});

test("it stands where there is room, and makes the note narrower only where there is none", () => {
  const room = { left: 0, top: 0, width: 1600, height: 900 };
  const note = { left: 100, top: 20, width: 900, height: 700 };
  assert.equal(besides(note, room).memory.left, 1000);
  assert.equal(besides({ ...note, left: 600 }, room).memory.left, 260);
  const whole = besides({ ...note, left: 0, width: 1600 }, room);
  assert.equal(whole.memory.left, 1260);
  assert.equal(whole.noteWidth, 1260);
  const small = besides({ ...note, left: 0, width: 800 }, { ...room, width: 800 });
  assert.equal(small.noteWidth, 560, "a note is not made too narrow to write in");
});
