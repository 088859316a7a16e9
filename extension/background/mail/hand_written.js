import { text } from "../../shared/text.js";
import { bareAddresses } from "./addresses.js";
import { Later } from "../host/later.js";
import { oneAtATime } from "../host/one_at_a_time.js";

/** So many Message-IDs are remembered as looked at. */
const REMEMBERED = 3000;

/**
 * @typedef {object} Candidate  a message that was sent and may be somebody's note
 * @property {string} message_id
 * @property {unknown} [to]
 * @property {unknown} [cc]
 * @property {unknown} [bcc]
 * @property {string} [type]  the compose window's type
 * @property {string} [subject]
 * @property {string} [text]
 * @property {string} sent_at  RFC 3339
 * @property {boolean} [queued]  it lies in the Outbox
 */

/**
 * Messages that were sent without Rounds having seen it: from an ordinary compose window, from the
 * Outbox, or from another machine. One to a single person with an open turn counts as that
 * person's note; a queued note that has left is marked as written.
 *
 * Candidates are kept in storage until the host could be asked about them.
 */
export class HandWritten {
  #host;
  #pendingFacts;
  #clock;
  #notices;
  #candidates;
  #stored = oneAtATime();

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("../host/connection.js").Connection} parts.connection
   * @param {import("../compose/compose_tabs.js").ComposeTabs} parts.tabs
   * @param {import("../host/host_clock.js").HostClock} parts.clock
   * @param {import("../day/notices.js").Notices} parts.notices
   */
  constructor({ host, pendingFacts, connection, tabs, clock, notices }) {
    this.#host = host;
    this.#pendingFacts = pendingFacts;
    this.#clock = clock;
    this.#notices = notices;
    /** @type {Later<Candidate>} */
    this.#candidates = new Later({
      key: "candidates",
      look: (candidate) => this.#decide(candidate),
      connection,
      pendingFacts,
      tabs,
    });
  }

  init() {
    this.#candidates.init();
  }

  /**
   * Keeps a message to be looked at, once each, and looks at it when it can.
   *
   * @param {Candidate} candidate
   */
  async consider(candidate) {
    const { message_id: id } = candidate;
    if (!id || (await this.remember(id))) {
      await this.#candidates.add(candidate);
    }
  }

  /**
   * As `consider`, for a message that lies in a folder.
   *
   * @param {messenger.messages.MessageHeader} message
   */
  async considerMessage(message) {
    await this.consider({
      message_id: message.headerMessageId,
      to: message.recipients,
      cc: message.ccList,
      bcc: message.bccList,
      subject: message.subject,
      sent_at: await this.#clock.instant(new Date(String(message.date))),
    });
  }

  /**
   * Remembers a message as looked at. What counts once, and is undone, must not count again because
   * its copy lies in a folder.
   *
   * @param {string} id  its Message-ID
   * @returns {Promise<boolean>} whether it is new
   */
  remember(id) {
    return this.#stored(async () => {
      /** @type {{considered?: string[]}} */
      const { considered = [] } = await messenger.storage.local.get("considered");
      if (considered.includes(id)) {
        return false;
      }
      await messenger.storage.local.set({ considered: [...considered, id].slice(-REMEMBERED) });
      return true;
    });
  }

  /** @param {Candidate} candidate */
  async #decide(candidate) {
    const { message_id } = candidate;
    const its = message_id ? await this.#host.find({ message_id }) : undefined;
    if (its) {
      if (its.state === "queued" && !candidate.queued) {
        await this.#write(its, candidate);
      }
      return;
    }
    if (candidate.type === "forward" || candidate.type === "redirect") {
      return;
    }
    const address = onlyRecipient(candidate);
    const open = address ? await this.#host.find({ address }) : undefined;
    if (open) {
      await this.#write(open, candidate);
      this.#notices.show(
        `rounds:counted:${open.turn}`,
        text("compose_counted", open.person.full || open.person.addresses[0]),
      );
    }
  }

  /**
   * @param {import("../../shared/wire.js").Turn} turn
   * @param {Candidate} candidate
   */
  async #write({ turn, state, person }, { message_id, subject, text: body, sent_at, queued }) {
    const note = {
      turn,
      ...(message_id && { message_id }),
      ...(subject !== undefined && { subject }),
      ...(body !== undefined && { text: body }),
    };
    if (queued) {
      await this.#pendingFacts.add("turns.queue", note, { person: person.full });
    } else {
      // A queued note that left is also seen leaving the Outbox, perhaps a moment earlier.
      const quiet = state === "queued";
      await this.#pendingFacts.add(
        "turns.sent",
        { ...note, sent_at },
        { person: person.full, quiet },
      );
    }
  }
}

/** The address of the only recipient, if there is only one. @param {Candidate} candidate */
function onlyRecipient({ to, cc, bcc }) {
  const others = bareAddresses(cc).length + bareAddresses(bcc).length;
  const addresses = bareAddresses(to);
  return others === 0 && addresses.length === 1 ? addresses[0] : undefined;
}
