/** Mail addresses as they appear in header fields: `Ann Smith <ann@example.org>`. */

/**
 * The bare address, in lower case; "" when there is none.
 *
 * @param {unknown} recipient  an entry of a compose window's or a message's recipients
 * @returns {string}
 */
export function bareAddress(recipient) {
  if (typeof recipient !== "string") {
    return "";
  }
  const inBrackets = /<([^<>]*)>\s*$/.exec(recipient);
  return (inBrackets ? inBrackets[1] : recipient).trim().toLowerCase();
}

/** @param {unknown} recipients  one entry or a list of them */
export function bareAddresses(recipients) {
  const list = Array.isArray(recipients) ? recipients : recipients ? [recipients] : [];
  return list.map(bareAddress).filter(Boolean);
}

/**
 * A name and an address as one recipient. The name is quoted, since a comma in it would otherwise
 * make two recipients of one.
 *
 * @param {string} name
 * @param {string} address
 */
export function recipient(name, address) {
  const clean = name.replace(/[\r\n]+/g, " ").trim();
  return clean ? `"${clean.replace(/["\\]/g, "\\$&")}" <${address}>` : address;
}
