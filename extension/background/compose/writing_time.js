import { oneAtATime } from "../host/one_at_a_time.js";

/** Hands that rest for longer than this, in seconds, are not writing. */
const IDLE_AFTER = 60;

/**
 * @typedef {object} Running  the note that is being written now
 * @property {string} turn
 * @property {number} since  milliseconds since 1970
 */

/**
 * How long the user has really been writing each note: its window, or the memory beside it, is in
 * front, and the hands are not idle. What was written before a draft was closed counts with what is
 * written after it is opened again, so the seconds are kept by turn and outlive Thunderbird.
 */
export class WritingTime {
  #tabs;
  #stored = oneAtATime();

  /**
   * @param {object} parts
   * @param {import("./compose_tabs.js").ComposeTabs} parts.tabs
   */
  constructor({ tabs }) {
    this.#tabs = tabs;
  }

  init() {
    messenger.idle.setDetectionInterval(IDLE_AFTER);
    this.#tabs.onBound((_tabId, { turn }) => this.#switchTo(turn));
    messenger.windows.onFocusChanged.addListener(async (windowId) => {
      await this.#switchTo(await this.#turnIn(windowId));
    });
    messenger.idle.onStateChanged.addListener(async (state) => {
      if (state === "active") {
        const window = await messenger.windows.getLastFocused();
        await this.#switchTo(window.focused ? await this.#turnIn(window.id) : undefined);
      } else {
        await this.#switchTo(undefined, state === "idle" ? IDLE_AFTER : 0);
      }
    });
  }

  /**
   * The seconds that were spent on a note up to now, which are then forgotten: it has left.
   *
   * @param {string} turn
   * @returns {Promise<number | undefined>} undefined when its window was never seen in front
   */
  async take(turn) {
    await this.#stopAt(turn);
    return this.#stored(async () => {
      const { [turn]: seconds, ...others } = await this.#seconds();
      await messenger.storage.local.set({ writingTime: others });
      return seconds;
    });
  }

  /** @param {string} turn */
  async #stopAt(turn) {
    const running = await this.#running();
    if (running?.turn === turn) {
      await this.#switchTo(undefined);
    }
  }

  /**
   * The turn whose note, or whose memory beside the note, is in a window.
   *
   * @param {number | undefined} windowId
   */
  async #turnIn(windowId) {
    if (windowId === undefined || windowId === messenger.windows.WINDOW_ID_NONE) {
      return undefined;
    }
    const [tab] = await messenger.tabs.query({ windowId });
    const tabId = (await this.#tabs.tabWithMemory(windowId)) ?? tab?.id;
    return tabId === undefined ? undefined : (await this.#tabs.get(tabId))?.turn;
  }

  /**
   * Ends the stretch that runs, if one does, and begins another.
   *
   * @param {string | undefined} turn  nothing when no note is in front any more
   * @param {number} [idle]  the last seconds, in which nobody wrote
   */
  #switchTo(turn, idle = 0) {
    return this.#stored(async () => {
      const running = await this.#running();
      if (turn !== undefined && running?.turn === turn) {
        return;
      }
      if (running) {
        const spent = Math.max(0, Math.round((Date.now() - running.since) / 1000) - idle);
        const seconds = await this.#seconds();
        await messenger.storage.local.set({
          writingTime: { ...seconds, [running.turn]: (seconds[running.turn] ?? 0) + spent },
        });
      }
      await messenger.storage.session.set({ writing: turn ? { turn, since: Date.now() } : null });
    });
  }

  /** @returns {Promise<Running | null>} */
  async #running() {
    return (await messenger.storage.session.get("writing")).writing ?? null;
  }

  /** @returns {Promise<Record<string, number>>} by turn */
  async #seconds() {
    return (await messenger.storage.local.get("writingTime")).writingTime ?? {};
  }
}
