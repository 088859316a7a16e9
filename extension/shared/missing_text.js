import { list, text } from "./text.js";

/**
 * What a structure uses of somebody and nobody knows, in a sentence.
 *
 * @param {string} person  the full name
 * @param {string[]} missing  the variables without a value
 */
export function missingText(person, missing) {
  const names = list(missing.map((name) => text(`structure_variable_${name}`)));
  return text("compose_missing", person, names);
}
