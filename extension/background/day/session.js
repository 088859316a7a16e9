import { RoundsError } from "../../shared/rounds_error.js";

const LARGEST = 200;

/** @typedef {import("../../shared/wire.js").Today} Today */
/** @typedef {import("../../shared/background.js").Session} SessionState */

/** @typedef {{date: string, round: string, size: number, before: number}} StoredSession */

/** Notes that are done for today, as far as the user is concerned. @param {Today} today */
const done = (today) => today.written_today + today.queued_today;

/**
 * "Write more today": how many notes the user set out to write, counted from when the session
 * began. It belongs to one day and one round, and is gone on the next day.
 */
export class Session {
  #host;
  #changes;

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/changes.js").Changes} parts.changes
   */
  constructor({ host, changes }) {
    this.#host = host;
    this.#changes = changes;
  }

  /**
   * Today, with what is left of the session as `due`.
   *
   * @returns {Promise<Today & {session: SessionState | null}>}
   */
  async today() {
    /** @type {Today} */
    const today = await this.#host.call("today.show");
    const session = await this.#sessionOf(today);
    if (!session || session.left === 0) {
      return { ...today, session };
    }
    const { due } = await this.#host.call("today.show", {
      round: today.round,
      session: session.left,
    });
    return { ...today, due, session };
  }

  /** @returns {Promise<SessionState | null>} */
  async current() {
    return (await this.today()).session;
  }

  /**
   * Begins a session of `size` notes, or ends it.
   *
   * @param {number | null} size
   * @returns {Promise<SessionState | null>}
   */
  async set(size) {
    if (size === null) {
      await messenger.storage.local.remove("session");
    } else {
      if (!Number.isInteger(size) || size < 1 || size > LARGEST) {
        throw new RoundsError("invalid", `A session has 1 to ${LARGEST} notes.`, { field: "size" });
      }
      /** @type {Today} */
      const today = await this.#host.call("today.show");
      /** @type {StoredSession} */
      const session = { date: today.date, round: today.round, size, before: done(today) };
      await messenger.storage.local.set({ session });
    }
    this.#changes.announce();
    return this.current();
  }

  /** @param {Today} today @returns {Promise<SessionState | null>} */
  async #sessionOf(today) {
    /** @type {{session?: StoredSession}} */
    const { session } = await messenger.storage.local.get("session");
    if (!session || session.date !== today.date || session.round !== today.round) {
      return null;
    }
    // An undone note can bring the count below where it was: the session has not begun then.
    const written = Math.min(Math.max(done(today) - session.before, 0), session.size);
    return {
      date: session.date,
      size: session.size,
      done: written,
      left: session.size - written,
    };
  }
}
