import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning, World } from "../../support/background.js";
import { FakeHost } from "../../support/host.js";

/** @param {World} world @param {string} turn */
const skip = (world, turn) => world.ask("change", { method: "turns.skip", params: { turn } });

test("a change is in storage before it is sent, and gone when it is confirmed", async () => {
  const world = await aMorning();
  let storedWhenSent;
  world.host.before = ({ method, params }) => {
    if (method === "turns.skip") {
      storedWhenSent = world.pendingFacts().map(({ fact }) => fact);
      assert.deepEqual(storedWhenSent, [params.fact]);
    }
  };
  const result = await skip(world, "t1");
  assert.deepEqual([result.fact], storedWhenSent);
  assert.equal(result.turn.state, "skipped");
  assert.deepEqual(world.pendingFacts(), []);
});

test("a change made while the host is away is kept, and arrives when it is back", async () => {
  const world = await aMorning();
  world.host.unreachable = "No such native application rounds_host";
  world.host.kill();
  await world.settled();
  assert.equal((await skip(world, "t1")).pending, true);
  assert.equal((await world.ask("hostState")).pending, 1);

  world.host.unreachable = null;
  await world.thunderbird.ring("rounds:connect");
  await world.settled();
  assert.equal(world.host.state("t1"), "skipped");
  assert.deepEqual(world.pendingFacts(), []);
});

test("a change outlives a restart of Thunderbird", async () => {
  const world = await aMorning();
  world.host.unreachable = "No such native application rounds_host";
  world.host.kill();
  await world.settled();
  await skip(world, "t1");
  world.host.unreachable = null;
  await world.restart();
  assert.equal(world.host.state("t1"), "skipped");
});

test("a host killed after it took a change and before it answered takes it once", async () => {
  const world = await aMorning();
  let killed = false;
  world.host.after = ({ method }) => {
    if (method === "turns.skip" && !killed) {
      killed = true;
      world.host.kill();
    }
  };
  await skip(world, "t1");
  await world.thunderbird.ring("rounds:connect");
  await world.settled();
  assert.equal(world.host.facts.size, 1);
  assert.equal(world.host.asked("turns.skip").length, 2, "it was sent twice");
  assert.equal(new Set(world.host.asked("turns.skip").map(({ params }) => params.fact)).size, 1);
  assert.deepEqual(world.pendingFacts(), []);
});

test("changes arrive in the order in which they were made", async () => {
  const world = await aMorning([["t1"], ["t2"], ["t3"]]);
  world.host.unreachable = "No such native application rounds_host";
  world.host.kill();
  await world.settled();
  await Promise.all(["t2", "t1", "t3"].map((turn) => skip(world, turn)));
  world.host.unreachable = null;
  await world.thunderbird.ring("rounds:connect");
  await world.settled();
  const arrived = world.host.asked("turns.skip").map(({ params }) => params.turn);
  assert.deepEqual(arrived, ["t2", "t1", "t3"]);
});

test("changes asked for at the same moment all arrive", async () => {
  /** @type {[string][]} */
  const people = Array.from({ length: 20 }, (_, i) => [`t${i}`]);
  const world = await aMorning(people);
  await Promise.all(people.map(([turn]) => skip(world, turn)));
  assert.equal(world.host.facts.size, 20);
  assert.deepEqual(world.pendingFacts(), []);
});

test("a page is told at once when the host refuses its change", async () => {
  const world = await aMorning([["t1", { state: "written" }]]);
  await assert.rejects(skip(world, "t1"), { kind: "conflict" });
  assert.deepEqual(world.pendingFacts(), []);
  assert.deepEqual((await world.ask("hostState")).refused, []);
});

test("a kept change that is refused later is set aside and reported, and lets the next pass", async () => {
  const world = await aMorning([["t1"], ["t2"]]);
  world.host.unreachable = "No such native application rounds_host";
  world.host.kill();
  await world.settled();
  await skip(world, "t1");
  await skip(world, "t2");
  world.host.addTurn("t1", { state: "written" }); // on another machine, meanwhile
  world.host.unreachable = null;
  await world.thunderbird.ring("rounds:connect");
  await world.settled();

  assert.equal(world.host.state("t2"), "skipped");
  const { refused } = await world.ask("hostState");
  assert.equal(refused.length, 1);
  assert.deepEqual(refused[0].params, { turn: "t1" });
  assert.match(world.thunderbird.notices[0].message, /written already/);
  assert.match(world.thunderbird.button.title, /1 not accepted/);

  await world.ask("forgetRefused");
  assert.deepEqual((await world.ask("hostState")).refused, []);
});

test("a refused change can be sent once more", async () => {
  const world = await aMorning();
  world.host.unreachable = "No such native application rounds_host";
  world.host.kill();
  await world.settled();
  await skip(world, "t1");
  world.host.before = ({ method }) => {
    if (method === "turns.skip") {
      throw FakeHost.refusal("unsupported", "Not today.");
    }
  };
  world.host.unreachable = null;
  await world.thunderbird.ring("rounds:connect");
  await world.settled();
  assert.equal((await world.ask("hostState")).refused.length, 1);

  world.host.before = () => {};
  await world.ask("retryRefused");
  assert.equal(world.host.state("t1"), "skipped");
  assert.deepEqual((await world.ask("hostState")).refused, []);
  assert.deepEqual(world.pendingFacts(), []);
});

test("a host that stays away for long costs no change its place", async () => {
  const world = await aMorning();
  world.host.unreachable = "An unexpected error occurred";
  world.host.kill();
  await world.settled();
  await skip(world, "t1");
  for (let attempt = 0; attempt < 10; attempt++) {
    await world.thunderbird.ring("rounds:pending-facts");
    await world.thunderbird.ring("rounds:connect");
    await world.settled();
  }
  assert.deepEqual((await world.ask("hostState")).refused, []);
  assert.equal(world.pendingFacts().length, 1);
});

test("a busy host is asked again later, and nothing is lost", async () => {
  const world = await aMorning();
  world.host.before = ({ method }) => {
    if (method === "turns.skip") {
      throw FakeHost.refusal("busy", "Another host is writing.");
    }
  };
  assert.equal((await skip(world, "t1")).pending, true);
  world.host.before = () => {};
  await world.thunderbird.ring("rounds:pending-facts");
  await world.settled();
  assert.equal(world.host.state("t1"), "skipped");
});

test("a full disk is waited for with growing pauses, and the user is told why", async () => {
  const world = await aMorning();
  world.host.before = ({ method }) => {
    if (method === "turns.skip") {
      throw FakeHost.refusal("storage", "The disk is full.");
    }
  };
  await skip(world, "t1");
  const pauses = [];
  for (let attempt = 0; attempt < 12; attempt++) {
    pauses.push(world.thunderbird.alarms.get("rounds:pending-facts").when - Date.now());
    await world.thunderbird.ring("rounds:pending-facts");
    await world.settled();
  }
  assert.ok(pauses[0] <= 5_000 && pauses[3] > 4 * pauses[0], pauses.join());
  assert.ok(pauses[11] <= 10 * 60_000, pauses.join());
  const { reason, pending } = await world.ask("hostState");
  assert.equal(reason, "The disk is full.");
  assert.equal(pending, 1);
  assert.equal(world.thunderbird.notices.length, 1, "told once");
  world.host.before = () => {};
  await world.thunderbird.ring("rounds:pending-facts");
  await world.settled();
  assert.equal((await world.ask("hostState")).reason, "");
});

test("what will never succeed does not stand before the others", async () => {
  for (const kind of ["internal", "too_large", "invalid", "bad_request", "nobody_knows_this"]) {
    const world = await aMorning([["t1"], ["t2"]]);
    world.host.unreachable = "No such native application rounds_host";
    world.host.kill();
    await world.settled();
    await skip(world, "t1");
    await skip(world, "t2");
    world.host.before = ({ method, params }) => {
      if (method === "turns.skip" && params.turn === "t1") {
        throw FakeHost.refusal(kind, "Never.");
      }
    };
    world.host.unreachable = null;
    await world.thunderbird.ring("rounds:connect");
    await world.settled();
    assert.equal(world.host.state("t2"), "skipped", kind);
    assert.equal((await world.ask("hostState")).refused.length, 1, kind);
  }
});

test("a change that ends the host again and again is set aside, so that the others pass", async () => {
  const world = await aMorning([["t1"], ["t2"]]);
  world.host.before = ({ method, params }) => {
    if (method === "turns.skip" && params.turn === "t1") {
      world.host.kill();
    }
  };
  await skip(world, "t1");
  await skip(world, "t2");
  for (let attempt = 0; attempt < 10; attempt++) {
    await world.thunderbird.ring("rounds:connect");
    await world.settled();
  }
  assert.equal(world.host.state("t2"), "skipped");
  assert.equal((await world.ask("hostState")).refused.length, 1);
});

test("large changes are refused while the host is away, and nothing is kept", async () => {
  const world = new World();
  world.host.unreachable = "No such native application rounds_host";
  await world.start();
  await assert.rejects(world.ask("change", { method: "people.import", params: { text: "" } }), {
    kind: "host_missing",
  });
  assert.deepEqual(world.pendingFacts(), []);
});

test("a remark typed while the host is away is kept, and other changes to a person are refused", async () => {
  const world = await aMorning();
  world.host.unreachable = "No such native application rounds_host";
  world.host.kill();
  await world.settled();
  const edit = (/** @type {object} */ changes) =>
    world.ask("change", { method: "people.edit", params: { person: "p-t1", changes } });
  assert.equal((await edit({ remark: "Plays the cello." })).pending, true);
  await assert.rejects(edit({ remark: "Plays the cello.", company: "Acme" }), {
    name: "Error",
    message: /host/,
  });
  world.host.unreachable = null;
  await world.restart();
  const [{ params }] = world.host.asked("people.edit");
  assert.equal(params.changes.remark, "Plays the cello.");
});

test("a change that meets a damaged database waits until that is repaired", async () => {
  const world = await aMorning();
  let damaged = true;
  world.host.before = ({ method }) => {
    if (damaged && method === "turns.skip") {
      throw FakeHost.refusal("damaged", "The database is damaged.");
    }
  };
  skip(world, "t1");
  await world.settled();
  const { refused, pending } = await world.ask("hostState");
  assert.deepEqual([refused.length, pending], [0, 1]);
  damaged = false;
  await world.wake();
  assert.equal(world.host.state("t1"), "skipped");
});
