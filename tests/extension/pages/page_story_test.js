import assert from "node:assert/strict";
import { test } from "node:test";
import { ChosenKeeper } from "../../../extension/pages/tab/story/story_chosen.js";
import { escaped, storyFile } from "../../../extension/pages/tab/story/story_file.js";
import {
  afterText,
  silenceText,
  storyView,
} from "../../../extension/pages/tab/story/story_view.js";
import { World } from "../support/background.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

const person = (/** @type {string} */ full, id = full) => ({ id, full });
const round = /** @type {any} */ ({
  round: "1",
  name: "Spring",
  start: "2015-01-05",
  people: 4,
  written: 3,
  skipped: 1,
  running: false,
});

/** @param {Record<string, unknown>} [changes] */
const story = (changes) =>
  /** @type {import("../../../extension/shared/wire.js").Story} */ ({
    round,
    notes: 3,
    seconds: 1800,
    timed: 3,
    sessions: 1,
    writing_days: 2,
    first: { turn: "1", person: person("Ann Aaron"), on: "2015-01-05" },
    last: { turn: "3", person: person("Zoe Zuse"), on: "2015-01-06" },
    longest_day: { on: "2015-01-06", written: 2, seconds: 1200 },
    replies: 2,
    reply_percent: 66.7,
    quickest: { turn: "1", person: person("Ann Aaron"), days: 0, hours: 3, on: "2015-01-05" },
    latest: { turn: "3", person: person("Zoe Zuse"), days: 42, on: "2015-02-17" },
    median_days: 21,
    found_again: [{ person: person("Zoe Zuse"), years: 11.4, on: "2015-01-06", answered: true }],
    channels: { mail: 2, paper: 1 },
    bounces: 0,
    skipped: 1,
    remembered: [
      { person: person("Ann Aaron", "7"), remark: "Plays the cello" },
      { person: person("Zoe Zuse", "9"), remark: "Is moving to Oslo" },
    ],
    milestones: [{ kind: "half", count: 2, on: "2015-01-06", turn: "2", name: "Bob Beck" }],
    ...changes,
  });

/** All that a story says. @param {import("../../../extension/pages/tab/story/story_view.js").StoryView} view */
const said = ({ title, lead, sections }) =>
  [
    title,
    lead,
    ...sections.flatMap(({ heading, paragraphs, list = [] }) => [heading, ...paragraphs, ...list]),
  ].filter(Boolean);

test("a story that is over is told from its first note to its last", () => {
  assert.deepEqual(said(storyView(story())), [
    "The story of “Spring”",
    "From 5 January 2015 to 6 January 2015.",
    "The first note went to Ann Aaron, on 5 January 2015. The last one went to Zoe Zuse, on 6 January 2015.",
    "The writing",
    "You wrote 3 notes, on 2 days. That took you about 30 minutes. 10 minutes for each. " +
      "Once you sat down for more than the day’s share. The longest day was 6 January 2015, with 2 notes.",
    "2 went by mail and 1 on paper. 1 person was left out on purpose.",
    "The answers",
    "2 notes were answered: 66.7% of all. Half of the answers came within 21 days.",
    "The quickest answer came from Ann Aaron, after 3 hours. The latest one came from Zoe Zuse, after 42 days.",
    "Found again",
    "You wrote to Zoe Zuse after 11 years of silence, and got an answer.",
    "On the way",
    "6 January 2015: half of the list, with Bob Beck",
  ]);
});

test("a story under way, and one that has not begun, say so", () => {
  const underWay = said(storyView(story({ round: { ...round, people: 9, running: true } })));
  assert.equal(underWay[1], "Begun on 5 January 2015, and still under way: 4 of 9 so far.");
  assert.match(underWay[2], /The latest one so far went to Zoe Zuse/);
  const none = said(storyView(story({ notes: 0, replies: 0 }), { words: "Soon." }));
  assert.deepEqual(none.slice(1), [
    "Nothing is written yet. The story begins with the first note.",
    "Soon.",
  ]);
});

test("without answers nothing is demanded, and unknown times are not made up", () => {
  const words = said(storyView(story({ replies: 0, timed: 0, seconds: 0 }))).join("\n");
  assert.match(words, /A note is a gift/);
  assert.doesNotMatch(words, /minutes|quickest/);
  const part = said(storyView(story({ timed: 2, seconds: 1200 }))).join("\n");
  assert.match(part, /The 2 whose time is known took you about 20 minutes\. 10 minutes for each\./);
  const short = said(storyView(story({ timed: 2, seconds: 70 }))).join("\n");
  assert.match(short, /took you about a minute\./);
  assert.doesNotMatch(short, /for each/);
});

test("the ways of writing make a sentence without mail, too, and one note is no long day", () => {
  const changes = { channels: { paper: 1, pigeon: 2 }, timed: 1, seconds: 1200 };
  const longest_day = { on: "2015-01-06", written: 1, seconds: 1200 };
  const words = said(storyView(story({ ...changes, longest_day }))).join("\n");
  assert.match(words, /They went: 1 on paper and 2 in other ways\./);
  assert.match(words, /The one whose time is known took you about 20 minutes\./);
  assert.doesNotMatch(words, /longest day/);
});

test("no remark stands in the story unless it was ticked, and one's own words stand first", () => {
  assert.doesNotMatch(said(storyView(story())).join("\n"), /cello|Oslo/);
  const view = storyView(story(), { remarks: ["9"], words: "What a year.\n\nTruly. " });
  assert.deepEqual(view.sections[0].paragraphs.slice(0, 2), ["What a year.", "Truly."]);
  assert.deepEqual(view.sections.at(-1)?.list, ["Zoe Zuse: Is moving to Oslo"]);
});

test("how long an answer took, and a silence lasted, is said in the unit that fits", () => {
  assert.equal(afterText({ days: 0, hours: 0.4 }), "on the same day");
  assert.equal(afterText({ days: 1, hours: 26 }), "after 26 hours");
  assert.equal(afterText({ days: 1 }), "after 1 day");
  assert.equal(afterText({ days: 61, hours: 1464 }), "after 61 days");
  assert.equal(afterText({ days: 187 }), "after 6 months");
  assert.equal(afterText({ days: 729 }), "after 24 months");
  assert.equal(afterText({ days: 730 }), "after 24 months");
  assert.equal(afterText({ days: 731 }), "after 2 years");
  assert.equal(afterText({ days: 800 }), "after 2 years");
  assert.equal(silenceText(0.4), "after 5 months");
  assert.equal(silenceText(1.9), "after 1 year");
});

test("the file needs nothing else, and nothing in it can run", () => {
  const name = `</title><script>alert(1)</script><img src=x onerror='x'> & "Co"`;
  const file = storyFile(
    storyView(
      story({ round: { ...round, name }, first: { person: person(name), on: "2015-01-05" } }),
      {
        words: "<iframe src=//x>",
        pictures: true,
      },
    ),
    { language: `en"><script>`, pictures: ["<svg><text>A &lt; B</text></svg>"] },
  );
  const tags = new Set([...file.matchAll(/<\/?([a-z!][\w]*)/gi)].map(([, tag]) => tag));
  assert.deepEqual(
    tags,
    new Set(
      "!doctype html head meta title style body h1 p section h2 ul li figure svg text".split(" "),
    ),
  );
  assert.ok(file.includes(escaped(name)));
  assert.doesNotMatch(file, /(src|href)=(?!x|\/\/x)/);
  assert.match(file, /<figure><svg><text>A &lt; B<\/text><\/svg><\/figure>/);
  assert.match(file, /default-src 'none'/);
});

test("what is put into a story is there again when the tab is closed and opened", async () => {
  const { thunderbird } = new World();
  /** @type {(() => void)[]} */
  const later = [];
  const keeper = new ChosenKeeper((act) => later.push(act));
  assert.deepEqual(await keeper.read("1"), { words: "", remarks: [] });
  keeper.keep("1", { words: "What", remarks: [] });
  keeper.keep("1", { words: "What a year.", remarks: ["7"] });
  keeper.keep("2", { words: "Thanks.", remarks: [] });
  assert.equal((await keeper.read("1")).words, "What a year.", "before it is written, too");
  assert.equal(later.length, 1, "one moment for all that is typed");
  assert.deepEqual(thunderbird.local.values, {});
  later[0]();
  const again = new ChosenKeeper(() => {});
  assert.deepEqual(await again.read("1"), { words: "What a year.", remarks: ["7"] });
  assert.deepEqual(await again.read("2"), { words: "Thanks.", remarks: [] });
});
