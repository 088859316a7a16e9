import { RoundsError } from "../../shared/rounds_error.js";
import { language, list, plural, text } from "../../shared/text.js";
import { dayOf } from "../day/dates.js";
import { showBanner } from "./reading_banner.js";

/** @typedef {import("../../shared/wire.js").Reply} Reply */
/** @typedef {import("./reading_banner.js").Banner} Banner */

/** A line to remember. */
const MOST_REMEMBERED = 500;

/**
 * Shows above a message what it is to the round: which note it answers and after how long, with a
 * line to remember something; whether it is an answer at all; or what became of an address. Nothing
 * is put into any other message.
 */
export class Reading {
  #host;
  #replies;
  #compose;
  #spaces;
  #joy;
  #clock;

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("./replies.js").Replies} parts.replies
   * @param {import("../compose/compose.js").Compose} parts.compose
   * @param {import("../day/spaces.js").Spaces} parts.spaces
   * @param {import("./joy.js").Joy} parts.joy
   * @param {import("../host/host_clock.js").HostClock} parts.clock
   */
  constructor({ host, replies, compose, spaces, joy, clock }) {
    this.#host = host;
    this.#replies = replies;
    this.#compose = compose;
    this.#spaces = spaces;
    this.#joy = joy;
    this.#clock = clock;
  }

  init() {
    messenger.messageDisplay.onMessagesDisplayed.addListener(({ id }, list) => {
      const { messages } = /** @type {messenger.messages.MessageList} */ (
        /** @type {unknown} */ (list)
      );
      if (id !== undefined && messages.length === 1) {
        this.#displayed(id, messages[0]).catch((error) =>
          // The host may be away, or the message is no longer shown.
          console.debug("Nothing is shown above this message:", error),
        );
      }
    });
  }

  /**
   * Does what a button above a message asks for.
   *
   * @param {{act: string, message: string, value?: string}} request
   * @returns {Promise<Banner>} how it looks afterwards
   */
  async act({ act, message, value = "" }) {
    const reply = await this.#find(message);
    if (!reply) {
      throw new RoundsError("not_found", text("reading_gone"));
    }
    let said = "";
    switch (act) {
      case "open":
        await openMessage(reply.note.message_id);
        break;
      case "confirm":
      case "deny":
        await this.#host.change(`replies.${act}`, { message_id: message });
        said = act === "deny" ? text("reading_denied") : "";
        break;
      case "remember":
        await this.#remember(reply, value);
        said = text("reading_remembered", reply.person.full, value.trim());
        break;
      case "write":
        await this.#compose.write(reply.turn);
        break;
      case "address":
        await this.#spaces.open("without_address");
        break;
      default:
        throw new RoundsError("internal", `Unknown request: ${act}`);
    }
    return { ...bannerOf((await this.#find(message)) ?? reply, act === "deny"), said };
  }

  /**
   * @param {number} tabId
   * @param {messenger.messages.MessageHeader} message
   */
  async #displayed(tabId, message) {
    const { headerMessageId } = message;
    let reply = await this.#find(headerMessageId);
    if (!reply) {
      await this.#replies.look([message]);
      reply = await this.#find(headerMessageId);
    }
    if (!reply || reply.outcome === "unrelated") {
      return;
    }
    // The user may have gone on to another message meanwhile.
    const shown = /** @type {messenger.messages.MessageList} */ (
      /** @type {unknown} */ (await messenger.messageDisplay.getDisplayedMessages(tabId))
    );
    if (shown.messages.length !== 1 || shown.messages[0].id !== message.id) {
      return;
    }
    await messenger.scripting.executeScript({
      target: { tabId },
      func: showBanner,
      args: [bannerOf(reply)],
      // The message is there. Without this, one that is not painted waits for ever.
      injectImmediately: true,
    });
    if (reply.outcome === "reply") {
      await this.#joy.seen();
    }
  }

  /** @param {string} message_id @returns {Promise<Reply | undefined>} */
  async #find(message_id) {
    return (await this.#host.call("replies.find", { message_id })).reply;
  }

  /**
   * Adds a line, with its day, to what is remembered of the person.
   *
   * @param {Reply} reply
   * @param {string} words
   */
  async #remember(reply, words) {
    const { person } = await this.#host.call("people.show", { person: reply.person.id });
    const line = `${dateText(await this.#clock.instant())}: ${words.trim().slice(0, MOST_REMEMBERED)}`;
    const remark = [person.remark, line].filter(Boolean).join("\n");
    await this.#host.change("people.edit", { person: person.id, changes: { remark } });
  }
}

/**
 * Shows a message, in a tab or a window as the user likes it.
 *
 * @param {string} headerMessageId
 * @throws {RoundsError} `not_found`
 */
export async function openMessage(headerMessageId) {
  try {
    await messenger.messageDisplay.open({ headerMessageId });
  } catch {
    throw new RoundsError("not_found", text("reading_not_found"));
  }
}

/**
 * @param {Reply} reply
 * @param {boolean} [denied]
 * @returns {Banner}
 */
export function bannerOf(reply, denied = false) {
  const { message_id: message, person, note } = reply;
  const name = person.full || person.addresses[0] || "";
  const when = dateText(note.sent_at);
  const open = { act: "open", label: text("reading_open") };
  const opens = note.message_id ? [open] : [];
  if (denied || reply.outcome === "unrelated") {
    return {
      message,
      tone: "plain",
      line: text("reading_unrelated"),
      buttons: [{ act: "confirm", label: text("reading_after_all") }],
    };
  }
  switch (reply.outcome) {
    case "reply":
      return {
        message,
        tone: "good",
        line: reply.days
          ? plural("reading_reply", reply.days, when)
          : text("reading_reply_same_day", when),
        buttons: opens,
        remember: {
          label: text("reading_remember_about", name),
          placeholder: text("reading_remember_example"),
          button: text("reading_remember"),
          most: MOST_REMEMBERED,
        },
      };
    case "probable":
      return {
        message,
        tone: "ask",
        line: text("reading_probable", name, when),
        buttons: [
          { act: "confirm", label: text("reading_yes"), main: true },
          { act: "deny", label: text("reading_no") },
          ...opens,
        ],
      };
    case "bounce":
      return bounceBanner(reply, name, when, opens);
    case "temporary":
      return { message, tone: "plain", line: text("reading_temporary", name, when), buttons: [] };
    default:
      return { message, tone: "plain", line: text("reading_auto_reply", when), buttons: opens };
  }
}

/**
 * @param {Reply} reply
 * @param {string} name
 * @param {string} when
 * @param {Banner["buttons"]} opens
 * @returns {Banner}
 */
function bounceBanner(reply, name, when, opens) {
  const dead = reply.dead_addresses ?? [];
  const [other] = reply.other_addresses ?? [];
  const isOpen = reply.state === "waiting" || reply.state === "drafted";
  const line = text("reading_bounce", name, when, list(dead.length > 0 ? dead : [name]));
  if (!isOpen) {
    return {
      message: reply.message_id,
      tone: "plain",
      line,
      more: text("reading_bounce_done"),
      buttons: opens,
    };
  }
  return {
    message: reply.message_id,
    tone: "trouble",
    line,
    more: text(other ? "reading_bounce_other" : "reading_bounce_none"),
    buttons: [
      other
        ? { act: "write", label: text("reading_write_to", other), main: true }
        : { act: "address", label: text("reading_add_address") },
      ...opens,
    ],
  };
}

/** "3 March 2015". @param {string} instant  RFC 3339 */
function dateText(instant) {
  return new Intl.DateTimeFormat(language(), {
    timeZone: "UTC",
    day: "numeric",
    month: "long",
    year: "numeric",
  }).format(Date.parse(`${localDay(instant)}T00:00:00Z`));
}

/** The day that an instant belongs to. A day begins at four. @param {string} instant */
const localDay = (instant) => (instant ? dayOf(new Date(instant)) : "1970-01-01");
