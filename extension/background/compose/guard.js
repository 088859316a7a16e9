import { language, text } from "../../shared/text.js";
import { bareAddresses } from "../mail/addresses.js";

const PAGE = "/pages/guard/guard.html";
/** A note must not wait longer than this for a host that does not answer. */
const LONGEST_WAIT = 10_000;
/** As much of a passage as fits into the window, and of what stands beside it on its line. */
const LONGEST_PASSAGE = 240;
const LONGEST_CONTEXT = 40;

/** @typedef {import("../../shared/wire.js").Finding} Finding */
/** @typedef {messenger.compose.ComposeDetails} ComposeDetails */

/**
 * @typedef {object} Passage  where in the note a finding is
 * @property {string} before  what stands before it on its line
 * @property {string} text
 * @property {string} after
 */

/** @typedef {Finding & {passage?: Passage}} Shown  a finding as the window shows it */

/**
 * @typedef {object} Held  a note that waits for the user's decision
 * @property {Shown[]} findings
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
  #pendingFacts;
  #tabs;
  /** By compose tab. @type {Map<number, Held>} */
  #held = new Map();

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/connection.js").Connection} parts.connection
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("./compose_tabs.js").ComposeTabs} parts.tabs
   */
  constructor({ host, connection, pendingFacts, tabs }) {
    this.#host = host;
    this.#connection = connection;
    this.#pendingFacts = pendingFacts;
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
   * Whether the note may leave: nothing is wrong with it, or the user wants it to. A finding that is
   * a mere warning holds no note; it is shown beside others that do.
   *
   * @param {number} tabId
   * @param {string} turn
   * @param {ComposeDetails} details
   * @returns {Promise<boolean>}
   */
  async lets(tabId, turn, details) {
    const findings = await this.#check(turn, details);
    const accepted = (await this.#tabs.get(tabId))?.accepted ?? [];
    const fresh = findings.filter((finding) => !accepted.includes(nameOf(finding)));
    const twice = findings.some(({ kind }) => kind === "already_written");
    if (fresh.some(({ severity }) => severity === "stop")) {
      const shown = fresh.map((finding) => withPassage(finding, details));
      if (!(await this.#ask(tabId, shown))) {
        return false;
      }
      await this.#tabs.set(tabId, { accepted: [...accepted, ...fresh.map(nameOf)] });
    }
    await this.#tabs.set(tabId, { extra: twice });
    return true;
  }

  /** What the guard's window shows. @param {number} tabId @returns {{findings: Shown[]}} */
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
    if (await this.#pendingFacts.holds(turn, ["turns.sent", "turns.queue"])) {
      return [alreadyWritten()];
    }
    return new Promise((resolve) => {
      const limit = setTimeout(() => resolve([notChecked()]), LONGEST_WAIT);
      this.#ofHost(turn, details)
        .catch((error) => {
          console.debug("A note could not be checked:", error);
          return [notChecked()];
        })
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
      language: language(),
    });
    return findings;
  }

  /**
   * @param {number} tabId
   * @param {Shown[]} findings
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
      width: 560,
      height: 420,
      allowScriptsToClose: true,
    });
    const held = this.#held.get(tabId);
    if (held) {
      held.windowId = window.id;
      await this.#tabs.set(tabId, { guard: window.id });
    }
    return decision.finally(() => this.#tabs.set(tabId, { guard: undefined }));
  }
}

/** The same finding on a second try has the same name. @param {Finding} finding */
function nameOf({ kind, where, text: found }) {
  return [kind, where, found].join("\n");
}

/**
 * The finding with the place that it is about, if it is about one.
 *
 * @param {Finding} finding
 * @param {ComposeDetails} details
 * @returns {Shown}
 */
function withPassage(finding, { subject, plainTextBody }) {
  const { where, at, length, text: found } = finding;
  const whole = (where === "subject" ? subject : where === "body" ? plainTextBody : "") ?? "";
  if (length === 0 || whole.slice(at, at + length) !== found) {
    return finding;
  }
  const [before] = whole.slice(0, at).split("\n").slice(-1);
  const [after] = whole.slice(at + length).split("\n");
  return {
    ...finding,
    passage: {
      before: before.length > LONGEST_CONTEXT ? `…${before.slice(-LONGEST_CONTEXT)}` : before,
      text: shortened(found, LONGEST_PASSAGE),
      after: shortened(after.trimEnd(), LONGEST_CONTEXT),
    },
  };
}

/** @param {string} passage @param {number} longest */
function shortened(passage, longest) {
  return passage.length > longest ? `${passage.slice(0, longest)}…` : passage;
}

/** @returns {Finding} */
function alreadyWritten() {
  return ofTheAddOn("already_written", text("compose_second_note"));
}

/** The host is away, or does not answer. @returns {Finding} */
function notChecked() {
  return ofTheAddOn("not_checked", text("guard_not_checked"));
}

/** @param {string} kind @param {string} message @returns {Finding} */
function ofTheAddOn(kind, message) {
  return { kind, severity: "stop", where: "to", text: "", at: 0, length: 0, message };
}
