/**
 * vCards as cards for the host. ical.js takes the lines apart; what it does not know, the form of
 * version 2.1 and the liberties of the programs that write such files, is put right before.
 */
import { RoundsError } from "../../../shared/rounds_error.js";
import ICAL from "../../../vendor/ical.js";

/** @typedef {import("../../../shared/wire.js").Card} Card */

/** The properties that say something of a person; photos, keys and the like are passed over. */
const WANTED = new Set(["n", "fn", "nickname", "email", "org", "title", "url", "note", "kind"]);
const SOCIAL = "x-socialprofile";
const GROUP_KIND = "x-addressbookserver-kind";

/** How many cards are taken apart before the page may draw again. */
const AT_ONCE = 200;

/** A remark is kept, but not a book. */
const LONGEST_REMARK = 4000;

/** True for a file that begins as vCards do. @param {string} text */
export function isVCard(text) {
  return /^\s*BEGIN:VCARD\s*$/im.test(text.slice(0, 1000));
}

/**
 * The cards of a text that may hold several, in its order. One that cannot be read is empty, so
 * that the host counts and reports it; groups of people are left out.
 *
 * @param {string} text
 * @returns {Card[]}
 */
export function cardsOf(text) {
  return splitCards(text).flatMap((lines) => cardOf(lines) ?? []);
}

/**
 * The same of many cards, letting the page draw in between.
 *
 * @param {string[][]} cards  their lines, as `splitCards` gives them
 * @param {Partial<import("./import_source.js").Watch>} [watch]
 * @returns {Promise<Card[]>}
 * @throws {RoundsError} `cancelled` when it was stopped
 */
export async function takeApart(cards, { onProgress, signal } = {}) {
  /** @type {Card[]} */
  const taken = [];
  for (let done = 0; done < cards.length; done += AT_ONCE) {
    taken.push(...cards.slice(done, done + AT_ONCE).flatMap((lines) => cardOf(lines) ?? []));
    onProgress?.({ done: Math.min(done + AT_ONCE, cards.length), total: cards.length });
    await new Promise((resolve) => setTimeout(resolve));
    if (signal?.aborted) {
      throw new RoundsError("cancelled", "Stopped. Nothing was changed.");
    }
  }
  return taken;
}

/**
 * The lines between BEGIN and END of each card. A card within another, as version 3 knows them,
 * belongs to the outer one and is passed over.
 *
 * @param {string} text
 * @returns {string[][]}
 */
export function splitCards(text) {
  /** @type {string[][]} */
  const cards = [];
  /** @type {string[]} */
  let lines = [];
  let depth = 0;
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    if (/^BEGIN:VCARD\s*$/i.test(line)) {
      if (depth++ === 0) {
        lines = [];
      }
    } else if (/^END:VCARD\s*$/i.test(line)) {
      if (depth > 0 && --depth === 0) {
        cards.push(lines);
      }
    } else if (depth === 1) {
      lines.push(line);
    }
  }
  if (depth > 0) {
    cards.push(lines); // cut off in the middle: what is there may do
  }
  return cards;
}

/** @typedef {{name: string, params: string, value: string}} Property */

/**
 * Joins what was folded: a line that begins with a blank goes on from the one before, and so does
 * the one behind a quoted-printable line that ends in "=".
 *
 * @param {string[]} lines
 * @returns {Property[]}
 */
function propertiesOf(lines) {
  /** @type {string[]} */
  const whole = [];
  for (const line of lines) {
    const last = whole.length - 1;
    if (last >= 0 && /^[^:]*QUOTED-PRINTABLE/i.test(whole[last]) && whole[last].endsWith("=")) {
      whole[last] = whole[last].slice(0, -1) + line;
    } else if (last >= 0 && /^[ \t]/.test(line)) {
      whole[last] += line.slice(1);
    } else if (line.trim() !== "") {
      whole.push(line);
    }
  }
  return whole.flatMap((line) => {
    const parts = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/s.exec(line);
    return parts ? [{ name: parts[1].toLowerCase(), params: parts[2], value: parts[3] }] : [];
  });
}

/** @param {string[]} lines @returns {Card | null} */
function cardOf(lines) {
  const properties = propertiesOf(lines);
  if (properties.some(({ name, value }) => isKind(name) && /^group$/i.test(value.trim()))) {
    return null;
  }
  const isOld = properties.some(({ name, value }) => name === "version" && value.trim() === "2.1");
  const wanted = properties
    .filter(({ name }) => WANTED.has(name) || name === SOCIAL)
    .sort((a, b) => Number(isPreferred(b)) - Number(isPreferred(a)));
  const vCard = wanted.map((property) => {
    const name = property.name === SOCIAL ? "URL" : property.name.toUpperCase();
    return `${name}:${valueOf(property, isOld)}`;
  });
  try {
    const text = ["BEGIN:VCARD", "VERSION:4.0", ...vCard, "END:VCARD"].join("\r\n");
    return read(new ICAL.Component(ICAL.parse(text)));
  } catch {
    return {};
  }
}

/** @param {string} name */
function isKind(name) {
  return name === "kind" || name === GROUP_KIND;
}

/** The address that somebody prefers is the one to write to. @param {Property} property */
function isPreferred({ name, params }) {
  return name === "email" && /[;=,]pref\b/i.test(params);
}

/**
 * A value as versions 3 and 4 write it.
 *
 * @param {Property} property
 * @param {boolean} isOld
 */
function valueOf({ params, value }, isOld) {
  let plain = value;
  if (/QUOTED-PRINTABLE/i.test(params)) {
    plain = quotedPrintable(value, /CHARSET=("?)([\w-]+)\1/i.exec(params)?.[2]);
  }
  if (isOld) {
    // Only semicolons are escaped there.
    plain = plain.replace(/\\(?!;)/g, "\\\\").replace(/,/g, "\\,");
  }
  return plain.replace(/\r\n|\r|\n/g, "\\n");
}

/** @param {string} text @param {string} [charset] */
function quotedPrintable(text, charset = "utf-8") {
  // What stands there as it is was decoded with the file.
  const bytes = new TextEncoder().encode(text);
  const decoded = [];
  for (let i = 0; i < bytes.length; i++) {
    const hex = String.fromCharCode(...bytes.subarray(i + 1, i + 3));
    if (bytes[i] === 0x3d && /^[0-9a-f]{2}$/i.test(hex)) {
      decoded.push(parseInt(hex, 16));
      i += 2;
    } else {
      decoded.push(bytes[i]);
    }
  }
  const all = new Uint8Array(decoded);
  try {
    return new TextDecoder(charset, { fatal: true }).decode(all);
  } catch {
    return new TextDecoder("windows-1252").decode(all);
  }
}

/** @param {import("ical.js").default.Component} component @returns {Card} */
function read(component) {
  /** @param {string} name @returns {any[]} */
  const values = (name) => component.getAllProperties(name).map((one) => one.getFirstValue());
  const [family = "", given = ""] = [values("n")[0] ?? []].flat().map(oneText);
  const full = oneText(values("fn")[0]) || oneText(values("nickname")[0]);
  const company = oneText([values("org")[0] ?? ""].flat()[0]);
  const url = values("url").map(oneText).find(isProfile);
  const isFirm = !given && !family && full !== "" && full === company;
  return withoutEmpty({
    given,
    family,
    full: isFirm ? "" : full,
    addresses: [...new Set(values("email").map(addressOf).filter(Boolean))],
    company,
    position: oneText(values("title")[0]),
    url: url ?? "",
    remark: oneText(values("note")[0]).slice(0, LONGEST_REMARK),
  });
}

/** @param {unknown} value  a text, or several */
function oneText(value) {
  return [value ?? ""].flat().map(String).join(" ").trim();
}

/** @param {unknown} value */
function addressOf(value) {
  return oneText(value).replace(/^mailto:/i, "");
}

/** @param {string} url */
function isProfile(url) {
  return /linkedin\.com\/(in|pub)\/|xing\.com\/profile\//i.test(url);
}

/** @param {Card} card @returns {Card} */
function withoutEmpty(card) {
  return Object.fromEntries(Object.entries(card).filter(([, value]) => value.length > 0));
}
