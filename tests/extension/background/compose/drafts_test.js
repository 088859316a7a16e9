import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";

/** A world in which the note of t1 was begun and saved as a draft. */
async function aDraft() {
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  const [tab] = world.composeTabs;
  const draft = await world.thunderbird.saveDraft(tab, "d1@x");
  await world.settled();
  return { world, thunderbird: world.thunderbird, host: world.host, tab, draft };
}

test("a saved draft makes the turn drafted, under the draft's Message-ID", async () => {
  const { host } = await aDraft();
  assert.equal(host.state("t1"), "drafted");
  assert.equal(host.turns.get("t1").draft, "d1@x");
});

test("saving the same draft again tells the host nothing new", async () => {
  const { world, thunderbird, host, tab } = await aDraft();
  await thunderbird.saveDraft(tab, "d1@x");
  await world.settled();
  assert.equal(host.asked("turns.draft").length, 1);
});

test("a draft saved under another Message-ID keeps its turn", async () => {
  const { world, thunderbird, host, tab } = await aDraft();
  await thunderbird.saveDraft(tab, "d2@x");
  await world.settled();
  assert.equal(host.state("t1"), "drafted");
  assert.equal(host.turns.get("t1").draft, "d2@x");
  assert.equal(host.asked("turns.release").length, 0);
});

test("deleting the draft gives the turn back", async () => {
  const { world, thunderbird, host, tab, draft } = await aDraft();
  await thunderbird.close(tab);
  await thunderbird.deletePermanently(draft);
  await world.settled();
  assert.equal(host.state("t1"), "waiting");
});

test("moving the draft to the trash gives the turn back, and fetching it back takes it again", async () => {
  const { world, thunderbird, host, tab, draft } = await aDraft();
  await thunderbird.close(tab);
  const inTrash = await thunderbird.move(draft, "trash");
  await world.settled();
  assert.equal(host.state("t1"), "waiting");
  await thunderbird.move(inTrash, "drafts");
  await world.settled();
  assert.equal(host.state("t1"), "drafted");
});

test("a draft deleted while its window is open gives the turn back when the window closes", async () => {
  const { world, thunderbird, host, tab, draft } = await aDraft();
  await thunderbird.deletePermanently(draft);
  await world.settled();
  assert.equal(host.state("t1"), "drafted");
  await thunderbird.close(tab);
  await world.settled();
  assert.equal(host.state("t1"), "waiting");
});

test("closing a window whose draft is kept gives nothing back", async () => {
  const { world, thunderbird, host, tab } = await aDraft();
  await thunderbird.close(tab);
  await world.settled();
  assert.equal(host.state("t1"), "drafted");
});

test("a draft opened again after a restart is bound by its header, which it gets back", async () => {
  const { world, thunderbird, host, draft } = await aDraft();
  await world.restart();
  const tab = await thunderbird.openDraft(draft);
  await world.settled();
  assert.deepEqual(thunderbird.details(tab.id).customHeaders, [
    { name: "X-Rounds-Turn", value: "t1" },
  ]);
  await thunderbird.send(tab.id, { headerMessageId: "m1@x" });
  await world.settled();
  assert.equal(host.state("t1"), "written");
  assert.equal(host.turns.get("t1").message_id, "m1@x");
});

test("a draft whose header a server dropped is bound by its Message-ID", async () => {
  const { world, thunderbird, host, draft } = await aDraft();
  draft.headers = {};
  await world.restart();
  const tab = await thunderbird.openDraft(draft);
  await world.settled();
  await thunderbird.send(tab.id, { headerMessageId: "m1@x" });
  await world.settled();
  assert.equal(host.state("t1"), "written");
});

test("sending a draft deletes it, and does not give the turn back", async () => {
  const { world, thunderbird, host, tab, draft } = await aDraft();
  await thunderbird.send(tab, { headerMessageId: "m1@x" });
  await thunderbird.deletePermanently(draft);
  await world.settled();
  assert.equal(host.state("t1"), "written");
  assert.equal(host.asked("turns.release").length, 0);
});

test("other people's drafts are left alone", async () => {
  const { world, thunderbird, host } = await aDraft();
  const foreign = thunderbird.put("drafts", { headerMessageId: "other@x" });
  await thunderbird.deletePermanently(foreign);
  await world.settled();
  assert.equal(host.state("t1"), "drafted");
});

test("a reopened draft that is deleted while it is open gives the turn back when it is closed", async () => {
  const { world, thunderbird, host, draft } = await aDraft();
  await world.restart();
  const tab = await thunderbird.openDraft(draft);
  await world.settled();
  await thunderbird.deletePermanently(draft);
  await world.settled();
  assert.equal(host.state("t1"), "drafted");
  await thunderbird.close(tab.id);
  await world.settled();
  assert.equal(host.state("t1"), "waiting");
});

test("a draft deleted while the host is away gives the turn back when it returns", async () => {
  const { world, thunderbird, host, tab, draft } = await aDraft();
  await thunderbird.close(tab);
  await world.settled();
  host.unreachable = "No such native application rounds_host";
  host.kill();
  await world.settled();
  await thunderbird.deletePermanently(draft);
  await world.settled();
  host.unreachable = null;
  await world.restart();
  assert.equal(host.state("t1"), "waiting");
});
