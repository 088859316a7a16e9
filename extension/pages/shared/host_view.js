/** What to tell when the host cannot be asked. Nothing here touches the page. */
import { plural, text } from "../../shared/text.js";

/** @typedef {import("../../shared/background.js").HostState} HostState */
/** @typedef {import("../../shared/rounds_error.js").RoundsError} RoundsError */

/**
 * @typedef {object} TroubleView
 * @property {string} title  what happened
 * @property {string} message  what happened, what was kept and what to do
 * @property {boolean} waiting  true while it may still turn out well by itself
 * @property {boolean} [damaged]  the database can be repaired, or a copy of it restored
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
    const damaged = host.state === "damaged";
    const title = text(`page_host_${host.state}`);
    return { title, message: host.message, waiting: false, ...(damaged && { damaged }) };
  }
  if (problem?.kind === "damaged") {
    const title = text("page_host_damaged");
    return { title, message: problem.message, waiting: false, damaged: true };
  }
  return problem && { title: text("page_problem"), message: problem.message, waiting: false };
}

/** What waits for the host, or "". @param {HostState} host */
export function pendingText(host) {
  if (host.pending === 0) {
    return "";
  }
  const waiting = plural(
    host.state === "connected" ? "page_outbox_sending" : "page_outbox",
    host.pending,
  );
  return host.reason ? `${waiting} ${host.reason}` : waiting;
}

/** @param {HostState["refused"][number]} refused */
export function refusedText({ person, message }) {
  return person ? text("page_refused_person", person, message) : message;
}
