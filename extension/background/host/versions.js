/** Compares dotted versions by number. @param {string} version @param {string} other */
export function isOlder(version, other) {
  const numbers = (/** @type {string} */ dotted) =>
    dotted.split(".").map((part) => Number.parseInt(part, 10) || 0);
  const [left, right] = [numbers(version), numbers(other)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) {
      return difference < 0;
    }
  }
  return false;
}
