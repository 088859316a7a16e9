import { readSettings } from "../../shared/settings.js";
import { NotePlace } from "./note_place.js";
import { reported } from "../host/reported.js";

const PAGE = "/pages/panel/panel.html";
/** A panel that does not come within so long must not keep the note from being written. */
const LONGEST_WAIT = 3_000;

/**
 * @typedef {object} Early  a panel that was opened before its note
 * @property {number} [windowId]  once its page has reported
 * @property {string[]} missing  what it has to say
 * @property {() => void} tell
 */

/**
 * What one needs to remember, in a window of its own beside the note: no part of the message can
 * hold it without being at risk of leaving with it, and a popup closes at the first letter written.
 * It closes with its note, and comes and goes by its button in the compose window's toolbar.
 *
 * It opens before the note of a round and not after it: a window manager gives the keyboard to the
 * window that opened last, and no API takes it back. For the same reason a draft that is opened
 * again, by whatever way, has it by its button alone; and so has a note whose window leaves no room
 * beside it, since the user's windows keep the size that they have.
 */
export class Memory {
  #tabs;
  #place = new NotePlace();
  /** By turn. @type {Map<string, Early>} */
  #early = new Map();

  /**
   * @param {object} parts
   * @param {import("./compose_tabs.js").ComposeTabs} parts.tabs
   */
  constructor({ tabs }) {
    this.#tabs = tabs;
  }

  init() {
    // Only a note of a round has somebody to remember.
    reported("The button beside notes stays on", () => messenger.composeAction.disable())();
    this.#place.init();
    this.#tabs.onBound((tabId) => messenger.composeAction.enable(tabId));
    this.#tabs.onClosed(async ({ memory }) => close(memory));
    messenger.composeAction.onClicked.addListener(({ id }) =>
      this.#toggle(Number(id)).catch((error) =>
        console.warn("What to remember could not be shown:", error),
      ),
    );
    messenger.windows.onRemoved.addListener(
      reported("A closed panel was not noted", (windowId) => this.#closed(windowId)),
    );
  }

  /**
   * Opens the panel of a note that is about to be opened, if the user wants one and the note will
   * leave room for it.
   *
   * @param {string} turn
   * @param {string[]} missing  what the note's structure uses of them and nobody knows
   * @returns {Promise<void>} never rejects, since the note matters more
   */
  async openBefore(turn, missing) {
    try {
      const place = (await readSettings()).memory && (await this.#place.expected());
      if (!place) {
        return;
      }
      /** @type {Promise<void>} */
      const there = new Promise((resolve) => {
        this.#early.set(turn, { missing, tell: resolve });
        setTimeout(resolve, LONGEST_WAIT);
      });
      this.#show(turn, place);
      await there;
    } catch (error) {
      console.warn("What to remember could not be shown:", error);
    }
  }

  /**
   * The note of a panel that was opened before it is there, or, without a tab, never will be: the
   * panel gets its place beside it, or goes.
   *
   * @param {string} turn
   * @param {number} [tabId]
   * @returns {Promise<boolean>} whether there is a panel
   */
  async noteOpened(turn, tabId) {
    const early = this.#early.get(turn);
    this.#early.delete(turn);
    try {
      const place = tabId === undefined ? null : await this.#place.beside(tabId);
      if (early?.windowId === undefined) {
        return false; // one that comes later is closed then
      }
      if (tabId === undefined || !place) {
        await close(early.windowId);
        return false;
      }
      await this.#tabs.set(tabId, { memory: early.windowId });
      // Not waited for: Thunderbird 153 never answers when the window has that size already.
      messenger.windows.update(early.windowId, place).catch(() => {}); // closed by the user
      return true;
    } catch (error) {
      console.warn("What to remember has no place beside its note:", error);
      return early?.windowId !== undefined;
    }
  }

  /** @param {number} tabId */
  async #toggle(tabId) {
    const known = await this.#tabs.get(tabId);
    if (known?.memory !== undefined) {
      await close(known.memory);
    } else if (known?.turn) {
      this.#show(known.turn, (await this.#place.beside(tabId)) ?? this.#place.atTheEdge());
    }
  }

  /** @param {string} turn @param {import("./note_place.js").Place} place */
  #show(turn, place) {
    // Thunderbird 153 may never answer for a window that is given a place, so its page reports it.
    messenger.windows
      .create({
        type: "popup",
        url: `${PAGE}?${new URLSearchParams({ turn })}`,
        allowScriptsToClose: true,
        ...place,
      })
      .catch((error) => {
        console.warn("What to remember could not be shown:", error);
        this.#early.get(turn)?.tell();
      });
  }

  /**
   * A window with what to remember is there.
   *
   * @param {string} turn  whose person it shows
   * @param {number} windowId
   * @returns {Promise<{missing: string[]}>} what the note's structure uses of them and nobody knows
   */
  async opened(turn, windowId) {
    const early = this.#early.get(turn);
    if (early && early.windowId === undefined) {
      early.windowId = windowId;
      early.tell();
      return { missing: early.missing };
    }
    const note = await this.#tabs.tabOf(turn);
    const known = note && (await this.#tabs.get(Number(note.id)));
    if (!known || known.memory !== undefined) {
      await close(windowId); // the note was closed meanwhile, or has one already
      return { missing: [] };
    }
    await this.#tabs.set(Number(note.id), { memory: windowId });
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
