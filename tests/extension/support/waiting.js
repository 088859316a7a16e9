/** Waiting in tests for what happens by itself, without a clock and without an end that never comes. */

// More turns of the event loop than any test here needs, and still over within seconds.
const PATIENCE = 20_000;
/** The real one, whatever a test puts in its place. */
const pause = globalThis.setTimeout;

/**
 * Lets everything else run, one turn of the event loop after the other, until `check` gives
 * something. What never comes ends the test and says what was waited for.
 *
 * @template T
 * @param {string} what what must happen, for the message
 * @param {() => T | Promise<T>} check
 * @returns {Promise<NonNullable<T>>} what `check` gave
 */
export async function eventually(what, check) {
  for (let turn = 0; turn < PATIENCE; turn++) {
    const found = await check();
    if (found) {
      return found;
    }
    // What is waited for may rest for a while itself, and turns alone pass faster than that.
    await new Promise((resolve) => (turn % 4 === 3 ? pause(resolve, 1) : setImmediate(resolve)));
  }
  throw new Error(`After ${PATIENCE} turns of the event loop still not: ${what}`);
}

/**
 * Puts the test's own `setTimeout` in the place of the real one. The runner's options were a list
 * in Node.js 18 and are an object since 20.
 *
 * @param {import("node:test").TestContext} context
 */
export function holdTimeouts(context) {
  /** @type {any} */
  const timers = context.mock.timers;
  try {
    timers.enable({ apis: ["setTimeout"] });
  } catch {
    timers.enable(["setTimeout"]);
  }
}
