/** The user's sentences in English, for tests of what pages say. */
import { readFileSync } from "node:fs";

/** @type {Record<string, {message: string, placeholders?: Record<string, {content: string}>}>} */
export const sentences = JSON.parse(
  readFileSync(new URL("../../../extension/_locales/en/messages.json", import.meta.url), "utf8"),
);

/** @param {string} key @param {string[]} [values] */
function getMessage(key, values = []) {
  const { message, placeholders = {} } = sentences[key] ?? { message: "" };
  return message.replace(/\$(\w+)\$/g, (_, name) => {
    const { content } = placeholders[name.toLowerCase()];
    return content.replace(/\$(\d)/g, (_all, place) => values[place - 1] ?? "");
  });
}

/** Puts a `messenger` in place that has sentences and nothing else. @param {string} [language] */
export function speakEnglish(language = "en-GB") {
  Object.assign(globalThis, {
    messenger: { i18n: { getMessage, getUILanguage: () => language } },
  });
}
