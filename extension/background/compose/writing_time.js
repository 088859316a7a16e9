import { oneAtATime } from "../host/one_at_a_time.js";
import { reported } from "../host/reported.js";

/** Hands that rest for longer than this, in seconds, are not writing. */
const IDLE_AFTER = 60;
/** The alarm that notes, each minute, that the note is still being written. */
const ALARM = "rounds:writing";
/** A machine on which so many seconds pass without that was asleep, and so was the hand. */
const LONGEST_GAP = 150;
/** The host takes no more for one note: seven days. */
const MOST = 7 * 24 * 60 * 60;

/**
 * @typedef {object} Running  the note that is being written now
 * @property {string} turn
 * @property {number} since  milliseconds since 1970: what was before is counted
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
    const counted = "The time of a note was not counted";
    messenger.alarms.onAlarm.addListener(
      reported(counted, async ({ name }) => {
        if (name === ALARM) {
          await this.#count();
        }
      }),
    );
    messenger.windows.onFocusChanged.addListener(
      reported(counted, async (windowId) => {
        await this.#switchTo(await this.#turnIn(windowId));
      }),
    );
    messenger.idle.onStateChanged.addListener(
      reported(counted, async (state) => {
        if (state === "active") {
          const window = await messenger.windows.getLastFocused();
          await this.#switchTo(window.focused ? await this.#turnIn(window.id) : undefined);
        } else {
          await this.#switchTo(undefined, state === "idle" ? IDLE_AFTER : 0);
        }
      }),
    );
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
      return seconds === undefined ? undefined : Math.min(seconds, MOST);
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
        await this.#add(running, idle);
      }
      await messenger.storage.session.set({ writing: turn ? { turn, since: Date.now() } : null });
      if (turn) {
        await messenger.alarms.create(ALARM, { periodInMinutes: 1 });
      } else {
        await messenger.alarms.clear(ALARM);
      }
    });
  }

  /** Counts the stretch that runs up to now, and goes on with it. */
  #count() {
    return this.#stored(async () => {
      const running = await this.#running();
      if (running) {
        await this.#add(running, 0);
        await messenger.storage.session.set({ writing: { ...running, since: Date.now() } });
      }
    });
  }

  /** @param {Running} running @param {number} idle */
  async #add({ turn, since }, idle) {
    const passed = Math.max(0, Math.round((Date.now() - since) / 1000));
    const spent = (passed > LONGEST_GAP ? IDLE_AFTER : passed) - idle;
    const seconds = await this.#seconds();
    await messenger.storage.local.set({
      writingTime: { ...seconds, [turn]: Math.max(0, (seconds[turn] ?? 0) + spent) },
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
