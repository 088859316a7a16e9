/** Notes that did not arrive and have not been dealt with: what there is to tell, and to do. */
import { call } from "../../shared/background.js";
import { list, text } from "../../shared/text.js";
import { nearDateText } from "./dates.js";

/** @typedef {import("../../shared/wire.js").Reply} Reply */

/** So many reports are looked at; older ones are in the list of what came back. */
const LOOKED_AT = 100;
const LARGEST_PAGE = 500;
const DISMISSED = "bouncesDismissed";
/** So many reports are remembered as dismissed. */
const REMEMBERED = 500;

/**
 * The reports that tell of a note to be written again, the newest of each turn: once it is written, or
 * the person is left out, there is nothing left to do.
 *
 * @param {Reply[]} reports  the newest first
 * @param {string[]} dismissed  their Message-IDs
 * @returns {Reply[]}
 */
export function openBounces(reports, dismissed) {
  /** @type {Set<string>} */
  const turns = new Set();
  return reports.filter(({ message_id, turn, state }) => {
    const isOpen = (state === "waiting" || state === "drafted") && !turns.has(turn);
    turns.add(turn);
    return isOpen && !dismissed.includes(message_id);
  });
}

/** @param {string} round @returns {Promise<Reply[]>} */
export async function readBounces(round) {
  const [{ replies }, { [DISMISSED]: dismissed = [] }] = await Promise.all([
    call("replies.list", { round, outcome: "bounce", limit: LOOKED_AT }),
    messenger.storage.local.get(DISMISSED),
  ]);
  return openBounces(replies, dismissed);
}

/** The user has seen it and does nothing about it. @param {Reply} bounce */
export async function dismissBounce({ message_id }) {
  const { [DISMISSED]: dismissed = [] } = await messenger.storage.local.get(DISMISSED);
  await messenger.storage.local.set({ [DISMISSED]: [...dismissed, message_id].slice(-REMEMBERED) });
}

/**
 * Which address of whom could not be reached, and when, by turn.
 *
 * @param {string} round
 * @returns {Promise<Map<string, string>>}
 */
export async function deadAddresses(round) {
  const { replies } = await call("replies.list", {
    round,
    outcome: "bounce",
    limit: LARGEST_PAGE,
  });
  return deadAddressTexts(replies);
}

/** @param {Reply[]} reports  the newest first */
export function deadAddressTexts(reports) {
  /** @type {Map<string, string>} */
  const texts = new Map();
  for (const { turn, dead_addresses: dead = [], date } of reports) {
    if (dead.length > 0 && !texts.has(turn)) {
      texts.set(turn, text("page_turn_dead", list(dead), nearDateText(date.slice(0, 10))));
    }
  }
  return texts;
}
