/** Which part of the tab to show. */

/**
 * @typedef {"trouble" | "people" | "addresses" | "duplicates" | "rules" | "import" | "plan" |
 *   "round"} View
 */

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
  if (["people", "addresses", "duplicates", "rules"].includes(wish)) {
    return /** @type {View} */ (wish);
  }
  if (wish === "plan" || !hasRound) {
    return "plan";
  }
  return "round";
}

/** The lists of a round, in the order in which they are offered. */
export const LISTS = /** @type {const} */ ([
  "today",
  "waiting",
  "without_address",
  "drafted",
  "queued",
  "snoozed",
  "written",
  "skipped",
]);

/** @typedef {(typeof LISTS)[number]} ListName */

/** @param {string} name @returns {name is ListName} */
export function isList(name) {
  return LISTS.some((list) => list === name);
}

/** What can be done with a turn of each list. @type {Record<ListName, import("../shared/turn_row.js").Offer[]>} */
export const OFFERS = {
  today: ["write", "snooze", "skip", "elsewhere", "greet"],
  waiting: ["write", "front", "snooze", "skip", "greet"],
  without_address: ["add-address", "elsewhere", "skip"],
  drafted: ["write", "elsewhere", "skip"],
  queued: [],
  snoozed: ["write", "front", "elsewhere", "skip"],
  written: [],
  skipped: ["write", "elsewhere"],
};
