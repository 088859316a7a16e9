import { text } from "../../shared/text.js";
import { bareAddresses } from "../mail/addresses.js";
import { isFor, messageIn } from "../mail/folders.js";
import { isTurnHeader, TURN_HEADER } from "./turn_header.js";
import { reported } from "../host/reported.js";

/** @typedef {messenger.compose.ComposeDetails} ComposeDetails */
/** @typedef {messenger.compose._OnAfterSendSendInfo & {details?: ComposeDetails}} SendInfo */

/** Marks turns as written when their notes are sent. */
export class Sent {
  #pendingFacts;
  #tabs;
  #drafts;
  #guard;
  #handWritten;
  #clock;
  #notices;
  #interrupted;
  #writingTime;

  /**
   * @param {object} parts
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("./compose_tabs.js").ComposeTabs} parts.tabs
   * @param {import("./drafts.js").Drafts} parts.drafts
   * @param {import("./guard.js").Guard} parts.guard
   * @param {import("../mail/hand_written.js").HandWritten} parts.handWritten
   * @param {import("../host/host_clock.js").HostClock} parts.clock
   * @param {import("../day/notices.js").Notices} parts.notices
   * @param {import("./interrupted.js").Interrupted} parts.interrupted
   * @param {import("./writing_time.js").WritingTime} parts.writingTime
   */
  constructor({
    pendingFacts,
    tabs,
    drafts,
    guard,
    handWritten,
    clock,
    notices,
    interrupted,
    writingTime,
  }) {
    this.#pendingFacts = pendingFacts;
    this.#tabs = tabs;
    this.#drafts = drafts;
    this.#guard = guard;
    this.#handWritten = handWritten;
    this.#clock = clock;
    this.#notices = notices;
    this.#interrupted = interrupted;
    this.#writingTime = writingTime;
  }

  init() {
    // The published types do not know that this listener may answer later.
    const before = /** @type {any} */ (this.#before.bind(this));
    messenger.compose.onBeforeSend.addListener(before);
    messenger.compose.onAfterSend.addListener(
      reported("The end of a sending was not noted", (tab, info) => this.#after(tab, info)),
    );
    this.#tabs.onGivenUp(async (tabId, { turn, closed }) => {
      if (turn) {
        await this.#interrupted.end(turn);
      }
      if (!closed) {
        await this.#putBackHeader(tabId, turn);
      }
    });
  }

  /**
   * @param {messenger.tabs.Tab} tab
   * @param {ComposeDetails} details
   * @returns {Promise<{cancel?: boolean, details?: ComposeDetails}>} never rejects: a rejection
   *   would leave the window locked for ever
   */
  async #before({ id }, details) {
    const customHeaders = details.customHeaders ?? [];
    // Nothing of ours may be in what the recipient receives, whatever else goes wrong here.
    const stripped = customHeaders.some(isTurnHeader)
      ? { details: { customHeaders: customHeaders.filter((header) => !isTurnHeader(header)) } }
      : {};
    if (id === undefined) {
      return stripped;
    }
    try {
      const turn = await this.#drafts.turnOf(id, details);
      if (turn && !(await this.#guard.lets(id, turn, details))) {
        return { cancel: true };
      }
      await this.#tabs.sends(id);
      const known = await this.#tabs.get(id);
      if (turn && !known?.extra) {
        const [address = ""] = bareAddresses(details.to);
        const subject = details.subject ?? "";
        await this.#interrupted.begin({ turn, person: known?.person, address, subject });
      }
    } catch (error) {
      console.error("The note could not be looked at before it is sent:", error);
      if (await this.#mayBeOurs(id, details)) {
        this.#notices.show(`rounds:unsent:${id}`, text("guard_failed"));
        return { cancel: true };
      }
    }
    return stripped;
  }

  /**
   * Whether a message may be a note of a round, as far as that can be told without asking anybody.
   *
   * @param {number} tabId
   * @param {ComposeDetails} details
   */
  async #mayBeOurs(tabId, { customHeaders, type }) {
    const known = await this.#tabs.get(tabId).catch(() => undefined);
    return Boolean(known?.turn) || type === "draft" || customHeaders?.some(isTurnHeader);
  }

  /**
   * @param {messenger.tabs.Tab} tab
   * @param {SendInfo} info
   */
  async #after({ id }, info) {
    if (id === undefined) {
      return;
    }
    const known = await this.#tabs.get(id);
    try {
      if (!hasLeft(info)) {
        if (known?.turn) {
          // How it was to be sent, should the guard's window send it after all.
          await this.#tabs.set(id, { mode: info.mode });
        }
        await this.#putBackHeader(id, known?.turn);
      } else if (known?.turn && known.left) {
        // A sending that was given up without a report reports the end of the next one as well.
      } else if (known?.turn && !known.extra) {
        await this.#written(known.turn, known, info);
        await this.#tabs.set(id, { left: true });
        await this.#warnOfOlder(known, info);
      } else if (!known?.turn) {
        await this.#handWritten.consider(await this.#unbound(info));
      }
      if (known?.turn) {
        // Only now: what is not noted yet is looked for at the next start.
        await this.#interrupted.end(known.turn);
      }
    } finally {
      await this.#tabs.sent(id);
    }
  }

  /**
   * @param {string} turn
   * @param {import("./compose_tabs.js").ComposeTab} known
   * @param {SendInfo} info
   */
  async #written(turn, { person }, { mode, headerMessageId, messages, details }) {
    const note = {
      turn,
      message_id: headerMessageId ?? messages[0]?.headerMessageId,
      subject: details?.subject,
      text: details?.plainTextBody,
      seconds: await this.#writingTime.take(turn),
    };
    if (mode === "sendLater") {
      await this.#pendingFacts.add("turns.queue", given(note), { person });
    } else {
      const sent = { ...note, sent_at: await this.#clock.instant() };
      await this.#pendingFacts.add("turns.sent", given(sent), { person });
      await this.#handWritten.remember(String(headerMessageId));
    }
  }

  /**
   * Thunderbird leaves a queued message in the Outbox when it was opened, edited and sent; it would
   * leave from there as a second note, and only the user may delete it.
   *
   * @param {import("./compose_tabs.js").ComposeTab} known
   * @param {SendInfo} info
   */
  async #warnOfOlder({ turn, draft, person }, { details }) {
    if (draft && (await messageIn("outbox", draft)).length > 0) {
      const name = person ?? bareAddresses(details?.to).join(", ");
      this.#notices.show(`rounds:older:${turn}`, text("compose_still_in_outbox", name));
    }
  }

  /** @param {SendInfo} info @returns {Promise<import("../mail/hand_written.js").Candidate>} */
  async #unbound({ mode, headerMessageId, messages, details = {} }) {
    return {
      message_id: headerMessageId ?? messages[0]?.headerMessageId ?? "",
      to: details.to,
      cc: details.cc,
      bcc: details.bcc,
      type: details.type,
      subject: details.subject,
      text: details.plainTextBody,
      sent_at: await this.#clock.instant(),
      queued: mode === "sendLater",
    };
  }

  /**
   * The note did not leave. Its header was taken off for the sending; without it, a draft saved
   * now would not be bound by its header.
   *
   * @param {number} tabId
   * @param {string | undefined} turn
   */
  async #putBackHeader(tabId, turn) {
    if (!turn) {
      return;
    }
    const { customHeaders = [] } = await messenger.compose.getComposeDetails(tabId);
    if (!customHeaders.some(isTurnHeader)) {
      await messenger.compose.setComposeDetails(tabId, {
        customHeaders: [...customHeaders, { name: TURN_HEADER, value: turn }],
      });
    }
  }
}

/**
 * Whether a message has left the compose window. `error` alone does not tell: when the server
 * refuses a message, Thunderbird 153 reports neither an error nor a Message-ID; and a sending for
 * later that was given up reports the draft that is saved next.
 *
 * @param {SendInfo} info
 */
function hasLeft({ mode, error, headerMessageId, messages }) {
  if (error) {
    return false;
  }
  return mode === "sendLater"
    ? messages.some(({ folder }) => isFor(folder, "outbox"))
    : Boolean(headerMessageId);
}

/**
 * Without the values that are not known, since the host refuses a null.
 *
 * @param {Record<string, unknown>} params
 */
function given(params) {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => value !== undefined));
}
