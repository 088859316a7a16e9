import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";

/** @param {Awaited<ReturnType<typeof aMorning>>} world */
const notices = (world) =>
  world.thunderbird.notices.filter(({ id }) => id.startsWith("rounds:milestone"));

test("a note that stands out is noticed once, and told in the popup until it was seen", async () => {
  const world = await aMorning([["t1"], ["t2"]]);
  world.host.milestone = { kind: "hundredth", count: 100 };
  await world.ask("change", { method: "turns.sent", params: { turn: "t1" } });
  world.host.milestone = undefined;
  await world.settled();
  assert.deepEqual(
    notices(world).map(({ message }) => message),
    ["That was note 100."],
  );

  await world.ask("change", { method: "turns.sent", params: { turn: "t2" } });
  await world.wake();
  assert.equal(notices(world).length, 1);
  assert.equal(await world.ask("milestone"), "That was note 100.");
  await world.ask("milestoneSeen");
  assert.equal(await world.ask("milestone"), "");
});

test("a milestone whose note was undone is told no more", async () => {
  const world = await aMorning([["t1"], ["t2"]]);
  world.host.milestone = { kind: "hundredth", count: 100 };
  const { fact } = await world.ask("change", { method: "turns.sent", params: { turn: "t1" } });
  world.host.milestone = undefined;
  await world.ask("change", { method: "facts.undo", params: { undo: "another" } });
  await world.settled();
  assert.equal(await world.ask("milestone"), "That was note 100.");
  await world.ask("change", { method: "facts.undo", params: { undo: fact } });
  await world.settled();
  assert.equal(await world.ask("milestone"), "");
});
