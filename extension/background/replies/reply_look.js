import { HOST_AWAY, RoundsError } from "../../shared/rounds_error.js";
import { bareAddress } from "../mail/addresses.js";
import { cut, readArrived } from "./arrived_message.js";
import { ownAddresses, ownMailboxes } from "../mail/mail_folders.js";

/** So many messages of strangers are opened for their thread's sake, at once. */
const MOST_THREADS = 50;
/** A message of so many bytes is read faster whole than by its head, for which a connection is broken off. */
const SMALL = 200_000;
/** After so many failures in a row it is the mail server that cannot be reached, or is busy. */
const MOST_FAILURES = 2;

/** @typedef {messenger.messages.MessageHeader} MessageHeader */

/**
 * One look at messages for replies. The host sifts their headers, what may matter is read whole, and
 * of the rest, at the end, the newest few are opened: somebody may answer from an address and under
 * a subject that nobody knows.
 */
export class ReplyLook {
  #host;
  #pendingFacts;
  #clock;
  #positions;
  #failures = 0;
  /** Newest first. @type {MessageHeader[]} */
  #strangers = [];
  /** Whether something could not be read that is worth another try. */
  unread = false;
  /** Whether that is worth it soon. */
  soon = false;

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("../host/host_clock.js").HostClock} parts.clock
   * @param {import("./reply_positions.js").ReplyPositions} parts.positions
   */
  constructor({ host, pendingFacts, clock, positions }) {
    this.#host = host;
    this.#pendingFacts = pendingFacts;
    this.#clock = clock;
    this.#positions = positions;
  }

  /**
   * Sifts some messages and reads those that may matter.
   *
   * @param {MessageHeader[]} messages
   * @throws {RoundsError} when the host is away
   * @throws {Error} when no message can be read at present
   */
  async at(messages) {
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
    this.#strangers = [...this.#strangers, ...foreign.filter((_, place) => !likely.has(place))]
      .sort((one, other) => Number(other.date) - Number(one.date))
      .slice(0, MOST_THREADS);
    await this.#each(
      foreign.filter((_, place) => likely.has(place)),
      (message) => this.#record(message),
    );
  }

  /**
   * Opens the newest of what strangers have written among the messages since the last time.
   *
   * @throws as `at`
   */
  async atStrangers() {
    const strangers = this.#strangers;
    this.#strangers = [];
    await this.#each(strangers, async (message) => {
      if (await this.#answersNote(message)) {
        await this.#record(message);
      }
    });
  }

  /**
   * @param {MessageHeader[]} messages
   * @param {(message: MessageHeader) => Promise<void>} read
   */
  async #each(messages, read) {
    const looked = [];
    try {
      for (const message of messages) {
        const id = message.headerMessageId;
        try {
          await read(message);
          looked.push(id);
          this.#failures = 0;
        } catch (thrown) {
          if (HOST_AWAY.has(RoundsError.from(thrown).kind)) {
            throw thrown;
          }
          console.warn("A message could not be looked at:", thrown);
          const { again, soon } = await this.#positions.failed(id);
          if (!again) {
            looked.push(id);
            continue;
          }
          this.unread = true;
          this.soon ||= soon;
          this.#failures += soon ? 1 : 0; // one that has failed for long does not hold up the rest
          if (this.#failures === MOST_FAILURES) {
            throw new Error("Messages cannot be read at present; they are tried again.", {
              cause: thrown,
            });
          }
        }
      }
    } finally {
      await this.#positions.looked(looked);
    }
  }

  /** Whether a stranger's message goes back to a note. @param {MessageHeader} message */
  async #answersNote({ id, size = 0 }) {
    const headers =
      size <= SMALL
        ? ((await messenger.messages.getFull(id)).headers ?? {})
        : await messenger.messages.getHeaders(id);
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

  /** @param {MessageHeader} message */
  async #record(message) {
    const own = await ownMailboxes();
    const date = await this.#clock.instant(new Date(String(message.date)));
    const params = await readArrived(message, { date, own });
    const result = await this.#pendingFacts.addAndWait("replies.record", params);
    if (result.pending) {
      // It is kept, but what comes after it is not yet looked at.
      throw new RoundsError("host_failed", "The host went away while replies were recorded.");
    }
  }
}
