import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryView } from "../../../extension/pages/panel/memory_view.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

const TODAY = "2026-03-12";

/** @param {Record<string, unknown>} [more] @param {Record<string, unknown>} [person] */
function shown(more = {}, person = {}) {
  return /** @type {import("../../../extension/shared/wire.js").PersonShown} */ ({
    person: {
      id: "1",
      full: "Ann Lee",
      addresses: ["ann@example.org"],
      position: "Director",
      company: "Example",
      connected_on: "2015-03-02",
      url: "https://example.org/in/ann",
      known_from: "Grenoble",
      remark: "Two children",
      ...person,
    },
    turns: [],
    notes: [],
    replies: [],
    ...more,
  });
}

test("who somebody is, in short sentences", () => {
  const view = memoryView(shown(), TODAY);
  assert.equal(view.name, "Ann Lee");
  assert.deepEqual(view.lines, [
    "Director at Example",
    "Known since Mar 2015, 11 years",
    "Known from: Grenoble",
  ]);
  assert.equal(view.profile, "https://example.org/in/ann");
  assert.equal(view.remark, "Two children");
});

test("somebody of whom nothing is known has a name and nothing else", () => {
  const nothing = { position: "", company: "", connected_on: "", url: "", known_from: "" };
  const view = memoryView(shown({}, { ...nothing, full: "", remark: undefined }), TODAY);
  assert.equal(view.name, "ann@example.org");
  assert.deepEqual([view.lines, view.profile, view.remark], [[], "", ""]);
});

test("what they did before, and until when", () => {
  const changes = [
    { on: "2024-03-03", field: "company", was: "Old Works", now: "Example" },
    { on: "2024-03-03", field: "position", was: "", now: "Director" },
  ];
  assert.deepEqual(memoryView(shown({ changes }), TODAY).lines.slice(1, 3), [
    "Until 3 March 2024 at Old Works",
    "Director since 3 March 2024 or earlier",
  ]);
});

test("a profile that is no web address is no link", () => {
  const view = memoryView(shown({}, { url: "javascript:alert(1)" }), TODAY);
  assert.equal(view.profile, "");
});

test("the last exchange says who wrote, when and on which way, and can be opened", () => {
  const last_exchange = {
    at: "2019-03-12T10:00:00+01:00",
    channel: "mail",
    direction: "from",
    subject: "Re: Lunch",
    message_id: "m1@example.org",
  };
  const [entry] = memoryView(shown({ last_exchange }), TODAY).exchanges;
  assert.equal(entry.when, "12 March 2019, to you, Mail");
  assert.equal(entry.subject, "Re: Lunch");
  assert.equal(entry.message, "m1@example.org");
});

test("earlier notes stand with their answers, and no machine's answer counts as one", () => {
  const note = {
    turn: "7",
    channel: "mail",
    message_id: "n1@example.org",
    sent_at: "2025-03-03T09:00:00+01:00",
    subject: "Hello again",
    text: "It has been a while.",
  };
  const reply = { turn: "7", message_id: "r1", from: "", date: "", subject: "", text: "" };
  const replies = [
    { ...reply, outcome: "reply", days: 42 },
    { ...reply, outcome: "auto_reply", days: 0 },
    { ...reply, outcome: "reply", days: 1, turn: "8" },
  ];
  const [entry] = memoryView(shown({ notes: [note], replies }), TODAY).notes;
  assert.equal(entry.when, "3 March 2025, Mail");
  assert.deepEqual(entry.answers, ["Answered after 42 days"]);
});
