/** What the page for a note elsewhere shows, without a page. */

/** @typedef {import("../../../shared/wire.js").Finding} Finding */

/**
 * What is wrong with the words of a note. It has no recipients and no subject to look at.
 *
 * @param {Finding[]} findings
 */
export function findingsOf(findings) {
  return findings.filter(({ where }) => where === "body");
}

/**
 * What there is to remember of somebody beside the profile, in the order in which it is of use.
 *
 * @param {import("../../../shared/wire.js").Person} person
 * @param {object} past
 * @param {{sent_at: string, subject?: string, text?: string}[]} [past.notes]
 * @param {{date: string, text?: string}[]} [past.replies]
 * @param {{at: string, subject?: string, text?: string} | null} [past.last_exchange]
 * @returns {{key: string, on?: string, words: string}[]} the heading's key, its day, and the words
 */
export function memoryOf({ known_from, remark }, { notes = [], replies = [], last_exchange }) {
  const exchange = last_exchange?.subject || last_exchange?.text;
  return [
    ...(known_from ? [{ key: "elsewhere_known_from", words: known_from }] : []),
    ...(remark ? [{ key: "elsewhere_remark", words: remark }] : []),
    ...(last_exchange && exchange
      ? [{ key: "elsewhere_exchange", on: last_exchange.at.slice(0, 10), words: exchange }]
      : []),
    ...notes.flatMap(({ sent_at, subject, text }) => {
      const words = text || subject;
      return words ? [{ key: "elsewhere_earlier", on: sent_at.slice(0, 10), words }] : [];
    }),
    ...replies.flatMap(({ date, text }) =>
      text ? [{ key: "elsewhere_reply", on: date.slice(0, 10), words: text }] : [],
    ),
  ];
}
