/** A rule: what its form holds, what is asked of the host, and how a rule reads. */
import { list, text } from "../../../shared/text.js";

/** @typedef {import("../../../shared/wire.js").Rule} Rule */
/** @typedef {import("../../../shared/wire.js").When} When */

/**
 * @typedef {object} RuleForm
 * @property {string} rule  the id of the rule that is changed, "" for a new one
 * @property {string} company
 * @property {string} position
 * @property {string} search
 * @property {string} fromYear  of connecting; "" for none
 * @property {string} toYear
 * @property {string} knownFrom
 * @property {boolean} leaveOut
 * @property {When} was  the condition as it was: what the form does not show stays
 */

/** @returns {RuleForm} */
export function emptyRule() {
  return {
    rule: "",
    company: "",
    position: "",
    search: "",
    fromYear: "",
    toYear: "",
    knownFrom: "",
    leaveOut: false,
    was: {},
  };
}

/** @param {Rule} rule @returns {RuleForm} */
export function formOf({ rule, when, known_from, leave_out }) {
  return {
    rule,
    company: when.company ?? "",
    position: when.position ?? "",
    search: when.search ?? "",
    fromYear: yearOf(when.connected_from),
    toYear: yearOf(when.connected_to),
    knownFrom: known_from,
    leaveOut: leave_out,
    was: when,
  };
}

/** @param {string | undefined} day */
const yearOf = (day) => day?.slice(0, 4) ?? "";

/**
 * Whom the rule is about; null as long as that is not said, or cannot be.
 *
 * @param {RuleForm} form
 * @returns {When | null}
 */
export function whenOf(form) {
  const { company, position, search, fromYear, toYear, was } = form;
  if (![fromYear, toYear].every(isYear) || (fromYear && toYear && toYear < fromYear)) {
    return null;
  }
  /** @param {string} year @param {string | undefined} before @param {string} day */
  const day = (year, before, day) => (yearOf(before) === year ? before : `${year}-${day}`);
  const when = {
    ...(company.trim() && { company: company.trim() }),
    ...(position.trim() && { position: position.trim() }),
    ...(search.trim() && { search: search.trim() }),
    ...(fromYear && { connected_from: day(fromYear, was.connected_from, "01-01") }),
    ...(toYear && { connected_to: day(toYear, was.connected_to, "12-31") }),
    ...(was.known_from && { known_from: was.known_from }),
  };
  return Object.keys(when).length > 0 ? when : null;
}

/** @param {string} year */
const isYear = (year) => year === "" || /^(19|20)\d\d$/.test(year);

/** What is missing or wrong, or "". @param {RuleForm} form */
export function ruleProblem(form) {
  const { fromYear, toYear, knownFrom, leaveOut } = form;
  if (![fromYear, toYear].every(isYear)) {
    return text("tab_rule_year_wrong");
  }
  if (fromYear && toYear && toYear < fromYear) {
    return text("tab_rule_years_turned");
  }
  if (!whenOf(form)) {
    return text("tab_rule_nobody");
  }
  return knownFrom.trim() || leaveOut ? "" : text("tab_rule_nothing");
}

/** What `rules.save` is asked. @param {RuleForm} form */
export function saveParams(form) {
  return {
    ...(form.rule && { rule: form.rule }),
    when: whenOf(form),
    ...(form.knownFrom.trim() && { known_from: form.knownFrom.trim() }),
    leave_out: form.leaveOut,
  };
}

/** "Employer Acme, connected from 2005 to 2012". @param {When} when */
export function whenText(when) {
  const [from, to] = [yearOf(when.connected_from), yearOf(when.connected_to)];
  const years =
    from && to
      ? text(from === to ? "tab_rule_in" : "tab_rule_from_to", from, to)
      : from
        ? text("tab_rule_since", from)
        : to && text("tab_rule_until", to);
  const parts = [
    when.company && text("tab_rule_at", when.company),
    when.position && text("tab_rule_as", when.position),
    when.search && text("tab_rule_found", when.search),
    when.known_from && text("tab_known_from", when.known_from),
    years,
  ];
  return list(/** @type {string[]} */ (parts.filter(Boolean)));
}

/** What comes of it. @param {Pick<Rule, "known_from" | "leave_out">} rule */
export function effectText({ known_from, leave_out }) {
  return [
    known_from && text("tab_known_from", known_from),
    leave_out && text("tab_rule_leaves_out"),
  ]
    .filter(Boolean)
    .join(" · ");
}
