/** What to tell when the host cannot be asked. Nothing here touches the page. */
import { plural, text } from "../../shared/text.js";

/** @typedef {import("../../shared/background.js").HostState} HostState */
/** @typedef {import("../../shared/rounds_error.js").RoundsError} RoundsError */

/**
 * @typedef {object} TroubleView
 * @property {string} title  what happened
 * @property {string} message  what happened, what was kept and what to do
 * @property {boolean} waiting  true while it may still turn out well by itself
 */

/**
 * @param {HostState} host
 * @param {RoundsError | null} problem  the host's own refusal, when it could be asked
 * @returns {TroubleView | null} null when all is well
 */
export function troubleView(host, problem) {
  if (host.state === "connecting") {
    return { title: text("page_host_connecting"), message: host.message, waiting: true };
  }
  if (host.state !== "connected") {
    return { title: text(`page_host_${host.state}`), message: host.message, waiting: false };
  }
  return problem && { title: text("page_problem"), message: problem.message, waiting: false };
}

/** What waits for the host, or "". @param {HostState} host */
export function pendingText(host) {
  if (host.pending === 0) {
    return "";
  }
  return plural(host.state === "connected" ? "page_outbox_sending" : "page_outbox", host.pending);
}

/** @param {HostState["refused"][number]} refused */
export function refusedText({ person, message }) {
  return person ? text("page_refused_person", person, message) : message;
}
