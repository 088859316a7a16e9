/**
 * The header that ties a draft to its turn. It is in drafts only: it is taken off before a note
 * is sent. Some servers drop it, so the draft's Message-ID is kept by the host as well.
 */
export const TURN_HEADER = "X-Rounds-Turn";

/** @param {{name: string}} header */
export function isTurnHeader({ name }) {
  return name.toLowerCase() === TURN_HEADER.toLowerCase();
}
