import assert from "node:assert/strict";
import { test } from "node:test";
import { findingsOf, memoryOf } from "../../../extension/pages/tab/today/elsewhere_view.js";
import {
  conditionAround,
  previewParts,
} from "../../../extension/pages/tab/templates/structures_view.js";
import { viewOf } from "../../../extension/pages/tab/tab_view.js";
import { sentences } from "../support/sentences.js";

const settled = { wish: "", away: false, hasRound: true, people: 1109 };

test("the structures, and the page for a note elsewhere, are shown when they are wished for", () => {
  assert.equal(viewOf({ ...settled, wish: "structures" }), "structures");
  assert.equal(viewOf({ ...settled, wish: "structures", hasRound: false }), "structures");
  assert.equal(viewOf({ ...settled, wish: "structures", people: 0 }), "import");
  assert.equal(viewOf({ ...settled, wish: "elsewhere-12" }), "elsewhere");
  assert.equal(viewOf({ ...settled, wish: "elsewhere-12", hasRound: false }), "plan");
  assert.equal(viewOf({ ...settled, wish: "elsewhere-12", away: true }), "trouble");
});

test("a preview shows where the personal part goes, if it goes anywhere", () => {
  const filled = { subject: "Hello", body: "Dear Ann,\n\n\n\nBye" };
  assert.deepEqual(previewParts({ ...filled, personal_at: 11 }), {
    subject: "Hello",
    before: "Dear Ann,\n\n",
    personal: true,
    after: "\n\nBye",
  });
  const without = previewParts(filled);
  assert.equal(without.personal, false);
  assert.equal(without.before + without.after, filled.body);
});

test("a condition is put around what is selected", () => {
  assert.deepEqual(conditionAround("changed_jobs"), ["{{#changed_jobs}}", "{{/changed_jobs}}"]);
});

test("of a note without recipients and subject only its words are looked at", () => {
  const of = (/** @type {any} */ where) => /** @type {any} */ ({ where, message: where });
  assert.deepEqual(
    findingsOf([of("to"), of("body"), of("subject")]).map(({ message }) => message),
    ["body"],
  );
});

test("what there is to remember has its words and its day, and nothing empty", () => {
  const person = { id: "1", full: "Ann", addresses: [], known_from: "Choir", remark: "" };
  assert.deepEqual(memoryOf(person, {}), [{ key: "elsewhere_known_from", words: "Choir" }]);
  const memory = memoryOf(
    { ...person, known_from: "", remark: "Two children" },
    {
      notes: [
        { sent_at: "2014-05-01T12:00:00+02:00", subject: "Hello", text: "How are you?" },
        { sent_at: "2013-05-01T12:00:00+02:00" },
      ],
      replies: [{ date: "2014-05-03T12:00:00+02:00", text: "Fine" }],
      last_exchange: { at: "2012-01-02T10:00:00Z", subject: "Lunch" },
    },
  );
  assert.deepEqual(
    memory.map(({ on, words }) => [on, words]),
    [
      [undefined, "Two children"],
      ["2012-01-02", "Lunch"],
      ["2014-05-01", "How are you?"],
      ["2014-05-03", "Fine"],
    ],
  );
  for (const { key } of memory) {
    assert.ok(sentences[key], key);
  }
});
