/** Tables as files for spreadsheets. */
import { stringify } from "../../vendor/csv_stringify.js";

/** @typedef {string | number | null} Cell */
/** @typedef {{columns: string[], rows: Cell[][]}} Table */

/** So that a spreadsheet takes the letters for what they are. */
const BYTE_ORDER_MARK = "\ufeff";

/** What a spreadsheet may take for the end of a cell, right before what it may take for a formula. */
const HIDDEN_FORMULA = /([;,|\t\r\n])(?=[=+\-@＝＋－＠])/g;

/**
 * A table for spreadsheets. What could be taken for a formula gets an apostrophe before it, also
 * inside a cell, where a spreadsheet that separates cells by another sign would begin a new one.
 *
 * @param {Table} table
 */
export function csvOf({ columns, rows }) {
  const harmless = rows.map((row) =>
    row.map((cell) => (typeof cell === "string" ? cell.replace(HIDDEN_FORMULA, "$1'") : cell)),
  );
  const options = { escape_formulas: true, record_delimiter: "windows", quoted_string: true };
  return BYTE_ORDER_MARK + stringify([columns, ...harmless], options);
}
