/**
 * vCards as cards for the host: what of a card's properties is meant for a list of people.
 * vcard_lines.js takes the text apart.
 */
import { RoundsError } from "../../../shared/rounds_error.js";
import { propertiesOf, splitCards, valuesOf, versionOf } from "./vcard_lines.js";

export { splitCards };

/** @typedef {import("../../../shared/wire.js").Card} Card */
/** @typedef {import("./vcard_lines.js").Property} Property */

/** How many cards are taken apart before the page may draw again. */
const AT_ONCE = 200;

/** A remark is kept, but not a book; and no name is longer than a line. */
const LONGEST_REMARK = 4000;
const LONGEST_TEXT = 1000;
const MOST_ADDRESSES = 50;

/** Cards of firms, places, groups and machines: RFC 6350 6.1.4, RFC 6473, and Apple's groups. */
const NO_PERSON = new Set(["group", "org", "organization", "location", "device", "application"]);

/** True for a file that begins as vCards do. @param {string} text */
export function isVCard(text) {
  return /^\s*BEGIN:VCARD\s*$/im.test(text.slice(0, 1000));
}

/**
 * The cards of a text that may hold several, in its order. One that cannot be read is empty, so
 * that the host counts and reports it; what is no person's is left out.
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

/** @param {string[]} lines @returns {Card | null} */
function cardOf(lines) {
  const properties = propertiesOf(lines);
  if (properties.some(isNoPersons)) {
    return null;
  }
  const isOld = versionOf(lines) === "2.1";
  /** @param {...string} names @returns {Property[]} those that are preferred first */
  const all = (...names) =>
    properties
      .filter(({ name }) => names.includes(name))
      .sort((a, b) => preferenceOf(a) - preferenceOf(b));
  /** @param {string} name */
  const texts = (name) => all(name).map(({ value }) => plain(value, isOld));

  // Several names of one kind stand with commas between; a comma that is meant has a backslash.
  const [family = "", given = ""] = split(all("n")[0]?.value ?? "", ";").map((part) =>
    split(part, ",")
      .map((name) => plain(name, isOld))
      .filter(Boolean)
      .join(" "),
  );
  const full = first(texts("fn")) || first(texts("nickname"));
  const company = plain(split(all("org")[0]?.value ?? "", ";")[0], isOld);
  // Some programs put the whole name where the family's belongs.
  const isWhole = given === "" && family === full && family.includes(" ");
  const isFirm = !given && !family && full !== "" && full === company;
  const urls = all("url", "x-socialprofile", "socialprofile");
  return withoutEmpty({
    given: clipped(given),
    family: isWhole ? "" : clipped(family),
    full: isFirm ? "" : clipped(full),
    addresses: [...new Set(texts("email").map(addressOf).filter(Boolean))].slice(0, MOST_ADDRESSES),
    company: clipped(company),
    position: clipped(first(texts("title")) || first(texts("role"))),
    url: urls.map(({ value }) => plain(value, isOld)).find(isProfile) ?? "",
    remark: first(texts("note")).slice(0, LONGEST_REMARK),
  });
}

/** @param {Property} property */
function isNoPersons({ name, value }) {
  const isKind = name === "kind" || name === "x-addressbookserver-kind";
  return isKind && NO_PERSON.has(value.trim().toLowerCase());
}

/**
 * The smaller, the more preferred: PREF=1 to 100 of version 4, TYPE=pref of version 3, a bare PREF
 * of version 2.1.
 *
 * @param {Property} property
 */
function preferenceOf({ params }) {
  const pref = params.find(({ name }) => name === "pref");
  if (pref) {
    return Number(pref.value) || 100;
  }
  return valuesOf(params, "type").includes("pref") ? 1 : 101;
}

/**
 * A value without backslashes. RFC 2426 and 6350 escape the backslash, comma, semicolon and line
 * end, Apple and Google the colon, too; in version 2.1 a letter behind a backslash is a letter.
 *
 * @param {string} value
 * @param {boolean} isOld
 */
function plain(value, isOld) {
  const text = value.replace(/\\([\s\S])/g, (both, behind) => {
    if (/[nN]/.test(behind)) {
      return isOld ? both : "\n";
    }
    return /[\\,;:]/.test(behind) ? behind : both;
  });
  return text.replace(/\r\n?/g, "\n").trim();
}

/** At each of these marks that no backslash stands before. @param {string} text @param {string} mark */
function split(text, mark) {
  const parts = [""];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\" && i + 1 < text.length) {
      parts[parts.length - 1] += text[i] + text[++i];
    } else if (text[i] === mark) {
      parts.push("");
    } else {
      parts[parts.length - 1] += text[i];
    }
  }
  return parts;
}

/** @param {string[]} texts */
function first(texts) {
  return texts.find((text) => text !== "") ?? "";
}

/** @param {string} text */
function clipped(text) {
  return text.slice(0, LONGEST_TEXT);
}

/** @param {string} text */
function addressOf(text) {
  return clipped(text.replace(/^mailto:/i, ""));
}

/** @param {string} url */
function isProfile(url) {
  return /linkedin\.com\/(in|pub)\/|xing\.com\/profile\//i.test(url);
}

/** @param {Card} card @returns {Card} */
function withoutEmpty(card) {
  return Object.fromEntries(Object.entries(card).filter(([, value]) => value.length > 0));
}
