/** Editing one person: what the form holds, and what of it is a change. */
import { isDay } from "../../shared/dates.js";
import { text } from "../../../shared/text.js";

/** @typedef {import("../../../shared/wire.js").Person} Person */
/** @typedef {Record<string, string>} PersonForm  by field; addresses one a line */

/** The fields in the order in which they are shown; the greeting only where the host knows it. */
export const FIELDS = /** @type {const} */ ([
  "given",
  "family",
  "greeting",
  "addresses",
  "company",
  "position",
  "connected_on",
  "url",
  "known_from",
  "remark",
]);

/** The fields that this person has. @param {Person} person */
export function fieldsOf(person) {
  return FIELDS.filter((field) => field !== "greeting" || "greeting" in person);
}

/** @param {Person} person @returns {PersonForm} */
export function formOf(person) {
  return Object.fromEntries(
    fieldsOf(person).map((field) => {
      const value = /** @type {Record<string, unknown>} */ (person)[field] ?? "";
      return [field, Array.isArray(value) ? value.join("\n") : String(value)];
    }),
  );
}

/** @param {string} lines */
const addressesIn = (lines) =>
  lines
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter(Boolean);

/**
 * The `changes` of `people.edit`: the fields that differ.
 *
 * @param {Person} person
 * @param {PersonForm} form
 * @returns {Record<string, unknown>}
 */
export function changesOf(person, form) {
  const before = formOf(person);
  /** @type {Record<string, unknown>} */
  const changes = {};
  for (const field of fieldsOf(person)) {
    const value = form[field].trim();
    if (value === before[field].trim()) {
      continue;
    }
    changes[field] = field === "addresses" ? addressesIn(value) : value;
  }
  return changes;
}

/**
 * What is wrong with the form, before the host is asked.
 *
 * @param {PersonForm} form
 * @returns {{field: string, message: string} | null}
 */
export function formProblem(form) {
  const wrong = addressesIn(form.addresses).find((address) => !/^[^\s@]+@[^\s@]+$/.test(address));
  if (wrong !== undefined) {
    return { field: "addresses", message: text("tab_person_address_wrong", wrong) };
  }
  if (form.connected_on && !isDay(form.connected_on)) {
    return { field: "connected_on", message: text("tab_person_date_wrong") };
  }
  if (!form.given.trim() && !form.family.trim() && addressesIn(form.addresses).length === 0) {
    return { field: "given", message: text("tab_person_nobody") };
  }
  return null;
}
