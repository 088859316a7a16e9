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
  for await (const page of pagesOf(list)) {
    yield* page;
  }
}

/**
 * The pages of a list, each with some of its messages.
 *
 * @param {messenger.messages.MessageList | string} list
 * @returns {AsyncGenerator<MessageHeader[]>}
 */
export async function* pagesOf(list) {
  if (typeof list === "string") {
    return; // a bare list id comes only when asked for
  }
  /** @type {messenger.messages.MessageList | null} */
  let page = list;
  while (page) {
    yield page.messages;
    page = page.id ? await messenger.messages.continueList(page.id) : null;
  }
}

/** Folders in which nothing lies that came from somebody else, or that repeat what others hold. */
const NOT_FOR_MAIL = /** @type {const} */ (["drafts", "outbox", "sent", "templates"]);

/**
 * Whether mail from others may lie in a folder.
 *
 * @param {messenger.folders.MailFolder & {isTag?: boolean}} folder
 */
export function isForMail({ id, specialUse, isRoot, isVirtual, isUnified, isTag }) {
  const ofUse = NOT_FOR_MAIL.some((use) =>
    /** @type {string[]} */ (specialUse ?? []).includes(use),
  );
  return Boolean(id) && !ofUse && !isRoot && !isVirtual && !isUnified && !isTag;
}
