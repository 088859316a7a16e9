/**
 * What the user reads: sentences from `_locales`, and numbers as the user writes them.
 */

/** The language of Thunderbird's own windows. */
export function language() {
  return messenger.i18n.getUILanguage();
}

/**
 * A sentence in the user's language.
 *
 * @param {string} key  of _locales/…/messages.json
 * @param {...(string | number)} values  for its placeholders, in order
 * @returns {string}
 */
export function text(key, ...values) {
  return messenger.i18n.getMessage(key, values.map(String)) || key;
}

/**
 * A sentence that depends on a number: `key_one`, `key_other` and whatever else the language needs.
 *
 * @param {string} key
 * @param {number} count  written out as the first placeholder
 * @param {...(string | number)} values  for the placeholders after it
 * @returns {string}
 */
export function plural(key, count, ...values) {
  const form = new Intl.PluralRules(language()).select(count);
  const placeholders = [number(count), ...values.map(String)];
  return (
    messenger.i18n.getMessage(`${key}_${form}`, placeholders) ||
    text(`${key}_other`, ...placeholders)
  );
}

/**
 * A number as the user writes it.
 *
 * @param {number} value
 * @param {number} [decimals]
 */
export function number(value, decimals = 0) {
  return value.toLocaleString(language(), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A share of a hundred with one decimal, such as 37.1%. @param {number} value */
export function percent(value) {
  return (value / 100).toLocaleString(language(), {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
}

/** Several things in a row: "Monday, Wednesday and Friday". @param {string[]} things */
export function list(things) {
  return new Intl.ListFormat(language(), { type: "conjunction" }).format(things);
}
