import assert from "node:assert/strict";
import { test } from "node:test";
import { leftToday, nextTime } from "../../../../extension/background/day/reminder.js";
import { aMorning } from "../../support/background.js";

const ALARM = "rounds:reminder";
const DAYS = 24 * 60 * 60_000;

/** A morning with a reminder switched on. @param {Parameters<typeof aMorning>[0]} [people] */
async function reminded(people) {
  const world = await aMorning(people);
  await world.ask("setReminder", { on: true, at: "17:30" });
  return world;
}

/** @param {Awaited<ReturnType<typeof aMorning>>} world @param {number} [due] */
async function ring(world, due) {
  await world.thunderbird.ring(ALARM, due);
  await world.settled();
  return world.thunderbird.notices.filter(({ id }) => id === ALARM).map(({ message }) => message);
}

test("nobody is reminded who has not asked for it", async () => {
  const world = await aMorning();
  assert.equal(world.thunderbird.alarms.has(ALARM), false);
  assert.deepEqual(await ring(world), []);
});

test("a writing day with something left gets one notice, and the next day its own", async () => {
  const world = await reminded([["t1"], ["t2", { state: "written" }], ["t3"]]);
  assert.ok(world.thunderbird.alarms.get(ALARM).when > Date.now());
  assert.deepEqual(await ring(world), ["2 notes are left of today’s share."]);
  assert.ok(world.thunderbird.alarms.get(ALARM).when > Date.now(), "it rings again");
});

test("a day that asks for nothing gets no notice", async () => {
  const done = await reminded(Array.from({ length: 6 }, (_, i) => [`t${i}`, { state: "written" }]));
  assert.deepEqual(await ring(done), []);
  for (const round of [
    { writing_day: false },
    { more: { finished: true } },
    { more: { paused_on: "2015-03-03" } },
  ]) {
    const world = await reminded();
    Object.assign(world.host.round, round);
    assert.deepEqual(await ring(world), [], JSON.stringify(round));
  }
});

test("without a round or a host there is silence", async () => {
  assert.deepEqual(await ring(await reminded([])), []);
  const world = await reminded();
  world.host.unreachable = "No such native application rounds_host";
  world.host.kill();
  assert.deepEqual(await ring(world), []);
});

test("an alarm that comes days late says nothing", async () => {
  assert.deepEqual(await ring(await reminded(), Date.now() - 2 * DAYS), []);
});

test("the alarm survives the background's end, and goes when the reminder is switched off", async () => {
  const world = await reminded();
  const before = world.thunderbird.alarms.get(ALARM);
  await world.wake();
  assert.deepEqual(world.thunderbird.alarms.get(ALARM), before);
  world.thunderbird.alarms.delete(ALARM); // as Thunderbird's end does
  await world.restart();
  assert.deepEqual(world.thunderbird.alarms.get(ALARM), before);
  await world.ask("setReminder", { on: false, at: "17:30" });
  assert.equal(world.thunderbird.alarms.has(ALARM), false);
  assert.deepEqual(await ring(world), []);
});

test("the next time of day is today or tomorrow", () => {
  const now = new Date(2015, 0, 5, 17, 30);
  assert.deepEqual(nextTime("17:31", now), new Date(2015, 0, 5, 17, 31));
  assert.deepEqual(nextTime("17:30", now), new Date(2015, 0, 6, 17, 30));
});

test("a round that begins later asks for nothing", () => {
  const today = /** @type {any} */ ({
    date: "2015-01-04",
    start: "2015-01-05",
    writing_day: true,
    quota: 5,
    written_today: 0,
    queued_today: 0,
    due: [{}],
  });
  assert.equal(leftToday(today), 0);
  assert.equal(leftToday({ ...today, date: "2015-01-05" }), 1);
});
