import { oneAtATime } from "../host/one_at_a_time.js";

/**
 * @typedef {object} ComposeTab  what is known about a compose window
 * @property {string} [turn]  the turn that it writes
 * @property {string} [person]  that person's full name
 * @property {string[]} [missing]  what its structure uses of that person and nobody knows
 * @property {string} [draft]  the Message-ID last told to the host
 * @property {boolean} [sending]  between onBeforeSend and onAfterSend
 * @property {boolean} [closed]  the window is gone, and onAfterSend is still to come
 * @property {boolean} [extra]  the user sends it although the turn is written: not to be counted
 * @property {number} [memory]  the window with what to remember, when it is open
 * @property {number} [guard]  the guard's window, while it holds the note back
 * @property {string[]} [accepted]  findings that the user has seen and sends all the same
 */

/** @typedef {ComposeTab & {turn: string}} Bound */

/** How long a closed window may still be waiting for the end of its sending. */
const LONGEST_SENDING = 120_000;

/**
 * Which compose window writes which turn. Kept in `storage.session`: it outlives a stop of the
 * background page and ends with Thunderbird, as the windows do.
 */
export class ComposeTabs {
  #stored = oneAtATime();
  /** @type {Set<() => void>} */
  #idle = new Set();
  /** @type {Map<number, ReturnType<typeof setTimeout>>} */
  #limits = new Map();
  /** @type {Set<(known: ComposeTab) => Promise<void>>} */
  #closed = new Set();
  /** @type {Set<(tabId: number, known: Bound) => Promise<void>>} */
  #bound = new Set();

  init() {
    messenger.tabs.onRemoved.addListener((tabId) => this.#removed(tabId));
  }

  /**
   * Calls the listener with what was known about a window, after it was closed.
   *
   * @param {(known: ComposeTab) => Promise<void>} listener
   */
  onClosed(listener) {
    this.#closed.add(listener);
  }

  /**
   * Calls the listener when a window has become the one that writes a turn.
   *
   * @param {(tabId: number, known: Bound) => Promise<void>} listener
   */
  onBound(listener) {
    this.#bound.add(listener);
  }

  /** @param {number} tabId @returns {Promise<ComposeTab | undefined>} */
  async get(tabId) {
    return (await this.#all())[tabId];
  }

  /**
   * Adds to what is known about a window.
   *
   * @param {number} tabId
   * @param {Partial<ComposeTab>} known
   */
  async set(tabId, known) {
    const isNew = await this.#stored(async () => {
      const tabs = await this.#all();
      await messenger.storage.session.set({
        composeTabs: { ...tabs, [tabId]: { ...tabs[tabId], ...known } },
      });
      return !tabs[tabId]?.turn;
    });
    this.#tellIdle();
    const { turn } = known;
    if (isNew && turn) {
      tell(this.#bound, (listener) => listener(tabId, { ...known, turn }));
    }
  }

  /**
   * The sending is over, well or badly, and what there was to note is noted.
   *
   * @param {number} tabId
   */
  async sent(tabId) {
    await this.#endOrKeep(tabId, (known) => (known.closed ? null : { ...known, sending: false }));
  }

  /** @param {number} tabId */
  async #removed(tabId) {
    // A window closes when its note is sent, and only then is the sending reported.
    await this.#endOrKeep(tabId, (known) => (known.sending ? { ...known, closed: true } : null));
    if ((await this.get(tabId))?.closed) {
      this.#limits.set(
        tabId,
        setTimeout(() => this.#forget(tabId), LONGEST_SENDING),
      );
    }
  }

  /** @param {number} tabId */
  #forget(tabId) {
    return this.#endOrKeep(tabId, () => null);
  }

  /**
   * Changes what is known about a window, or forgets it. The decision is made where nothing can come
   * between it and the change: the end of a sending and the closing are reported close together.
   *
   * @param {number} tabId
   * @param {(known: ComposeTab) => ComposeTab | null} decide
   */
  async #endOrKeep(tabId, decide) {
    const gone = await this.#stored(async () => {
      const { [tabId]: known, ...others } = await this.#all();
      if (!known) {
        return undefined;
      }
      const kept = decide(known);
      const composeTabs = kept ? { ...others, [tabId]: kept } : others;
      await messenger.storage.session.set({ composeTabs });
      return kept ? undefined : known;
    });
    this.#tellIdle();
    if (gone) {
      clearTimeout(this.#limits.get(tabId));
      this.#limits.delete(tabId);
      tell(this.#closed, (listener) => listener(gone));
    }
  }

  /** The window that writes a turn, if one is open. @param {string} turn */
  async tabOf(turn) {
    for (const [tabId, known] of Object.entries(await this.#all())) {
      if (known.turn === turn && !known.closed) {
        const tab = await messenger.tabs.get(Number(tabId)).catch(() => undefined);
        if (tab) {
          return tab;
        }
        await this.#forget(Number(tabId));
      }
    }
    return undefined;
  }

  /** The note beside which a window with its memory is open. @param {number} windowId */
  async tabWithMemory(windowId) {
    const found = Object.entries(await this.#all()).find(([, { memory }]) => memory === windowId);
    return found && Number(found[0]);
  }

  /** Resolves when no window is in the middle of sending. @returns {Promise<void>} */
  async whenNoneSends() {
    while (Object.values(await this.#all()).some(({ sending }) => sending)) {
      await new Promise((resolve) => this.#idle.add(() => resolve(undefined)));
    }
  }

  #tellIdle() {
    const waiting = [...this.#idle];
    this.#idle.clear();
    waiting.forEach((tell) => tell());
  }

  /** @returns {Promise<Record<string, ComposeTab>>} */
  async #all() {
    return (await messenger.storage.session.get("composeTabs")).composeTabs ?? {};
  }
}

/**
 * @template Listener
 * @param {Set<Listener>} listeners
 * @param {(listener: Listener) => Promise<void>} call
 */
function tell(listeners, call) {
  for (const listener of listeners) {
    call(listener).catch((error) => console.debug("A compose window was not seen to:", error));
  }
}
