import { text } from "../shared/text.js";
import { bareAddresses } from "./addresses.js";

const PAGE = "/pages/guard/guard.html";
/** A note must not wait longer than this for a host that does not answer. */
const LONGEST_WAIT = 10_000;

/** @typedef {import("../shared/wire.js").Finding} Finding */
/** @typedef {messenger.compose.ComposeDetails} ComposeDetails */

/**
 * @typedef {object} Held  a note that waits for the user's decision
 * @property {Finding[]} findings
 * @property {number} [windowId]  of the guard's window
 * @property {(send: boolean) => void} decide
 */

/**
 * Looks at a note before it leaves, and asks the user when something is wrong with it. The compose
 * window stays locked until the user has decided.
 */
export class Guard {
  #host;
  #connection;
  #outbox;
  #tabs;
  /** By compose tab. @type {Map<number, Held>} */
  #held = new Map();

  /**
   * @param {object} parts
   * @param {import("./host.js").Host} parts.host
   * @param {import("./connection.js").Connection} parts.connection
   * @param {import("./outbox.js").Outbox} parts.outbox
   * @param {import("./compose_tabs.js").ComposeTabs} parts.tabs
   */
  constructor({ host, connection, outbox, tabs }) {
    this.#host = host;
    this.#connection = connection;
    this.#outbox = outbox;
    this.#tabs = tabs;
  }

  init() {
    messenger.windows.onRemoved.addListener((windowId) => {
      for (const [tabId, held] of this.#held) {
        if (held.windowId === windowId) {
          this.answer(tabId, false);
        }
      }
    });
  }

  /**
   * Whether the note may leave: nothing is wrong with it, nobody can be asked, or the user wants it.
   *
   * @param {number} tabId
   * @param {string} turn
   * @param {ComposeDetails} details
   * @returns {Promise<boolean>}
   */
  async lets(tabId, turn, details) {
    const findings = await this.#check(turn, details);
    const accepted = (await this.#tabs.get(tabId))?.accepted ?? [];
    const stops = findings.filter(
      (finding) => finding.severity === "stop" && !accepted.includes(nameOf(finding)),
    );
    const twice = findings.some(({ kind }) => kind === "already_written");
    if (stops.length > 0) {
      if (!(await this.#ask(tabId, stops))) {
        return false;
      }
      await this.#tabs.set(tabId, { accepted: [...accepted, ...stops.map(nameOf)] });
    }
    await this.#tabs.set(tabId, { extra: twice });
    return true;
  }

  /** What the guard's window shows. @param {number} tabId @returns {{findings: Finding[]}} */
  show(tabId) {
    return { findings: this.#held.get(tabId)?.findings ?? [] };
  }

  /** The user decided. @param {number} tabId @param {boolean} send */
  answer(tabId, send) {
    const held = this.#held.get(tabId);
    this.#held.delete(tabId);
    held?.decide(send);
  }

  /**
   * @param {string} turn
   * @param {ComposeDetails} details
   * @returns {Promise<Finding[]>}
   */
  async #check(turn, details) {
    if (await this.#outbox.holds(turn, ["turns.sent", "turns.queue"])) {
      return [alreadyWritten()];
    }
    return new Promise((resolve) => {
      const limit = setTimeout(() => resolve([]), LONGEST_WAIT);
      this.#ofHost(turn, details)
        .catch(() => [])
        .then((findings) => {
          clearTimeout(limit);
          resolve(findings);
        });
    });
  }

  /**
   * @param {string} turn
   * @param {ComposeDetails} details
   * @returns {Promise<Finding[]>}
   */
  async #ofHost(turn, details) {
    // A background that was woken by this very note has only begun to connect.
    await this.#connection.connect();
    const { state } = await this.#host.turn(turn);
    if (state === "written") {
      return [alreadyWritten()];
    }
    const { findings } = await this.#host.call("note.check", {
      turn,
      ...(typeof details.from === "string" && { from: details.from }),
      to: bareAddresses(details.to),
      cc: bareAddresses(details.cc),
      bcc: bareAddresses(details.bcc),
      subject: details.subject ?? "",
      body: details.plainTextBody ?? "",
    });
    return findings;
  }

  /**
   * @param {number} tabId
   * @param {Finding[]} findings
   * @returns {Promise<boolean>}
   */
  async #ask(tabId, findings) {
    this.answer(tabId, false);
    const decision = /** @type {Promise<boolean>} */ (
      new Promise((decide) => {
        this.#held.set(tabId, { findings, decide });
      })
    );
    const window = await messenger.windows.create({
      type: "popup",
      url: `${PAGE}?tab=${tabId}`,
      width: 520,
      height: 360,
      allowScriptsToClose: true,
    });
    const held = this.#held.get(tabId);
    if (held) {
      held.windowId = window.id;
    }
    return decision;
  }
}

/** The same finding on a second try has the same name. @param {Finding} finding */
function nameOf({ kind, where, text: found }) {
  return [kind, where, found].join("\n");
}

/** @returns {Finding} */
function alreadyWritten() {
  return {
    kind: "already_written",
    severity: "stop",
    where: "to",
    text: "",
    at: 0,
    length: 0,
    message: text("compose_second_note"),
  };
}
