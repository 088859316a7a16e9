import { HOST_AWAY, RoundsError } from "../../shared/rounds_error.js";

/** The changes that are small enough to wait while the host is away. */
const SMALL = /^(turns\.|replies\.|facts\.undo$)/;

/**
 * A remark alone is small, too: it is typed beside a note, in a window that may be gone before anybody
 * could be told that it was not kept.
 *
 * @param {string} method
 * @param {Params} params
 */
const isSmall = (method, params) =>
  SMALL.test(method) ||
  (method === "people.edit" && Object.keys(params.changes ?? {}).join() === "remark");

/** @typedef {import("../../shared/wire.js").Params} Params */
/** @typedef {import("../../shared/wire.js").Turn} Turn */
/** @typedef {Parameters<import("./connection.js").Connection["request"]>[2]} Options */

/** Asks and changes, for the pages and for the other parts of the background. */
export class Host {
  #connection;
  #pendingFacts;
  #changes;

  /**
   * @param {object} parts
   * @param {import("./connection.js").Connection} parts.connection
   * @param {import("./pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("./changes.js").Changes} parts.changes
   */
  constructor({ connection, pendingFacts, changes }) {
    this.#connection = connection;
    this.#pendingFacts = pendingFacts;
    this.#changes = changes;
  }

  /**
   * Asks what changes nothing.
   *
   * @param {string} method
   * @param {Params} [params]
   * @param {Options} [options]
   * @returns {Promise<any>}
   */
  call(method, params = {}, options = {}) {
    return this.#connection.requestTwice(method, params, options);
  }

  /**
   * Asks for a change; see `change` in shared/background.js for what it promises.
   *
   * @param {string} method
   * @param {Params} [params]
   * @param {Options} [options]
   * @returns {Promise<any>}
   */
  async change(method, params = {}, options = {}) {
    if (isSmall(method, params)) {
      return this.#pendingFacts.addAndWait(method, params);
    }
    // What waits was done earlier, so it must arrive earlier.
    await this.#pendingFacts.deliver();
    const fact = crypto.randomUUID();
    const result = await this.#connection.requestTwice(method, { ...params, fact }, options);
    this.#changes.announce();
    return { ...result, fact };
  }

  /**
   * The open turn of an address, or the turn that a message belongs to.
   *
   * @param {{address?: string, message_id?: string}} what
   * @returns {Promise<Turn | undefined>}
   * @throws {RoundsError} when the host is away
   */
  async find(what) {
    try {
      return (await this.call("turns.find", what)).turn;
    } catch (thrown) {
      const error = RoundsError.from(thrown);
      if (HOST_AWAY.has(error.kind)) {
        throw error;
      }
      return undefined; // without a round nobody has a turn
    }
  }

  /** @param {string} turn @returns {Promise<Turn>} */
  async turn(turn) {
    return (await this.call("turns.show", { turn })).turn;
  }
}
