import { allOf, isFor, messageIn } from "../mail/folders.js";
import { Later } from "../host/later.js";
import { isTurnHeader, TURN_HEADER } from "./turn_header.js";
import { reported } from "../host/reported.js";

/** @typedef {messenger.compose.ComposeDetails} ComposeDetails */
/** @typedef {messenger.messages.MessageHeader} MessageHeader */

/**
 * Ties drafts to turns: a draft that was saved, closed and opened again, today or after a restart,
 * still counts for its person; one that was deleted gives the turn back.
 */
export class Drafts {
  #host;
  #pendingFacts;
  #tabs;
  /** The Message-IDs of drafts that are gone. @type {Later<string>} */
  #gone;

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("../host/connection.js").Connection} parts.connection
   * @param {import("./compose_tabs.js").ComposeTabs} parts.tabs
   */
  constructor({ host, pendingFacts, connection, tabs }) {
    this.#host = host;
    this.#pendingFacts = pendingFacts;
    this.#tabs = tabs;
    this.#gone = new Later({
      key: "goneDrafts",
      look: (headerMessageId) => this.#giveBack(headerMessageId),
      connection,
      pendingFacts,
      tabs,
    });
  }

  init() {
    this.#gone.init();
    messenger.compose.onAfterSave.addListener(
      reported("A saved draft was not bound", (tab, info) => this.#saved(tab, info)),
    );
    messenger.tabs.onCreated.addListener((tab) => this.#opened(tab));
    // Windows that were there before the add-on, when it is installed or updated.
    reported("The open windows were not looked at", async () => {
      const tabs = await messenger.tabs.query({ type: "messageCompose" });
      await Promise.all(tabs.map((tab) => this.#opened(tab)));
    })();
    this.#tabs.onClosed((known) => this.#closed(known));
    messenger.messages.onDeleted.addListener(
      reported("Deleted drafts were not followed", (list) => this.#deleted(list)),
    );
    messenger.messages.onMoved.addListener(
      reported("Moved drafts were not followed", (before, after) => this.#moved(before, after)),
    );
  }

  /**
   * The turn that a compose window writes, if it writes one.
   *
   * @param {number} tabId
   * @param {ComposeDetails} details
   * @returns {Promise<string | undefined>}
   */
  async turnOf(tabId, details) {
    const known = await this.#tabs.get(tabId);
    if (known?.turn) {
      return known.turn;
    }
    const written = details.customHeaders?.find(isTurnHeader)?.value;
    const bound = written ? { turn: written } : await this.#boundDraft(details);
    if (bound) {
      await this.#tabs.set(tabId, bound);
    }
    return bound?.turn;
  }

  /**
   * The draft, or queued note, that was opened, if it belongs to a turn.
   *
   * @param {ComposeDetails} details
   * @returns {Promise<{turn: string, draft: string} | undefined>}
   */
  async #boundDraft({ type, relatedMessageId }) {
    if (type !== "draft" || !relatedMessageId) {
      return undefined;
    }
    const { headerMessageId: draft } = await messenger.messages.get(relatedMessageId);
    const [written] = await turnHeaderOf(relatedMessageId);
    if (written) {
      return { turn: written, draft };
    }
    // A server dropped the header, or an Outbox message is edited, which no longer has it.
    const turn = await this.#host.find({ message_id: draft }).catch(() => undefined);
    return turn && ["drafted", "queued"].includes(turn.state)
      ? { turn: turn.turn, draft }
      : undefined;
  }

  /** @param {messenger.tabs.Tab} tab */
  async #opened({ id, type }) {
    if (type !== "messageCompose" || id === undefined) {
      return;
    }
    try {
      const details = await messenger.compose.getComposeDetails(id);
      const turn = await this.turnOf(id, details);
      const customHeaders = details.customHeaders ?? [];
      if (turn && !customHeaders.some(isTurnHeader)) {
        // A draft that is opened again does not list its header, and the next save would lose it.
        await messenger.compose.setComposeDetails(id, {
          customHeaders: [...customHeaders, { name: TURN_HEADER, value: turn }],
          isModified: details.isModified,
        });
      }
    } catch (error) {
      // The window may be closed again already. Sending looks the turn up once more.
      console.debug("The opened draft could not be looked at:", error);
    }
  }

  /**
   * @param {messenger.tabs.Tab} tab
   * @param {messenger.compose._OnAfterSaveSaveInfo & {details?: ComposeDetails}} info
   */
  async #saved({ id }, { mode, error, messages, details }) {
    const message = messages[0]?.headerMessageId;
    if (id === undefined || error || mode === "template" || !message) {
      return;
    }
    const turn = await this.turnOf(id, details ?? {});
    const known = await this.#tabs.get(id);
    if (turn && !known?.extra && known?.draft !== message) {
      await this.#pendingFacts.add("turns.draft", { turn, message_id: message }, { quiet: true });
      await this.#tabs.set(id, { draft: message });
    }
  }

  /** A window was closed: perhaps its draft was deleted while it was open. */
  async #closed(/** @type {import("./compose_tabs.js").ComposeTab} */ { draft }) {
    if (draft) {
      await this.#gone.add(draft);
    }
  }

  /** @param {messenger.messages.MessageList} list */
  async #deleted(list) {
    for await (const { folder, headerMessageId } of allOf(list)) {
      if (isFor(folder, "drafts")) {
        await this.#gone.add(headerMessageId);
      }
    }
  }

  /**
   * @param {messenger.messages.MessageList} before
   * @param {messenger.messages.MessageList} after
   */
  async #moved(before, after) {
    const left = new Set();
    for await (const { folder, headerMessageId } of allOf(before)) {
      if (isFor(folder, "drafts")) {
        left.add(headerMessageId);
      }
    }
    for await (const message of allOf(after)) {
      if (!isFor(message.folder, "drafts") && left.has(message.headerMessageId)) {
        // Wherever it went: a server's trash is not always known as one.
        await this.#gone.add(message.headerMessageId);
      } else if (isFor(message.folder, "drafts") && !left.has(message.headerMessageId)) {
        await this.#takeAgain(message);
      }
    }
  }

  /** A deleted draft was fetched back from the trash. @param {MessageHeader} message */
  async #takeAgain({ id, headerMessageId }) {
    const [turn] = await turnHeaderOf(id);
    if (turn) {
      await this.#pendingFacts.add(
        "turns.draft",
        { turn, message_id: headerMessageId },
        { quiet: true },
      );
    }
  }

  /**
   * The draft with this Message-ID may be gone. Saving again and sending delete drafts too: then the
   * window is still open, another copy is there, or the note is written.
   *
   * @param {string} headerMessageId
   */
  async #giveBack(headerMessageId) {
    const turn = await this.#host.find({ message_id: headerMessageId });
    if (turn?.state !== "drafted" || turn.draft !== headerMessageId) {
      return;
    }
    if (await this.#tabs.tabOf(turn.turn)) {
      return;
    }
    if ((await messageIn("drafts", headerMessageId)).length > 0) {
      return;
    }
    await this.#pendingFacts.add("turns.release", { turn: turn.turn }, { quiet: true });
  }
}

/** @param {number} messageId @returns {Promise<string[]>} */
async function turnHeaderOf(messageId) {
  const { headers } = await messenger.messages.getFull(messageId);
  return headers?.[TURN_HEADER.toLowerCase()] ?? [];
}
