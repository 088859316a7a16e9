/**
 * What a page asks of the background. Pages never open the native port themselves: one port, one
 * list of pending facts and one order of facts is what makes "exactly once" possible.
 *
 * Every function may be called at any time; the background is woken if it had been stopped.
 */
import { RoundsError } from "./rounds_error.js";

export { RoundsError };

/** @typedef {import("./wire.js").Params} Params */
/** @typedef {import("./wire.js").Progress} Progress */

/** @typedef {"connected" | "connecting" | "missing" | "failed" | "damaged" | "too_old" | "too_new"} HostStateName */

/**
 * @typedef {object} RefusedFact  a change that the host refused for good
 * @property {string} fact
 * @property {string} method
 * @property {string} message  the host's sentence
 * @property {string} at  when it was made, RFC 3339
 * @property {string} [person]  whom it was about, when that was known
 */

/**
 * @typedef {object} HostState
 * @property {HostStateName} state
 * @property {string} message  what happened, what was kept and what to do; "" when connected
 * @property {import("./wire.js").Hello} [hello]  the host's greeting, when connected
 * @property {number} [retryAt]  when the next attempt is made, in milliseconds since 1970
 * @property {number} pending  how many changes wait for the host
 * @property {string} [reason]  why they wait although the host is there, in its words
 * @property {RefusedFact[]} refused  changes that the host refused; shown until `forgetRefused`
 */

/**
 * @typedef {object} Session  a sitting in which more than today's share is written
 * @property {string} date  the day it belongs to; on any other day there is no session
 * @property {number} size  how many notes the user set out to write
 * @property {number} done  how many of them are written
 * @property {number} left  size − done, never below 0
 */

/** @typedef {import("./wire.js").Today & {session: Session | null}} TodayWithSession */

/**
 * Asks the host something that changes nothing.
 *
 * @param {string} method  such as "today.show"
 * @param {Params} [params]
 * @returns {Promise<any>} the host's result
 * @throws {RoundsError} `host_missing`, `host_failed`, `host_too_old`, `host_too_new`, or the host's refusal
 */
export function call(method, params = {}) {
  return ask({ type: "call", method, params });
}

/**
 * Asks the host to change something. The background makes the fact's UUID and keeps the fact until
 * the host has confirmed it, so a change asked for is neither lost nor made twice.
 *
 * While the host is away the small changes (`turns.*`, `facts.undo`, a remark) resolve to `{pending: true}`
 * and are sent later; the large ones (`people.import`, `rounds.create`, `rounds.edit`, …) reject
 * with `host_missing`, `host_failed`, `host_too_old` or `host_too_new` and nothing is kept.
 *
 * With `onProgress` or `signal` the request can report how far it is and be given up: it then
 * rejects with kind `cancelled` and nothing is stored. This also works for reading requests that
 * take long, such as `people.preview`.
 *
 * @param {string} method
 * @param {Params} [params]  without `fact`
 * @param {{onProgress?: (progress: Progress) => void, signal?: AbortSignal}} [options]
 * @returns {Promise<any>} the host's result (with `fact`, the UUID, added), or `{pending: true, fact}`
 */
export function change(method, params = {}, { onProgress, signal } = {}) {
  const request = { type: "change", method, params };
  return onProgress || signal ? askWithProgress(request, onProgress, signal) : ask(request);
}

/**
 * As `call`, for reading requests that take long (`people.preview` of a large file).
 *
 * @param {string} method
 * @param {Params} params
 * @param {{onProgress?: (progress: Progress) => void, signal?: AbortSignal}} options
 * @returns {Promise<any>}
 */
export function callWithProgress(method, params, { onProgress, signal }) {
  return askWithProgress({ type: "call", method, params }, onProgress, signal);
}

/**
 * Today as the host sees it (`today.show`), with the running session, if any, taken into account:
 * `due` then holds what is left of the session. Prefer this to `call("today.show")`.
 *
 * @returns {Promise<TodayWithSession>}
 * @throws {RoundsError} `not_found` when there is no running round
 */
export function today() {
  return ask({ type: "today" });
}

/**
 * Asks for what keeps the database whole: `copies.list`, `copies.make`, `copies.restore`,
 * `host.repair`. Unlike everything else it is answered while the database is damaged, too.
 *
 * @param {string} method
 * @param {Params} [params]
 * @returns {Promise<any>} the host's result
 * @throws {RoundsError} as `call`
 */
export function mend(method, params = {}) {
  return ask({ type: "mend", method, params });
}

/** How things stand with the host. Never rejects for the host's sake. @returns {Promise<HostState>} */
export function hostState() {
  return ask({ type: "hostState" });
}

/** Tries to reach the host now instead of at the next pause's end. @returns {Promise<HostState>} */
export function reconnect() {
  return ask({ type: "reconnect" });
}

/** Sends the refused changes to the host once more. @returns {Promise<void>} */
export function retryRefused() {
  return ask({ type: "retryRefused" });
}

/** The user has seen the refused changes. @returns {Promise<void>} */
export function forgetRefused() {
  return ask({ type: "forgetRefused" });
}

/**
 * Opens a compose window for a turn, opens its draft again, or brings its window to the front:
 * there is never a second note for one turn.
 *
 * @param {import("./wire.js").Turn | string} turn  a Turn or its id
 * @param {string} [structure]  the id of the one to begin a new note with; else the host chooses
 * @returns {Promise<{opened: "new" | "draft" | "focused"}>}
 * @throws {RoundsError} `conflict` when the turn is written or queued already; `no_address` when the
 *   person has no address to write to
 */
export function write(turn, structure) {
  return ask({ type: "write", turn: typeof turn === "string" ? turn : turn.turn, structure });
}

/**
 * The structure for a turn, filled for its person and as this user signs: the one chosen by hand,
 * now or earlier, else the host's choice.
 *
 * @param {string} turn
 * @param {string} [structure]  the user's choice, which is remembered for the turn
 * @returns {Promise<import("./wire.js").FilledStructure | null>} null when there is no structure
 */
export function fill(turn, structure) {
  return ask({ type: "fill", turn, structure });
}

/**
 * Opens the Rounds tab, or brings it to the front.
 *
 * @param {string} [view]  which part to show; becomes the page's `location.hash`
 * @returns {Promise<void>}
 */
export function openTab(view) {
  return ask({ type: "openTab", view });
}

/**
 * Shows a message, in a tab or a window as the user likes it.
 *
 * @param {string} message  its Message-ID
 * @returns {Promise<void>}
 * @throws {RoundsError} `not_found`
 */
export function openMessage(message) {
  return ask({ type: "openMessage", message });
}

/** What to say of a reply that was not seen yet, "" when there is none. @returns {Promise<string>} */
export function replyNews() {
  return ask({ type: "replyNews" });
}

/** The user has seen that there is a reply. @returns {Promise<void>} */
export function replySeen() {
  return ask({ type: "replySeen" });
}

/** What to say of a milestone that was not seen yet, "" when there is none. @returns {Promise<string>} */
export function milestone() {
  return ask({ type: "milestone" });
}

/** The user has seen the milestone. @returns {Promise<void>} */
export function milestoneSeen() {
  return ask({ type: "milestoneSeen" });
}

/**
 * Switches the reminder on writing days on or off.
 *
 * @param {{on: boolean, at: string}} choice  `at` is a time of day, HH:MM
 * @returns {Promise<void>}
 */
export function setReminder(choice) {
  return ask({ type: "setReminder", ...choice });
}

/**
 * The window that shows what to remember beside a note is there.
 *
 * @param {string} turn  whose note it is
 * @param {number} windowId
 * @returns {Promise<{missing: string[]}>} what the note's structure uses of them and nobody knows
 */
export function memoryOpened(turn, windowId) {
  return ask({ type: "memoryOpened", turn, windowId });
}

/** Today's session, or null. @returns {Promise<Session | null>} */
export function session() {
  return ask({ type: "session" });
}

/** The size of today's session, or null when there is none. @returns {Promise<number | null>} */
export async function sessionSize() {
  return (await session())?.size ?? null;
}

/**
 * Begins a session of `size` notes counted from now, or ends it.
 *
 * @param {number | null} size  1 to 200
 * @returns {Promise<Session | null>}
 */
export function setSession(size) {
  return ask({ type: "setSession", size });
}

/**
 * @typedef {object} MailHistory  what is learned from the user's mail
 * @property {"off" | "reading" | "paused" | "following"} state
 * @property {string[]} folders  the ids of the chosen folders
 * @property {number} done  how many messages are read
 * @property {number} total
 */

/** How far the learning from mail is. @returns {Promise<MailHistory>} */
export function mailHistory() {
  return ask({ type: "mailHistory" });
}

/**
 * The accounts and folders that could be learned from.
 *
 * @returns {ReturnType<typeof import("../background/mail/mail_folders.js").learnableFolders>}
 */
export function mailFolders() {
  return ask({ type: "mailFolders" });
}

/**
 * The user agrees that the headers of the mail in these folders are read, now and later.
 *
 * @param {string[]} folders  their ids
 * @returns {Promise<MailHistory>}
 */
export function learnFromMail(folders) {
  return ask({ type: "mailBegin", folders });
}

/** @returns {Promise<MailHistory>} */
export function pauseLearning() {
  return ask({ type: "mailPause" });
}

/** @returns {Promise<MailHistory>} */
export function resumeLearning() {
  return ask({ type: "mailResume" });
}

/** No mail is read any more; what was learned is kept. @returns {Promise<MailHistory>} */
export function stopLearning() {
  return ask({ type: "mailStop" });
}

/**
 * Calls the listener after anything changed: a fact was confirmed, a note was sent, the host came
 * or went, a new day began, a session started.
 *
 * @param {() => void} listener
 * @returns {() => void} stops listening
 */
export function onChanged(listener) {
  /** @param {unknown} message */
  const receive = (message) => {
    if (isChanged(message)) {
      listener();
    }
    return undefined; // no answer: others may receive the same message
  };
  messenger.runtime.onMessage.addListener(receive);
  return () => messenger.runtime.onMessage.removeListener(receive);
}

/** @param {unknown} message */
function isChanged(message) {
  return /** @type {{rounds?: unknown} | null} */ (message)?.rounds === "changed";
}

/**
 * @param {object} request
 * @returns {Promise<any>}
 */
async function ask(request) {
  return open(await messenger.runtime.sendMessage({ rounds: "ask", ...request }));
}

/**
 * @param {object} request
 * @param {((progress: Progress) => void) | undefined} onProgress
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<any>}
 */
function askWithProgress(request, onProgress, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new RoundsError("cancelled", "This was cancelled before it began."));
      return;
    }
    const port = messenger.runtime.connect({ name: "rounds:ask" });
    const abort = () => port.postMessage({ type: "cancel" });
    const finish = () => {
      signal?.removeEventListener("abort", abort);
      port.disconnect();
    };
    port.onMessage.addListener((/** @type {any} */ message) => {
      if (message.progress) {
        onProgress?.(message.progress);
        return;
      }
      finish();
      try {
        resolve(open(message));
      } catch (error) {
        reject(error);
      }
    });
    port.onDisconnect.addListener(() => {
      finish();
      reject(new RoundsError("internal", "Rounds was stopped before it could answer."));
    });
    signal?.addEventListener("abort", abort);
    port.postMessage(request);
  });
}

/**
 * Takes an answer out of its envelope.
 *
 * @param {{result?: any, error?: Parameters<typeof RoundsError.fromMessage>[0]} | undefined} answer
 * @returns {any}
 */
function open(answer) {
  if (!answer) {
    throw new RoundsError("internal", "Rounds did not answer. Please restart Thunderbird.");
  }
  if (answer.error) {
    throw RoundsError.fromMessage(answer.error);
  }
  return answer.result;
}
