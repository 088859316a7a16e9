import assert from "node:assert/strict";
import { test } from "node:test";
import { isOlder } from "../../../../extension/background/host/versions.js";
import { aMorning, World } from "../../support/background.js";
import { FakeHost } from "../../support/host.js";

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
