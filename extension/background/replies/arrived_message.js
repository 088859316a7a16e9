/** A message that came in, in the form in which the host wants to know it. */

import PostalMime from "../../vendor/postal-mime/postal-mime.js";

/** What a report's parts are called, also where its addresses are beyond ASCII (RFC 6533). */
const REPORT = /^message\/(global-)?delivery-status$/i;
const RETURNED = /^(message\/(rfc822|global)|(text|message)\/(rfc822-headers|global-headers))$/i;
/** The host takes 64 KiB of text. */
const MOST_BYTES = 60 * 1024;
const MOST_FIELD = 1000;
/** Header fields that tell the way a message took, at length, and nothing about who wrote it. */
const OF_THE_WAY =
  /^(received|dkim-|x-google-dkim|arc-|authentication-|x-microsoft-antispam|x-ms-exchange-(anti|cross|transport))/;

/** @typedef {messenger.messages.MessageHeader} MessageHeader */
/** @typedef {messenger.messages.MessagePart} MessagePart */

/**
 * @param {MessageHeader} message
 * @param {{date: string, own: string[]}} known  its date as the host counts it, the user's addresses
 * @returns {Promise<import("../../shared/wire.js").Params>} the parameters of `replies.record`
 * @throws when the message cannot be read, as when it is not on this machine and there is no network
 */
export async function readArrived(message, { date, own }) {
  const full = await messenger.messages.getFull(message.id);
  const headers = usefulHeaders(full.headers ?? {});
  const references = [...(headers.references ?? [])];
  const params = {
    message_id: message.headerMessageId,
    from: message.author || "unknown",
    date,
    // Thunderbird's own lacks the "Re: " that tells an answer.
    subject: headers.subject?.[0] ?? message.subject ?? "",
    headers,
    text: clipped(await plainText(full)),
    own,
    ...(headers["in-reply-to"] && { in_reply_to: headers["in-reply-to"][0] }),
  };
  if (!isReport(full)) {
    return { ...params, references };
  }
  // As a file, whose bytes are as they came: reports carry addresses and words beyond ASCII, too.
  const file = /** @type {any} */ (
    await messenger.messages.getRaw(message.id, { data_format: "File" })
  );
  const { report, returned, words } = await partsOfReport(file);
  return {
    ...params,
    text: params.text || clipped(words),
    references: [...references, ...returned],
    report: clipped(report),
  };
}

/**
 * The machine-readable part of a mail server's report (RFC 3464), the Message-ID of the message that
 * it returns, and its words. Thunderbird gives neither of the first as a part with a body.
 *
 * @param {Blob | string} raw  the message's source
 * @returns {Promise<{report: string, returned: string[], words: string}>}
 */
export async function partsOfReport(raw) {
  const { attachments, text } = await PostalMime.parse(raw, {
    attachmentEncoding: "utf8",
    forceRfc822Attachments: true,
  });
  const report = attachments.find(({ mimeType }) => REPORT.test(mimeType));
  const returned = attachments.find(({ mimeType }) => RETURNED.test(mimeType));
  const head = returned ? await PostalMime.parse(`${returned.content}\r\n\r\n`) : null;
  return {
    report: String(report?.content ?? "").replaceAll("\r\n", "\n"),
    returned: head?.messageId ? [head.messageId] : [],
    words: text ?? "",
  };
}

/** @param {Record<string, string[]>} headers */
function usefulHeaders(headers) {
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, values]) => /** @type {const} */ ([name.toLowerCase(), values]))
      .filter(([name]) => !OF_THE_WAY.test(name))
      .map(([name, values]) => [name, values.map((value) => cut(value, limitOf(name)))]),
  );
}

/** Threads that go on for years have many references. @param {string} name */
const limitOf = (name) => (name === "references" ? 8000 : MOST_FIELD);

/** @param {string} value @param {number} most */
export function cut(value, most) {
  // Half of a character outside the basic plane is no text.
  return value.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}

/** @param {MessagePart} part @returns {boolean} */
function isReport({ contentType, parts, headers }) {
  return (
    /^(multipart\/report|message\/delivery-status)/i.test(contentType ?? "") ||
    /multipart\/report/i.test(headers?.["content-type"]?.[0] ?? "") ||
    (parts ?? []).some(isReport)
  );
}

/** @param {MessagePart} full */
async function plainText(full) {
  const plain = firstBody(full, "text/plain");
  if (plain) {
    return plain;
  }
  const html = firstBody(full, "text/html");
  return html ? messenger.messengerUtilities.convertToPlainText(html) : "";
}

/** @param {MessagePart} part @param {string} type @returns {string} */
function firstBody({ contentType, body, parts }, type) {
  if (contentType?.toLowerCase().startsWith(type) && body) {
    return body;
  }
  for (const part of parts ?? []) {
    const found = firstBody(part, type);
    if (found) {
      return found;
    }
  }
  return "";
}

/** @param {string} text */
function clipped(text) {
  const bytes = new TextEncoder().encode(text);
  return bytes.length <= MOST_BYTES
    ? text
    : new TextDecoder().decode(bytes.slice(0, MOST_BYTES)).replace(/\ufffd+$/, "");
}
