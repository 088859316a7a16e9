import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning, World } from "../../support/background.js";

/** The button of a world whose round and turns are as given. */
async function button({ round = {}, states = ["waiting"] } = {}) {
  const world = new World();
  states.forEach((state, i) => world.host.addTurn(`t${i}`, { state }));
  Object.assign(world.host.round, round);
  await world.start();
  return world.thunderbird.button;
}

test("the title tells today's share, the list and the time", async () => {
  const { badge, title } = await button({
    states: ["written", "written", "waiting"],
    round: { more: { written: 400, skipped: 12 } },
  });
  assert.equal(badge, "2/5");
  assert.equal(title, "2 of 5 today · 412 of 1,109 (37.1%) · 41.2% of the time");
});

test("each state has a look and a title of its own", async () => {
  const missing = new World();
  missing.host.unreachable = "No such native application rounds_host";
  await missing.start();
  const faces = {
    open: await button(),
    done: await button({ states: Array(5).fill("written") }),
    behind: await button({ round: { backlog: 7 } }),
    rest: await button({ round: { writing_day: false } }),
    none: await button({ states: [] }),
    missing: missing.thunderbird.button,
    finished: await button({ round: { more: { finished: true } } }),
  };
  const looks = Object.values(faces).map(({ badge, color, icon }) => [badge, color, icon].join());
  assert.equal(new Set(looks).size, looks.length, looks.join(" | "));
  const titles = Object.values(faces).map(({ title }) => title);
  assert.equal(new Set(titles).size, titles.length);
  assert.match(faces.behind.title, /7 behind/);
  assert.equal(faces.done.badge, "5/5");
  assert.match(faces.done.icon, /done/);
  const doneBehind = await button({ states: Array(5).fill("written"), round: { backlog: 7 } });
  assert.doesNotMatch(doneBehind.title, /behind/, "a day that is done is not blamed");
  assert.match(faces.missing.icon, /trouble/);
  assert.match(faces.missing.title, /rounds-host install/);
});

test("a session is counted by itself", async () => {
  const world = await aMorning([["t1", { state: "written" }], ["t2"], ["t3"]]);
  await world.ask("setSession", { size: 2 });
  await world.settled();
  assert.equal(world.thunderbird.button.badge, "0/2");
  await world.ask("change", { method: "turns.sent", params: { turn: "t2" } });
  await world.settled();
  assert.equal(world.thunderbird.button.badge, "1/2");
});

test("a new day draws the button anew and sets the next alarm", async () => {
  const world = await aMorning();
  world.host.round.quota = 7;
  await world.thunderbird.ring("rounds:day");
  await world.settled();
  assert.equal(world.thunderbird.button.badge, "0/7");
  assert.ok(world.thunderbird.alarms.get("rounds:day").when > Date.now());
  assert.ok(world.thunderbird.announced > 0, "open pages are told");
});
