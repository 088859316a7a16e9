import assert from "node:assert/strict";
import { test } from "node:test";
import { columnsFor } from "../../../extension/pages/tab/people/people_columns.js";

test("a wide table has all columns, a narrow one those that are needed most", () => {
  assert.equal(columnsFor(1200).size, 7);
  assert.deepEqual(
    [...columnsFor(720)],
    ["family_name", "company", "", "last_exchange", "position"],
  );
  assert.deepEqual([...columnsFor(400)], ["family_name", "company"]);
  assert.deepEqual([...columnsFor(100)], ["family_name"]);
});

test("a wider table never has fewer columns", () => {
  for (let width = 0, before = 0; width < 1500; width += 10) {
    const { size } = columnsFor(width);
    assert.ok(size >= before, String(width));
    before = size;
  }
});
