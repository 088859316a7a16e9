import { HOST_AWAY, RoundsError } from "../../shared/rounds_error.js";
import { ownAddresses, learnableFolders, messagesIn } from "./mail_folders.js";
import { newestDate } from "./folder_cursors.js";
import { allOf, isFor } from "./folders.js";
import { headersOf } from "./mail_headers.js";
import { oneAtATime } from "../host/one_at_a_time.js";

/** How many messages go to the host at once. */
const BATCH = 1000;
/** How long Thunderbird is left alone after a page of a folder, and after a batch. */
const PAGE_REST = 20;
const BATCH_REST = 250;
/** Mail is dated when it was written and may arrive much later. */
const OVERLAP = 2 * 24 * 60 * 60_000;
/** By so many Message-IDs the place in a folder is found again, should some be deleted meanwhile. */
const MARKS = 20;

/** @typedef {messenger.messages.MessageHeader} MessageHeader */

/**
 * @typedef {object} Place  how far a folder is read
 * @property {number} read  how many messages of it
 * @property {number} total
 * @property {string[]} last  the Message-IDs of the last of them
 * @property {boolean} done
 * @property {number} since  up to when it is known: when it was first read, later the date of the newest
 *   message seen; in milliseconds since 1970
 * @property {boolean} sent
 */

/** @typedef {"off" | "reading" | "paused" | "following"} HistoryState */
/** @typedef {{state: HistoryState, folders: Record<string, Place>}} History */

/** @type {History} */
const NOTHING = { state: "off", folders: {} };

/**
 * Learns from the headers of the user's mail who wrote to whom: of the folders that the user chose,
 * once from their beginning, and then what comes in. Nothing is read before the user has agreed.
 *
 * Where it is in each folder is in storage, so it goes on there after a restart. What it reads twice
 * the host counts once.
 */
export class MailHistory {
  #host;
  #connection;
  #changes;
  #rest;
  #storing = oneAtATime();
  #working = oneAtATime();

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/connection.js").Connection} parts.connection
   * @param {import("../host/changes.js").Changes} parts.changes
   * @param {(milliseconds: number) => Promise<void>} [parts.rest]  for tests, which do not wait
   */
  constructor({ host, connection, changes, rest = sleep }) {
    this.#host = host;
    this.#connection = connection;
    this.#changes = changes;
    this.#rest = rest;
  }

  init() {
    messenger.messages.onNewMailReceived.addListener(
      (folder, list) => this.#arrived(folder, list),
      true, // in every folder, not only in inboxes
    );
    messenger.folders.onFolderInfoChanged.addListener((folder, { totalMessageCount }) => {
      // What the user has sent is no new mail.
      if (totalMessageCount !== undefined && isFor(folder, "sent") && folder.id) {
        this.#do(() => this.#catchUp([String(folder.id)]));
      }
    });
    this.#connection.onConnected(() => this.#goOn());
  }

  /** The accounts and folders to choose from. */
  folders() {
    return learnableFolders();
  }

  /** How far it is. */
  async status() {
    const { state, folders } = await this.#load();
    const places = Object.values(folders);
    const sum = (/** @type {(place: Place) => number} */ of) =>
      places.reduce((all, place) => all + of(place), 0);
    return {
      state,
      folders: Object.keys(folders),
      done: sum(({ read }) => read),
      total: sum(({ read, total, done }) => (done ? read : Math.max(read, total))),
    };
  }

  /**
   * The user agrees that these folders are read. Those that were read before are not read again.
   *
   * @param {string[]} folderIds
   */
  async begin(folderIds) {
    const choices = (await learnableFolders()).flatMap(({ folders }) => folders);
    await this.#change(({ folders }) => ({
      state: "reading",
      folders: Object.fromEntries(
        choices
          .filter(({ id }) => folderIds.includes(id))
          .map(({ id, messages, sent }) => [id, folders[id] ?? newPlace(messages, sent)]),
      ),
    }));
    this.#goOn();
    return this.status();
  }

  async pause() {
    await this.#change((history) => ({
      ...history,
      state: history.state === "reading" ? "paused" : history.state,
    }));
    return this.status();
  }

  async resume() {
    await this.#change((history) => ({
      ...history,
      state: history.state === "paused" ? "reading" : history.state,
    }));
    this.#goOn();
    return this.status();
  }

  /** The user no longer agrees: nothing more is read. What was learned stays with the host. */
  async stop() {
    await this.#change(() => NOTHING);
    return this.status();
  }

  /** Goes on where it was, with what has arrived meanwhile first. */
  #goOn() {
    return this.#do(async () => {
      const { state, folders } = await this.#load();
      if (state === "reading" || state === "following") {
        await this.#catchUp(Object.keys(folders));
        await this.#readAll();
      }
    });
  }

  /**
   * One piece of work after the other, so that no two go through one folder.
   *
   * @param {() => Promise<void>} work
   */
  #do(work) {
    return this.#working(work).catch((thrown) => {
      // It goes on when the host is there again.
      if (!HOST_AWAY.has(RoundsError.from(thrown).kind)) {
        console.warn("Mail could not be learned from:", thrown);
      }
    });
  }

  async #readAll() {
    for (;;) {
      const { state, folders } = await this.#load();
      const next = Object.keys(folders).find((id) => !folders[id].done);
      if (state !== "reading") {
        return;
      }
      if (!next) {
        await this.#change((history) => ({ ...history, state: "following" }));
        return;
      }
      if (!(await messenger.folders.get(next).catch(() => null))) {
        await this.#forget(next); // the user has deleted it
      } else if (await this.#readFolder(next)) {
        await this.#catchUp([next]); // what arrived while it was being read
      }
    }
  }

  /**
   * Reads a folder from where it was left. Folders list their messages in the order in which they
   * came, so what is deleted only moves the place towards the beginning, and what comes lies behind.
   *
   * @param {string} id
   * @returns {Promise<boolean>} false when it was stopped before the end
   */
  async #readFolder(id) {
    const place = (await this.#load()).folders[id];
    const total = await messagesIn(id);
    const since = place.read === 0 ? Date.now() : place.since;
    const bookmark = new Bookmark(place, total);
    let at = 0;
    /** @type {MessageHeader[]} */
    let batch = [];
    /** @type {messenger.messages.MessageList | null} */
    let page = /** @type {messenger.messages.MessageList} */ (await messenger.messages.list(id));
    while (page) {
      for (const message of page.messages) {
        if (bookmark.isBehind(message)) {
          batch.push(message);
        } else {
          at++;
        }
      }
      if (batch.length >= BATCH) {
        at += batch.length;
        const goesOn = await this.#give(id, { ...place, read: at, total, since }, batch);
        batch = [];
        if (!goesOn) {
          await abandon(page);
          return false;
        }
        await this.#rest(BATCH_REST);
      }
      await this.#rest(PAGE_REST);
      page = page.id ? await messenger.messages.continueList(page.id) : null;
    }
    at += batch.length;
    return this.#give(id, { ...place, read: at, total: at, since, done: true }, batch);
  }

  /**
   * Learns from messages and keeps the place behind them.
   *
   * @param {string} id
   * @param {Place} place
   * @param {MessageHeader[]} messages
   * @returns {Promise<boolean>} whether the user wants it to go on
   */
  async #give(id, place, messages) {
    await this.#learn(messages, place);
    const marks = messages.slice(-MARKS).map(({ headerMessageId }) => headerMessageId);
    const { state, folders } = await this.#change((history) =>
      history.folders[id]
        ? {
            ...history,
            folders: {
              ...history.folders,
              [id]: { ...place, last: marks.length > 0 ? marks : place.last },
            },
          }
        : history,
    );
    return state === "reading" && id in folders;
  }

  /**
   * @param {MessageHeader[]} messages
   * @param {{sent: boolean}} folder
   */
  async #learn(messages, folder) {
    const headers = messages.map((message) => headersOf(message, folder)).filter(Boolean);
    if (headers.length > 0) {
      await this.#host.change("mail.learn", { messages: headers, own: await ownAddresses() });
    }
  }

  /**
   * Learns from what has come into folders that are read since the last look.
   *
   * @param {string[]} folderIds
   */
  async #catchUp(folderIds) {
    for (const folderId of folderIds) {
      const { state, folders } = await this.#load();
      const place = folders[folderId];
      if (!place?.done || state === "paused") {
        continue;
      }
      let since = place.since;
      const fromDate = new Date(place.since - OVERLAP);
      const list = await messenger.messages.query({ folderId, fromDate }).catch(() => null);
      if (!list) {
        await this.#forget(folderId);
        continue;
      }
      /** @type {MessageHeader[]} */
      let batch = [];
      for await (const message of allOf(list)) {
        batch.push(message);
        since = newestDate([message], since);
        if (batch.length >= BATCH) {
          await this.#learn(batch, place);
          batch = [];
          await this.#rest(BATCH_REST);
        }
      }
      await this.#learn(batch, place);
      await this.#change((history) =>
        history.folders[folderId]
          ? {
              ...history,
              folders: { ...history.folders, [folderId]: { ...history.folders[folderId], since } },
            }
          : history,
      );
    }
  }

  /**
   * @param {messenger.folders.MailFolder} folder
   * @param {messenger.messages.MessageList} list
   */
  #arrived(folder, list) {
    return this.#do(async () => {
      const { state, folders } = await this.#load();
      const place = folders[String(folder.id)];
      // A folder that is not read to its end is going to be, and so is one that is paused.
      if (!place?.done || state === "paused") {
        return;
      }
      const messages = [];
      for await (const message of allOf(list)) {
        messages.push(message);
      }
      await this.#learn(messages, place);
    });
  }

  /** @param {string} id */
  #forget(id) {
    return this.#change(({ state, folders: { [id]: _, ...folders } }) => ({ state, folders }));
  }

  /** @returns {Promise<History>} */
  async #load() {
    const { mailHistory = NOTHING } = await messenger.storage.local.get("mailHistory");
    return mailHistory;
  }

  /**
   * @param {(history: History) => History} change
   * @returns {Promise<History>} how it is now
   */
  async #change(change) {
    const mailHistory = await this.#storing(async () => {
      const next = change(await this.#load());
      await messenger.storage.local.set({ mailHistory: next });
      return next;
    });
    this.#changes.announce();
    return mailHistory;
  }
}

/** Finds the place in a folder again. Too early does no harm, since the host counts nothing twice. */
class Bookmark {
  #marks;
  #left;
  #seen = false;
  #behind;

  /** @param {Place} place @param {number} total  how many messages there are now */
  constructor({ read, total: before, last }, total) {
    this.#marks = new Set(last);
    // Should all marks be deleted: as many messages as are surely still there.
    this.#left = Math.max(0, read - Math.max(0, before - total) - MARKS);
    this.#behind = read === 0;
  }

  /** Whether a message, given in the folder's order, was not read yet. @param {MessageHeader} message */
  isBehind({ headerMessageId }) {
    if (!this.#behind) {
      const isMark = this.#marks.has(headerMessageId);
      this.#behind = !isMark && (this.#seen || this.#left <= 0);
      this.#seen ||= isMark;
      this.#left--;
    }
    return this.#behind;
  }
}

/**
 * @param {number} total
 * @param {boolean} sent
 * @returns {Place}
 */
function newPlace(total, sent) {
  return { read: 0, total, last: [], done: false, since: 0, sent };
}

/** A list that is not read to its end would be kept. @param {messenger.messages.MessageList} page */
async function abandon(page) {
  if (page.id) {
    await messenger.messages.abandonList(page.id);
  }
}

/** @param {number} milliseconds @returns {Promise<void>} */
function sleep(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
