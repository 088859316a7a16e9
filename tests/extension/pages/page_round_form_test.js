import assert from "node:assert/strict";
import { test } from "node:test";
import { editParams, paceProblem } from "../../../extension/pages/tab/round/pace_view.js";
import {
  changed,
  createParams,
  emptyForm,
  fieldOf,
  formProblem,
  planned,
  planParams,
  planText,
} from "../../../extension/pages/tab/round/round_form.js";
import {
  paceFor,
  valueOf,
  whomGroups,
  withChosen,
} from "../../../extension/pages/tab/round/whom.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

const plan = { people: 1109, per_day: 5, finishes_on: "2015-11-06", writing_days_count: 222 };

test("a round of some asks for them alone", () => {
  const form = { ...emptyForm("2015-01-01"), people: ["1", "2"] };
  assert.deepEqual(planParams(form).people, ["1", "2"]);
  assert.deepEqual(createParams(form).people, ["1", "2"]);
  assert.equal("people" in planParams(emptyForm("2015-01-01")), false);
});

test("the next round asks for a part of an earlier one, or for whom a rule is about", () => {
  const [after, byRule] = whomGroups(
    [{ round: "7", name: "Spring" }],
    [
      {
        rule: "1",
        name: "",
        when: { company: "Acme" },
        known_from: "",
        leave_out: true,
        people: 3,
      },
    ],
  );
  assert.deepEqual(
    after.choices.map(({ label }) => label),
    [
      "Those of “Spring” who did not answer",
      "Those of “Spring” who answered",
      "People new since “Spring”",
      "Everyone of “Spring” again",
    ],
  );
  const form = changed(emptyForm("2016-01-01"), { of: after.choices[0].of });
  assert.deepEqual(planParams(form).of, { round: "7", which: "not_answered" });
  assert.deepEqual(createParams(changed(form, { of: byRule.choices[0].of })).of, {
    when: { company: "Acme" },
  });
  assert.equal("of" in planParams(changed(form, { of: undefined })), false);
  const values = [...after.choices, ...byRule.choices].map(({ value }) => value);
  assert.equal(new Set([valueOf(undefined), ...values]).size, 6);
});

test("thanks are written one a day", () => {
  assert.equal(paceFor("answered"), 1);
  assert.equal(paceFor("everyone"), undefined);
});

test("a new form is ready to be used as it is", () => {
  const form = emptyForm("2015-01-01");
  assert.equal(form.name, "Round of January 2015");
  assert.equal(formProblem(form), null);
  assert.deepEqual(planParams(form), {
    start: "2015-01-01",
    per_day: 5,
    writing_days: ["mon", "tue", "wed", "thu", "fri"],
    order: "family_name",
  });
});

test("the finish follows the pace, and the plan is told in one sentence", () => {
  const form = planned(emptyForm("2015-01-01"), plan);
  assert.equal(form.finish, "2015-11-06");
  assert.equal(planText(form, plan), "5 a day, Monday to Friday: done on 6 November 2015");
});

test("the pace follows the finish, until the pace is chosen again", () => {
  const byFinish = changed(emptyForm("2015-01-01"), { finish: "2015-08-31" });
  assert.equal(planParams(byFinish).finish, "2015-08-31");
  assert.equal("per_day" in planParams(byFinish), false);
  assert.equal(planned(byFinish, { ...plan, per_day: 7 }).perDay, 7);

  const byPace = changed(byFinish, { perDay: 3 });
  assert.equal(planParams(byPace).per_day, 3);
  assert.equal("finish" in planParams(byPace), false);
});

test("other changes keep what was chosen", () => {
  const form = changed(changed(emptyForm("2015-01-01"), { finish: "2015-08-31" }), {
    start: "2015-02-01",
  });
  assert.equal(form.by, "finish");
});

test("what is missing or wrong is said at its field", () => {
  const form = emptyForm("2015-01-05");
  assert.equal(formProblem(changed(form, { start: "" }))?.field, "start");
  assert.equal(formProblem(changed(form, { writingDays: [] }))?.field, "writingDays");
  for (const perDay of [0, 201, 2.5, NaN]) {
    assert.equal(formProblem(changed(form, { perDay }))?.field, "perDay", String(perDay));
  }
  assert.equal(formProblem(changed(form, { finish: "" }))?.field, "finish");
  assert.equal(formProblem(changed(form, { finish: "2015-01-04" }))?.field, "finish");
  assert.equal(formProblem(changed(form, { finish: "2015-01-05" })), null);
});

test("the host's fields are found in the form", () => {
  assert.equal(fieldOf("per_day"), "perDay");
  assert.equal(fieldOf("unheard_of"), undefined);
  assert.equal(fieldOf(undefined), undefined);
});

test("a round's name is sent without the blanks around it", () => {
  const form = changed(emptyForm("2015-01-05"), { name: "  Spring " });
  assert.equal(createParams(form).name, "Spring");
});

/** @param {Record<string, unknown>} [changes] */
const round = (changes) =>
  /** @type {import("../../../extension/shared/wire.js").Round} */ ({
    round: "1",
    name: "Spring",
    start: "2015-01-05",
    planned_finish: "2015-11-06",
    per_day: 5,
    writing_days: ["mon", "tue"],
    days_off: [],
    order: "family_name",
    people: 10,
    written: 0,
    skipped: 0,
    running: true,
    finishes_on: "2015-11-06",
    ...changes,
  });

/** @type {import("../../../extension/pages/tab/round/pace_view.js").PaceForm} */
const unchanged = {
  by: "pace",
  perDay: 5,
  finish: "",
  writingDays: ["mon", "tue"],
  daysOff: [],
};

test("only what differs is changed", () => {
  assert.deepEqual(editParams(round(), unchanged), { round: "1" });
  assert.deepEqual(editParams(round(), { ...unchanged, perDay: 7 }), { round: "1", per_day: 7 });
  assert.deepEqual(editParams(round(), { ...unchanged, writingDays: ["mon"] }), {
    round: "1",
    writing_days: ["mon"],
  });
  const daysOff = [{ from: "2015-04-03", to: "2015-04-06" }];
  assert.deepEqual(editParams(round(), { ...unchanged, daysOff }), {
    round: "1",
    days_off: daysOff,
  });
});

test("a finish sets the pace, and a pace lifts a finish that was chosen earlier", () => {
  assert.deepEqual(editParams(round(), { ...unchanged, by: "finish", finish: "2015-12-31" }), {
    round: "1",
    finish: "2015-12-31",
  });
  assert.deepEqual(editParams(round({ finish: "2015-12-31" }), { ...unchanged, perDay: 7 }), {
    round: "1",
    per_day: 7,
    finish: null,
  });
});

test("a pace that cannot be is refused before the host is asked", () => {
  assert.equal(paceProblem(unchanged), "");
  assert.notEqual(paceProblem({ ...unchanged, perDay: NaN }), "");
  assert.notEqual(paceProblem({ ...unchanged, perDay: 201 }), "");
  assert.notEqual(paceProblem({ ...unchanged, writingDays: [] }), "");
  assert.notEqual(paceProblem({ ...unchanged, by: "finish" }), "");
  const backwards = [{ from: "2015-04-06", to: "2015-04-03" }];
  assert.notEqual(paceProblem({ ...unchanged, daysOff: backwards }), "");
});

test("what is chosen can be chosen still when the list no longer has it", () => {
  const rounds = [{ round: "1", name: "Spring" }];
  const when = /** @type {any} */ ({ known_from: "Choir" });
  const groups = whomGroups(rounds, []);
  assert.deepEqual(withChosen(groups, undefined, rounds), groups);
  assert.deepEqual(withChosen(groups, { round: "1", which: "answered" }, rounds), groups);
  const last = withChosen(groups, { when }, rounds).at(-1);
  assert.deepEqual(last?.choices.at(-1)?.of, { when });
  const older = withChosen(groups, { round: "0", which: "answered" }, [
    ...rounds,
    { round: "0", name: "Winter" },
  ]);
  assert.match(older[0].choices.at(-1)?.label ?? "", /Winter/);
});
