/** Which columns of the people table there is room for. Nothing here touches the page. */

/** In pixels, of any column. */
export const LEAST_WIDTH = 90;
/** The box with which somebody is chosen. */
const BOX = 44;
/** Less than that, and most names or addresses would be cut. */
const NEEDS = new Map([
  ["family_name", 170],
  ["company", 120],
  ["", 150],
  ["last_exchange", 105],
  ["position", 120],
  ["known_from", 105],
  ["connected_on", 105],
]);

/**
 * The columns for which a table of this width has room, named as they are sorted, those that are needed
 * most first: who somebody is, and whether they can be written to. Never none.
 *
 * @param {number} width  in pixels
 * @returns {Set<string>}
 */
export function columnsFor(width) {
  let room = width - BOX;
  /** @type {Set<string>} */
  const fitting = new Set();
  for (const [order, needs] of NEEDS) {
    room -= needs;
    if (room < 0 && fitting.size > 0) {
      break;
    }
    fitting.add(order);
  }
  return fitting;
}
