/** The width of what stands beside a note, and how much of it has to be in sight. */
const WIDTH = 340;
const LEAST_IN_SIGHT = 280;
const LEAST_HEIGHT = 360;
/** In storage.local: how the compose window looked that was seen last. */
const KEY = "noteWindow";

/** @typedef {{left: number, top: number, width: number, height: number}} Place */
/** @typedef {Place & {state?: string}} NoteWindow */

/**
 * Where the panel beside a note goes. Thunderbird opens a compose window as the last one was, which
 * only Thunderbird knows beforehand; so the compose windows that come to the front, the user's own as
 * well, are remembered.
 */
export class NotePlace {
  init() {
    messenger.windows.onFocusChanged.addListener(() =>
      this.#look().catch((error) => console.debug("The compose windows were not seen:", error)),
    );
  }

  /**
   * Where the panel goes of a note that is not open yet.
   *
   * @returns {Promise<Place | null>} null when the note will leave no room
   */
  async expected() {
    /** @type {{noteWindow?: NoteWindow}} */
    const { [KEY]: last } = await messenger.storage.local.get(KEY);
    return last ? besides(last, screenPlace()) : this.atTheEdge();
  }

  /**
   * Where the panel goes beside an open note.
   *
   * @param {number} tabId
   * @returns {Promise<Place | null>} null when there is no room beside it
   */
  async beside(tabId) {
    const { windowId } = await messenger.tabs.get(tabId);
    const note = noteWindow(await messenger.windows.get(Number(windowId)));
    await messenger.storage.local.set({ [KEY]: note });
    return besides(note, screenPlace());
  }

  /** Where the panel goes when nothing is known of the note, or the user wants it before the note. */
  atTheEdge() {
    const room = screenPlace();
    const left = Math.max(room.left + room.width - WIDTH, room.left);
    return { left, top: room.top, width: WIDTH, height: Math.max(room.height - 60, LEAST_HEIGHT) };
  }

  async #look() {
    const windows = await messenger.windows.getAll({ windowTypes: ["messageCompose"] });
    const last = windows.find(({ focused }) => focused) ?? windows.at(-1);
    if (last && last.state !== "minimized") {
      await messenger.storage.local.set({ [KEY]: noteWindow(last) });
    }
  }
}

/** @param {messenger.windows.Window} window @returns {NoteWindow} */
const noteWindow = ({ left = 0, top = 0, width = 0, height = 0, state }) => ({
  left,
  top,
  width,
  height,
  state,
});

/** The screen less what the desktop keeps for itself. @returns {Place} */
function screenPlace() {
  const { availWidth, availHeight, availLeft = 0, availTop = 0 } = /** @type {any} */ (screen);
  return { left: availLeft, top: availTop, width: availWidth, height: availHeight };
}

/**
 * Where a panel goes: to the right of the note when there is room, else to its left; partly behind
 * the note where most of it stays in sight.
 *
 * @param {NoteWindow} note
 * @param {Place} room
 * @returns {Place | null} null when there is no room
 */
export function besides(note, room) {
  if (note.state === "maximized" || note.state === "fullscreen") {
    return null;
  }
  const end = room.left + room.width;
  const panel = { top: note.top, width: WIDTH, height: Math.max(note.height, LEAST_HEIGHT) };
  const after = end - (note.left + note.width);
  const before = note.left - room.left;
  if (after >= LEAST_IN_SIGHT && (after >= WIDTH || after >= before)) {
    return { ...panel, left: Math.min(note.left + note.width, end - WIDTH) };
  }
  if (before >= LEAST_IN_SIGHT) {
    return { ...panel, left: Math.max(note.left - WIDTH, room.left) };
  }
  return null;
}
