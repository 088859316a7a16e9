import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";

/** @type {[string][]} */
const people = Array.from({ length: 30 }, (_, i) => [`t${i}`]);
/** @param {import("../../support/background.js").World} world @param {string} turn */
const send = (world, turn) =>
  world.ask("change", { method: "turns.sent", params: { turn, message_id: `${turn}@x` } });

test("a session holds as many people as the user set out to write to, and counts down", async () => {
  const world = await aMorning(people);
  assert.equal(await world.ask("session"), null);
  const session = await world.ask("setSession", { size: 20 });
  assert.deepEqual([session.size, session.done, session.left], [20, 0, 20]);
  assert.equal((await world.ask("today")).due.length, 20);

  await send(world, "t0");
  const today = await world.ask("today");
  assert.equal(today.due.length, 19);
  assert.equal(today.session.done, 1);
});

test("notes written before the session are not part of it", async () => {
  const world = await aMorning(people);
  await send(world, "t0");
  const session = await world.ask("setSession", { size: 3 });
  assert.equal(session.left, 3);
});

test("a session survives a restart and ends with the day", async () => {
  const world = await aMorning(people);
  await world.ask("setSession", { size: 20 });
  await world.restart();
  assert.equal((await world.ask("session")).size, 20);
  world.host.hello.today = "2100-01-01";
  assert.equal(await world.ask("session"), null);
});

test("a session can be given up", async () => {
  const world = await aMorning(people);
  await world.ask("setSession", { size: 20 });
  assert.equal(await world.ask("setSession", { size: null }), null);
  assert.equal((await world.ask("today")).due.length, 5);
});

test("a session of an impossible size is refused", async () => {
  const world = await aMorning(people);
  for (const size of [0, 201, 1.5, "20"]) {
    await assert.rejects(world.ask("setSession", { size }), { kind: "invalid" });
  }
});
