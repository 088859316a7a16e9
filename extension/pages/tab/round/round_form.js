/** Making a round: what the form holds, what is asked of the host, and what its answer means. */
import { plural, text } from "../../../shared/text.js";
import { dateText, isDay, monthText, WEEKDAYS, weekdaysText } from "../../shared/dates.js";

/**
 * @typedef {object} RoundForm
 * @property {string} name
 * @property {string} start
 * @property {"pace" | "finish"} by  which of the two the user chose; the other follows
 * @property {number} perDay
 * @property {string} finish  "" until the host has said
 * @property {string[]} writingDays
 * @property {string} order
 * @property {string[]} [people]  ids; everybody when absent
 * @property {import("../../../shared/wire.js").Of} [of]  instead of `people`
 */

/** The orders in which a round can go through its people. */
export const ORDERS = [
  "family_name",
  "connected_on",
  "connected_on_newest",
  "longest_silence",
  "shuffled",
  "mixed",
];

const USUAL_PACE = 5;
const LARGEST_PACE = 200;

/** @param {string} today @returns {RoundForm} */
export function emptyForm(today) {
  return {
    name: text("tab_round_name_usual", monthText(today)),
    start: today,
    by: "pace",
    perDay: USUAL_PACE,
    finish: "",
    writingDays: WEEKDAYS.slice(0, 5),
    order: "family_name",
  };
}

/**
 * The form after the user has changed one field of it.
 *
 * @param {RoundForm} form
 * @param {Partial<RoundForm>} change
 * @returns {RoundForm}
 */
export function changed(form, change) {
  const by = "perDay" in change ? "pace" : "finish" in change ? "finish" : form.by;
  return { ...form, ...change, by };
}

/**
 * What is wrong with the form, before the host is asked.
 *
 * @param {RoundForm} form
 * @returns {{field: keyof RoundForm, message: string} | null}
 */
export function formProblem(form) {
  if (!isDay(form.start)) {
    return { field: "start", message: text("tab_round_start_missing") };
  }
  if (form.writingDays.length === 0) {
    return { field: "writingDays", message: text("tab_round_days_missing") };
  }
  if (form.by === "pace" && !isPace(form.perDay)) {
    return { field: "perDay", message: text("tab_round_pace_wrong", LARGEST_PACE) };
  }
  if (form.by === "finish" && !isDay(form.finish)) {
    return { field: "finish", message: text("tab_round_finish_missing") };
  }
  if (form.by === "finish" && form.finish < form.start) {
    return { field: "finish", message: text("tab_round_finish_early") };
  }
  return null;
}

/** @param {number} pace */
const isPace = (pace) => Number.isInteger(pace) && pace >= 1 && pace <= LARGEST_PACE;

/**
 * What `rounds.plan` is asked. The name is not needed to plan.
 *
 * @param {RoundForm} form
 * @returns {{start: string, per_day?: number, finish?: string, writing_days: string[], order: string, people?: string[], of?: import("../../../shared/wire.js").Of}}
 */
export function planParams(form) {
  return {
    start: form.start,
    ...(form.by === "pace" ? { per_day: form.perDay } : { finish: form.finish }),
    writing_days: form.writingDays,
    order: form.order,
    ...(form.people && { people: form.people }),
    ...(form.of && { of: form.of }),
  };
}

/** What `rounds.create` is asked. @param {RoundForm} form */
export function createParams(form) {
  return { name: form.name.trim(), ...planParams(form) };
}

/**
 * @typedef {object} Plan  the result of `rounds.plan`
 * @property {number} people
 * @property {number} per_day
 * @property {string} finishes_on
 * @property {number} writing_days_count
 * @property {number} [left_out]  by the user's rules
 */

/**
 * The form with the side that follows filled in.
 *
 * @param {RoundForm} form
 * @param {Plan} plan
 * @returns {RoundForm}
 */
export function planned(form, plan) {
  return form.by === "pace"
    ? { ...form, finish: plan.finishes_on }
    : { ...form, perDay: plan.per_day };
}

/**
 * "5 a day, Monday to Friday: done on 6 November 2026".
 *
 * @param {RoundForm} form
 * @param {Plan} plan
 */
export function planText(form, plan) {
  return plural(
    "tab_round_plan",
    plan.per_day,
    weekdaysText(form.writingDays),
    dateText(plan.finishes_on),
  );
}

/** "1,109 people on 222 writing days". @param {Plan} plan */
export function planDetail({ people, writing_days_count: days }) {
  return text(
    "tab_round_plan_detail",
    plural("tab_people", people),
    plural("tab_writing_days", days),
  );
}

/** "31 people are left out by your rules", or "". @param {Plan} plan */
export function leftOutText({ left_out: count = 0 }) {
  return count > 0 ? plural("tab_round_left_out", count) : "";
}

/** The field of the form that the host means, when it refuses one. @param {string | undefined} field */
export function fieldOf(field) {
  /** @type {Record<string, keyof RoundForm>} */
  const fields = {
    name: "name",
    start: "start",
    finish: "finish",
    per_day: "perDay",
    writing_days: "writingDays",
    order: "order",
  };
  return field === undefined ? undefined : fields[field];
}
