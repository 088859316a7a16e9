import assert from "node:assert/strict";
import { test } from "node:test";
import { isOlder } from "../../../../extension/background/host/versions.js";
import { aMorning, World } from "../../support/background.js";
import { FakeHost } from "../../support/host.js";
import { holdTimeouts } from "../../support/waiting.js";

test("greets the host with its version and is connected", async () => {
  const { host, ask } = bound(await aMorning());
  const state = await ask("hostState");
  assert.equal(state.state, "connected");
  assert.equal(state.message, "");
  assert.equal(state.hello.version, "0.1.0");
  assert.deepEqual(host.requests[0], {
    method: "host.hello",
    params: { client: "rounds-add-on 0.1.0", protocol: 1 },
  });
});

test("says that the host is missing, what is kept and what to do", async () => {
  const world = new World();
  world.host.unreachable = "No such native application rounds_host";
  await world.start();
  const state = await world.ask("hostState");
  assert.equal(state.state, "missing");
  assert.match(state.message, /not installed/);
  assert.match(state.message, /kept/);
  assert.match(state.message, /rounds-host install/);
});

test("finds a host that was installed in the meantime, without being told", async () => {
  const world = new World();
  world.host.addTurn("t1");
  world.host.unreachable = "No such native application rounds_host";
  await world.start();
  world.host.unreachable = null;
  await world.thunderbird.ring("rounds:connect");
  await world.settled();
  assert.equal((await world.ask("hostState")).state, "connected");
  assert.equal(world.thunderbird.button.badge, "0/5");
});

test("tells a host that stops from one that is missing", async () => {
  const world = await aMorning();
  world.host.kill();
  await world.settled();
  const state = await world.ask("hostState");
  assert.equal(state.state, "failed");
  assert.match(state.message, /Nothing is lost/);
});

test("pauses longer after each failed attempt, up to a limit, and remembers it when stopped", async () => {
  const world = new World();
  world.host.unreachable = "No such native application rounds_host";
  await world.start();
  const pauses = [];
  for (let attempt = 0; attempt < 12; attempt++) {
    pauses.push(world.thunderbird.alarms.get("rounds:connect").when - Date.now());
    if (attempt % 3 === 0) {
      await world.wake();
    } else {
      await world.thunderbird.ring("rounds:connect");
      await world.settled();
    }
  }
  const longest = 5 * 60_000 * 1.25;
  assert.ok(pauses[0] <= 1_250, `the first pause is short, not ${pauses[0]}`);
  assert.ok(pauses[4] > pauses[0], "pauses grow");
  assert.ok(
    pauses.every((pause) => pause <= longest),
    "pauses end growing",
  );
  assert.ok(pauses[11] >= 5 * 60_000 * 0.7, "the last pause is the longest");
});

test("a host that was missing for long and then stops is tried again soon", async () => {
  const world = new World();
  world.host.unreachable = "No such native application rounds_host";
  await world.start();
  const pause = () => world.thunderbird.alarms.get("rounds:connect").when - Date.now();
  for (let attempt = 0; attempt < 8; attempt++) {
    await world.thunderbird.ring("rounds:connect");
    await world.settled();
  }
  assert.ok(pause() > 60_000);
  world.host.unreachable = null;
  await world.thunderbird.ring("rounds:connect");
  await world.settled();
  world.host.kill();
  await world.settled();
  assert.ok(pause() <= 1_250);
});

test("a host that greets and stops again and again is given more and more time", async () => {
  const world = await aMorning();
  const pauses = [];
  for (let attempt = 0; attempt < 6; attempt++) {
    world.host.kill();
    await world.settled();
    pauses.push(world.thunderbird.alarms.get("rounds:connect").when - Date.now());
    await world.thunderbird.ring("rounds:connect");
    await world.settled();
  }
  assert.ok(pauses[5] > 10 * pauses[0], pauses.join(", "));
});

test("asks again by itself when the host goes away while it reads", async () => {
  const { world, host, ask } = bound(await aMorning());
  let killed = false;
  host.before = (/** @type {{method: string}} */ { method }) => {
    if (method === "turns.show" && !killed) {
      killed = true;
      host.kill();
    }
  };
  const { turn } = await ask("call", { method: "turns.show", params: { turn: "t1" } });
  assert.equal(turn.turn, "t1");
  assert.equal(host.starts, 2);
  await world.settled();
});

test("a host that is too old or too new is named with its version and not used", async () => {
  for (const [hello, state] of [
    ["0.0.9 1", "too_old"],
    ["0.1.0 0", "too_old"],
    ["3.0.0 2", "too_new"],
  ]) {
    const [version, protocol] = hello.split(" ");
    const world = new World();
    Object.assign(world.host.hello, { version, protocol: Number(protocol) });
    await world.start();
    const told = await world.ask("hostState");
    assert.equal(told.state, state);
    assert.ok(told.message.includes(version));
    await assert.rejects(world.ask("call", { method: "today.show" }), { kind: `host_${state}` });
  }
});

test("a host that cannot open its database is reported in its own words", async () => {
  const world = new World();
  world.host.before = () => {
    throw FakeHost.refusal("storage", "The database is damaged.");
  };
  await world.start();
  const state = await world.ask("hostState");
  assert.equal(state.state, "failed");
  assert.match(state.message, /The database is damaged\./);
});

test("a refusal keeps its kind, field and sentence on the way to the page", async () => {
  const { ask } = bound(await aMorning());
  await assert.rejects(ask("call", { method: "no.such", params: {} }), {
    kind: "unknown_method",
    message: "There is no method no.such",
  });
  await assert.rejects(ask("call", { method: "turns.show", params: { turn: "t9" } }), {
    kind: "not_found",
  });
});

test("a file longer than a frame is refused here, since the host would end", async () => {
  const { host, ask } = bound(await aMorning());
  const text = "x".repeat(65 * 1024 * 1024);
  await assert.rejects(ask("change", { method: "people.import", params: { text } }), {
    kind: "too_large",
  });
  assert.equal(host.asked("people.import").length, 0);
});

test("a host that never greets is told of, holds nobody up, and is tried again", async (t) => {
  const world = new World();
  world.host.addTurn("t1");
  world.host.silent = true;
  holdTimeouts(t);
  await world.start();
  const asked = world.ask("call", { method: "today.show" });
  const refused = assert.rejects(asked, { kind: "host_failed" });
  await world.settled();
  t.mock.timers.tick(20_000);
  await refused;
  const state = await world.ask("hostState");
  assert.equal(state.state, "failed");
  assert.match(state.message, /answer/);
  assert.equal(world.thunderbird.button.badge, "!");
  world.host.silent = false;
  await world.thunderbird.ring("rounds:connect");
  await world.settled();
  assert.equal((await world.ask("hostState")).state, "connected");
  assert.equal(world.thunderbird.button.badge, "0/5");
});

test("a host that falls silent after its greeting is told of, asked again, and holds nobody up", async (t) => {
  const { world, host, ask } = bound(await aMorning());
  holdTimeouts(t);
  host.silent = true;
  const asked = ask("call", { method: "turns.show", params: { turn: "t1" } });
  await world.settled();
  t.mock.timers.tick(30_000);
  await world.settled();
  const later = ask("call", { method: "today.show" });
  await world.settled();
  assert.equal((await ask("hostState")).state, "connected", "it may still answer");
  host.silent = false;
  t.mock.timers.tick(30_000);
  assert.equal((await asked).turn.turn, "t1", "another host was asked");
  assert.equal((await later).name, "A round");
  assert.equal(host.starts, 2);
});

test("a host that stays silent is told of, and what waits is kept", async (t) => {
  const { world, host, ask } = bound(await aMorning());
  holdTimeouts(t);
  host.silent = true;
  const skipped = ask("change", { method: "turns.skip", params: { turn: "t1" } });
  await world.settled();
  t.mock.timers.tick(60_000);
  assert.ok((await skipped).pending);
  await world.settled();
  // By now it was tried again, and did not even greet.
  t.mock.timers.tick(20_000);
  await world.settled();
  const state = await ask("hostState");
  assert.equal(state.state, "failed");
  assert.match(state.message, /answer/);
  assert.equal(world.pendingFacts().length, 1);
  assert.ok(world.thunderbird.alarms.has("rounds:connect"), "it is tried again");
  host.silent = false;
  await world.thunderbird.ring("rounds:connect");
  await world.settled();
  assert.equal(host.state("t1"), "skipped");
});

test("long work that tells its progress may take as long as it does", async (t) => {
  const { world, host, ask } = bound(await aMorning());
  holdTimeouts(t);
  /** @type {(value?: unknown) => void} */
  let finish = () => {};
  /** @type {number | undefined} */
  let id;
  host.before = async (request) => {
    if (request.method === "people.import") {
      id = request.id;
      await new Promise((resolve) => (finish = resolve));
    }
  };
  const imported = ask("change", { method: "people.import", params: { text: "x" } });
  await world.settled();
  for (let done = 1; done <= 4; done++) {
    t.mock.timers.tick(50_000);
    host.notify("progress", { id, done, total: 5 });
    await world.settled();
  }
  finish();
  await imported;
  assert.equal(host.starts, 1);
});

test("what writes the whole database anew is given more time", async (t) => {
  const { world, host, ask } = bound(await aMorning());
  holdTimeouts(t);
  /** @type {(value?: unknown) => void} */
  let finish = () => {};
  host.before = async ({ method }) => {
    if (method === "copies.restore") {
      await new Promise((resolve) => (finish = resolve));
    }
  };
  const restored = ask("mend", { method: "copies.restore", params: { copy: "c1" } });
  await world.settled();
  t.mock.timers.tick(5 * 60_000);
  await world.settled();
  finish();
  assert.equal((await restored).people, 3);
});

test("a host with nothing to do may be silent for ever", async (t) => {
  const { world, host, ask } = bound(await aMorning());
  holdTimeouts(t);
  await ask("call", { method: "today.show" });
  t.mock.timers.tick(10 * 60_000);
  await world.settled();
  assert.equal((await ask("hostState")).state, "connected");
  assert.equal(host.starts, 1);
});

test("a port that is closed while a request is on its way refuses it", async () => {
  const { world, host, ask } = bound(await aMorning());
  host.abandon(); // gone, and nobody has told yet
  host.unreachable = "No such native application rounds_host";
  await assert.rejects(ask("call", { method: "today.show" }), { kind: "host_missing" });
  assert.ok(world.thunderbird.alarms.has("rounds:connect"), "it is tried again");
});

test("versions are compared by number", () => {
  assert.ok(isOlder("0.9.0", "0.10.0"));
  assert.ok(isOlder("0.1", "0.1.1"));
  assert.ok(!isOlder("0.1.0", "0.1.0"));
  assert.ok(!isOlder("1.0.0", "0.9.9"));
});

/** The parts of a world that these tests use. @param {World} world */
function bound(world) {
  return { world, host: world.host, ask: world.ask.bind(world) };
}

test("a damaged database is told, its copies are asked for, and a restore greets anew", async () => {
  const world = new World();
  let damaged = true;
  world.host.before = ({ method }) => {
    if (damaged && method !== "copies.list" && method !== "copies.restore") {
      throw FakeHost.refusal("damaged", "The database is damaged.");
    }
    damaged &&= method !== "copies.restore";
  };
  await world.start();
  const state = await world.ask("hostState");
  assert.deepEqual([state.state, state.message], ["damaged", "The database is damaged."]);
  await assert.rejects(world.ask("call", { method: "rounds.list" }), { kind: "host_damaged" });

  const { copies } = await world.ask("mend", { method: "copies.list" });
  assert.equal(copies[0].copy, "c1");
  // Another try in between, by itself, changes nothing of that.
  await world.thunderbird.ring("rounds:connect");
  await world.settled();
  assert.equal((await world.ask("mend", { method: "copies.list" })).copies.length, 1);

  const restored = await world.ask("mend", { method: "copies.restore", params: { copy: "c1" } });
  assert.equal(restored.people, 3);
  await world.settled();
  assert.equal((await world.ask("hostState")).state, "connected");
});

test("with no host there is nobody to ask for copies", async () => {
  const world = new World();
  world.host.unreachable = "No such native application rounds_host";
  await world.start();
  await assert.rejects(world.ask("mend", { method: "copies.list" }), /host/);
});
