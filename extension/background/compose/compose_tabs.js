import { oneAtATime } from "../host/one_at_a_time.js";
import { reported } from "../host/reported.js";

/**
 * @typedef {object} ComposeTab  what is known about a compose window
 * @property {string} [turn]  the turn that it writes
 * @property {string} [person]  that person's full name
 * @property {string[]} [missing]  what its structure uses of that person and nobody knows
 * @property {string} [draft]  the Message-ID last told to the host
 * @property {number} [sending]  since when, in milliseconds since 1970: between onBeforeSend and
 *   onAfterSend
 * @property {boolean} [left]  the note has left, and that is noted
 * @property {boolean} [closed]  the window is gone, and onAfterSend is still to come
 * @property {boolean} [extra]  the user sends it although the turn is written: not to be counted
 * @property {number} [memory]  the window with what to remember, when it is open
 * @property {number} [guard]  the guard's window, while it asks about the note
 * @property {import("./guard.js").Shown[]} [held]  what it asks about
 * @property {"sendNow" | "sendLater"} [mode]  how the note was to be sent last
 * @property {string[]} [accepted]  findings that the user has seen and sends all the same
 */

/** @typedef {ComposeTab & {turn: string}} Bound */

/**
 * How long the end of a sending is waited for: a window that is still there then was not closed by
 * having sent, and one that was closed so long ago by the user. No API tells whether a window is
 * locked (`getComposeState` answers with nothing in Thunderbird 153).
 */
const LONGEST_SENDING = 120_000;
/** Nobody waits longer than this for the end of a sending, whatever it is that takes so long. */
const LONGEST_WAIT = 300_000;
/** How often it is looked whether the window of a sending is still there. */
const PAUSE = 1_000;

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
  /** @type {Set<(tabId: number, known: ComposeTab) => Promise<void>>} */
  #givenUp = new Set();

  init() {
    messenger.tabs.onRemoved.addListener(
      reported("A closed window was not noted", (tabId) => this.#removed(tabId)),
    );
    this.#watchAgain().catch((error) => console.debug("The windows were not looked at:", error));
  }

  /**
   * Calls the listener when a sending has ended without a report: Thunderbird gives none when OpenPGP
   * or the user gives it up. The window may still be there, to be written on and sent again.
   *
   * @param {(tabId: number, known: ComposeTab) => Promise<void>} listener
   */
  onGivenUp(listener) {
    this.#givenUp.add(listener);
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
   * The sending begins, and is watched until it is reported or has taken too long.
   *
   * @param {number} tabId
   */
  async sends(tabId) {
    const since = Date.now();
    await this.set(tabId, { sending: since });
    this.#watch(tabId, since).catch((error) => console.debug("A sending was not watched:", error));
  }

  /**
   * The sending is over, well or badly, and what there was to note is noted.
   *
   * @param {number} tabId
   */
  async sent(tabId) {
    await this.#endOrKeep(tabId, ({ sending: _, ...known }) => (known.closed ? null : known));
  }

  /** The background was stopped while a note was being sent. */
  async #watchAgain() {
    for (const [tabId, { sending, closed }] of Object.entries(await this.#all())) {
      if (sending && closed) {
        this.#forgetLater(Number(tabId));
      } else if (sending) {
        this.#watch(Number(tabId), sending).catch((error) =>
          console.debug("A sending was not watched:", error),
        );
      }
    }
  }

  /**
   * @param {number} tabId
   * @param {number} since  which sending is watched
   */
  async #watch(tabId, since) {
    for (let waited = 0; waited < LONGEST_SENDING; waited += PAUSE) {
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
      const known = await this.get(tabId);
      if (known?.sending !== since || known.closed) {
        return; // reported, sent again, or closed
      }
      if (!(await messenger.tabs.get(tabId).catch(() => null))) {
        await this.#removed(tabId); // closed while nobody listened
        return;
      }
    }
    await this.#giveUp(tabId, since);
  }

  /** @param {number} tabId @param {number} since */
  async #giveUp(tabId, since) {
    const known = await this.get(tabId);
    if (known?.sending === since) {
      await this.sent(tabId);
      tell(this.#givenUp, (listener) => listener(tabId, known));
    }
  }

  /** @param {number} tabId */
  async #removed(tabId) {
    // A window closes when its note is sent, and only then is the sending reported.
    await this.#endOrKeep(tabId, (known) => (known.sending ? { ...known, closed: true } : null));
    if ((await this.get(tabId))?.closed) {
      this.#forgetLater(tabId);
    }
  }

  /** @param {number} tabId */
  #forgetLater(tabId) {
    clearTimeout(this.#limits.get(tabId));
    const forget = async () => {
      try {
        await this.#giveUp(tabId, (await this.get(tabId))?.sending ?? 0);
      } catch (error) {
        console.debug("A window was not forgotten:", error);
      }
    };
    this.#limits.set(tabId, setTimeout(forget, LONGEST_SENDING));
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

  /**
   * Resolves when no window is in the middle of sending, or when that takes longer than anybody
   * should wait for.
   *
   * @returns {Promise<void>}
   */
  async whenNoneSends() {
    for (;;) {
      const since = Object.values(await this.#all()).map(({ sending }) => sending ?? 0);
      const left = Math.max(0, ...since) + LONGEST_WAIT - Date.now();
      if (left <= 0) {
        return;
      }
      const changed = await new Promise((resolve) => {
        const limit = setTimeout(() => resolve(false), left);
        this.#idle.add(() => {
          clearTimeout(limit);
          resolve(true);
        });
      });
      if (!changed) {
        return;
      }
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
