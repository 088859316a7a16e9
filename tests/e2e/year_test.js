import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";

import { connectionsCsv } from "../data/people.js";
import { reachablePeople } from "./support/steps.js";
import { Wire } from "./support/wire.js";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rounds-year-"));
const database = path.join(folder, "rounds.db");
after(() => fs.rmSync(folder, { recursive: true }));

/** Nine in the morning in Berlin. @param {string} day */
const morning = (day) => {
  const summer = day >= "2015-03-29" && day < "2015-10-25";
  return `${day}T09:00:00+0${summer ? 2 : 1}:00`;
};

/** @param {string} day */
const dayAfter = (day) =>
  new Date(Date.parse(`${day}T00:00Z`) + 24 * 60 * 60_000).toISOString().slice(0, 10);

/** Runs a host for a while. @template T @param {string} now @param {(host: Wire) => Promise<T>} what */
async function withHost(now, what) {
  const host = new Wire({ database, now });
  try {
    return await what(host);
  } finally {
    assert.equal(await host.end(), 0);
  }
}

test("five a day, Monday to Friday, take 1,109 people from New Year to November 6", async () => {
  const round = await withHost(morning("2015-01-01"), async (host) => {
    const text = connectionsCsv(reachablePeople(1109));
    await host.change("people.import", { filename: "Connections.csv", text });
    const made = await host.change("rounds.create", { name: "Everyone", start: "2015-01-01" });
    assert.deepEqual([made.people, made.per_day, made.finishes_on], [1109, 5, "2015-11-06"]);
    return made.round;
  });

  const written = new Set();
  let day = "2015-01-01";
  for (; written.size < 1109; day = dayAfter(day)) {
    await withHost(morning(day), async (host) => {
      const today = await host.call("today.show");
      const weekend = [0, 6].includes(new Date(`${day}T00:00Z`).getUTCDay());
      const left = 1109 - written.size;
      assert.deepEqual(
        [today.date, today.quota, today.due.length, today.backlog, today.finishes_on],
        [day, weekend ? 0 : 5, weekend ? 0 : Math.min(5, left), 0, "2015-11-06"],
      );
      for (const { turn, person } of today.due) {
        assert.ok(!written.has(turn), `${person.full} was suggested twice`);
        written.add(turn);
        await host.change("turns.sent", { turn, sent_at: morning(day) });
      }
    });
  }
  assert.equal(day, "2015-11-07");

  await withHost(morning(day), async (host) => {
    const { days, list_percent, time_percent, written, backlog } = await host.call(
      "progress.show",
      { round },
    );
    assert.deepEqual([written, list_percent, time_percent, backlog], [1109, 100, 100, 0]);
    assert.equal(days.length, 222);
    assert.equal((await host.call("today.show")).finished, true);
  });
});
