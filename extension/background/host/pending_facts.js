import { HOST_AWAY, RoundsError } from "../../shared/rounds_error.js";
import { text } from "../../shared/text.js";
import { oneAtATime } from "./one_at_a_time.js";

/** In storage.local. The first version called it so, and what waits there from then must not be lost. */
const KEY = "outbox";
const RETRY_ALARM = "rounds:pending-facts";
/** How long a fact waits after the host said that it cannot take it now: longer each time. */
const FIRST_PAUSE = 5_000;
const LONGEST_PAUSE = 10 * 60_000;
/** So often a fact is tried again in silence. */
const TOLD_AFTER = 3;
/** So often one fact may end the host before it is set aside to let the others pass. */
const MOST_CRASHES = 5;

/** What the host says of a turn that has moved on. */
const MOVED_ON = new Set(["conflict", "not_found"]);

/**
 * The host could not take the fact now, and may take it later: another one writes, the disk is full,
 * or the database waits for its repair. All else that it says would be the same the next time.
 */
const LATER = new Set(["busy", "storage", "damaged"]);

/**
 * @typedef {object} Fact
 * @property {string} fact  its UUID
 * @property {string} method
 * @property {import("../../shared/wire.js").Params} params
 * @property {string} at  when it was made, RFC 3339
 * @property {boolean} [quiet]  the turn may have moved on meanwhile, which is nobody's loss
 * @property {string} [person]  whom it is about, to name in a report
 * @property {number} [crashes]  how often the host went away while it had this fact
 * @property {number} [tries]  how often the host could not take it
 */

/** @typedef {{resolve: (result: any) => void, reject: (error: RoundsError) => void}} Waiting */

/** @typedef {import("../../shared/background.js").RefusedFact & {params: Fact["params"]}} Refused */

/**
 * The facts that the host has not confirmed. A fact is written to storage before it is sent and
 * removed when it is confirmed; it keeps its UUID, so that the host recognises one that it already
 * has. Facts are sent in the order in which they were made, one at a time.
 *
 * A fact that the host refuses for good is set aside and reported, never dropped in silence.
 */
export class PendingFacts {
  #connection;
  #changes;
  #notices;
  #stored = oneAtATime();
  /** @type {Promise<void> | null} */
  #delivery = null;
  #wanted = false;
  /** Who waits for which fact. @type {Map<string, Waiting>} */
  #waiting = new Map();
  /** @type {((result: any) => void)[]} */
  #confirmed = [];
  #reason = "";

  /**
   * @param {object} parts
   * @param {import("./connection.js").Connection} parts.connection
   * @param {import("./changes.js").Changes} parts.changes
   * @param {import("../day/notices.js").Notices} parts.notices
   */
  constructor({ connection, changes, notices }) {
    this.#connection = connection;
    this.#changes = changes;
    this.#notices = notices;
  }

  init() {
    this.#connection.onConnected(() => this.#deliverSoon());
    messenger.alarms.onAlarm.addListener((alarm) => {
      if (alarm.name === RETRY_ALARM) {
        this.#deliverSoon();
      }
    });
  }

  /**
   * Calls the listener with the host's answer to each fact that it took, and `fact`, its UUID, once each.
   *
   * @param {(result: any) => void} listener
   */
  onConfirmed(listener) {
    this.#confirmed.push(listener);
  }

  /**
   * Keeps a fact and begins to send it.
   *
   * @param {string} method
   * @param {import("../../shared/wire.js").Params} params  without `fact`
   * @param {{quiet?: boolean, person?: string, fact?: string}} [options]
   * @returns {Promise<string>} its UUID, once the fact is safely in storage
   */
  async add(method, params, { quiet, person, fact = crypto.randomUUID() } = {}) {
    const at = new Date().toISOString();
    await this.#change((facts) => [...facts, { fact, method, params, at, quiet, person }]);
    this.#deliverSoon();
    return fact;
  }

  /** Why the oldest fact waits, in the host's words; "" when it only waits for the host. */
  get reason() {
    return this.#reason;
  }

  /**
   * As `add`, and waits for the host's answer.
   *
   * @param {string} method
   * @param {import("../../shared/wire.js").Params} params
   * @returns {Promise<any>} the host's result with `fact`, or `{pending: true, fact}` when the host is away
   * @throws {RoundsError} when the host refuses it
   */
  async addAndWait(method, params) {
    const fact = crypto.randomUUID();
    const answer = new Promise((resolve, reject) => {
      this.#waiting.set(fact, { resolve, reject });
    });
    try {
      await this.add(method, params, { fact });
    } catch (error) {
      this.#waiting.delete(fact);
      throw error;
    }
    return answer;
  }

  /** The facts that wait, oldest first. @returns {Promise<Fact[]>} */
  async list() {
    return (await messenger.storage.local.get(KEY))[KEY] ?? [];
  }

  /** The facts that the host refused. @returns {Promise<Refused[]>} */
  async refused() {
    return (await messenger.storage.local.get("refused")).refused ?? [];
  }

  /** Sends the refused facts once more, after those that wait. */
  async retryRefused() {
    await this.#stored(async () => {
      const again = (await this.refused()).map(({ message: _, ...fact }) => fact);
      await messenger.storage.local.set({ [KEY]: [...(await this.list()), ...again] });
      await messenger.storage.local.remove("refused");
    });
    this.#changes.announce();
    await this.deliver();
  }

  /** The user has seen the refused facts. */
  async forgetRefused() {
    await this.#stored(() => messenger.storage.local.remove("refused"));
    this.#changes.announce();
  }

  /**
   * Whether a fact of one of these methods waits for this turn, or was set aside.
   *
   * @param {string} turn
   * @param {string[]} methods
   */
  async holds(turn, methods) {
    return [...(await this.list()), ...(await this.refused())].some(
      ({ method, params }) => params.turn === turn && methods.includes(method),
    );
  }

  /**
   * Sends what waits, oldest first.
   *
   * @returns {Promise<void>} resolves when nothing waits any more or the rest must wait longer
   */
  deliver() {
    this.#wanted = true;
    this.#delivery ??= this.#deliverWhileWanted();
    return this.#delivery;
  }

  /** As `deliver`, for those who do not wait for it. */
  #deliverSoon() {
    this.deliver().catch((error) => console.error("What waits could not be sent:", error));
  }

  async #deliverWhileWanted() {
    try {
      while (this.#wanted) {
        this.#wanted = false;
        await this.#deliverAll();
      }
    } finally {
      // In the same turn as the last look at #wanted, or a fact added in between would be left.
      this.#delivery = null;
    }
  }

  async #deliverAll() {
    for (;;) {
      const [next] = await this.list();
      if (!next) {
        return;
      }
      if (!(await this.#deliverOne(next))) {
        this.#answerPending();
        return;
      }
    }
  }

  /**
   * @param {Fact} next
   * @returns {Promise<boolean>} whether the next one may be tried
   */
  async #deliverOne(next) {
    /** @type {any} */
    let result;
    try {
      result = await this.#connection.request(next.method, { ...next.params, fact: next.fact });
    } catch (thrown) {
      return this.#failed(next, RoundsError.from(thrown));
    }
    this.#reason = "";
    await this.#remove(next.fact);
    for (const listener of this.#confirmed) {
      listener({ ...result, fact: next.fact });
    }
    this.#answer(next.fact, (waiting) => waiting.resolve({ ...result, fact: next.fact }));
    this.#changes.announce();
    return true;
  }

  /**
   * @param {Fact} next
   * @param {RoundsError} error
   */
  async #failed(next, error) {
    if (LATER.has(error.kind)) {
      await this.#waitLonger(next, error);
      return false;
    }
    if (HOST_AWAY.has(error.kind)) {
      // The connection reports when the host is back, and delivery begins again.
      if (!error.data?.asked) {
        return false;
      }
      const crashes = (next.crashes ?? 0) + 1;
      await this.#change((facts) =>
        facts.map((fact) => (fact.fact === next.fact ? { ...fact, crashes } : fact)),
      );
      if (crashes < MOST_CRASHES) {
        return false;
      }
    }
    await this.#setAside(next, error);
    return !HOST_AWAY.has(error.kind);
  }

  /** @param {Fact} next @param {RoundsError} error */
  async #waitLonger(next, error) {
    const tries = (next.tries ?? 0) + 1;
    await this.#change((facts) =>
      facts.map((fact) => (fact.fact === next.fact ? { ...fact, tries } : fact)),
    );
    const pause = Math.min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE);
    await messenger.alarms.create(RETRY_ALARM, { when: Date.now() + pause });
    this.#reason = error.message;
    if (tries === TOLD_AFTER) {
      this.#notices.show("rounds:waits", text("error_fact_waits", error.message));
    }
    this.#changes.announce();
  }

  /**
   * @param {Fact} fact
   * @param {RoundsError} error
   */
  async #setAside(fact, error) {
    const told = this.#waiting.has(fact.fact) || (fact.quiet && MOVED_ON.has(error.kind));
    if (!told) {
      const { fact: id, method, params, at, person } = fact;
      await this.#stored(async () => {
        const entry = { fact: id, method, params, at, person, message: error.message };
        await messenger.storage.local.set({ refused: [...(await this.refused()), entry] });
      });
      this.#notices.show(`rounds:refused:${id}`, text("error_fact_refused", error.message));
    }
    // Removed only now: between two steps a fact may be in both places, but never in none.
    await this.#remove(fact.fact);
    this.#answer(fact.fact, (waiting) => waiting.reject(error));
    this.#changes.announce();
  }

  /** Those who wait are told that their facts are kept and will be sent later. */
  #answerPending() {
    for (const [fact] of this.#waiting) {
      this.#answer(fact, (waiting) => waiting.resolve({ pending: true, fact }));
    }
    this.#changes.announce();
  }

  /**
   * @param {string} fact
   * @param {(waiting: Waiting) => void} give
   */
  #answer(fact, give) {
    const waiting = this.#waiting.get(fact);
    this.#waiting.delete(fact);
    if (waiting) {
      give(waiting);
    }
  }

  /** @param {string} fact */
  #remove(fact) {
    return this.#change((facts) => facts.filter((other) => other.fact !== fact));
  }

  /** @param {(facts: Fact[]) => Fact[]} change */
  #change(change) {
    return this.#stored(async () => {
      await messenger.storage.local.set({ [KEY]: change(await this.list()) });
    });
  }
}
