/** How things stand: what a page asks for before it draws itself. */
import { call, hostState, today } from "../../shared/background.js";
import { readBounces } from "./bounces.js";
import { HOST_AWAY, RoundsError } from "../../shared/rounds_error.js";

/** @typedef {import("../../shared/background.js").HostState} HostState */
/** @typedef {import("../../shared/background.js").TodayWithSession} Today */
/** @typedef {import("../../shared/wire.js").LatestFact} LatestFact */

/**
 * @typedef {object} Situation
 * @property {HostState} host
 * @property {Today | null} today  null when there is no round, or when the host could not say
 * @property {RoundsError | null} problem  why there is no today, unless there just is no round yet
 * @property {LatestFact} latest  what can be undone
 * @property {import("../../shared/wire.js").Reply[]} bounces  notes that did not arrive, to be told
 */

/** @returns {Promise<Situation>} never rejects: what went wrong is part of the situation */
export async function readSituation() {
  const [day, latest] = await Promise.all([
    today().then(
      (value) => ({ value, error: null }),
      (thrown) => ({ value: null, error: RoundsError.from(thrown) }),
    ),
    call("facts.latest").catch(() => ({})),
  ]);
  const bounces = day.value ? await readBounces(day.value.round).catch(() => []) : [];
  // Asked last, so that it tells of a host that went away over the questions above.
  const host = await hostState();
  const problem = day.error && day.error.kind !== "not_found" ? day.error : null;
  return { host, today: day.value, problem, latest, bounces };
}

/** True when nobody can be asked. @param {Situation} situation */
export function isHostAway({ host, problem }) {
  return host.state !== "connected" || (problem !== null && HOST_AWAY.has(problem.kind));
}
