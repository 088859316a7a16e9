import { allOf, isFor, messageIn } from "./folders.js";
import { Later } from "../host/later.js";
import { leavesCopies } from "./sent_folder.js";
import { reported } from "../host/reported.js";

/** @typedef {messenger.messages.MessageHeader} MessageHeader */
/** @typedef {import("../../shared/wire.js").Turn} Turn */

/**
 * @typedef {object} Left  a message that left the Outbox
 * @property {string} headerMessageId
 * @property {string} author
 * @property {"deleted" | "moved"} how
 */

/**
 * Follows queued notes in Thunderbird's Outbox ("Unsent Messages"). A note that leaves it was sent
 * or deleted; the first makes its turn written, the second gives it back.
 */
export class OutboxFolder {
  #host;
  #pendingFacts;
  #connection;
  #tabs;
  #clock;
  /** @type {Later<Left>} */
  #left;

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("../host/connection.js").Connection} parts.connection
   * @param {import("../compose/compose_tabs.js").ComposeTabs} parts.tabs
   * @param {import("../host/host_clock.js").HostClock} parts.clock
   */
  constructor({ host, pendingFacts, connection, tabs, clock }) {
    this.#host = host;
    this.#pendingFacts = pendingFacts;
    this.#connection = connection;
    this.#tabs = tabs;
    this.#clock = clock;
    this.#left = new Later({
      key: "leftOutbox",
      look: (left) => this.#follow(left),
      connection,
      pendingFacts,
      tabs,
    });
  }

  init() {
    this.#left.init();
    const followed = "What left the Outbox was not followed";
    messenger.messages.onDeleted.addListener(
      reported(followed, (list) => this.#leave(list, "deleted")),
    );
    messenger.messages.onMoved.addListener(
      reported(followed, (before) => this.#leave(before, "moved")),
    );
    this.#tabs.onClosed(async ({ draft }) => {
      // Opened from the Outbox to be edited, and perhaps deleted there meanwhile.
      if (draft) {
        await this.#left.add({ headerMessageId: draft, author: "", how: "moved" });
      }
    });
    this.#connection.onConnected(() =>
      this.#scan().catch((error) => console.debug("Queued notes are looked at later:", error)),
    );
  }

  /**
   * Messages left a folder.
   *
   * @param {messenger.messages.MessageList} list
   * @param {"deleted" | "moved"} how
   */
  async #leave(list, how) {
    for await (const { folder, headerMessageId, author } of allOf(list)) {
      if (isFor(folder, "outbox")) {
        await this.#left.add({ headerMessageId, author, how });
      }
    }
  }

  /**
   * Thunderbird deletes what it has sent, after the copy is in the Sent folder. A user's Delete
   * moves to the trash, but Shift and Delete looks like having been sent, but for the missing copy.
   *
   * @param {Left} left
   */
  async #follow({ headerMessageId, author, how }) {
    const turn = await this.#host.find({ message_id: headerMessageId });
    if (turn?.state !== "queued" || (await this.#tabs.tabOf(turn.turn))) {
      return; // somebody else's, settled already, or opened again to be edited
    }
    const where = await whereIs(headerMessageId);
    const gone = how === "moved" || (await leavesCopies(author));
    if (where === "sent" || (where === "nowhere" && !gone)) {
      await this.#written(turn, headerMessageId);
    } else if (where !== "outbox") {
      await this.#pendingFacts.add("turns.release", { turn: turn.turn }, { quiet: true });
    }
  }

  /** What happened to queued notes while the add-on was away. */
  async #scan() {
    const { rounds } = await this.#host.call("rounds.list");
    for (const { round } of rounds) {
      const { turns } = await this.#host.call("turns.list", { round, which: "queued", limit: 500 });
      for (const turn of /** @type {Turn[]} */ (turns)) {
        if (turn.message_id && !(await this.#pendingFacts.holds(turn.turn, ["turns.sent"]))) {
          await this.#settle(turn, turn.message_id);
        }
      }
    }
  }

  /**
   * @param {Turn} turn
   * @param {string} headerMessageId
   */
  async #settle(turn, headerMessageId) {
    const where = await whereIs(headerMessageId);
    if (where === "sent" || (where === "nowhere" && !(await leavesCopies()))) {
      await this.#written(turn, headerMessageId);
    } else if (where === "trash") {
      await this.#pendingFacts.add("turns.release", { turn: turn.turn }, { quiet: true });
    }
    // In no folder at all, where copies are kept: a server's Sent folder may not have been read yet.
    // The note stays queued until its copy is seen.
  }

  /**
   * @param {Turn} turn
   * @param {string} headerMessageId
   */
  async #written({ turn, person }, headerMessageId) {
    const [copy] = await messageIn("sent", headerMessageId);
    const sent_at = await this.#clock.instant(copy ? new Date(String(copy.date)) : new Date());
    await this.#pendingFacts.add(
      "turns.sent",
      { turn, message_id: headerMessageId, sent_at },
      // The copy in the Sent folder tells the same, and may have been seen first.
      { quiet: true, person: person.full },
    );
  }
}

/**
 * @param {string} headerMessageId
 * @returns {Promise<"outbox" | "sent" | "trash" | "nowhere">}
 */
async function whereIs(headerMessageId) {
  for (const use of /** @type {const} */ (["outbox", "sent", "trash"])) {
    if ((await messageIn(use, headerMessageId)).length > 0) {
      return use;
    }
  }
  return "nowhere";
}
