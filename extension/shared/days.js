/** Days as the host writes them (YYYY-MM-DD). */

const DAY = 86_400_000;

/** Whole days from one to another. @param {string} from @param {string} to */
export function daysBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}
