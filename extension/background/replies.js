import { HOST_AWAY, RoundsError } from "../shared/rounds_error.js";
import { bareAddress } from "./addresses.js";
import { cut, readArrived } from "./arrived_message.js";
import { isForMail, pagesOf } from "./folders.js";
import { oneAtATime } from "./one_at_a_time.js";
import { ReplyPositions } from "./reply_positions.js";

const DAY = 24 * 60 * 60_000;
/**
 * Each look at a folder goes back so far behind the last one: what was sent then may have been under
 * way, or may have been moved here by another program meanwhile.
 */
const OVERLAP = 3 * DAY;
/** A large folder is looked through in stretches of so much time, so that a stop costs one at most. */
const STRETCH = 30 * DAY;
const LARGE = 2000;
/** So many headers are asked about in one go. */
const PAGE = 500;
/** So many messages of strangers are opened for their thread's sake, in one look at a folder. */
const MOST_THREADS = 50;

/** @typedef {messenger.messages.MessageHeader} MessageHeader */

/**
 * Notices what comes in answer to notes: as it arrives, in whatever folder, and at start what came
 * meanwhile. Headers are sifted by the host, and only what may matter is read whole.
 */
export class Replies {
  #host;
  #outbox;
  #connection;
  #clock;
  #positions = new ReplyPositions();
  #looks = oneAtATime();
  /** Folders that wait for their turn. @type {Set<string>} */
  #waiting = new Set();

  /**
   * @param {object} parts
   * @param {import("./host.js").Host} parts.host
   * @param {import("./outbox.js").Outbox} parts.outbox
   * @param {import("./connection.js").Connection} parts.connection
   * @param {import("./host_clock.js").HostClock} parts.clock
   */
  constructor({ host, outbox, connection, clock }) {
    this.#host = host;
    this.#outbox = outbox;
    this.#connection = connection;
    this.#clock = clock;
  }

  init() {
    messenger.messages.onNewMailReceived.addListener((_folder, list) => {
      this.#arrived(list);
    }, true);
    // Filters of the server, other programs and the user move mail without a word but this.
    messenger.folders.onFolderInfoChanged.addListener((folder, { totalMessageCount }) => {
      if (totalMessageCount !== undefined && isForMail(folder)) {
        this.#lookLater([String(folder.id)]);
      }
    });
    this.#connection.onConnected(() => this.catchUp());
  }

  /** Looks through every folder, each from where the last look ended. */
  async catchUp() {
    const folders = await messenger.folders.query({});
    await this.#lookLater(folders.filter(isForMail).map(({ id }) => String(id)));
  }

  /**
   * Looks at messages now, as when one is opened before its folder's turn has come.
   *
   * @param {MessageHeader[]} messages
   */
  async look(messages) {
    await this.#lookAtPage(messages, { threads: MOST_THREADS });
  }

  /** Resolves when nothing is being looked at. */
  whenIdle() {
    return this.#looks(async () => {});
  }

  /** @param {messenger.messages.MessageList} list */
  #arrived(list) {
    return this.#looks(async () => {
      for await (const page of pagesOf(list)) {
        await this.look(page);
      }
      // Should this fail, the next look at the folder begins where the last one has ended.
    }).catch(report);
  }

  /** @param {string[]} folderIds */
  async #lookLater(folderIds) {
    const news = folderIds.filter((id) => !this.#waiting.has(id));
    news.forEach((id) => this.#waiting.add(id));
    await Promise.all(
      news.map((id) =>
        this.#looks(() => {
          this.#waiting.delete(id);
          return this.#lookThrough(id);
        }).catch(report),
      ),
    );
  }

  /** @param {string} folderId */
  async #lookThrough(folderId) {
    const { since } = await this.#host.call("replies.sift", { messages: [] });
    if (!since) {
      return; // nobody was written to yet
    }
    const { totalMessageCount: size = 0 } = await messenger.folders.getFolderInfo(folderId);
    const now = Date.now();
    const oldest = (await this.#clock.here(since)).getTime() - DAY;
    const begin = await this.#positions.begin(folderId);
    let from = Math.max(oldest, begin - OVERLAP);
    let newest = begin;
    const budget = { threads: MOST_THREADS };
    while (size > 0 && from < now) {
      const until = size > LARGE && from + STRETCH < now ? from + STRETCH : now;
      const list = await messenger.messages.query({
        folderId,
        fromDate: new Date(from),
        // The last stretch has no end: clocks of senders may be ahead.
        ...(until < now && { toDate: new Date(until) }),
        ...{ messagesPerPage: PAGE },
      });
      for await (const page of pagesOf(list)) {
        await this.#lookAtPage(page, budget);
        for (const { date } of page) {
          const at = Number(date);
          newest = at <= now ? Math.max(newest, at) : newest; // senders' clocks may be ahead
        }
      }
      if (until < now) {
        await this.#positions.set(folderId, until);
      }
      from = until;
    }
    await this.#positions.end(folderId, { now, newest });
  }

  /**
   * @param {MessageHeader[]} messages
   * @param {{threads: number}} budget  of strangers' messages that may be opened
   */
  async #lookAtPage(messages, budget) {
    const own = await ownAddresses();
    const fresh = new Set(
      await this.#positions.news(messages.map(({ headerMessageId }) => headerMessageId)),
    );
    const foreign = messages.filter(
      ({ author, headerMessageId }) =>
        fresh.has(headerMessageId) && !own.includes(bareAddress(author)),
    );
    if (foreign.length === 0) {
      return;
    }
    const { wanted } = await this.#host.call("replies.sift", {
      messages: foreign.map(({ author, subject }) => ({
        from: cut(author || "unknown", 500),
        subject: cut(subject ?? "", 500),
      })),
    });
    const likely = new Set(wanted);
    const looked = [];
    let unread = 0;
    try {
      for (const [place, message] of foreign.entries()) {
        try {
          if (likely.has(place) || (await this.#answersNote(message, budget))) {
            await this.#record(message, own);
            looked.push(message.headerMessageId);
          }
        } catch (thrown) {
          if (HOST_AWAY.has(RoundsError.from(thrown).kind)) {
            throw thrown;
          }
          console.warn("A message could not be looked at:", thrown);
          const again = await this.#positions.failed(message.headerMessageId);
          unread += again ? 1 : 0;
          if (!again) {
            looked.push(message.headerMessageId);
          }
        }
      }
    } finally {
      await this.#positions.looked(looked);
    }
    if (unread > 0) {
      throw new Error(`${unread} messages could not be read; they are tried again.`);
    }
  }

  /**
   * Whether a stranger's message goes back to a note: somebody may answer from an address and under a
   * subject that nobody knows.
   *
   * @param {MessageHeader} message
   * @param {{threads: number}} budget
   */
  async #answersNote({ id }, budget) {
    if (budget.threads <= 0) {
      return false;
    }
    budget.threads--;
    const headers = await messenger.messages.getHeaders(id);
    const [in_reply_to] = headers["in-reply-to"] ?? [];
    const references = (headers.references ?? []).map((value) => cut(value, 8000));
    if (!in_reply_to && references.length === 0) {
      return false;
    }
    const { note } = await this.#host.call("replies.find", {
      ...(in_reply_to && { in_reply_to: cut(in_reply_to, 1000) }),
      references,
    });
    return Boolean(note);
  }

  /** @param {MessageHeader} message @param {string[]} own */
  async #record(message, own) {
    const date = await this.#clock.instant(new Date(String(message.date)));
    const params = await readArrived(message, { date, own });
    const result = await this.#outbox.addAndWait("replies.record", params);
    if (result.pending) {
      // It is kept, but what comes after it is not yet looked at.
      throw new RoundsError("host_failed", "The host went away while replies were recorded.");
    }
  }
}

/** The addresses that the user writes from. */
async function ownAddresses() {
  return (await messenger.identities.list()).map(({ email }) => String(email).toLowerCase());
}

/** @param {unknown} thrown */
function report(thrown) {
  // With the host away there is nothing to tell: the next look begins where this one has.
  if (!HOST_AWAY.has(RoundsError.from(thrown).kind)) {
    console.warn("A folder could not be looked through for replies:", thrown);
  }
}
