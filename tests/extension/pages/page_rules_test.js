import assert from "node:assert/strict";
import { test } from "node:test";
import { leftOutText, ORDERS } from "../../../extension/pages/tab/round/round_form.js";
import {
  effectText,
  emptyRule,
  formOf,
  ruleProblem,
  saveParams,
  whenOf,
  whenText,
} from "../../../extension/pages/tab/people/rules_form.js";
import { sentences, speakEnglish } from "../support/sentences.js";

speakEnglish();

const rule = {
  rule: "7",
  name: "",
  when: { company: "Acme", connected_from: "2005-03-01", connected_to: "2012-12-31" },
  known_from: "Acme days",
  leave_out: false,
  people: 12,
};

test("years of connecting are whole years", () => {
  const form = { ...emptyRule(), fromYear: "2005", toYear: "2012" };
  assert.deepEqual(whenOf(form), { connected_from: "2005-01-01", connected_to: "2012-12-31" });
});

test("a rule that is changed keeps what the form does not show", () => {
  const when = { ...rule.when, known_from: "Recruiters" };
  assert.deepEqual(saveParams(formOf({ ...rule, when })), {
    rule: "7",
    when,
    known_from: "Acme days",
    leave_out: false,
  });
  const moved = { ...formOf(rule), fromYear: "2006" };
  assert.equal(whenOf(moved)?.connected_from, "2006-01-01");
});

test("a rule says whom it is about, and what of them", () => {
  const form = { ...emptyRule(), company: " Acme ", knownFrom: "Acme days" };
  assert.equal(ruleProblem(form), "");
  assert.deepEqual(whenOf(form), { company: "Acme" });
  assert.notEqual(ruleProblem({ ...form, company: " " }), "");
  assert.notEqual(ruleProblem({ ...form, knownFrom: " " }), "");
  assert.equal(ruleProblem({ ...form, knownFrom: "", leaveOut: true }), "");
});

test("years that cannot be are refused before the host is asked", () => {
  const form = { ...emptyRule(), company: "Acme", knownFrom: "Acme days" };
  for (const fromYear of ["12", "20055", "1799", "soon"]) {
    assert.notEqual(ruleProblem({ ...form, fromYear }), "", fromYear);
  }
  assert.notEqual(ruleProblem({ ...form, fromYear: "2012", toYear: "2005" }), "");
  assert.equal(whenOf({ ...form, fromYear: "20" }), null, "while it is being typed");
});

test("a rule reads as one would say it", () => {
  assert.equal(whenText(rule.when), "employer “Acme” and connected from 2005 to 2012");
  assert.equal(whenText({ connected_from: "2005-01-01" }), "connected since 2005");
  assert.equal(whenText({ connected_to: "2005-12-31" }), "connected until 2005");
  assert.equal(
    whenText({ connected_from: "2005-01-01", connected_to: "2005-12-31" }),
    "connected in 2005",
  );
  assert.equal(effectText(rule), "known from Acme days");
  assert.equal(
    effectText({ known_from: "Acme", leave_out: true }),
    "known from Acme · left out of rounds",
  );
});

test("a plan tells whom the rules leave out, and every order has a name", () => {
  const plan = { people: 5, per_day: 5, finishes_on: "2015-01-01", writing_days_count: 1 };
  assert.equal(leftOutText(plan), "");
  assert.equal(leftOutText({ ...plan, left_out: 0 }), "");
  assert.equal(leftOutText({ ...plan, left_out: 31 }), "Left out by rules: 31 people.");
  for (const order of ORDERS) {
    assert.ok(sentences[`tab_round_order_${order}`], order);
  }
});
