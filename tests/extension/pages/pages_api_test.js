import assert from "node:assert/strict";
import { test } from "node:test";
import {
  call,
  change,
  hostState,
  onChanged,
  sessionSize,
  setSession,
  today,
  write,
} from "../../../extension/shared/background.js";
import { aMorning } from "../support/background.js";
import { FakeHost } from "../support/host.js";

/** A promise and the function that fulfils it. */
function signal() {
  /** @type {(value?: any) => void} */
  let give = () => {};
  const given = new Promise((resolve) => (give = resolve));
  return { give, given };
}

test("what a page asks is answered, and a refusal is thrown with its kind", async () => {
  await aMorning();
  assert.equal((await hostState()).state, "connected");
  assert.equal((await today()).due.length, 1);
  assert.equal((await call("turns.show", { turn: "t1" })).turn.turn, "t1");
  await assert.rejects(call("turns.show", { turn: "t9" }), {
    name: "RoundsError",
    kind: "not_found",
  });
  assert.deepEqual(await write("t1"), { opened: "new" });
});

test("a page hears of changes until it no longer listens", async () => {
  const world = await aMorning();
  let heard = 0;
  const stop = onChanged(() => heard++);
  await change("turns.skip", { turn: "t1" });
  await world.settled();
  assert.ok(heard > 0);
  stop();
  const before = heard;
  await setSession(5);
  await world.settled();
  assert.equal(heard, before);
  assert.equal(await sessionSize(), 5);
});

test("a long request reports how far it is", async () => {
  const { host } = await aMorning();
  host.before = ({ id, method }) => {
    if (method === "people.import") {
      host.notify("progress", { id, done: 1000, total: 3000 });
      host.notify("progress", { id, done: 2000, total: 3000 });
    }
  };
  /** @type {any[]} */
  const seen = [];
  const result = await change(
    "people.import",
    { filename: "c.csv", text: "…" },
    { onProgress: (progress) => seen.push(progress) },
  );
  assert.deepEqual(seen, [
    { done: 1000, total: 3000 },
    { done: 2000, total: 3000 },
  ]);
  assert.ok(result.fact);
});

test("a long request that is given up is cancelled at the host", async () => {
  const { host } = await aMorning();
  const arrived = signal();
  const cancelled = signal();
  host.cancel = cancelled.give;
  host.before = async ({ id, method }) => {
    if (method === "people.import") {
      arrived.give(id);
      assert.equal(await cancelled.given, id);
      throw FakeHost.refusal("cancelled", "The import was given up.");
    }
  };
  const giveUp = new AbortController();
  const importing = change("people.import", { text: "…" }, { signal: giveUp.signal });
  await arrived.given;
  giveUp.abort();
  await assert.rejects(importing, { kind: "cancelled" });
  assert.equal(host.facts.size, 0);
});

test("a request that is given up before it begins never reaches the host", async () => {
  const { host } = await aMorning();
  const giveUp = new AbortController();
  giveUp.abort();
  await assert.rejects(change("people.import", {}, { signal: giveUp.signal }), {
    kind: "cancelled",
  });
  assert.equal(host.asked("people.import").length, 0);
});

test("an import that the host did not survive is sent again as the same fact", async () => {
  const { host } = await aMorning();
  let killed = false;
  host.after = ({ method }) => {
    if (method === "people.import" && !killed) {
      killed = true;
      host.kill();
    }
  };
  await change("people.import", { text: "…" }, { onProgress: () => {} });
  assert.equal(host.asked("people.import").length, 2);
  assert.equal(host.facts.size, 1);
});
