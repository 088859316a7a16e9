import { RoundsError } from "../../shared/rounds_error.js";
import { openMessage } from "../replies/reading.js";

/** @typedef {import("../../shared/wire.js").Progress} Progress */
/** @typedef {{onProgress?: (progress: Progress) => void, signal?: AbortSignal}} Options */

/** @typedef {{url?: string, id?: string}} Sender  of a message, as Thunderbird vouches for it */

/** What the small pages may ask, beside what their requests name; the large ones may ask all. */
const PANEL = ["memoryOpened"];
const GUARD = ["guardShow", "guardAnswer"];
const READING = ["reading"];
/** What the panel beside a note may ask of the host; and it may change what is remembered. */
const PANEL_READS = ["turns.show", "people.show", "host.hello"];

/** Answers the pages; the other side of shared/background.js. */
export class Messages {
  /** @type {Map<string, (request: any, options: Options) => unknown>} */
  #handlers;

  /**
   * @param {object} parts
   * @param {import("./connection.js").Connection} parts.connection
   * @param {import("./pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("./host.js").Host} parts.host
   * @param {import("../day/session.js").Session} parts.session
   * @param {import("../compose/compose.js").Compose} parts.compose
   * @param {import("../compose/guard.js").Guard} parts.guard
   * @param {import("../compose/memory.js").Memory} parts.memory
   * @param {import("../day/spaces.js").Spaces} parts.spaces
   * @param {import("../mail/mail_history.js").MailHistory} parts.mailHistory
   * @param {import("../compose/structures.js").Structures} parts.structures
   * @param {import("../replies/joy.js").Joy} parts.joy
   * @param {import("../day/milestones.js").Milestones} parts.milestones
   * @param {import("../day/reminder.js").Reminder} parts.reminder
   * @param {import("../replies/reading.js").Reading} parts.reading
   */
  constructor({
    connection,
    pendingFacts,
    host,
    session,
    compose,
    guard,
    memory,
    spaces,
    mailHistory,
    structures,
    joy,
    milestones,
    reminder,
    reading,
  }) {
    const hostState = async () => ({
      ...connection.state,
      pending: (await pendingFacts.list()).length,
      reason: pendingFacts.reason,
      refused: await pendingFacts.refused(),
    });
    /** @type {Record<string, (request: any, options: Options) => unknown>} */
    const handlers = {
      call: ({ method, params }, options) => host.call(method, params, options),
      change: ({ method, params }, options) => host.change(method, params, options),
      today: () => session.today(),
      hostState,
      reconnect: async () => {
        await connection.connect();
        return hostState();
      },
      retryRefused: () => pendingFacts.retryRefused(),
      forgetRefused: () => pendingFacts.forgetRefused(),
      mend: ({ method, params }) => connection.mend(method, params),
      write: ({ turn, structure }) => compose.write(turn, structure),
      fill: ({ turn, structure }) => structures.fill(turn, structure),
      openTab: ({ view }) => spaces.open(view),
      session: () => session.current(),
      setSession: ({ size }) => session.set(size),
      openMessage: ({ message }) => openMessage(message),
      replyNews: () => joy.news(),
      replySeen: () => joy.seen(),
      milestone: () => milestones.news(),
      milestoneSeen: () => milestones.seen(),
      setReminder: ({ on, at }) => reminder.choose({ on, at }),
      reading: (request) => reading.act(request),
      memoryOpened: ({ turn, windowId }) => memory.opened(turn, windowId),
      guardShow: ({ tab }) => guard.show(tab),
      guardAnswer: ({ tab, send }) => guard.answer(tab, send),
      mailHistory: () => mailHistory.status(),
      mailFolders: () => mailHistory.folders(),
      mailBegin: ({ folders }) => mailHistory.begin(folders),
      mailPause: () => mailHistory.pause(),
      mailResume: () => mailHistory.resume(),
      mailStop: () => mailHistory.stop(),
    };
    // A map, so that no name finds what every object has.
    this.#handlers = new Map(Object.entries(handlers));
  }

  init() {
    messenger.runtime.onMessage.addListener((message, sender) => {
      if (message?.rounds === "ask") {
        return this.#answer(message, sender);
      }
      return undefined; // for another page, or none of ours
    });
    messenger.runtime.onConnect.addListener((port) => {
      if (port.name === "rounds:ask") {
        this.#answerPort(port);
      }
    });
  }

  /**
   * @param {{type: string, method?: string, params?: any}} request
   * @param {Sender | undefined} sender
   * @param {Options} [options]
   */
  async #answer(request, sender, options = {}) {
    try {
      const handler = this.#handlers.get(request.type);
      if (!handler || !mayAsk(sender, request)) {
        throw new RoundsError("internal", `Unknown request: ${request.type}`);
      }
      return { result: await handler(request, options) };
    } catch (error) {
      return { error: RoundsError.from(error).toMessage() };
    }
  }

  /** A request that reports its progress and can be given up. @param {messenger.runtime.Port} port */
  #answerPort(port) {
    const giveUp = new AbortController();
    let open = true;
    port.onDisconnect.addListener(() => {
      open = false;
      giveUp.abort(); // the page is gone, and with it who asked
    });
    const post = (/** @type {object} */ message) => {
      if (open) {
        port.postMessage(message);
      }
    };
    port.onMessage.addListener((/** @type {any} */ message) => {
      if (message.type === "cancel") {
        giveUp.abort();
        return;
      }
      this.#answer(message, port.sender, {
        onProgress: (progress) => post({ progress }),
        signal: giveUp.signal,
      })
        .then(post)
        .catch((error) => console.warn("A page could not be answered:", error));
    });
  }
}

/**
 * Whether a page may ask this. Only the add-on's own pages may ask at all, a small one beside somebody
 * else's words only for what it is there for; and the script above a message, which runs in that
 * message's own page, only about that message.
 *
 * @param {Sender | undefined} sender
 * @param {{type: string, method?: string, params?: any}} request
 */
function mayAsk(sender, { type, method = "", params }) {
  const own = messenger.runtime.getURL("");
  const { id, url = "" } = sender ?? {};
  if (id !== messenger.runtime.id) {
    return false;
  }
  if (!url.startsWith(own)) {
    return READING.includes(type);
  }
  const page = url.slice(own.length);
  if (page.startsWith("pages/guard/")) {
    return GUARD.includes(type);
  }
  if (page.startsWith("pages/panel/")) {
    return (
      PANEL.includes(type) ||
      (type === "call" && PANEL_READS.includes(method)) ||
      (type === "change" && method === "people.edit" && changesOnly(params, "remark"))
    );
  }
  return page.startsWith("pages/") && !READING.includes(type);
}

/** @param {any} params @param {string} field */
function changesOnly(params, field) {
  return Object.keys(params?.changes ?? {}).every((name) => name === field);
}
