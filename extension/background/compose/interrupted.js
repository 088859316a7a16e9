import { RoundsError } from "../../shared/rounds_error.js";
import { text } from "../../shared/text.js";
import { allOf, isFor } from "../mail/folders.js";
import { oneAtATime } from "../host/one_at_a_time.js";
import { reported } from "../host/reported.js";

/** So long is looked for a note of which it is not known whether it left. */
const LONGEST_DOUBT = 7 * 24 * 60 * 60_000;
/** A server's clock may be a little behind. */
const TOLERANCE = 10 * 60_000;
/** The states in which it matters whether the note has left. */
const OPEN = new Set(["waiting", "drafted", "skipped"]);

/**
 * @typedef {object} Sending  a note that is being sent
 * @property {string} session  the run of Thunderbird that sends it
 * @property {string} turn
 * @property {string} [person]
 * @property {string} address  its first recipient
 * @property {string} subject
 * @property {number} at  milliseconds since 1970
 * @property {boolean} [told]  the user was told of the doubt
 */

/**
 * Notes that were being sent when Thunderbird ended without a word: its end of the sending was never
 * reported, so nobody knows whether they left. They are looked for among the messages; as long as
 * they are not found, the user is told once.
 */
export class Interrupted {
  #host;
  #pendingFacts;
  #connection;
  #clock;
  #notices;
  #stored = oneAtATime();
  #looks = oneAtATime();

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("../host/connection.js").Connection} parts.connection
   * @param {import("../host/host_clock.js").HostClock} parts.clock
   * @param {import("../day/notices.js").Notices} parts.notices
   */
  constructor({ host, pendingFacts, connection, clock, notices }) {
    this.#host = host;
    this.#pendingFacts = pendingFacts;
    this.#connection = connection;
    this.#clock = clock;
    this.#notices = notices;
  }

  init() {
    const look = reported("What was being sent was not looked at", () => this.#look());
    this.#connection.onConnected(look);
    messenger.folders.onFolderInfoChanged.addListener((folder, { totalMessageCount }) => {
      if (totalMessageCount !== undefined && isFor(folder, "sent")) {
        look();
      }
    });
  }

  /**
   * A note is about to leave.
   *
   * @param {Pick<Sending, "turn" | "person" | "address" | "subject">} note
   */
  async begin(note) {
    const sending = { ...note, session: await thisSession(), at: Date.now() };
    await this.#change((all) => ({ ...all, [note.turn]: sending }));
  }

  /** The end of the sending was reported, and is noted. @param {string} turn */
  end(turn) {
    return this.#change(({ [turn]: _, ...others }) => others);
  }

  #look() {
    return this.#looks(async () => {
      const session = await thisSession();
      for (const sending of Object.values(await this.#all())) {
        if (sending.session !== session) {
          // One of which nothing can be found out must not stand in the way of the others.
          await this.#lookFor(sending).catch((error) =>
            console.debug("An interrupted note is looked for later:", error),
          );
        }
      }
    }).catch((error) => console.debug("Interrupted notes are looked for later:", error));
  }

  /** @param {Sending} sending */
  async #lookFor(sending) {
    const { turn, person, address, told, at } = sending;
    await this.#pendingFacts.deliver();
    const state = await this.#stateOf(turn);
    const left = OPEN.has(state) ? await messageOf(sending) : undefined;
    if (left) {
      const sent_at = await this.#clock.instant(new Date(String(left.date)));
      const note = { turn, message_id: left.headerMessageId, sent_at, subject: left.subject };
      await this.#pendingFacts.add("turns.sent", note, { person, quiet: true });
    }
    if (left || !OPEN.has(state) || Date.now() - at > LONGEST_DOUBT) {
      await this.end(turn);
    } else if (!told) {
      this.#notices.show(`rounds:doubt:${turn}`, text("compose_interrupted", person ?? address));
      await this.#change((all) => ({ ...all, [turn]: { ...sending, told: true } }));
    }
  }

  /** @param {string} turn @returns {Promise<string>} "gone" when the host knows it no more */
  async #stateOf(turn) {
    try {
      return (await this.#host.turn(turn)).state;
    } catch (error) {
      if (RoundsError.from(error).kind === "not_found") {
        return "gone";
      }
      throw error;
    }
  }

  /** @returns {Promise<Record<string, Sending>>} by turn */
  async #all() {
    return (await messenger.storage.local.get("sendings")).sendings ?? {};
  }

  /** @param {(all: Record<string, Sending>) => Record<string, Sending>} change */
  #change(change) {
    return this.#stored(async () => {
      await messenger.storage.local.set({ sendings: change(await this.#all()) });
    });
  }
}

/** A name for this run of Thunderbird, which a stop of the background page does not change. */
async function thisSession() {
  const { run } = await messenger.storage.session.get("run");
  if (run) {
    return run;
  }
  const made = crypto.randomUUID();
  await messenger.storage.session.set({ run: made });
  return made;
}

/**
 * The message that left, in whatever folder its copy lies.
 *
 * @param {Sending} sending
 */
async function messageOf({ address, subject, at }) {
  const fromDate = new Date(at - TOLERANCE);
  const list = await messenger.messages.query({ recipients: address, fromDate });
  for await (const message of allOf(list)) {
    const kept = ["drafts", "outbox", "trash"].some((use) =>
      isFor(message.folder, /** @type {import("../mail/folders.js").Use} */ (use)),
    );
    if (!kept && message.subject === subject) {
      return message;
    }
  }
  return undefined;
}
