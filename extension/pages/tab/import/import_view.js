/** What was understood of a file, and what came of an import, in words. */
import { number, plural, text } from "../../../shared/text.js";
import { HOST_AWAY, RoundsError } from "../../../shared/rounds_error.js";
import { FileRefused, LARGEST_FILE } from "./file_text.js";

/**
 * @typedef {object} ImportResult  of `people.preview` and `people.import`
 * @property {string} format
 * @property {number} added
 * @property {number} updated
 * @property {number} unchanged
 * @property {number} rejected
 * @property {number} without_address
 * @property {number} exchanges
 * @property {{line: number, reason: string}[]} problems  the line 0 stands for the whole
 * @property {number} [people]  of a preview
 * @property {import("../../../shared/wire.js").Person[]} [sample]  of a preview
 * @property {string} [reason]  why the columns are not known, of a preview
 * @property {import("../../../shared/wire.js").Table} [unknown_columns]  of a preview
 * @property {import("../../../shared/wire.js").Columns} [columns]  as they were taken
 */

const MEGABYTE = 1024 * 1024;

/**
 * Why a file was not taken, what was kept, and what to do next.
 *
 * @param {unknown} thrown
 * @param {{name: string, size: number}} file
 * @returns {{title: string, message: string}}
 */
export function fileProblem(thrown, { name, size }) {
  const title = text("tab_file_problem");
  if (thrown instanceof FileRefused) {
    const sizes = [number(size / MEGABYTE), number(LARGEST_FILE / MEGABYTE)];
    return { title, message: text(`tab_file_${thrown.why}`, name, ...sizes) };
  }
  const { kind, message } = RoundsError.from(thrown);
  if (kind === "cancelled") {
    return { title: text("tab_import_stopped"), message: text("tab_import_stopped_detail") };
  }
  if (HOST_AWAY.has(kind)) {
    // The host may have stored the list just before it went away, so nothing is said of that.
    return { title: text("tab_import_interrupted"), message: text("tab_import_again", message) };
  }
  return { title, message };
}

/**
 * @param {ImportResult} result
 * @returns {{title: string, facts: string[], nothingNew: boolean}}
 */
export function previewView(result) {
  const people = result.people ?? result.added + result.updated + result.unchanged;
  const nothingNew = result.added + result.updated + (result.exchanges ?? 0) === 0;
  return { title: plural("tab_preview_title", people), facts: facts(result, true), nothingNew };
}

/**
 * @param {ImportResult} result
 * @returns {{title: string, facts: string[]}}
 */
export function importedView(result) {
  return {
    title: importedTitle(result),
    facts: facts(result, false),
  };
}

/** @param {ImportResult} result */
function importedTitle({ added, updated }) {
  if (added > 0) {
    return plural("tab_imported_title", added);
  }
  return text(updated > 0 ? "tab_imported_nobody_new" : "tab_imported_nothing");
}

/** @param {ImportResult} result @param {boolean} isPreview */
function facts(result, isPreview) {
  const said = [];
  if (isPreview && result.added > 0) {
    said.push(plural("tab_people_new", result.added));
  }
  if (result.updated > 0) {
    said.push(plural("tab_people_updated", result.updated));
  }
  if (result.unchanged > 0) {
    said.push(plural("tab_people_unchanged", result.unchanged));
  }
  if (result.without_address > 0) {
    said.push(plural("tab_people_without_address", result.without_address));
  }
  if (result.exchanges > 0) {
    said.push(plural("tab_people_exchanges", result.exchanges));
  }
  if (result.rejected > 0) {
    said.push(plural("tab_people_rejected", result.rejected));
  }
  return said;
}

/**
 * How many problems are not shown: only the first hundred come.
 *
 * @param {ImportResult} result
 */
export function problemsLeftText({ rejected, problems }) {
  return rejected > problems.length ? plural("tab_problems_more", rejected - problems.length) : "";
}

/** @param {import("../../../shared/wire.js").Progress} progress */
export function importProgressView({ done, total }) {
  const share = total > 0 ? Math.min(Math.round((done / total) * 100), 100) : 0;
  return { share, words: text("tab_import_progress", number(share)) };
}
