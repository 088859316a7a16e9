import assert from "node:assert/strict";
import { test } from "node:test";
import { dayFace } from "../../../extension/background/day/button_face.js";
import { dayView } from "../../../extension/pages/shared/day_view.js";
import {
  changesNothing,
  formOf,
  formStays,
  previewText,
  removeText,
  waysView,
} from "../../../extension/pages/tab/round/pace_view.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

const round = /** @type {any} */ ({
  round: "1",
  per_day: 6,
  writing_days: ["mon", "tue", "wed", "thu", "fri"],
  finishes_on: "2015-11-03",
});
const was = { finishes_on: "2015-11-10", per_day: 5, backlog: 20 };

test("a change says when the round is done, when it is back on pace, and how it is so far", () => {
  const preview = { round, backlog: 20, back_on_pace_on: "2015-03-03", was };
  assert.deepEqual(previewText(preview), {
    title: "6 a day, Monday to Friday: done on 3 November 2015",
    details: [
      "20 notes behind the plan.",
      "Back on pace on 3 March 2015.",
      "So far: done on 10 November 2015.",
    ],
  });
});

test("a change that brings the round on pace says so, and one that does not promises nothing", () => {
  assert.deepEqual(
    previewText({ round, backlog: 0, was }).details[0],
    "On pace: nothing is behind.",
  );
  const never = previewText({ round, backlog: 1, was });
  assert.equal(
    never.details.some((detail) => detail.includes("Back on pace")),
    false,
  );
  const quiet = previewText({ round, backlog: 0, was: { ...was, backlog: 0, ...round } });
  assert.deepEqual(quiet.details, []);
});

test("a form that is as the round is asks for nothing", () => {
  assert.equal(changesNothing({ round: "1" }), true);
  assert.equal(changesNothing({ round: "1", per_day: 6 }), false);
});

test("the three ways after missed days say what comes of them, and what is asked for each", () => {
  const ways = waysView("1", {
    backlog: 20,
    keep: { per_day: 5, finishes_on: "2015-11-12" },
    session: { notes: 20, seconds: 20 * 660, leaves: 0 },
    pace: { per_day: 6, finishes_on: "2015-11-03", finish: "2015-11-06" },
  });
  assert.deepEqual(
    ways.map(({ way, detail, edit, session }) => ({ way, detail, edit, session })),
    [
      {
        way: "keep",
        detail: "What is behind is let go: 5 notes a day as before, done on 12 November 2015.",
        edit: { round: "1", let_go: true },
        session: undefined,
      },
      {
        way: "session",
        detail: "20 notes today, and the round is back on pace. About 4 hours of writing.",
        edit: undefined,
        session: 20,
      },
      {
        way: "pace",
        detail: "6 notes a day from now on: done on 3 November 2015. The plan was 6 November 2015.",
        edit: { round: "1", per_day: 6, let_go: true },
        session: undefined,
      },
    ],
  );
});

test("a way that makes no sense is not offered, and a session that is not enough says what it leaves", () => {
  const [only, ...others] = waysView("1", {
    backlog: 900,
    session: { notes: 200, seconds: 200 * 600, leaves: 700 },
  });
  assert.deepEqual(others, []);
  assert.equal(only.session, 200);
  assert.equal(only.detail, "200 notes today; 700 stay behind. About 33 hours of writing.");
  const [short] = waysView("1", { backlog: 9, session: { notes: 1, seconds: 0, leaves: 8 } });
  assert.equal(short.detail, "1 note today; 8 stay behind.");
});

test("an open form stays with its round and its days off, and with no others", () => {
  const off = [{ from: "2015-04-03", to: "2015-04-06" }];
  const form = formOf({ round: "1", days_off: off });
  assert.equal(formStays("", { round: "1", days_off: [] }), "is made");
  assert.equal(formStays(form, { round: "1", days_off: [...off] }), "stays");
  assert.equal(formStays(form, { round: "1", days_off: [] }), "is made");
  assert.equal(formStays(form, { round: "2", days_off: off }), "closes");
});

test("to remove days off names them", () => {
  assert.equal(removeText("2015-04-03", "2015-04-06"), "Remove: 3 April 2015 to 6 April 2015");
  assert.equal(removeText("2015-04-03", "2015-04-03"), "Remove: 3 April 2015");
  assert.equal(removeText("2015-04-03", ""), "Remove: 3 April 2015");
  assert.equal(removeText("", ""), "Remove");
});

const paused = /** @type {any} */ ({
  name: "Spring",
  date: "2015-03-10",
  start: "2015-01-05",
  paused_on: "2015-03-03",
  writing_day: false,
  quota: 0,
  backlog: 12,
  written: 1,
  skipped: 0,
  people: 1109,
  list_percent: 0.1,
  time_percent: 20,
  written_today: 0,
  queued_today: 0,
  queued: 0,
  due: [],
  session: null,
});

test("a paused round says since when, and asks for nothing", () => {
  const view = dayView(paused);
  assert.equal(view.mood, "paused");
  assert.equal(view.backlog, "");
  assert.deepEqual(view.details, ["Since 3 March 2015. Nothing is due, and nothing piles up."]);
});

test("the button of a paused round looks like a day that is no writing day, and says why", () => {
  const face = dayFace(paused, { waiting: 0, refused: 0 });
  assert.equal(face.badge, "–");
  assert.match(face.title, /^The round is paused/);
});
