import { text } from "../../shared/text.js";

/**
 * @typedef {object} Choice
 * @property {string} id  of the identity; "" for Thunderbird's default
 * @property {string} name
 * @property {boolean} chosen
 */

/**
 * The identities to choose from, Thunderbird's default first, then as people sort. One that was
 * chosen and is gone counts as the default, as it does when a note is written.
 *
 * @param {messenger.identities.MailIdentity[]} identities
 * @param {string} chosen  the id in the settings
 * @returns {Choice[]}
 */
export function choices(identities, chosen) {
  const known = identities
    .map(({ id = "", name, email, label }) => ({
      id,
      name: [name ? `${name} <${email}>` : String(email), label && `(${label})`]
        .filter(Boolean)
        .join(" "),
      chosen: id === chosen,
    }))
    .sort((one, other) => one.name.localeCompare(other.name));
  const isDefault = !known.some((choice) => choice.chosen);
  return [{ id: "", name: text("options_identity_default"), chosen: isDefault }, ...known];
}
