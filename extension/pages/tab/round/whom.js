/** Whom a new round can be for, beside everybody: by what became of an earlier round, or by a rule. */
import { text } from "../../../shared/text.js";
import { isolated } from "../../shared/people.js";
import { whenText } from "../people/rules_form.js";

/** @typedef {import("../../../shared/wire.js").Of} Of */

/** The parts of an earlier round, in the order in which they are offered. */
export const PARTS = /** @type {const} */ (["not_answered", "answered", "newcomers", "everyone"]);

/** At this pace thanks are written. */
const THANKS_PER_DAY = 1;

/** So many earlier rounds are offered, the newest first. */
const MOST_ROUNDS = 10;

/**
 * @typedef {object} WhomGroup
 * @property {string} label
 * @property {{value: string, label: string, of: Of}[]} choices
 */

/**
 * @param {{round: string, name: string}[]} rounds  the newest first
 * @param {import("../../../shared/wire.js").Rule[]} rules
 * @returns {WhomGroup[]}
 */
export function whomGroups(rounds, rules) {
  const groups = [
    {
      label: text("tab_round_whom_rounds"),
      choices: rounds
        .slice(0, MOST_ROUNDS)
        .flatMap((round) => PARTS.map((which) => partOf(round, which))),
    },
    {
      label: text("tab_round_whom_rules"),
      choices: rules.map(({ when }) => ({
        value: valueOf({ when }),
        label: whenText(when),
        of: { when },
      })),
    },
  ];
  return groups.filter(({ choices }) => choices.length > 0);
}

/** @param {{round: string, name: string}} round @param {(typeof PARTS)[number]} which */
function partOf({ round, name }, which) {
  return {
    value: valueOf({ round, which }),
    label: text(`tab_round_whom_${which}`, isolated(name)),
    of: /** @type {Of} */ ({ round, which }),
  };
}

/**
 * The same with what is chosen, should it be of an older round, or by a rule that is gone meanwhile.
 *
 * @param {WhomGroup[]} groups
 * @param {Of | undefined} of
 * @param {{round: string, name: string}[]} rounds
 * @returns {WhomGroup[]}
 */
export function withChosen(groups, of, rounds) {
  const value = valueOf(of);
  if (!of || groups.some(({ choices }) => choices.some((choice) => choice.value === value))) {
    return groups;
  }
  const byRule = "when" in of;
  const round = byRule ? undefined : rounds.find((one) => one.round === of.round);
  const choice = byRule
    ? { value, label: whenText(of.when), of }
    : partOf({ round: of.round, name: round?.name ?? "" }, of.which);
  const label = text(byRule ? "tab_round_whom_rules" : "tab_round_whom_rounds");
  const group = groups.find((one) => one.label === label);
  return group
    ? groups.map((one) => (one === group ? { ...one, choices: [...one.choices, choice] } : one))
    : [...groups, { label, choices: [choice] }];
}

/** A choice as the value of a list; "" for everybody. @param {Of | undefined} of */
export function valueOf(of) {
  return of === undefined ? "" : JSON.stringify("when" in of ? of.when : [of.round, of.which]);
}

/** The pace at which a part of a round is written to, when it is not the usual one. @param {string} which */
export const paceFor = (which) => (which === "answered" ? THANKS_PER_DAY : undefined);
