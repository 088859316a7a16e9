import assert from "node:assert/strict";
import { test } from "node:test";

import { importPeople, writeThePast } from "../../scripts/lib/demo_round.js";
import { World } from "./support/world.js";

test("the demonstration has people to write to on a Saturday, too", async () => {
  const world = await World.make();
  try {
    world.now = "2026-05-16T09:30:00+02:00";
    await importPeople(world);
    await writeThePast(world, new Date(world.now));
    const { writing_day, due } = await world.call("today.show");
    assert.equal(writing_day, true);
    assert.ok(due.length > 0);
  } finally {
    await world.stop();
  }
});
