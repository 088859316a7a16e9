import { oneAtATime } from "../host/one_at_a_time.js";

/**
 * Up to when each mail folder was read, in storage, so that a look goes on where the last one of the
 * same folder ended: each folder has a place of its own, since what was seen in one says nothing of
 * what is still on its way into another.
 */
export class FolderCursors {
  #key;
  #stored = oneAtATime();

  /** @param {string} key  under which the places are kept */
  constructor(key) {
    this.#key = key;
  }

  /**
   * @param {string} folderId
   * @returns {Promise<number>} milliseconds since 1970; 0 for a folder that was never read
   */
  async of(folderId) {
    return (await this.#all())[folderId] ?? 0;
  }

  /** The folder is read up to here. @param {string} folderId @param {number} until */
  set(folderId, until) {
    return this.#stored(async () => {
      const all = await this.#all();
      await messenger.storage.local.set({ [this.#key]: { ...all, [folderId]: until } });
    });
  }

  /** @returns {Promise<Record<string, number>>} */
  async #all() {
    const { [this.#key]: all = {} } = await messenger.storage.local.get(this.#key);
    return all;
  }
}

/**
 * The date of the newest of some messages, as far as it can be believed: what was read is reckoned by
 * the messages and not by the clock, since Thunderbird may still be fetching older ones; and a message
 * from the future says nothing, since clocks of senders may be ahead.
 *
 * @param {Pick<messenger.messages.MessageHeader, "date">[]} messages
 * @param {number} before  what is known already, in milliseconds since 1970
 */
export function newestDate(messages, before) {
  const now = Date.now();
  return messages.reduce((newest, { date }) => {
    const at = Number(date);
    return at <= now ? Math.max(newest, at) : newest;
  }, before);
}
