/** A background in a fake Thunderbird with a fake host: what most tests begin with. */
import { webcrypto } from "node:crypto";
import { FakeHost } from "./host.js";
import { FakeThunderbird } from "./messenger.js";

// Node 18 does not have it everywhere yet.
globalThis.crypto ??= /** @type {any} */ (webcrypto);

const { start } = await import("../../../extension/background/start.js");

export class World {
  host = new FakeHost();
  thunderbird = new FakeThunderbird(this.host);
  /** @type {ReturnType<typeof start> | undefined} */
  parts;

  /** Starts the background and waits until it has reached the host, or failed to. */
  async start() {
    this.parts = start();
    await this.settled();
    return this;
  }

  /** The background page is stopped and woken again. */
  async wake() {
    this.thunderbird.stopBackground();
    return this.start();
  }

  /** Thunderbird is closed and started again. */
  async restart() {
    this.thunderbird.restart();
    return this.start();
  }

  /** Waits until nothing is going on any more. Nothing here waits for a clock but retries. */
  async settled() {
    // Every step of the fakes is a microtask, so one turn of the event loop runs them all.
    for (let turn = 0; turn < 5; turn++) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /**
   * Asks as a page would, and gives the result or throws the error.
   *
   * @param {string} type
   * @param {object} [request]
   * @returns {Promise<any>}
   */
  async ask(type, request = {}) {
    const answer = await this.thunderbird.ask({ type, ...request });
    if (answer.error) {
      throw Object.assign(new Error(answer.error.message), answer.error);
    }
    return answer.result;
  }

  /** The tabs of the open compose windows. */
  get composeTabs() {
    return [...this.thunderbird.tabs.keys()];
  }

  /** The open windows beside notes that show what to remember. */
  get memories() {
    return [...this.thunderbird.memories.values()];
  }

  /** The facts that wait, as they are in storage. @returns {any[]} */
  pendingFacts() {
    return this.thunderbird.local.values.outbox ?? [];
  }
}

/**
 * A world with one round of a few people, started.
 *
 * @param {[turn: string, person?: Parameters<FakeHost["addTurn"]>[1]][]} [people]
 */
export async function aMorning(people = [["t1"]]) {
  const world = new World();
  for (const [turn, more] of people) {
    world.host.addTurn(turn, more);
  }
  return world.start();
}
