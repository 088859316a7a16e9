/** What of a message is learned from: its headers, and only those that say who wrote to whom. */

/** Longer is only somebody's mistake or malice, and the host would refuse it. */
const LONGEST = 1000;
/** Whoever writes to more people writes to nobody in particular; the host leaves such mail out. */
const MOST_RECIPIENTS = 60;

/**
 * @param {messenger.messages.MessageHeader} message
 * @param {{sent: boolean}} folder  whether the user's own messages lie there
 * @returns {Record<string, unknown> | null} null when there is nothing to learn
 */
export function headersOf(message, { sent }) {
  const date = new Date(message.date);
  if (!message.headerMessageId || message.junk || Number.isNaN(date.getTime())) {
    return null;
  }
  return {
    message_id: short(message.headerMessageId),
    date: date.toISOString(),
    from: short(message.author),
    to: recipients(message.recipients),
    cc: recipients([...(message.ccList ?? []), ...(message.bccList ?? [])]),
    subject: short(message.subject),
    ...(sent && { own: true }),
  };
}

/**
 * At most so much of a header, and no half of a pair of surrogates at its end: the host takes UTF-8
 * alone.
 * @param {string | undefined} value
 */
const short = (value) =>
  new TextDecoder("utf-8", { ignoreBOM: true }).decode(
    utf8.encode((value ?? "").slice(0, LONGEST)),
  );

const utf8 = new TextEncoder();

/** @param {string[] | undefined} list */
const recipients = (list) => (list ?? []).slice(0, MOST_RECIPIENTS).map(short);
