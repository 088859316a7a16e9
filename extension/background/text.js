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
 * A number as the user writes it.
 *
 * @param {number} value
 * @param {number} [decimals]
 */
export function number(value, decimals = 0) {
  return value.toLocaleString(messenger.i18n.getUILanguage(), {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}
