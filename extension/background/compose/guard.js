import { language, text } from "../../shared/text.js";
import { bareAddresses } from "../mail/addresses.js";

const PAGE = "/pages/guard/guard.html";
/** A note must not wait longer than this for a host that does not answer. */
const LONGEST_WAIT = 10_000;
/** Nor longer than this when the user has said already that it may leave unchecked. */
const SHORT_WAIT = 1_000;
/** How often it is tried to send what the user lets leave. */
const MOST_ATTEMPTS = 10;
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
 * Looks at a note before it leaves, and asks the user when something is wrong with it. The sending is
 * then given up, and begun anew when the user wants it: held back in the middle, the compose window
 * would stay locked for good if the background were stopped before the user has decided.
 */
export class Guard {
  #host;
  #connection;
  #pendingFacts;
  #tabs;
  #notices;

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("../host/connection.js").Connection} parts.connection
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("./compose_tabs.js").ComposeTabs} parts.tabs
   * @param {import("../day/notices.js").Notices} parts.notices
   */
  constructor({ host, connection, pendingFacts, tabs, notices }) {
    this.#host = host;
    this.#connection = connection;
    this.#pendingFacts = pendingFacts;
    this.#tabs = tabs;
    this.#notices = notices;
  }

  init() {
    // A window that is closed without an answer means back to the note, which is what is so already.
    this.#tabs.onClosed(async ({ guard }) => closeWindow(guard));
  }

  /**
   * Whether the note may leave: nothing is wrong with it, or the user has accepted what is. If not,
   * the user is being asked when this resolves. A finding that is a mere warning holds no note; it is
   * shown beside others that do.
   *
   * @param {number} tabId
   * @param {string} turn
   * @param {ComposeDetails} details
   * @returns {Promise<boolean>}
   */
  async lets(tabId, turn, details) {
    const { accepted = [] } = (await this.#tabs.get(tabId)) ?? {};
    const findings = await this.#check(turn, details, accepted);
    const fresh = findings.filter((finding) => !accepted.includes(nameOf(finding)));
    if (fresh.some(({ severity }) => severity === "stop")) {
      await this.#ask(
        tabId,
        fresh.map((finding) => withPassage(finding, details)),
      );
      return false;
    }
    const twice = findings.some(({ kind }) => kind === "already_written");
    await this.#tabs.set(tabId, { extra: twice });
    return true;
  }

  /** What the guard's window shows. @param {number} tabId @returns {Promise<{findings: Shown[]}>} */
  async show(tabId) {
    return { findings: (await this.#tabs.get(tabId))?.held ?? [] };
  }

  /**
   * The user decided. Resolves when the decision is kept; a note that is to leave is then on its way.
   *
   * @param {number} tabId
   * @param {boolean} send
   */
  async answer(tabId, send) {
    const known = await this.#tabs.get(tabId);
    if (!known?.held) {
      return;
    }
    const { held, accepted = [], mode = "sendNow" } = known;
    const now = send ? [...accepted, ...held.map(nameOf)] : accepted;
    await this.#tabs.set(tabId, { held: undefined, guard: undefined, accepted: now });
    if (send) {
      // Not waited for: it ends when the note has left or Thunderbird has said why it has not.
      this.#send(tabId, mode).catch((error) => console.debug("The note did not leave:", error));
    }
  }

  /**
   * Sends a note. A quick decision comes before the window is unlocked from the sending that was given
   * up, so it is tried for some seconds.
   *
   * @param {number} tabId
   * @param {"sendNow" | "sendLater"} mode
   */
  async #send(tabId, mode) {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      try {
        await messenger.compose.sendMessage(tabId, { mode });
        return;
      } catch (error) {
        if (!String(error).includes("not ready")) {
          throw error; // Thunderbird has told the user itself
        }
        await new Promise((resolve) => setTimeout(resolve, attempt * 100));
      }
    }
    this.#notices.show(`rounds:unsent:${tabId}`, text("guard_not_sent"));
  }

  /**
   * @param {string} turn
   * @param {ComposeDetails} details
   * @param {string[]} accepted
   * @returns {Promise<Finding[]>}
   */
  async #check(turn, details, accepted) {
    if (await this.#pendingFacts.holds(turn, ["turns.sent", "turns.queue"])) {
      return [alreadyWritten()];
    }
    return new Promise((resolve) => {
      const wait = accepted.includes(nameOf(notChecked())) ? SHORT_WAIT : LONGEST_WAIT;
      const limit = setTimeout(() => resolve([notChecked()]), wait);
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
      ...(await languageOf(details.plainTextBody ?? "")),
    });
    return findings;
  }

  /**
   * @param {number} tabId
   * @param {Shown[]} findings
   */
  async #ask(tabId, findings) {
    const before = (await this.#tabs.get(tabId))?.guard;
    await this.#tabs.set(tabId, { held: findings, guard: undefined });
    await closeWindow(before);
    // Not waited for: Thunderbird never answers for a window that is closed at once, and the compose
    // window would stay locked as long.
    this.#open(tabId).catch((error) => {
      console.error("The user could not be asked about the note:", error);
      this.#notices.show(`rounds:unsent:${tabId}`, text("guard_failed"));
    });
  }

  /** @param {number} tabId */
  async #open(tabId) {
    const { id } = await messenger.windows.create({
      type: "popup",
      url: `${PAGE}?tab=${tabId}`,
      width: 560,
      height: 420,
      allowScriptsToClose: true,
    });
    if ((await this.#tabs.get(tabId))?.held) {
      await this.#tabs.set(tabId, { guard: id });
    }
  }
}

/** @param {number | undefined} windowId */
async function closeWindow(windowId) {
  if (windowId !== undefined) {
    await messenger.windows.remove(windowId).catch(() => {}); // it was closed already
  }
}

/**
 * In what a note is written, where Thunderbird can tell it surely.
 *
 * @param {string} body
 * @returns {Promise<{note_language?: string}>}
 */
async function languageOf(body) {
  try {
    const { isReliable, languages } = await messenger.i18n.detectLanguage(body);
    return isReliable && languages.length > 0 ? { note_language: languages[0].language } : {};
  } catch (error) {
    console.debug("The note's language could not be told:", error);
    return {};
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
