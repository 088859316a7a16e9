import { readSettings } from "../../shared/settings.js";

const PAGE = "/pages/panel/panel.html";
const WIDTH = 340;
const NARROWEST_NOTE = 560;

/** @typedef {{left: number, top: number, width: number, height: number}} Place */

/**
 * What one needs to remember, in a window of its own beside the note: no part of the message can
 * hold it without being at risk of leaving with it, and a popup closes at the first letter written.
 * It opens with a note of a round, closes with it, and comes and goes by its button in the compose
 * window's toolbar.
 */
export class Memory {
  #tabs;

  /**
   * @param {object} parts
   * @param {import("./compose_tabs.js").ComposeTabs} parts.tabs
   */
  constructor({ tabs }) {
    this.#tabs = tabs;
  }

  init() {
    // Only a note of a round has somebody to remember.
    messenger.composeAction.disable();
    this.#tabs.onBound(async (tabId) => {
      await messenger.composeAction.enable(tabId);
      if ((await readSettings()).memory) {
        await this.#open(tabId);
      }
    });
    this.#tabs.onClosed(async ({ memory }) => close(memory));
    messenger.composeAction.onClicked.addListener(({ id }) => this.#toggle(Number(id)));
    messenger.windows.onRemoved.addListener((windowId) => this.#closed(windowId));
  }

  /** @param {number} tabId */
  async #toggle(tabId) {
    const known = await this.#tabs.get(tabId);
    if (known?.memory !== undefined) {
      await close(known.memory);
    } else if (known?.turn) {
      await this.#open(tabId);
    }
  }

  /** @param {number} tabId */
  async #open(tabId) {
    const known = await this.#tabs.get(tabId);
    if (!known?.turn || known.memory !== undefined) {
      return;
    }
    const { windowId } = await messenger.tabs.get(tabId);
    const note = await messenger.windows.get(/** @type {number} */ (windowId));
    const { memory, noteWidth } = besides(placeOf(note), screenPlace());
    if (noteWidth) {
      await messenger.windows.update(Number(note.id), { width: noteWidth });
    }
    // Thunderbird 153 may never answer for a window that is given a place, so its page reports it.
    messenger.windows
      .create({
        type: "popup",
        url: `${PAGE}?${new URLSearchParams({ turn: known.turn })}`,
        allowScriptsToClose: true,
        ...memory,
      })
      .catch((error) => console.warn("What to remember could not be shown:", error));
  }

  /**
   * A window with what to remember is there.
   *
   * @param {string} turn  whose person it shows
   * @param {number} windowId
   * @returns {Promise<{missing: string[]}>} what the note's structure uses of them and nobody knows
   */
  async opened(turn, windowId) {
    const note = await this.#tabs.tabOf(turn);
    const known = note && (await this.#tabs.get(Number(note.id)));
    if (!known || known.memory !== undefined) {
      await close(windowId); // the note was closed meanwhile, or has one already
      return { missing: [] };
    }
    await this.#tabs.set(Number(note.id), { memory: windowId });
    // The keyboard belongs to the note, or to what holds it back.
    const { guard = Number(note.windowId) } = known;
    await messenger.windows.update(guard, { focused: true }).catch(() => {}); // decided meanwhile
    return { missing: known.missing ?? [] };
  }

  /** The user has closed it: it stays away until it is asked for. @param {number} windowId */
  async #closed(windowId) {
    const tabId = await this.#tabs.tabWithMemory(windowId);
    if (tabId !== undefined) {
      await this.#tabs.set(tabId, { memory: undefined });
    }
  }
}

/** @param {number | undefined} windowId */
async function close(windowId) {
  if (windowId !== undefined) {
    await messenger.windows.remove(windowId).catch(() => {}); // closed by the user already
  }
}

/** @param {messenger.windows.Window} window @returns {Place} */
const placeOf = ({ left = 0, top = 0, width = 0, height = 0 }) => ({ left, top, width, height });

/** The screen less what the desktop keeps for itself. @returns {Place} */
function screenPlace() {
  const { availWidth, availHeight, availLeft = 0, availTop = 0 } = /** @type {any} */ (screen);
  return { left: availLeft, top: availTop, width: availWidth, height: availHeight };
}

/**
 * Where the memory goes: to the right of the note when there is room, else to its left, else to its
 * right all the same, with the note made narrower as far as that is bearable.
 *
 * @param {Place} note
 * @param {Place} room
 * @returns {{memory: Place, noteWidth?: number}}
 */
export function besides(note, room) {
  const memory = { top: note.top, width: WIDTH, height: Math.max(note.height, 360) };
  const end = room.left + room.width;
  if (note.left + note.width + WIDTH <= end) {
    return { memory: { ...memory, left: note.left + note.width } };
  }
  if (note.left - WIDTH >= room.left) {
    return { memory: { ...memory, left: note.left - WIDTH } };
  }
  const left = Math.max(end - WIDTH, room.left);
  const noteWidth = Math.max(left - note.left, NARROWEST_NOTE);
  return { memory: { ...memory, left }, ...(noteWidth < note.width && { noteWidth }) };
}
