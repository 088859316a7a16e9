import assert from "node:assert/strict";
import { test } from "node:test";
import {
  aheadBy,
  calendarFigures,
  calendarSummary,
  knownFromFigures,
  knownFromTable,
  lastDay,
  minuteFigures,
  mostAnswering,
  replyFigures,
  writtenFigures,
} from "../../../extension/pages/shared/pictures/figures.js";
import { nextPlace, placeAt } from "../../../extension/pages/shared/pictures/picture_frame.js";
import { csvOf } from "../../../extension/pages/shared/csv.js";
import { PICTURES } from "../../../extension/pages/shared/pictures/pictures.js";
import { fileName, shortName } from "../../../extension/pages/shared/pictures/saving.js";
import {
  answerWords,
  calendarSentence,
  calendarWords,
  groupText,
  groupWords,
  knownFromSentence,
  minutesSentence,
  minutesWords,
  repliesSentence,
  spanWords,
  writtenSentence,
  writtenWords,
} from "../../../extension/pages/shared/pictures/sentences.js";
import { ticks } from "../../../extension/pages/shared/pictures/time_axis.js";
import { milestoneText, roundToShow } from "../../../extension/pages/tab/progress/progress_page.js";
import { newRound, roundOfAYear } from "./fake_round.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

/** @typedef {import("../../../extension/shared/wire.js").RoundProgress} RoundProgress */

const year = roundOfAYear();
const finished = roundOfAYear("2016-03-01");

/** A round with so much of the year's as a test needs. @param {Partial<RoundProgress>} changes */
const round = (changes) => ({ ...newRound(1109), ...changes });

/** @param {string} date @param {Partial<RoundProgress["days"][number]>} changes */
const day = (date, changes = {}) => ({
  date,
  written: 5,
  seconds: 1500,
  timed: 5,
  quota: 5,
  session: false,
  written_so_far: 5,
  planned_so_far: 5,
  ...changes,
});

test("the sentence says what is written, what was planned, and when it is done at one's pace", () => {
  const behind = round({
    written: 412,
    planned: 430,
    backlog: 18,
    projection: { per_week: 22.4, early: "2015-11-03", likely: "2015-11-16", late: "2015-12-02" },
  });
  assert.equal(
    writtenSentence(behind),
    "412 written, 430 planned by yesterday evening: 18 behind. At your pace of 22.4 notes a week it is done " +
      "between 3 November 2015 and 2 December 2015.",
  );
  assert.equal(aheadBy(behind), -18);
  const soon = { per_week: 10, early: "2015-11-03", likely: "2015-11-03", late: "2015-11-03" };
  assert.match(
    writtenSentence({ ...behind, projection: soon }),
    /10\.0 notes a week it is done on 3 November 2015\.$/,
  );
  const never = { per_week: 0.4, early: "2031-01-01", likely: "2061-01-01" };
  assert.match(
    writtenSentence({ ...behind, projection: never }),
    /done on 1 January 2031 at the earliest\.$/,
  );
  assert.equal(
    writtenSentence(round({ written: 440, planned: 430 })),
    "440 written, 430 planned by yesterday evening: 10 ahead.",
  );
  const today = day("2015-01-01", { written_so_far: 440, planned_so_far: 435 });
  assert.equal(
    writtenSentence(round({ written: 440, planned: 430, days: [today] })),
    "440 written, 435 planned by this evening: 5 ahead.",
  );
  assert.equal(
    aheadBy(round({ written: 433, planned: 430, days: [{ ...today, written_so_far: 433 }] })),
    0,
    "a part of today's share is no lead",
  );
  assert.equal(
    writtenSentence(round({ written: 5, planned: 5, paused_on: "2015-01-03" })),
    "5 of 1,109 written, just as planned. The round has been paused since 3 January 2015.",
  );
});

test("a finished round says when, and is shown as it was however long ago that is", () => {
  const last = finished.days[finished.days.length - 1].date;
  assert.equal(lastDay(finished), last);
  assert.match(writtenSentence(finished), /^All 1,109 notes are written, the last one on .* later/);
  const { to, band, points } = writtenFigures(finished);
  assert.equal(band, null);
  assert.equal(to, last > finished.planned_finish ? last : finished.planned_finish);
  assert.equal(points.at(-1)?.written, 1109);
  assert.equal(calendarFigures(finished).at(-1)?.date, last);
});

test("the lines begin at nothing, and the band ends at everybody", () => {
  const { written, planned, from, to, goal, off, points, band } = writtenFigures(year);
  assert.deepEqual(
    [written[0], planned[0]],
    [
      { date: from, written: 0 },
      { date: from, planned: 0 },
    ],
  );
  assert.equal(from, "2014-12-31");
  assert.equal(written.at(-1)?.date, year.date);
  assert.ok(
    written.every((one, place) => place === 0 || one.written >= written[place - 1].written),
  );
  assert.equal(to, "2016-01-04", "the late end of the band is in the picture");
  assert.deepEqual(off, year.off);
  assert.deepEqual(
    points.slice(-3).map(({ kind, written: notes }) => [kind, notes]),
    [
      ["early", goal],
      ["likely", goal],
      ["late", goal],
    ],
  );
  assert.equal(band?.written, year.written);
});

test("a finish that lies very far off does not press the past into a corner", () => {
  const projection = {
    per_week: 0.2,
    early: "2016-03-01",
    likely: "2017-01-01",
    late: "2190-01-01",
  };
  const { to, points } = writtenFigures({ ...year, projection });
  assert.ok(to < "2019-02-01", to);
  assert.ok(
    points.some(({ kind }) => kind === "late"),
    "its figure is still told in the table",
  );
});

test("each point of the line has its words", () => {
  const point = {
    date: "2015-03-03",
    kind: /** @type {const} */ ("day"),
    written: 412,
    planned: 430,
  };
  assert.equal(writtenWords(point), "Tuesday, 3 March 2015: 412 written, 430 planned, 18 behind");
  assert.match(writtenWords({ ...point, planned: 400 }), /412 written, 400 planned, 12 ahead$/);
  assert.match(writtenWords({ ...point, planned: 412 }), /412 written, just as planned$/);
  assert.match(
    writtenWords({ ...point, kind: "late", written: 1109 }),
    /all 1,109 written, if it goes/,
  );
});

test("the calendar has every day, and tells days off, missed days and sessions apart", () => {
  const made = round({
    date: "2015-01-14",
    days: [
      day("2015-01-01"),
      day("2015-01-02", { written: 2 }),
      day("2015-01-03", { written: 12, quota: 0, session: true }),
      day("2015-01-06", { written: 9, session: true }),
      day("2015-01-12"),
    ],
    off: [
      { from: "2014-12-01", to: "2014-12-31" },
      { from: "2015-01-08", to: "2015-01-09" },
    ],
    written: 33,
  });
  const days = calendarFigures(made);
  assert.deepEqual(
    days.map(({ state }) => state),
    [
      ...["reached", "some", "session", "free"],
      ...["none", "session", "none", "off", "off", "free", "free"],
      ...["reached", "none", "none"],
    ],
  );
  assert.deepEqual(calendarSummary(days), {
    written: 5,
    writingDays: 7,
    reached: 3,
    sessions: 2,
    longest: 3,
  });
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 7].map((place) => calendarWords(days[place]).replace(/^.*?: /, "")),
    [
      "5 notes, the share of 5 is written",
      "2 notes, the share was 5",
      "a session, 12 notes",
      "no writing day",
      "nothing written",
      "a session, 9 notes, the share was 5",
      "a day off",
    ],
  );
  assert.match(calendarSentence(made), /wrote on 5 days\. On 3 of 7 writing days .* 2 sessions\./);
});

test("a calendar of many years shows the last ones and says so", () => {
  const long = roundOfAYear("2022-06-01", 10_000);
  assert.match(calendarSentence(long), /The last 6 years are shown\.$/);
  assert.doesNotMatch(calendarSentence(year), /are shown/);
  assert.equal(calendarFigures(long)[0].date, "2015-01-01");
});

test("each day of the calendar is judged by the pace that held on it, and today once it is over", () => {
  const made = round({
    date: "2015-01-13",
    start: "2015-01-05",
    per_day: 2,
    writing_days: ["mon", "tue"],
    paces: [
      { from: "2015-01-05", per_day: 5, writing_days: ["mon", "wed"] },
      { from: "2015-01-12", per_day: 2, writing_days: ["mon", "tue"] },
    ],
    days: [day("2015-01-02", { quota: 0, session: true }), day("2015-01-05")],
    written: 10,
  });
  const days = calendarFigures(made);
  assert.deepEqual(
    days.filter(({ quota }) => quota > 0).map(({ date, quota, state }) => [date, quota, state]),
    [
      ["2015-01-05", 5, "reached"],
      ["2015-01-07", 5, "none"],
      ["2015-01-12", 2, "none"],
      ["2015-01-13", 2, "none"],
    ],
  );
  assert.deepEqual(
    days.slice(0, 2).map(({ date }) => date),
    ["2015-01-02", "2015-01-05"],
    "no empty days before the start",
  );
  assert.equal(calendarSummary(days).writingDays, 3);
  assert.match(calendarWords(days[days.length - 1]), /nothing written yet$/);
  const part = day("2015-01-13", { written: 1, quota: 2 });
  const begun = calendarFigures({ ...made, days: [...made.days, part] });
  assert.equal(calendarSummary(begun).writingDays, 3);
  const reached = calendarFigures({ ...made, days: [...made.days, { ...part, written: 2 }] });
  assert.equal(calendarSummary(reached).writingDays, 4);
});

test("days of a pause that goes on are no missed days", () => {
  const paused = round({
    date: "2015-01-09",
    days: [day("2015-01-01")],
    written: 5,
    paused_on: "2015-01-05",
  });
  assert.deepEqual(
    calendarFigures(paused).map(({ state }) => state),
    ["reached", "none", "free", "free", "off", "off", "off", "off", "off"],
  );
});

test("replies are counted in weeks, in a long round in months, and their time in days", () => {
  const answers = [
    { date: "2015-01-20", days: 9, turn: "3" },
    { date: "2015-01-08", days: 1, turn: "1" },
    { date: "2015-01-21", days: 0, turn: "2" },
  ];
  const short = round({ date: "2015-01-30", written: 10, answers, days: [day("2015-01-01")] });
  const { spans, span, median, latest } = replyFigures(short);
  assert.equal(span, "week");
  assert.deepEqual(
    spans.map(({ from, count }) => [from, count]),
    [
      ["2014-12-29", 0],
      ["2015-01-05", 1],
      ["2015-01-12", 0],
      ["2015-01-19", 2],
      ["2015-01-26", 0],
    ],
  );
  assert.deepEqual([median, latest], [1, 9]);
  const even = { date: "2015-01-21", days: 4, turn: "4" };
  assert.equal(replyFigures({ ...short, answers: [...answers, even] }).median, 4, "as the host");
  assert.equal(
    repliesSentence(short),
    "3 of 10 notes were answered (30.0%). Half of the replies came within 1 day; the latest took 9 days.",
  );
  assert.match(repliesSentence(round({ written: 1 })), /^0 of 1 note was answered/);
  assert.equal(spanWords(spans[0], span), "The week of 29 December 2014: no reply");
  assert.match(spanWords(spans[3], span), /2 replies, half of them within 9 days$/);
  assert.match(answerWords(answers[0]), /20 January 2015: a reply after 9 days$/);
  assert.match(answerWords(answers[2]), /a reply on the same day$/);

  const long = replyFigures(year);
  assert.equal(long.span, "month");
  assert.equal(
    long.spans.reduce((total, { count }) => total + count, 0),
    year.answers.length,
  );
  assert.ok(long.spans.every(({ from }) => from.endsWith("-01")));
});

test("replies that come after the last note are in the picture", () => {
  const late = { date: "2017-02-14", days: 420, turn: "9" };
  const { spans } = replyFigures({ ...finished, answers: [...finished.answers, late] });
  assert.equal(spans.at(-1)?.from, "2017-02-01");
  assert.equal(spans.at(-1)?.count, 1);
});

test("minutes a note are weighed by notes, and days without a time are left out", () => {
  const made = round({
    written: 11,
    days: [
      day("2015-01-01", { seconds: 600, timed: 1 }),
      day("2015-01-02", { seconds: 0, timed: 0 }),
      day("2015-01-05", { seconds: 1200, timed: 4, written: 5 }),
    ],
  });
  const { days, notes, mean, first } = minuteFigures(made);
  assert.deepEqual(
    days.map(({ minutes, running }) => [minutes, running]),
    [
      [10, 10],
      [5, 6],
    ],
  );
  assert.deepEqual([notes, mean, first], [5, 6, undefined]);
  assert.equal(
    minutesSentence(made),
    "6.0 minutes a note on average; the time of 5 of 11 notes is known.",
  );
  assert.match(minutesWords(days[1]), /5\.0 minutes a note, 4 notes; 6\.0 over the last ten days$/);
  assert.match(
    minutesSentence(year),
    /In the first ten days it was [\d.]+, in the last ten [\d.]+\.$/,
  );
});

test("many ways of being known are summed in the picture and listed in the table", () => {
  const one = { people: 10, written: 4, skipped: 0, replies: 1, seconds: 1200, timed: 4 };
  const by_known_from = [
    ...Array.from({ length: 50 }, (_, place) => ({ known_from: `Choir ${place}`, ...one })),
    { known_from: null, ...one, people: 70 },
  ];
  const many = { ...year, by_known_from };
  const groups = knownFromFigures(many);
  assert.equal(groups.length, 15);
  const [others] = groups.slice(-1);
  assert.deepEqual([others.name, others.people, others.written], [null, 36 * 10 + 70, 37 * 4]);
  assert.deepEqual([others.replyShare, others.minutes], [0.25, 5]);
  assert.equal(groupText(others), "all others", "how many groups the host has summed is not known");
  const [rest] = knownFromFigures({ ...year, by_known_from: by_known_from.slice(0, 20) }).slice(-1);
  assert.equal(groupText(rest), "6 other groups");
  assert.equal(knownFromTable(many).length, 51);
});

test("by how people are known: who answers most, among those of whom that can be said", () => {
  const groups = knownFromFigures(year);
  const best = mostAnswering(groups);
  assert.ok(best && best.name && best.written >= 10);
  assert.match(
    knownFromSentence(year),
    /^The largest group: Northwind.*Those from .* answer most often: [\d.]+% of their notes/,
  );
  assert.equal(mostAnswering(knownFromFigures(newRound(3))), null);
  assert.match(knownFromSentence(newRound(3)), /^It is not noted of anybody/);
  const unknown = groups.find(({ name }) => name === "");
  assert.match(
    groupWords(/** @type {any} */ (unknown), "written"),
    /^not known: written to \d+ of 81/,
  );
  const [none] = knownFromFigures(newRound(3));
  assert.match(groupWords(none, "replies"), /no note yet$/);
  assert.match(groupWords(none, "minutes"), /no time is known$/);
});

test("every picture has kind words for a round in which nothing has happened", () => {
  for (const picture of PICTURES) {
    assert.ok(picture.title(), picture.name);
    assert.ok(picture.empty(newRound(1)).length > 10, picture.name);
    assert.equal(picture.empty(year), "", picture.name);
    const { columns, rows } = picture.table(year);
    assert.ok(rows.length > 5, picture.name);
    assert.ok(rows.every((row) => row.length === columns.length));
  }
});

test("a saved table runs nothing, and keeps its quotes and its numbers", () => {
  const rows = [
    ['=HYPERLINK("https://example.org")', "+1", "-2", "@SUM(A1)"],
    ["\t=1", "\r=1", 'She said "no", twice', "two\nlines"],
    ["a;=1", "a,=1", "b", "c"],
    [-3, 4.5, null, "plain"],
  ];
  const csv = csvOf({ columns: ["a", "b", "c", "d"], rows });
  assert.equal(
    csv,
    [
      '\ufeff"a","b","c","d"',
      `"'=HYPERLINK(""https://example.org"")","'+1","'-2","'@SUM(A1)"`,
      `"'\t'=1","'\r'=1","She said ""no"", twice","two\nlines"`,
      `"a;'=1","a,'=1","b","c"`,
      '-3,4.5,,"plain"',
      "",
    ].join("\r\n"),
  );
});

test("a file's name can be a file's name anywhere", () => {
  assert.equal(
    fileName("Everyone - Replies 2015-03-18", "svg"),
    "Everyone - Replies 2015-03-18.svg",
  );
  assert.equal(fileName('../a\\b:c*?"<>|\n d...', "csv"), ".. a b c d.csv");
  assert.equal(fileName("///", "png"), "rounds.png");
  const long = shortName("🙂".repeat(300));
  assert.equal(
    fileName(`${long} - Replies 2015-03-18`, "svg"),
    `${"🙂".repeat(40)} - Replies 2015-03-18.svg`,
    "what was saved, and when, is never cut off",
  );
});

const grid = [0, 1, 2].flatMap((row) =>
  [10, 20, 30].map((x) => ({ x, y: 10 * row, row, words: `${row}/${x}`, width: 8, height: 8 })),
);
/** @param {string[]} keys */
const walk = (keys) =>
  keys.reduce((at, key) => /** @type {number} */ (nextPlace(grid, at, key)), -1);

test("the arrow keys go from figure to figure and stop at the edges", () => {
  assert.equal(walk(["ArrowRight"]), 0);
  assert.equal(walk(["End"]), 8);
  assert.equal(walk(["Home", "ArrowRight", "ArrowRight", "ArrowRight"]), 2);
  assert.equal(walk(["Home", "ArrowRight", "ArrowDown"]), 4);
  assert.equal(walk(["Home", "ArrowDown", "ArrowDown", "ArrowDown"]), 6);
  assert.equal(walk(["End", "ArrowUp", "ArrowLeft"]), 4);
  assert.equal(walk(["Home", "PageDown"]), 2);
  assert.equal(nextPlace(grid, 4, "a"), null);
  assert.equal(nextPlace(grid, -1, "Tab"), null);
});

test("the pointer gets the figure that it is on, and none in the void", () => {
  assert.equal(placeAt(grid, 20, 11), 4);
  assert.equal(placeAt(grid, 200, 200), -1);
  assert.equal(placeAt([], 1, 1), -1);
});

test("a time axis has as many ticks as there is room for, over a day or over forty years", () => {
  for (const [from, to] of [
    ["2015-01-01", "2015-01-01"],
    ["2015-01-01", "2015-02-10"],
    ["2015-01-01", "2015-11-06"],
    ["2015-01-01", "2055-01-01"],
  ]) {
    for (const width of [200, 900]) {
      const { days } = ticks(from, to, width);
      assert.ok(days.length >= 1 && days.length <= width / 64 + 2, `${from} ${to} ${days.length}`);
      assert.ok(days.every((one) => from <= one && one <= to));
    }
  }
});

test("the newest running round is shown, and any other that is chosen", () => {
  const rounds = /** @type {any[]} */ ([
    { round: "4", running: false },
    { round: "3", running: true },
    { round: "2", running: true },
    { round: "1", running: false },
  ]);
  assert.equal(roundToShow(rounds, "")?.round, "3");
  assert.equal(roundToShow(rounds, "1")?.round, "1");
  assert.equal(roundToShow(rounds, "gone")?.round, "3");
  const done = rounds.filter(({ running }) => !running);
  assert.equal(roundToShow(done, "")?.round, "4");
  assert.equal(roundToShow([], ""), null);
});

test("every milestone has a name", () => {
  const some = { on: "2015-01-01", turn: "1", name: "Ana Abreu" };
  assert.equal(milestoneText({ kind: "hundredth", count: 300, ...some }), "Note number 300");
  for (const kind of /** @type {const} */ (["first", "half", "last"])) {
    assert.doesNotMatch(milestoneText({ kind, count: 1, ...some }), /_/);
  }
});
