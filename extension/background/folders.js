/** Looking into folders. Numeric message ids end with Thunderbird; Message-IDs stay. */

/** @typedef {messenger.messages.MessageHeader} MessageHeader */
/** @typedef {"drafts" | "outbox" | "sent" | "trash"} Use */

/**
 * Whether a folder is of this use.
 *
 * @param {messenger.folders.MailFolder | undefined} folder
 * @param {Use} use
 */
export function isFor(folder, use) {
  return folder?.specialUse?.includes(use) ?? false;
}

/** The ids of all folders of this use. @param {Use} use @returns {Promise<string[]>} */
export async function foldersFor(use) {
  const folders = await messenger.folders.query({ specialUse: [use] });
  return folders.filter(({ id, isUnified }) => id && !isUnified).map(({ id }) => String(id));
}

/**
 * The messages with this Message-ID in the folders of this use.
 *
 * @param {Use} use
 * @param {string} headerMessageId  without angle brackets
 * @returns {Promise<MessageHeader[]>}
 */
export async function messageIn(use, headerMessageId) {
  const found = [];
  for (const folderId of await foldersFor(use)) {
    const list = await messenger.messages.query({ folderId, headerMessageId });
    for await (const message of allOf(list)) {
      found.push(message);
    }
  }
  return found;
}

/**
 * Every message of a list, page by page.
 *
 * @param {messenger.messages.MessageList | string} list
 * @returns {AsyncGenerator<MessageHeader>}
 */
export async function* allOf(list) {
  if (typeof list === "string") {
    return; // a bare list id comes only when asked for
  }
  /** @type {messenger.messages.MessageList | null} */
  let page = list;
  while (page) {
    yield* page.messages;
    page = page.id ? await messenger.messages.continueList(page.id) : null;
  }
}
