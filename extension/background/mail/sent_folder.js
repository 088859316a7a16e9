import { bareAddress } from "./addresses.js";
import { FolderCursors, newestDate } from "./folder_cursors.js";
import { allOf, foldersFor, isFor } from "./folders.js";
import { oneAtATime } from "../host/one_at_a_time.js";
import { reported } from "../host/reported.js";

const HOUR = 60 * 60_000;
/** Clocks differ, so what is a little older than Rounds counts as sent since. */
const CLOCKS = HOUR;
/**
 * Each look goes back so far behind the newest message that was seen: a copy of what was sent elsewhere
 * may come after one of what was sent here later. What is looked at twice counts once.
 */
const OVERLAP = 48 * HOUR;

/**
 * Looks at what arrives in the Sent folders: notes from the Outbox that have left, and messages sent
 * from another machine. What was sent before Rounds was installed is left alone.
 */
export class SentFolder {
  #connection;
  #handWritten;
  #cursors = new FolderCursors("sentPositions");
  #scans = oneAtATime();

  /**
   * @param {object} parts
   * @param {import("../host/connection.js").Connection} parts.connection
   * @param {import("./hand_written.js").HandWritten} parts.handWritten
   */
  constructor({ connection, handWritten }) {
    this.#connection = connection;
    this.#handWritten = handWritten;
  }

  init() {
    messenger.folders.onFolderInfoChanged.addListener((folder, { totalMessageCount }) => {
      const arrived = totalMessageCount !== undefined;
      if (arrived && isFor(folder, "sent") && folder.id && !folder.isUnified) {
        this.#scan([folder.id]);
      }
    });
    this.#connection.onConnected(
      reported("The Sent folders were not looked at", async () => {
        await this.#scan(await foldersFor("sent"));
      }),
    );
  }

  /**
   * Looks at each folder from where it was left; one that cannot be read does not hold up the others.
   *
   * @param {string[]} folderIds
   */
  async #scan(folderIds) {
    for (const folderId of folderIds) {
      await this.#scans(() => this.#read(folderId)).catch((error) =>
        console.warn("A Sent folder could not be read:", error),
      );
    }
  }

  /** @param {string} folderId */
  async #read(folderId) {
    const begin = await this.#begin(folderId);
    const list = await messenger.messages.query({ folderId, fromDate: new Date(begin) });
    let newest = await this.#cursors.of(folderId);
    for await (const message of allOf(list)) {
      await rememberCopy(message);
      await this.#handWritten.considerMessage(message);
      newest = newestDate([message], newest);
    }
    // Not the clock: Thunderbird fetches a folder when it is opened, and by then what is in it is old.
    await this.#cursors.set(folderId, newest);
  }

  /**
   * From when on a folder is looked at. Nothing from before Rounds was there, and of a folder that comes
   * later, with another account perhaps, only what is recent.
   *
   * @param {string} folderId
   */
  async #begin(folderId) {
    const now = Date.now();
    // `sentSeen` is from versions that had one place for all folders.
    const { sentSeen = now, sentSince = sentSeen } = await messenger.storage.local.get([
      "sentSeen",
      "sentSince",
    ]);
    await messenger.storage.local.set({ sentSince });
    if ((await this.#cursors.of(folderId)) === 0) {
      await this.#cursors.set(folderId, Math.max(sentSince, now - OVERLAP));
    }
    return Math.max(sentSince - CLOCKS, (await this.#cursors.of(folderId)) - OVERLAP);
  }
}

/**
 * Remembers whose messages leave a copy in a Sent folder: when such a message vanishes from the
 * Outbox and left none, it was deleted and not sent.
 *
 * @param {messenger.messages.MessageHeader} message
 */
async function rememberCopy({ author }) {
  const { copiedFrom = {} } = await messenger.storage.local.get("copiedFrom");
  const address = bareAddress(author);
  if (!copiedFrom[address]) {
    await messenger.storage.local.set({ copiedFrom: { ...copiedFrom, [address]: true } });
  }
}

/**
 * Whether this author's messages are known to leave a copy; without an author, whether anybody's
 * are.
 *
 * @param {string} [author]
 */
export async function leavesCopies(author) {
  const { copiedFrom = {} } = await messenger.storage.local.get("copiedFrom");
  return author === undefined
    ? Object.keys(copiedFrom).length > 0
    : copiedFrom[bareAddress(author)] === true;
}
