/** A remark that is changed in two places at once. Nothing here touches the page. */

/**
 * What to keep when a remark was changed here and, meanwhile, elsewhere: what was typed here, and the
 * lines that came elsewhere, such as one that was added above a reply. Nothing that somebody wrote is
 * lost; a line that was removed elsewhere stays.
 *
 * @param {string} base  what both began with
 * @param {string} mine
 * @param {string} theirs
 */
export function mergedRemark(base, mine, theirs) {
  if (theirs === base || theirs === mine) {
    return mine;
  }
  if (mine === base) {
    return theirs;
  }
  const known = new Set([...base.split("\n"), ...mine.split("\n")]);
  const added = theirs.split("\n").filter((line) => !known.has(line));
  return [mine.trimEnd(), ...added].filter(Boolean).join("\n");
}
