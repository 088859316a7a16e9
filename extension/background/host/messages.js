import { RoundsError } from "../../shared/rounds_error.js";
import { openMessage } from "../replies/reading.js";

/** @typedef {import("../../shared/wire.js").Progress} Progress */
/** @typedef {{onProgress?: (progress: Progress) => void, signal?: AbortSignal}} Options */

/** Answers the pages; the other side of shared/background.js. */
export class Messages {
  /** @type {Record<string, (request: any, options: Options) => unknown>} */
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
      refused: await pendingFacts.refused(),
    });
    this.#handlers = {
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
  }

  init() {
    messenger.runtime.onMessage.addListener((message) => {
      if (message?.rounds === "ask") {
        return this.#answer(message);
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
   * @param {{type: string}} request
   * @param {Options} [options]
   */
  async #answer(request, options = {}) {
    try {
      const handler = this.#handlers[request.type];
      if (!handler) {
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
      this.#answer(message, {
        onProgress: (progress) => post({ progress }),
        signal: giveUp.signal,
      }).then(post);
    });
  }
}
