import assert from "node:assert/strict";
import { test } from "node:test";
import {
  dayOf,
  daysBetween,
  localInstant,
  nextDayBegins,
} from "../../../../extension/background/day/dates.js";

test("a day begins at four in the morning", () => {
  assert.equal(dayOf(new Date(2015, 0, 6, 3, 59)), "2015-01-05");
  assert.equal(dayOf(new Date(2015, 0, 6, 4, 0)), "2015-01-06");
  assert.equal(dayOf(new Date(2015, 0, 1, 1, 0)), "2014-12-31");
});

test("the next day begins at the next four o'clock", () => {
  assert.deepEqual(nextDayBegins(new Date(2015, 0, 5, 3, 0)), new Date(2015, 0, 5, 4, 0));
  assert.deepEqual(nextDayBegins(new Date(2015, 0, 5, 4, 0)), new Date(2015, 0, 6, 4, 0));
  assert.deepEqual(nextDayBegins(new Date(2015, 11, 31, 23, 0)), new Date(2016, 0, 1, 4, 0));
});

test("days between two dates are counted whole", () => {
  assert.equal(daysBetween("2015-03-28", "2015-03-30"), 2);
  assert.equal(daysBetween("2015-01-01", "2014-12-31"), -1);
});

test("an instant is written with its local offset and means the same moment", () => {
  const instant = new Date(2015, 6, 5, 9, 8, 7);
  assert.match(localInstant(instant), /^2015-07-05T09:08:07[+-]\d\d:\d\d$/);
  assert.equal(Date.parse(localInstant(instant)), instant.getTime());
});
