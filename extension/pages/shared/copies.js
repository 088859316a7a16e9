/** Copies of the database, in words. Nothing here touches the page. */
import { number, plural, text } from "../../shared/text.js";
import { dateText } from "./dates.js";

/**
 * @typedef {object} Copy  of `copies.list`
 * @property {string} copy  its name
 * @property {"daily" | "asked" | "replaced" | "upgrade"} kind
 * @property {string} on  YYYY-MM-DD
 * @property {number} bytes
 * @property {number} [people]  of one that can be read
 * @property {number} [facts]
 * @property {string} [last_fact_at]  RFC 3339
 */

/** Whether a copy can be restored. @param {Copy} copy */
export const isWhole = ({ people }) => people !== undefined;

/** The copy that loses least: the newest that can be read. @param {Copy[]} copies  the newest first */
export const bestCopy = (copies) => copies.find(isWhole);

/** What a copy is, beside its date. @param {Copy} copy @returns {string} */
export function copyText(copy) {
  return [
    text(`copies_kind_${copy.kind}`),
    isWhole(copy) ? plural("copies_people", copy.people ?? 0) : text("copies_unreadable"),
    text("copies_size", number(copy.bytes / 1_000_000, 1)),
  ].join(" · ");
}

/** @param {Copy} copy */
export const copyDate = ({ on }) => dateText(on);
