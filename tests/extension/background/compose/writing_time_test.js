import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { aMorning } from "../../support/background.js";

const MINUTE = 60_000;

/** A world in which the note to t1 is being written, and a clock that stands unless it is moved. */
async function aNote() {
  let now = Date.parse("2015-01-05T09:00:00Z");
  mock.method(Date, "now", () => now);
  const world = await aMorning();
  await world.ask("write", { turn: "t1" });
  await world.settled();
  const [tab] = world.composeTabs;
  const { windows, idle } = world.thunderbird.messenger;
  const window = world.thunderbird.tabs.get(tab).tab.windowId;
  return {
    world,
    tab,
    window,
    /** Minutes in which the machine is awake. */
    async pass(/** @type {number} */ minutes) {
      for (let minute = 0; minute < minutes; minute++) {
        now += MINUTE;
        if (world.thunderbird.alarms.has("rounds:writing")) {
          await world.thunderbird.messenger.alarms.onAlarm.fire({ name: "rounds:writing" });
        }
      }
    },
    sleep: (/** @type {number} */ minutes) => void (now += minutes * MINUTE),
    async front(/** @type {number} */ id) {
      await windows.onFocusChanged.fire(id);
      await world.settled();
    },
    async hands(/** @type {string} */ state) {
      await idle.onStateChanged.fire(state);
      await world.settled();
    },
    async sentSeconds() {
      await world.thunderbird.send(tab, { headerMessageId: "m1@x" });
      await world.settled();
      return world.host.asked("turns.sent")[0].params.seconds;
    },
  };
}

test.afterEach(() => mock.restoreAll());

test("the time in front counts, the time behind another window does not", async () => {
  const { pass, front, window, sentSeconds } = await aNote();
  await pass(4);
  await front(-1);
  await pass(30);
  await front(window);
  await pass(2);
  assert.equal(await sentSeconds(), 6 * 60);
});

test("reading what to remember is a part of writing", async () => {
  const { world, pass, front, sentSeconds } = await aNote();
  await pass(1);
  await front(world.memories[0].id);
  await pass(2);
  assert.equal(await sentSeconds(), 3 * 60);
});

test("idle hands do not write, and the minute that showed it is taken back", async () => {
  const { pass, hands, sentSeconds } = await aNote();
  await pass(5);
  await hands("idle");
  await pass(60);
  await hands("active");
  await pass(3);
  assert.equal(await sentSeconds(), (5 - 1 + 3) * 60);
});

test("what was written before a draft was closed counts with what comes after", async () => {
  const { world, tab, pass, front } = await aNote();
  const { thunderbird } = world;
  await pass(5);
  await front(-1);
  const draft = await thunderbird.saveDraft(tab, "d1@x");
  await thunderbird.close(tab);
  await world.settled();
  await world.restart();
  await pass(24 * 60);
  const again = await thunderbird.openDraft(draft);
  await world.settled();
  await pass(2);
  await thunderbird.send(again.id, { headerMessageId: "m1@x" });
  await world.settled();
  assert.equal(world.host.asked("turns.sent")[0].params.seconds, 7 * 60);
});

test("a night with the lid closed is no writing", async () => {
  const { pass, sleep, sentSeconds } = await aNote();
  await pass(5);
  sleep(10 * 60);
  await pass(2);
  const minutes = (await sentSeconds()) / 60;
  assert.ok(minutes >= 7 && minutes <= 9, `${minutes} minutes`);
});

test("a clock that is set back takes nothing away", async () => {
  const { pass, sleep, sentSeconds } = await aNote();
  await pass(5);
  sleep(-60);
  assert.equal(await sentSeconds(), 5 * 60);
});

test("no length makes a note that the host cannot record", async () => {
  const { world, sentSeconds } = await aNote();
  await world.thunderbird.local.set({ writingTime: { t1: 10 ** 9 } });
  assert.equal(await sentSeconds(), 7 * 24 * 60 * 60);
});
