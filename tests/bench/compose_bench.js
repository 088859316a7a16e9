/**
 * What Rounds adds to the opening of a compose window, in a real Thunderbird: from the click on Write
 * to the cursor in a note that begins with its structure, beside a window that Thunderbird opens empty
 * to the same person. Prints the medians in milliseconds.
 */
import { makeRound, MONDAY } from "../e2e/support/steps.js";
import { World } from "../e2e/support/world.js";

const TIMES = 12;

/** @param {number[]} values */
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const world = await World.make();
await makeRound(world, { people: TIMES + 1, per_day: TIMES + 1 });
const thunderbird = await world.start({ now: MONDAY });
await thunderbird.openTab();
const { due } = await world.call("today.show");

/** @type {{bare: number[], rounds: number[]}} */
const took = { bare: [], rounds: [] };
for (const [time, { turn, person }] of due.entries()) {
  const bare = await thunderbird.page(
    "tab",
    async (/** @type {string} */ to) => {
      const begin = performance.now();
      await messenger.compose.beginNew({ to: [to], subject: "It has been a while" });
      return performance.now() - begin;
    },
    person.addresses[0],
  );
  await close();
  const rounds = await thunderbird.page(
    "tab",
    async (/** @type {string} */ turn) => {
      const begin = performance.now();
      await messenger.runtime.sendMessage({ rounds: "ask", type: "write", turn });
      return performance.now() - begin;
    },
    turn,
  );
  await close();
  if (time > 0) {
    // The first window of a session makes what the others find.
    took.bare.push(bare);
    took.rounds.push(rounds);
  }
}
const added = took.rounds.map((value, time) => value - took.bare[time]);
console.log(
  `An empty window: ${median(took.bare).toFixed(0)} ms. A note ready to be written: ` +
    `${median(took.rounds).toFixed(0)} ms. Rounds adds ${median(added).toFixed(0)} ms ` +
    `(medians of ${added.length}).`,
);
await world.stop();
process.exit(0);

async function close() {
  await thunderbird.composeWindows(1);
  await thunderbird.closeCompose();
  await thunderbird.composeWindows(0);
}
