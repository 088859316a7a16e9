import { text } from "../../shared/text.js";

/** @typedef {import("../../shared/wire.js").Reply} Reply */

/**
 * The newest reply, until the user has seen it. A reply is a joy, and shown once: opening the popup,
 * the Rounds tab or the reply itself is to have seen it.
 */
export class Joy {
  #host;
  #changes;

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/changes.js").Changes} parts.changes
   */
  constructor({ host, changes }) {
    this.#host = host;
    this.#changes = changes;
  }

  /** What to say of a reply that was not seen yet; "" when there is none. */
  async news() {
    const reply = await this.#newest();
    const id = reply?.message_id ?? "";
    const { replySeen } = await messenger.storage.local.get("replySeen");
    if (replySeen === undefined) {
      // What was there before anybody looked is no news.
      await messenger.storage.local.set({ replySeen: id });
      return "";
    }
    return reply && id !== replySeen
      ? text("button_reply", reply.person.full || reply.person.addresses[0])
      : "";
  }

  /** The user has seen the newest reply. */
  async seen() {
    const { replySeen } = await messenger.storage.local.get("replySeen");
    const id = (await this.#newest())?.message_id ?? "";
    if (replySeen !== id) {
      await messenger.storage.local.set({ replySeen: id });
      this.#changes.announce();
    }
  }

  /** @returns {Promise<Reply | undefined>} */
  async #newest() {
    const { replies } = await this.#host.call("replies.list", { outcome: "reply", limit: 1 });
    return replies[0];
  }
}
