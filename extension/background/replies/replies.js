import { HOST_AWAY, RoundsError } from "../../shared/rounds_error.js";
import { newestDate } from "../mail/folder_cursors.js";
import { isForMail, pagesOf } from "../mail/folders.js";
import { oneAtATime } from "../host/one_at_a_time.js";
import { ReplyLook } from "./reply_look.js";
import { ReplyPositions } from "./reply_positions.js";

const RETRY_ALARM = "rounds:replies";
/** How long after messages could not be read they are tried again, in milliseconds. */
const PAUSE = 2 * 60_000;

const DAY = 24 * 60 * 60_000;
/**
 * Each look at a folder goes back so far behind the last one: what was sent then may have been under
 * way, or may have been moved here by another program meanwhile.
 */
const OVERLAP = 3 * DAY;
/** A large folder is looked through in stretches of so much time, so that a stop costs one at most. */
const STRETCH = 30 * DAY;
const LARGE = 2000;
/** Thunderbird takes a millisecond for each message of a page, in which it does nothing else. */
const PAGE = 50;
/** A large folder is looked at when it has not changed for so long: Thunderbird may be fetching it. */
const QUIET = 3000;

/** @typedef {messenger.messages.MessageHeader} MessageHeader */

/**
 * Notices what comes in answer to notes: as it arrives, in whatever folder, and at start what came
 * meanwhile. Headers are sifted by the host, and only what may matter is read whole.
 */
export class Replies {
  #host;
  #pendingFacts;
  #connection;
  #clock;
  #positions = new ReplyPositions();
  #looks = oneAtATime();
  /** Folders that wait for their turn. @type {Set<string>} */
  #waiting = new Set();
  /** Large folders that have just changed. @type {Map<string, ReturnType<typeof setTimeout>>} */
  #changing = new Map();

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("../host/connection.js").Connection} parts.connection
   * @param {import("../host/host_clock.js").HostClock} parts.clock
   */
  constructor({ host, pendingFacts, connection, clock }) {
    this.#host = host;
    this.#pendingFacts = pendingFacts;
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
        this.#changed(String(folder.id), totalMessageCount);
      }
    });
    const catchUp = () => this.catchUp().catch(report);
    messenger.alarms.onAlarm.addListener(({ name }) => {
      if (name === RETRY_ALARM) {
        catchUp();
      }
    });
    this.#connection.onConnected(catchUp);
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
    await this.#inLook(async (look) => {
      await look.at(messages);
      await look.atStrangers();
    });
  }

  /** Resolves when nothing is being looked at. */
  whenIdle() {
    return this.#looks(async () => {});
  }

  /** @param {messenger.messages.MessageList} list */
  #arrived(list) {
    return this.#looks(async () => {
      await this.#inLook(async (look) => {
        for await (const page of pagesOf(list)) {
          await look.at(page);
        }
        await look.atStrangers();
      });
      // Should this fail, the next look at the folder begins where the last one has ended.
    }).catch(report);
  }

  /** @param {string} folderId @param {number} size */
  #changed(folderId, size) {
    clearTimeout(this.#changing.get(folderId));
    this.#changing.delete(folderId);
    if (size <= LARGE) {
      this.#lookLater([folderId]);
      return;
    }
    const look = () => {
      this.#changing.delete(folderId);
      this.#lookLater([folderId]);
    };
    this.#changing.set(folderId, setTimeout(look, QUIET));
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
    const size = await sizeOf(folderId);
    const now = Date.now();
    const oldest = (await this.#clock.here(since)).getTime() - DAY;
    const { begin, isYoung } = await this.#positions.begin(folderId);
    let from = Math.max(oldest, begin - OVERLAP);
    let newest = begin;
    await this.#inLook(async (look) => {
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
          await look.at(page);
          newest = newestDate(page, newest);
        }
        await look.atStrangers();
        // What could not be read is still to be, and so is what Thunderbird is only fetching, in
        // whatever order.
        const isFetching = isYoung && (await sizeOf(folderId)) !== size;
        if (!look.unread && !isFetching) {
          await this.#positions.set(folderId, isYoung && until === now ? newest : until);
        }
        from = until;
      }
    });
  }

  /**
   * Looks, and sees to it that what cannot be read now is tried again.
   *
   * @param {(look: ReplyLook) => Promise<void>} what
   */
  async #inLook(what) {
    const look = new ReplyLook({
      host: this.#host,
      pendingFacts: this.#pendingFacts,
      clock: this.#clock,
      positions: this.#positions,
    });
    try {
      await what(look);
    } finally {
      if (look.soon) {
        await messenger.alarms.create(RETRY_ALARM, { when: Date.now() + PAUSE });
      }
    }
  }
}

/** How many messages are in a folder. @param {string} folderId */
async function sizeOf(folderId) {
  return (await messenger.folders.getFolderInfo(folderId)).totalMessageCount ?? 0;
}

/** @param {unknown} thrown */
function report(thrown) {
  // With the host away there is nothing to tell: the next look begins where this one has.
  if (!HOST_AWAY.has(RoundsError.from(thrown).kind)) {
    console.warn("A folder could not be looked through for replies:", thrown);
  }
}
