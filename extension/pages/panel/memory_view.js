/** What there is to remember about somebody, in words. Nothing here touches the page. */
import { plural, text } from "../../shared/text.js";
import { dateText, sinceText } from "../shared/dates.js";
import { channelText, nameOf, profileOf, workOf } from "../shared/people.js";

/** @typedef {import("../../shared/wire.js").PersonShown} PersonShown */
/** @typedef {import("../../shared/wire.js").Exchange} Exchange */
/** @typedef {import("../../shared/wire.js").Note} Note */
/** @typedef {import("../../shared/wire.js").ReplyShown} Reply */

/** Outcomes that are answers of a human being. */
const ANSWERS = new Set(["reply", "probable"]);

/**
 * @typedef {object} Entry  something that was written
 * @property {string} when
 * @property {string} subject
 * @property {string} quote  its beginning, or ""
 * @property {string} [message]  the Message-ID by which Thunderbird can show it
 * @property {string[]} answers
 */

/**
 * @typedef {object} MemoryView
 * @property {string} name
 * @property {string[]} lines  who this is, in short sentences
 * @property {string} profile
 * @property {Entry[]} exchanges
 * @property {Entry[]} notes
 * @property {string} remark
 */

/**
 * @param {PersonShown} shown  the answer to `people.show`
 * @param {string} today
 * @returns {MemoryView}
 */
export function memoryView(shown, today) {
  const { person } = shown;
  return {
    name: nameOf(person),
    lines: [
      workOf(person),
      ...(shown.changes ?? []).map(changeText),
      capitalized(sinceText(person.connected_on, today)),
      person.known_from ? text("memory_known_from", person.known_from) : "",
    ].filter(Boolean),
    profile: profileOf(person),
    exchanges: exchangesOf(shown).map(exchangeEntry),
    notes: shown.notes.map((note) => noteEntry(note, shown.replies)),
    remark: person.remark ?? "",
  };
}

/** @param {string} words */
const capitalized = (words) => words.charAt(0).toLocaleUpperCase() + words.slice(1);

/** @param {import("../../shared/wire.js").Change} change */
function changeText({ on, field, was, now }) {
  const kind = field === "company" ? "company" : "position";
  return was
    ? text(`memory_${kind}_changed`, was, dateText(on))
    : text(`memory_${kind}_new`, now, dateText(on));
}

/** The last exchange on each way. @param {PersonShown} shown @returns {Exchange[]} */
const exchangesOf = ({ exchanges, last_exchange }) =>
  exchanges ?? (last_exchange ? [last_exchange] : []);

/** @param {Exchange} exchange @returns {Entry} */
function exchangeEntry({ at, channel, direction, subject, message_id, text: words }) {
  const key = direction === "from" ? "memory_wrote_to_you" : "memory_you_wrote";
  return {
    when: text(key, dateText(at.slice(0, 10)), channelText(channel)),
    subject: subject ?? "",
    quote: words ?? "",
    ...(message_id && { message: message_id }),
    answers: [],
  };
}

/** @param {Note} note @param {Reply[]} replies @returns {Entry} */
function noteEntry(note, replies) {
  const answers = replies.filter(({ turn, outcome }) => turn === note.turn && ANSWERS.has(outcome));
  return {
    when: text("memory_note", dateText(note.sent_at.slice(0, 10)), channelText(note.channel)),
    subject: note.subject,
    quote: note.text,
    ...(note.message_id && { message: note.message_id }),
    answers: answers.map(({ days }) =>
      days > 0 ? plural("memory_answered", days) : text("memory_answered_same_day"),
    ),
  };
}
