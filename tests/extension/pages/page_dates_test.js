import assert from "node:assert/strict";
import { test } from "node:test";
import {
  addDays,
  dateText,
  isDay,
  nextMonday,
  noonOf,
  snoozeChoices,
  sinceText,
  weekdaysText,
} from "../../../extension/pages/shared/dates.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

test("a day is one that the calendar has", () => {
  assert.ok(isDay("2024-02-29"));
  for (const wrong of ["2023-02-29", "2023-13-01", "23-01-01", "2023-1-1", "", "tomorrow"]) {
    assert.equal(isDay(wrong), false, wrong);
  }
});

test("days are added across months, years and changes of the clock", () => {
  assert.equal(addDays("2015-12-31", 1), "2016-01-01");
  assert.equal(addDays("2016-02-28", 1), "2016-02-29");
  assert.equal(addDays("2015-03-28", 2), "2015-03-30");
});

test("next week begins on the Monday after today, on a Monday too", () => {
  assert.equal(nextMonday("2015-01-05"), "2015-01-12");
  assert.equal(nextMonday("2015-01-11"), "2015-01-12");
});

test("since when somebody is known, with full years only", () => {
  assert.equal(sinceText("2004-03-11", "2015-03-11"), "known since Mar 2004, 11 years");
  assert.equal(sinceText("2013-03-12", "2015-03-11"), "known since Mar 2013, 1 year");
  assert.equal(sinceText("2015-01-05", "2015-03-11"), "known since Jan 2015");
  assert.equal(sinceText("", "2015-03-11"), "");
  assert.equal(sinceText("11.03.2004", "2015-03-11"), "");
});

test("weekdays in a row are told by the first and the last", () => {
  assert.equal(weekdaysText(["mon", "tue", "wed", "thu", "fri"]), "Monday to Friday");
  assert.equal(weekdaysText(["fri", "mon", "wed"]), "Monday, Wednesday and Friday");
  assert.equal(weekdaysText(["sat", "sun"]), "Saturday and Sunday");
  assert.equal(weekdaysText(["tue"]), "Tuesday");
  assert.equal(weekdaysText(["sun", "sat", "fri", "thu", "wed", "tue", "mon"]), "every day");
});

test("a date is written as the user writes it", () => {
  assert.equal(dateText("2015-11-06"), "6 November 2015");
});

test("noon of a day is on that day, with the local offset", () => {
  const noon = noonOf("2015-07-01");
  assert.match(noon, /^2015-07-01T12:00:00[+-]\d\d:\d\d$/);
  assert.equal(new Date(noon).getTime(), new Date(2015, 6, 1, 12).getTime());
});

test("somebody is put off to the next writing day, or to Monday", () => {
  const choices = (/** @type {[string, string?]} */ ...days) =>
    snoozeChoices(...days).map(({ label, day }) => [label, day]);
  const monday = ["Next week (Monday 12 January)", "2015-01-12"];
  assert.deepEqual(choices("2015-01-06", "2015-01-07"), [["Tomorrow", "2015-01-07"], monday]);
  assert.deepEqual(choices("2015-01-09", "2015-01-12"), [["Monday 12 January", "2015-01-12"]]);
  assert.deepEqual(choices("2015-01-06", "2015-01-08"), [
    ["Thursday 8 January", "2015-01-08"],
    monday,
  ]);
  // Of a paused round nobody knows when it goes on.
  assert.deepEqual(choices("2015-01-06"), [["Tomorrow", "2015-01-07"], monday]);
});
