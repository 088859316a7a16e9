import assert from "node:assert/strict";
import { test } from "node:test";
import { strFromU8, unzipSync } from "../../../extension/vendor/fflate.js";
import { csvOf } from "../../../extension/pages/shared/csv.js";
import {
  csvArchive,
  EXPORTED,
  jsonText,
  readTables,
} from "../../../extension/pages/tab/settings/exports.js";

/** A host with so many rows in each table. @param {number} total */
function hostWith(total) {
  /** @type {any[]} */
  const asked = [];
  const call = async (/** @type {string} */ method, /** @type {any} */ params) => {
    asked.push({ method, ...params });
    const { what, offset, limit } = params;
    const end = Math.min(offset + limit, total);
    const rows = Array.from({ length: end - offset }, (_, place) => [what, offset + place]);
    return { columns: ["what", "number"], rows, total, ...(end < total && { next: end }) };
  };
  return { asked, call };
}

const going = () => ({ onProgress: () => {}, signal: new AbortController().signal });

test("every table is read to its end, and the way there is told", async () => {
  const { call } = hostWith(1109);
  /** @type {string[]} */
  const told = [];
  const tables = await readTables(call, {
    ...going(),
    onProgress: ({ what, done, total }) => told.push(`${what} ${done}/${total}`),
  });
  assert.deepEqual(told.slice(0, 4), [
    "people 500/1109",
    "people 1000/1109",
    "people 1109/1109",
    "notes 500/1109",
  ]);
  for (const what of EXPORTED) {
    assert.equal(tables?.[what].rows.length, 1109);
  }
});

test("an export that is stopped asks for nothing more", async () => {
  const { asked, call } = hostWith(1109);
  const stop = new AbortController();
  const options = { signal: stop.signal, onProgress: () => stop.abort() };
  assert.equal(await readTables(call, options), null);
  assert.equal(asked.length, 2);
});

/** The cells of a table as any spreadsheet might see them, whatever it takes for a separator. @param {string} csv */
const anyCells = (csv) =>
  csv
    .replace(/^\ufeff/, "")
    .split(/[;,|\t\r\n]/)
    .map((cell) => cell.replace(/^["\s]+/, ""));

test("no cell can run as a formula, wherever a spreadsheet takes it to begin", () => {
  const evil = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "＝1",
    'a",=1',
    "a;=1",
    "a\n@b",
    "a\t-1",
    "|=cmd",
  ];
  const csv = csvOf({ columns: ["name"], rows: evil.map((cell) => [cell]) });
  for (const cell of anyCells(csv)) {
    assert.doesNotMatch(cell, /^[=+\-@＝＋－＠]/, JSON.stringify(cell));
  }
});

test("numbers stay numbers, quotes and lines stay in their cells, and nothing is an empty cell", () => {
  const csv = csvOf({
    columns: ["a", "b"],
    rows: [
      [-5, 'He said "no",\nthen left'],
      [null, ""],
    ],
  });
  assert.equal(csv, '\ufeff"a","b"\r\n-5,"He said ""no"",\nthen left"\r\n,""\r\n');
});

test("the archive has a table for each, and the JSON names every value", async () => {
  const tables = await readTables(hostWith(2).call, going());
  assert.ok(tables);
  const files = unzipSync(csvArchive(tables));
  assert.deepEqual(
    Object.keys(files),
    EXPORTED.map((what) => `${what}.csv`),
  );
  assert.match(strFromU8(files["notes.csv"]), /"what","number"\r\n"notes",0\r\n/);
  const { days } = JSON.parse(jsonText(tables));
  assert.deepEqual(days[1], { what: "days", number: 1 });
});
