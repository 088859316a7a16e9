/**
 * What the user puts into the story of each round, kept in this Thunderbird: a tab that is closed, or
 * a Thunderbird, must not take an evening's words with it.
 *
 * @typedef {object} Chosen
 * @property {string} words  one's own
 * @property {string[]} remarks  the persons (ids) whose remarks are to stand in the story
 */

/** So long after the last letter it is written down. */
const A_MOMENT = 500;

/** @param {string} round */
const keyOf = (round) => `story ${round}`;

export class ChosenKeeper {
  #after;
  /** What is not written down yet, by its round. @type {Map<string, Chosen>} */
  #unwritten = new Map();
  #isWaiting = false;

  /** @param {(act: () => void, milliseconds: number) => void} [after] */
  constructor(after = setTimeout) {
    // A page that goes away has no moment left.
    globalThis.addEventListener?.("pagehide", () => this.#write());
    this.#after = (/** @type {() => void} */ act) => after(act, A_MOMENT);
  }

  /** @param {string} round @returns {Promise<Chosen>} */
  async read(round) {
    const key = keyOf(round);
    const { [key]: kept } = await messenger.storage.local.get(key);
    return { words: "", remarks: [], ...kept, ...this.#unwritten.get(round) };
  }

  /** Keeps it, a moment from now. @param {string} round @param {Chosen} chosen */
  keep(round, chosen) {
    this.#unwritten.set(round, chosen);
    if (!this.#isWaiting) {
      this.#isWaiting = true;
      this.#after(() => this.#write());
    }
  }

  async #write() {
    this.#isWaiting = false;
    const kept = [...this.#unwritten];
    if (kept.length === 0) {
      return;
    }
    const entries = kept.map(([round, chosen]) => [keyOf(round), chosen]);
    try {
      await messenger.storage.local.set(Object.fromEntries(entries));
      for (const [round, chosen] of kept) {
        if (this.#unwritten.get(round) === chosen) {
          this.#unwritten.delete(round);
        }
      }
    } catch (error) {
      console.error("What was put into the story could not be kept:", error);
    }
  }
}
