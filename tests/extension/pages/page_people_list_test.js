import assert from "node:assert/strict";
import { test } from "node:test";
import {
  choiceOf,
  EVERYBODY,
  filterCount,
  NONE,
  ORDERS,
  queryOf,
  sortedBy,
  withoutFilter,
} from "../../../extension/pages/tab/people/people_filter.js";
import { PeopleRows } from "../../../extension/pages/tab/people/people_rows.js";
import {
  PeopleSelection,
  placeAfter,
} from "../../../extension/pages/tab/people/people_selection.js";
import {
  changesOf,
  FIELDS,
  formOf,
  formProblem,
} from "../../../extension/pages/tab/people/person_form.js";
import { sentences, speakEnglish } from "../support/sentences.js";

speakEnglish();

/** @typedef {import("../../../extension/shared/wire.js").Person} Person */

/** @param {number} id @returns {Person} */
const person = (id) => ({ id: String(id), full: `Person ${id}`, addresses: [] });

test("a wish that is no wish asks for everybody", () => {
  assert.deepEqual(queryOf(EVERYBODY), {});
  assert.deepEqual(queryOf({ ...EVERYBODY, search: "  " }), {});
  assert.equal(filterCount(EVERYBODY), 0);
});

test("only what is chosen is asked for", () => {
  const wish = {
    ...EVERYBODY,
    search: " ann ",
    sort: "company",
    descending: true,
    knownFrom: NONE,
    address: /** @type {const} */ ("without"),
    state: "written",
  };
  assert.deepEqual(queryOf(wish), {
    search: "ann",
    sort: "company",
    descending: true,
    filter: { known_from: "", without_address: true },
  });
  assert.deepEqual(queryOf({ ...EVERYBODY, round: "7", state: "written" }).filter, {
    in_round: "7",
    state: "written",
  });
});

test("a value that is called like a choice is still that value", () => {
  for (const value of ["none", "", "=x", "School"]) {
    const query = queryOf({ ...EVERYBODY, knownFrom: choiceOf(value) });
    assert.equal(query.filter?.known_from, value);
  }
});

test("a column sorts, and turns around when it is asked again", () => {
  const byCompany = sortedBy(EVERYBODY, "company");
  assert.deepEqual([byCompany.sort, byCompany.descending], ["company", false]);
  assert.equal(sortedBy(byCompany, "company").descending, true);
  assert.equal(sortedBy(byCompany, "connected_on").descending, true, "the newest first");
  const cleared = withoutFilter({ ...byCompany, search: "ann", knownFrom: NONE });
  assert.deepEqual(cleared, byCompany);
});

test("every column and every field has its words", () => {
  for (const order of [...ORDERS, "addresses"]) {
    assert.ok(sentences[`tab_people_column_${order}`], order);
  }
  for (const field of FIELDS) {
    assert.ok(sentences[`tab_person_${field}`], field);
  }
});

/** A host with so many people, which answers when it is told to. @param {number} total */
function slowHost(total) {
  /** @type {{offset: number, answer: () => void}[]} */
  const asked = [];
  const read = (
    /** @type {any} */ _query,
    /** @type {number} */ offset,
    /** @type {number} */ limit,
  ) =>
    new Promise((/** @type {(page: {people: Person[], total: number}) => void} */ resolve) => {
      const count = Math.max(Math.min(limit, total - offset, 60), 0);
      const people = Array.from({ length: count }, (_, i) => person(offset + i));
      asked.push({ offset, answer: () => resolve({ people, total }) });
    });
  const settle = async () => {
    while (asked.length > 0) {
      asked.shift()?.answer();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { asked, read, settle };
}

test("what comes into sight is read, the last of it first, also when answers are cut short", async () => {
  const host = slowHost(30_000);
  /** @type {number[][]} */
  const filled = [];
  const rows = new PeopleRows(host.read, (first, end) => filled.push([first, end]));
  const begun = rows.begin({});
  await host.settle();
  await begun;
  assert.equal(rows.total, 30_000);
  assert.equal(rows.at(99)?.id, "99");
  assert.equal(rows.at(100), undefined);

  rows.want(250);
  rows.want(12_345);
  rows.want(29_999);
  await host.settle();

  assert.deepEqual(filled, [
    [200, 300],
    [29_900, 30_000],
    [12_300, 12_400],
  ]);
  assert.equal(rows.at(29_999)?.id, "29999");
});

test("an answer about another list is not shown", async () => {
  const host = slowHost(500);
  let filled = 0;
  const rows = new PeopleRows(host.read, () => filled++);
  const first = rows.begin({});
  await host.settle();
  await first;
  rows.want(300);
  const second = rows.begin({ search: "ann" });
  // The answer that was asked for first comes last.
  const [late] = host.asked.splice(0, 1);
  await host.settle();
  await second;
  late.answer();
  await host.settle();
  assert.equal(rows.at(300), undefined);
  assert.equal(filled, 0);
});

test("people stay chosen one by one and by stretches", () => {
  const selection = new PeopleSelection();
  selection.toggle("5", 5);
  assert.deepEqual(selection.stretchTo(2), { first: 2, end: 6 });
  assert.deepEqual(selection.stretchTo(9), { first: 5, end: 10 });
  selection.add(["5", "6", "7"]);
  assert.equal(selection.size, 3);
  selection.toggle("6", 6);
  assert.deepEqual(selection.ids, ["5", "7"]);
  selection.clear();
  assert.equal(selection.has("5"), false);
});

test("keys move within the list", () => {
  const where = { place: 10, total: 100, page: 20 };
  assert.equal(placeAfter("ArrowDown", where), 11);
  assert.equal(placeAfter("ArrowUp", { ...where, place: 0 }), 0);
  assert.equal(placeAfter("PageDown", { ...where, place: 90 }), 99);
  assert.equal(placeAfter("PageUp", where), 0);
  assert.equal(placeAfter("Home", where), 0);
  assert.equal(placeAfter("End", where), 99);
  assert.equal(placeAfter("x", where), null);
  assert.equal(placeAfter("End", { ...where, total: 0 }), null);
});

const ann = {
  id: "1",
  full: "Ann Lee",
  given: "Ann",
  family: "Lee",
  addresses: ["ann@example.org"],
  company: "Acme",
};

test("only what differs is changed", () => {
  const form = formOf(ann);
  assert.deepEqual(changesOf(ann, form), {});
  assert.deepEqual(
    changesOf(ann, {
      ...form,
      given: "Anna ",
      company: "",
      addresses: "a@example.org\n\nb@x.org ",
    }),
    { given: "Anna", company: "", addresses: ["a@example.org", "b@x.org"] },
  );
  assert.equal("greeting" in form, false);
  assert.equal(formOf(/** @type {any} */ ({ ...ann, greeting: "Annie" })).greeting, "Annie");
});

test("a form that makes nobody says what is wrong", () => {
  const form = formOf(ann);
  assert.equal(formProblem(form), null);
  assert.equal(formProblem({ ...form, addresses: "not one" })?.field, "addresses");
  assert.equal(formProblem({ ...form, connected_on: "2015-02-30" })?.field, "connected_on");
  assert.equal(formProblem({ ...form, given: "", family: " ", addresses: "" })?.field, "given");
});
