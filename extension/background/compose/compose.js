import { RoundsError } from "../../shared/rounds_error.js";
import { readSettings } from "../../shared/settings.js";
import { text } from "../../shared/text.js";
import { recipient } from "../mail/addresses.js";
import { messageIn } from "../mail/folders.js";
import { CURSOR, placeText } from "./place_text.js";
import { TURN_HEADER } from "./turn_header.js";

/** @typedef {import("../../shared/wire.js").Turn} Turn */
/** @typedef {import("../../shared/wire.js").FilledStructure} Filled */

/** @typedef {messenger.compose.ComposeDetails} ComposeDetails */
/** @typedef {{identityId?: string}} Identity */

/** How often the text is tried to be placed. */
const MOST_ATTEMPTS = 5;

/** Opens compose windows: one for a turn, never two. */
export class Compose {
  #host;
  #pendingFacts;
  #tabs;
  #structures;
  #memory;
  /** @type {Map<string, Promise<{opened: "new" | "draft" | "focused"}>>} */
  #opening = new Map();

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("./compose_tabs.js").ComposeTabs} parts.tabs
   * @param {import("./structures.js").Structures} parts.structures
   * @param {import("./memory.js").Memory} parts.memory
   */
  constructor({ host, pendingFacts, tabs, structures, memory }) {
    this.#host = host;
    this.#pendingFacts = pendingFacts;
    this.#tabs = tabs;
    this.#structures = structures;
    this.#memory = memory;
  }

  /**
   * Opens a compose window for the turn, shows its draft, or brings its window to the front.
   *
   * @param {string} turn
   * @param {string} [structure]  to begin a new note with, when the user has chosen one
   * @returns {Promise<{opened: "new" | "draft" | "focused"}>}
   * @throws {RoundsError} `conflict` when the note is written or queued, `no_address`
   */
  write(turn, structure) {
    // A second click while the window opens is the same wish.
    const opening =
      this.#opening.get(turn) ??
      this.#write(turn, structure).finally(() => this.#opening.delete(turn));
    this.#opening.set(turn, opening);
    return opening;
  }

  /**
   * @param {string} id
   * @param {string} [structure]
   * @returns {Promise<{opened: "new" | "draft" | "focused"}>}
   */
  async #write(id, structure) {
    // All at once: the user waits for the slowest only.
    const preparation = Promise.all([
      this.#host.turn(id),
      this.#structures.fill(id, structure),
      chosenIdentity(),
      this.#pendingFacts.holds(id, ["turns.sent"]),
      this.#pendingFacts.holds(id, ["turns.queue"]),
    ]);
    preparation.catch(() => {}); // a window that is open needs nothing of it
    const open = await this.#tabs.tabOf(id);
    if (open) {
      await messenger.windows.update(open.windowId ?? 0, { focused: true });
      return { opened: "focused" };
    }
    const [turn, filled, identity, isSent, isQueued] = await preparation;
    refuseSecondNote(turn, { isSent, isQueued });
    const [draft] = turn.draft ? await messageIn("drafts", turn.draft) : [];
    if (turn.state === "drafted" && draft) {
      // No API opens a draft for editing; shown like this, it has Thunderbird's own Edit button.
      await messenger.messageDisplay.open({
        messageId: draft.id,
        location: "window",
        active: true,
      });
      return { opened: "draft" };
    }
    await this.#openNew(turn, filled, identity);
    return { opened: "new" };
  }

  /** @param {Turn} turn @param {Filled | null} filled @param {Identity} identity */
  async #openNew(turn, filled, identity) {
    const { person } = turn;
    const [address] = person.addresses;
    if (!address) {
      throw new RoundsError("no_address", text("compose_no_address", person.full));
    }
    const note = this.#structures.noteFor(turn, filled);
    await this.#memory.openBefore(turn.turn, note.missing);
    const tabId = await this.#beginNew({
      to: [recipient(person.full, address)],
      customHeaders: [{ name: TURN_HEADER, value: turn.turn }],
      ...(note.subject && { subject: note.subject }),
      ...identity,
    }).catch(async (error) => {
      await this.#memory.noteOpened(turn.turn);
      throw error;
    });
    const [, hasPanel] = await Promise.all([
      this.#place(tabId, note.text),
      this.#tabs
        .set(tabId, { turn: turn.turn, person: person.full, missing: note.missing })
        .then(() => this.#memory.noteOpened(turn.turn, tabId)),
    ]);
    if (note.missing.length > 0 && !hasPanel) {
      this.#structures.tellMissing(turn, note.missing);
    }
  }

  /** @param {ComposeDetails} details @returns {Promise<number>} the new window's tab */
  async #beginNew(details) {
    const { id } = await messenger.compose.beginNew(details);
    return /** @type {number} */ (id);
  }

  /** @param {number} tabId @param {string} note  with the cursor's mark */
  async #place(tabId, note) {
    try {
      for (let attempt = 1; !(await placed(tabId, note)); attempt++) {
        if (attempt === MOST_ATTEMPTS) {
          throw new Error("the editor's document is not there");
        }
        await new Promise((resolve) => setTimeout(resolve, attempt * 100));
      }
    } catch (error) {
      // Without its beginning the window is still of use.
      console.warn("The note's beginning could not be placed:", error);
    }
  }
}

/**
 * @param {Turn} turn
 * @param {{isSent: boolean, isQueued: boolean}} waiting  what the host is still to be told of it
 * @throws {RoundsError} `conflict`
 */
function refuseSecondNote({ state, person }, { isSent, isQueued }) {
  if (state === "written" || isSent) {
    throw new RoundsError("conflict", text("compose_already_written", person.full));
  }
  if (state === "queued" || isQueued) {
    throw new RoundsError("conflict", text("compose_already_queued", person.full));
  }
}

/** The chosen identity, as long as it exists. @returns {Promise<Identity>} */
async function chosenIdentity() {
  const { identity } = await readSettings();
  const exists = identity && (await messenger.identities.get(identity).catch(() => null));
  return exists ? { identityId: identity } : {};
}

/**
 * Whether the text was placed: an editor that is just being given its document takes none.
 *
 * @param {number} tabId
 * @param {string} note
 */
async function placed(tabId, note) {
  const results = await messenger.scripting.executeScript({
    target: { tabId },
    func: placeText,
    args: [note, CURSOR],
    // The editor is ready. Without this Thunderbird waits until the document was painted and the
    // window has nothing to do, which can take for ever on a busy machine or behind other windows.
    injectImmediately: true,
  });
  return results.length > 0;
}
