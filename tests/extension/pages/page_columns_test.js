import assert from "node:assert/strict";
import { test } from "node:test";
import { ColumnChoice } from "../../../extension/pages/tab/import/column_choice.js";

const NAMES = ["Who", "Mail", "Second mail", "Firm"];

test("the choice begins with what is guessed or remembered", () => {
  const columns = { full: "Who", addresses: ["Mail", "Second mail"], company: "Gone" };
  const choice = new ColumnChoice(NAMES, columns);
  assert.deepEqual(
    NAMES.map((_, column) => choice.fieldOf(column)),
    ["full", "addresses", "addresses", ""],
  );
  assert.deepEqual(choice.columns, { full: "Who", addresses: ["Mail", "Second mail"] });
});

test("what one column holds, no other does, but for addresses", () => {
  const choice = new ColumnChoice(NAMES, { full: "Who" });
  choice.choose(3, "full");
  assert.deepEqual(choice.columns, { full: "Firm" });
  choice.choose(1, "addresses");
  choice.choose(2, "addresses");
  choice.choose(3, "");
  assert.deepEqual(choice.columns, { addresses: ["Mail", "Second mail"] });
});

test("without a name there is nothing to preview", () => {
  const choice = new ColumnChoice(NAMES, { addresses: ["Mail"] });
  assert.equal(choice.hasName, false);
  choice.choose(0, "family");
  assert.equal(choice.hasName, true);
});
