/** Two entries that may be one person, in words and figures. */
import { text } from "../../../shared/text.js";
import { describePerson, nameOf } from "../../shared/people.js";

/** @typedef {import("../../../shared/wire.js").Person} Person */
/** @typedef {import("../../../shared/wire.js").DuplicatePair} DuplicatePair */

/** The name of a pair among all. @param {DuplicatePair} pair */
export const pairKey = ({ people: [one, other] }) => `${one.id}-${other.id}`;

/**
 * Which of the two to keep unless the user knows better: the one of whom more is known, then the one
 * known for longer.
 *
 * @param {[Person, Person]} people
 * @returns {0 | 1}
 */
export function betterOf([one, other]) {
  const difference = knownOf(other) - knownOf(one);
  if (difference !== 0) {
    return difference > 0 ? 1 : 0;
  }
  return (other.connected_on || "9") < (one.connected_on || "9") ? 1 : 0;
}

/** How much is known of somebody. @param {Person} person */
function knownOf({ given, family, addresses, company, position, connected_on, url, remark }) {
  const fields = [given, family, company, position, connected_on, url, remark];
  return fields.filter(Boolean).length + addresses.length;
}

/**
 * What there is to compare, line by line.
 *
 * @param {Person} person
 * @param {string} today
 */
export function sideView(person, today) {
  const { name, work, since, profile } = describePerson(person, today);
  const { greeting, addresses, known_from, remark } = person;
  return {
    name,
    profile,
    lines: [
      work,
      since,
      ...addresses,
      addresses.length === 0 ? text("tab_no_address") : "",
      known_from ? text("tab_known_from", known_from) : "",
      greeting && greeting !== person.given ? text("tab_greeted", greeting) : "",
      remark ?? "",
    ].filter(Boolean),
  };
}

/** @param {DuplicatePair} pair */
export const pairNames = ({ people: [one, other] }) =>
  text("tab_pair_names", nameOf(one), nameOf(other));
