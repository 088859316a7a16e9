/** Reading a list of turns page by page, so that a list of any length can be shown. */
import { call } from "../../shared/background.js";

/** @typedef {import("../../shared/wire.js").Turn} Turn */

const PAGE = 100;
const LARGEST_PAGE = 500;

/**
 * @param {string} round
 * @param {string} which
 * @param {number} wanted  how many turns to read at least, as far as there are as many
 * @returns {Promise<{turns: Turn[], total: number, more: boolean}>}
 */
export async function readTurns(round, which, wanted = PAGE) {
  /** @type {Turn[]} */
  const turns = [];
  /** @type {string | undefined} */
  let after;
  for (;;) {
    const limit = Math.min(Math.max(wanted - turns.length, 1), LARGEST_PAGE);
    const page = await call("turns.list", { round, which, limit, ...(after && { after }) });
    turns.push(...page.turns);
    after = page.next;
    if (!after || turns.length >= wanted) {
      return { turns, total: page.total, more: Boolean(after) };
    }
  }
}

export { PAGE };
