/** A connection that held this long was a good one. */
const GOOD_CONNECTION = 3_000;
const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 5 * 60_000;

/**
 * How long to wait before the host is tried again: longer after each failure, up to a limit. A host
 * that was missing for long and then came is not one that stops again and again, so the two are
 * counted apart.
 */
export class Pauses {
  #connectedAt = 0;

  /** The host has greeted. */
  connected() {
    this.#connectedAt = Date.now();
  }

  /**
   * The connection failed or was lost.
   *
   * @returns {Promise<number>} the pause in milliseconds
   */
  async next() {
    const greeted = this.#connectedAt > 0;
    const held = greeted && Date.now() - this.#connectedAt >= GOOD_CONNECTION;
    this.#connectedAt = 0;
    // Kept in storage, or a background that is stopped between attempts would never pause longer.
    const { missed = 0, lost = 0 } = await messenger.storage.session.get(["missed", "lost"]);
    const now = greeted ? { missed: 0, lost: held ? 0 : lost + 1 } : { missed: missed + 1, lost };
    await messenger.storage.session.set(now);
    const growth = 2 ** Math.max(now.missed + now.lost - 1, 0);
    // Jitter, so that several profiles do not start their hosts at the same moment.
    return Math.min(FIRST_PAUSE * growth, LONGEST_PAUSE) * (0.75 + Math.random() / 2);
  }
}
