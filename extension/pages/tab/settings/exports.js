/** Everything that Rounds knows, as files to take along: tables for a spreadsheet, or one JSON file. */
import { strToU8, zipSync } from "../../../vendor/fflate.js";
import { csvOf } from "../../shared/csv.js";

/** What is exported, in the order in which it is read; each becomes a table. */
export const EXPORTED = /** @type {const} */ (["people", "notes", "replies", "turns", "days"]);

const PAGE = 500;

/** @typedef {(typeof EXPORTED)[number]} What */
/** @typedef {import("../../shared/csv.js").Table} Table */
/** @typedef {{what: What, done: number, total: number}} Progress */

/**
 * Reads every table, page by page.
 *
 * @param {(method: string, params: Record<string, unknown>) => Promise<any>} call
 * @param {{onProgress: (progress: Progress) => void, signal: AbortSignal}} options
 * @returns {Promise<Record<What, Table> | null>} null when it was stopped
 */
export async function readTables(call, { onProgress, signal }) {
  /** @type {Partial<Record<What, Table>>} */
  const tables = {};
  for (const what of EXPORTED) {
    /** @type {Table} */
    const table = { columns: [], rows: [] };
    /** @type {number | undefined} */
    let offset = 0;
    while (offset !== undefined) {
      const page = await call("exports.rows", { what, limit: PAGE, offset });
      if (signal.aborted) {
        return null;
      }
      table.columns = page.columns;
      table.rows.push(...page.rows);
      onProgress({ what, done: table.rows.length, total: page.total });
      offset = page.next;
    }
    tables[what] = table;
  }
  return /** @type {Record<What, Table>} */ (tables);
}

/**
 * One archive with a table for each.
 *
 * @param {Record<What, Table>} tables
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function csvArchive(tables) {
  return zipSync(
    Object.fromEntries(EXPORTED.map((what) => [`${what}.csv`, strToU8(csvOf(tables[what]))])),
  );
}

/** One file with a list for each, whose entries name their values. @param {Record<What, Table>} tables */
export function jsonText(tables) {
  const lists = EXPORTED.map((what) => {
    const { columns, rows } = tables[what];
    return [
      what,
      rows.map((row) => Object.fromEntries(columns.map((column, place) => [column, row[place]]))),
    ];
  });
  return `${JSON.stringify(Object.fromEntries(lists), null, 2)}\n`;
}
