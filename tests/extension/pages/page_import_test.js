import assert from "node:assert/strict";
import { test } from "node:test";
import { FileRefused } from "../../../extension/pages/tab/import/file_text.js";
import {
  fileProblem,
  importedView,
  importProgressView,
  previewView,
  problemsLeftText,
} from "../../../extension/pages/tab/import/import_view.js";
import { RoundsError } from "../../../extension/shared/rounds_error.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

/** @param {Record<string, unknown>} changes */
const result = (changes = {}) =>
  /** @type {import("../../../extension/pages/tab/import/import_view.js").ImportResult} */ ({
    format: "linkedin",
    people: 10,
    added: 7,
    updated: 1,
    unchanged: 2,
    rejected: 0,
    without_address: 3,
    exchanges: 0,
    problems: [],
    sample: [],
    ...changes,
  });

test("a preview tells everything that the import would do", () => {
  const view = previewView(result({ rejected: 2 }));
  assert.equal(view.title, "10 people found");
  assert.equal(view.nothingNew, false);
  assert.deepEqual(
    view.facts.map((fact) => fact.slice(0, 12)),
    ["7 are new.", "1 is known a", "2 are known ", "3 have no ma", "2 lines coul"],
  );
});

test("a file with nothing new offers nothing to import", () => {
  assert.equal(previewView(result({ added: 0, updated: 0, unchanged: 10 })).nothingNew, true);
});

test("an import tells what came of it", () => {
  assert.equal(importedView(result({ people: undefined })).title, "7 people are new");
  assert.equal(importedView(result({ added: 1 })).title, "1 person is new");
  assert.equal(importedView(result({ added: 0, updated: 2 })).title, "Nobody is new");
  assert.equal(importedView(result({ added: 0, updated: 0 })).title, "Everybody was known already");
});

test("problems beyond the first hundred are counted", () => {
  const problems = new Array(100).fill({ line: 1, reason: "" });
  assert.equal(problemsLeftText(result({ rejected: 100, problems })), "");
  assert.equal(problemsLeftText(result({ rejected: 1234, problems })), "And 1,134 more lines.");
});

test("every refused file says that nothing was changed and what to do", () => {
  const file = { name: "list.csv", size: 300 * 1024 * 1024 };
  /** @type {import("../../../extension/pages/tab/import/file_text.js").WhyRefused[]} */
  const all = ["empty", "too_large", "archive_too_large", "spreadsheet", "unreadable"];
  for (const why of all) {
    const { message } = fileProblem(new FileRefused(why), file);
    assert.match(message, /^list\.csv .*Nothing was changed\. \w+/, why);
  }
  assert.match(fileProblem(new FileRefused("too_large"), file).message, /300 MB.* 32 MB/);
});

test("what the host refuses is said in its words, under a title that says what was kept", () => {
  const refused = new RoundsError("invalid", "list.csv is not a CSV file.");
  assert.deepEqual(fileProblem(refused, { name: "list.csv", size: 1 }), {
    title: "Nothing was imported",
    message: "list.csv is not a CSV file.",
  });
});

test("a stop says that nothing was changed", () => {
  const stopped = new RoundsError("cancelled", "x");
  assert.match(fileProblem(stopped, { name: "list.csv", size: 1 }).message, /^Nothing was changed/);
});

test("a host that went away in between says nothing of what was stored", () => {
  const away = new RoundsError("host_failed", "The host stopped.");
  const { title, message } = fileProblem(away, { name: "list.csv", size: 1 });
  assert.doesNotMatch(title, /Nothing/);
  assert.match(message, /^The host stopped\. .*once more/);
});

test("progress never goes past the end", () => {
  assert.equal(importProgressView({ done: 0, total: 0 }).share, 0);
  assert.equal(importProgressView({ done: 12000, total: 30000 }).share, 40);
  assert.equal(importProgressView({ done: 31000, total: 30000 }).share, 100);
});

test("what an archive brings beside people is told, and worth an import alone", () => {
  const view = previewView(result({ added: 0, updated: 0, exchanges: 4 }));
  assert.equal(view.nothingNew, false);
  assert.match(view.facts.join(" "), /last messages with 4 of them/);
});
