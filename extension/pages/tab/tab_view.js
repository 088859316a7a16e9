/** Which part of the tab to show. */

/** What the user can go to by name, whether or not there is a round. */
const PLACES = /** @type {const} */ ([
  "people",
  "addresses",
  "duplicates",
  "rules",
  "structures",
  "progress",
  "story",
  "import",
  "plan",
  "settings",
]);

/** What belongs to the people, and stands below them while one of these is open. */
export const PEOPLE_PLACES = /** @type {const} */ ([
  "people",
  "addresses",
  "duplicates",
  "rules",
  "import",
]);

/** What there is only once there is a round. @type {Set<string>} */
const OF_A_ROUND = new Set(["progress", "story"]);

/** @typedef {"trouble" | "round" | "elsewhere" | (typeof PLACES)[number]} View */

/** @param {string} name @returns {name is (typeof PLACES)[number]} */
export function isPlace(name) {
  return PLACES.some((place) => place === name);
}

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
  if (wish === "settings") {
    return wish; // also before there is anybody: a copy may be what they come from
  }
  if (people === 0) {
    return "import";
  }
  if (isPlace(wish) && (hasRound || !OF_A_ROUND.has(wish))) {
    return wish;
  }
  if (!hasRound) {
    return "plan";
  }
  if (wish.startsWith(ELSEWHERE)) {
    return "elsewhere";
  }
  return "round";
}

/**
 * Where the keyboard goes when the user asks to write: the first of these that is in sight. Nobody may
 * be due, and then it is what there is to do next.
 *
 * @param {View} view
 * @returns {string[]} selectors
 */
export function keyboardPlaces(view) {
  if (view === "trouble") {
    return ["#notices button", "h1"];
  }
  if (view !== "round") {
    return [".primary", "h1"];
  }
  return [
    '#list [data-action="write"]',
    '.today [data-action="resume"]',
    '.today [data-action="without-address"]',
    '.today [data-action="read-story"]',
    '[data-action="session-size"]',
    "h1",
  ];
}

/** Begins the wish for the page of one turn; the turn's id follows. */
export const ELSEWHERE = "elsewhere-";

/** The lists of a round, in the order in which they are offered. */
export const LISTS = /** @type {const} */ ([
  "today",
  "waiting",
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
  today: ["write", "structure", "snooze", "skip", "elsewhere", "greet"],
  waiting: ["write", "structure", "front", "snooze", "skip", "greet"],
  without_address: ["add-address", "elsewhere", "skip"],
  drafted: ["write", "elsewhere", "skip"],
  queued: [],
  snoozed: ["write", "structure", "front", "elsewhere", "skip"],
  written: [],
  replies: [],
  skipped: ["write", "elsewhere"],
};
