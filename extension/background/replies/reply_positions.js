import { oneAtATime } from "../host/one_at_a_time.js";
import { FolderCursors } from "../mail/folder_cursors.js";

/** So many Message-IDs are remembered as looked at. */
const REMEMBERED = 3000;
/**
 * A message that cannot be read so often is not tried again soon, and when that has gone on for so
 * long, in milliseconds, it is left alone: until then the mail server may have been away or busy.
 */
const MOST_FAILURES = 3;
const LONGEST_FAILING = 14 * 24 * 60 * 60_000;
const FORGOTTEN = 4 * LONGEST_FAILING;
/** So long after its start Thunderbird may still be fetching what came while it was closed. */
const YOUNG = 10 * 60_000;

/** @typedef {{began: number, bases: Record<string, number>}} ReplySession  since Thunderbird was started */

/** How far the looking for replies has come, in storage, so that it goes on where it was. */
export class ReplyPositions {
  #cursors = new FolderCursors("replyPositions");
  #stored = oneAtATime();

  /**
   * From when on a folder is to be looked through: where the last look has ended, but, as long as
   * Thunderbird may still be fetching, where it had ended when Thunderbird was started. What came
   * meanwhile, perhaps read elsewhere, turns up without a word and with its old date.
   *
   * @param {string} folderId
   * @returns {Promise<{begin: number, isYoung: boolean}>} `isYoung` while it may be fetching
   */
  async begin(folderId) {
    const position = await this.#cursors.of(folderId);
    return this.#inSession(async (session) => {
      if (Date.now() - session.began > YOUNG) {
        return { begin: position, isYoung: false };
      }
      session.bases[folderId] ??= position;
      return { begin: session.bases[folderId], isYoung: true };
    });
  }

  /** @param {string} folderId @param {number} until */
  set(folderId, until) {
    return this.#cursors.set(folderId, until);
  }

  /**
   * Which of these Message-IDs were not looked at yet.
   *
   * @param {string[]} ids
   */
  async news(ids) {
    const { repliesLooked = [] } = await messenger.storage.local.get("repliesLooked");
    const looked = new Set(repliesLooked);
    return ids.filter((id) => !looked.has(id));
  }

  /** These were looked at. @param {string[]} ids */
  async looked(ids) {
    if (ids.length > 0) {
      await this.#change("repliesLooked", [], (all) => [...all, ...ids].slice(-REMEMBERED));
    }
  }

  /**
   * A message could not be read.
   *
   * @param {string} id  its Message-ID
   * @returns {Promise<{again: boolean, soon: boolean}>} whether it is worth another try, and soon
   */
  async failed(id) {
    const now = Date.now();
    let result = { again: true, soon: true };
    await this.#change("repliesFailed", {}, (all) => {
      const { [id]: known, ...others } = all;
      const { first = now, times = 0 } = known ?? {};
      const again = times + 1 < MOST_FAILURES || now - first < LONGEST_FAILING;
      result = { again, soon: again && times + 1 < MOST_FAILURES };
      const kept = Object.entries(others).filter(([, failure]) => now - failure.first < FORGOTTEN);
      return Object.fromEntries([...kept, ...(again ? [[id, { first, times: times + 1 }]] : [])]);
    });
    return result;
  }

  /**
   * @template T
   * @param {(session: ReplySession) => Promise<T>} what  may change the session
   * @returns {Promise<T>}
   */
  #inSession(what) {
    return this.#stored(async () => {
      const { replySession = { began: Date.now(), bases: {} } } =
        await messenger.storage.session.get("replySession");
      const result = await what(replySession);
      await messenger.storage.session.set({ replySession });
      return result;
    });
  }

  /**
   * @param {string} key
   * @param {any} empty
   * @param {(value: any) => any} change
   */
  #change(key, empty, change) {
    return this.#stored(async () => {
      const { [key]: value = empty } = await messenger.storage.local.get(key);
      await messenger.storage.local.set({ [key]: change(value) });
    });
  }
}
