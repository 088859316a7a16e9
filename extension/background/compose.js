import { RoundsError } from "../shared/rounds_error.js";
import { readSettings } from "../shared/settings.js";
import { text } from "../shared/text.js";
import { recipient } from "./addresses.js";
import { messageIn } from "./folders.js";
import { placeGreeting } from "./greeting.js";
import { TURN_HEADER } from "./turn_header.js";

/** @typedef {import("../shared/wire.js").Turn} Turn */

/** How often a greeting is tried. */
const MOST_ATTEMPTS = 5;

/** Opens compose windows: one for a turn, never two. */
export class Compose {
  #host;
  #outbox;
  #tabs;
  /** @type {Map<string, Promise<{opened: "new" | "draft" | "focused"}>>} */
  #opening = new Map();

  /**
   * @param {object} parts
   * @param {import("./host.js").Host} parts.host
   * @param {import("./outbox.js").Outbox} parts.outbox
   * @param {import("./compose_tabs.js").ComposeTabs} parts.tabs
   */
  constructor({ host, outbox, tabs }) {
    this.#host = host;
    this.#outbox = outbox;
    this.#tabs = tabs;
  }

  /**
   * Opens a compose window for the turn, shows its draft, or brings its window to the front.
   *
   * @param {string} turn
   * @returns {Promise<{opened: "new" | "draft" | "focused"}>}
   * @throws {RoundsError} `conflict` when the note is written or queued, `no_address`
   */
  write(turn) {
    // A second click while the window opens is the same wish.
    const opening =
      this.#opening.get(turn) ?? this.#write(turn).finally(() => this.#opening.delete(turn));
    this.#opening.set(turn, opening);
    return opening;
  }

  /** @param {string} id @returns {Promise<{opened: "new" | "draft" | "focused"}>} */
  async #write(id) {
    const open = await this.#tabs.tabOf(id);
    if (open) {
      await messenger.windows.update(open.windowId ?? 0, { focused: true });
      return { opened: "focused" };
    }
    const turn = await this.#host.turn(id);
    await this.#refuseSecondNote(turn);
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
    await this.#openNew(turn);
    return { opened: "new" };
  }

  /** @param {Turn} turn */
  async #refuseSecondNote({ turn, state, person }) {
    if (state === "written" || (await this.#outbox.holds(turn, ["turns.sent"]))) {
      throw new RoundsError("conflict", text("compose_already_written", person.full));
    }
    if (state === "queued" || (await this.#outbox.holds(turn, ["turns.queue"]))) {
      throw new RoundsError("conflict", text("compose_already_queued", person.full));
    }
  }

  /** @param {Turn} turn */
  async #openNew({ turn, person }) {
    const [address] = person.addresses;
    if (!address) {
      throw new RoundsError("no_address", text("compose_no_address", person.full));
    }
    const tab = await messenger.compose.beginNew({
      to: [recipient(person.full, address)],
      customHeaders: [{ name: TURN_HEADER, value: turn }],
      ...(await this.#identity()),
    });
    const tabId = /** @type {number} */ (tab.id);
    await this.#tabs.set(tabId, { turn, person: person.full });
    await this.#greet(tabId, person);
  }

  /** The chosen identity, as long as it exists. @returns {Promise<{identityId?: string}>} */
  async #identity() {
    const { identity } = await readSettings();
    const exists = identity && (await messenger.identities.get(identity).catch(() => null));
    return exists ? { identityId: identity } : {};
  }

  /**
   * @param {number} tabId
   * @param {import("../shared/wire.js").Person} person
   */
  async #greet(tabId, person) {
    const greeting = text("compose_greeting", person.given || person.full);
    try {
      for (let attempt = 1; !(await placedGreeting(tabId, greeting)); attempt++) {
        if (attempt === MOST_ATTEMPTS) {
          throw new Error("the editor's document is not there");
        }
        await new Promise((resolve) => setTimeout(resolve, attempt * 100));
      }
    } catch (error) {
      // Without a greeting the window is still of use.
      console.warn("The greeting could not be placed:", error);
    }
  }
}

/**
 * Whether the greeting was placed: an editor that is just being given its document takes none.
 *
 * @param {number} tabId
 * @param {string} greeting
 */
async function placedGreeting(tabId, greeting) {
  const results = await messenger.scripting.executeScript({
    target: { tabId },
    func: placeGreeting,
    args: [greeting],
    // The editor is ready. Without this Thunderbird waits until the document was painted and the
    // window has nothing to do, which can take for ever on a busy machine or behind other windows.
    injectImmediately: true,
  });
  return results.length > 0;
}
