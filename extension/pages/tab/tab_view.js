/** Which part of the tab to show. */

/** @typedef {"trouble" | "import" | "plan" | "addresses" | "round"} View */

/**
 * @param {object} facts
 * @param {string} facts.wish  what the address asks for (`location.hash`), "" for nothing
 * @param {boolean} facts.away  the host cannot be asked
 * @param {boolean} facts.hasRound
 * @param {number} facts.people  how many are known
 * @returns {View}
 */
export function viewOf({ wish, away, hasRound, people }) {
  if (away) {
    return "trouble";
  }
  if (wish === "import" || people === 0) {
    return "import";
  }
  if (wish === "addresses") {
    return "addresses";
  }
  if (wish === "plan" || !hasRound) {
    return "plan";
  }
  return "round";
}

/** The lists of a round, in the order in which they are offered. */
export const LISTS = /** @type {const} */ ([
  "today",
  "without_address",
  "drafted",
  "queued",
  "snoozed",
  "written",
  "replies",
  "skipped",
]);

/** @typedef {(typeof LISTS)[number]} ListName */

/** @param {string} name @returns {name is ListName} */
export function isList(name) {
  return LISTS.some((list) => list === name);
}

/** What can be done with a turn of each list. @type {Record<ListName, import("../shared/turn_row.js").Offer[]>} */
export const OFFERS = {
  today: ["write", "snooze", "skip", "elsewhere"],
  without_address: ["add-address", "elsewhere", "skip"],
  drafted: ["write", "elsewhere", "skip"],
  queued: [],
  snoozed: ["write", "elsewhere", "skip"],
  written: [],
  replies: [],
  skipped: ["write", "elsewhere"],
};
