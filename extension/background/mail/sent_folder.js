import { bareAddress } from "./addresses.js";
import { allOf, foldersFor, isFor } from "./folders.js";
import { oneAtATime } from "../host/one_at_a_time.js";

/** Clocks differ and copies arrive late, so each look goes back a little behind the last one. */
const OVERLAP = 60 * 60_000;

/**
 * Looks at what arrives in the Sent folders: notes from the Outbox that have left, and messages sent
 * from another machine. What was sent before Rounds was installed is left alone.
 */
export class SentFolder {
  #connection;
  #handWritten;
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
    this.#connection.onConnected(async () => this.#scan(await foldersFor("sent")));
  }

  /** @param {string[]} folderIds */
  #scan(folderIds) {
    return this.#scans(async () => {
      const { sentSeen = Date.now() } = await messenger.storage.local.get("sentSeen");
      const now = Date.now();
      for (const folderId of folderIds) {
        const fromDate = new Date(sentSeen - OVERLAP);
        const list = await messenger.messages.query({ folderId, fromDate });
        for await (const message of allOf(list)) {
          await rememberCopy(message);
          await this.#handWritten.considerMessage(message);
        }
      }
      await messenger.storage.local.set({ sentSeen: now });
    }).catch((error) => console.warn("A Sent folder could not be read:", error));
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
