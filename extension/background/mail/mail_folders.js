/** Whose mail there is to learn from: the accounts, their folders, and the user's own addresses. */

/** @typedef {messenger.folders.MailFolder} MailFolder */

/** Where nothing lies that was exchanged with anybody. */
const USELESS = ["drafts", "junk", "outbox", "templates", "trash"];

/**
 * @typedef {object} FolderChoice
 * @property {string} id
 * @property {string} path  such as "/INBOX/Friends"
 * @property {string} name
 * @property {boolean} sent  whether the user's own messages lie there
 * @property {number} messages
 */

/**
 * The folders that can be learned from, by account.
 *
 * @returns {Promise<{account: string, name: string, folders: FolderChoice[]}[]>}
 */
export async function learnableFolders() {
  const accounts = await messenger.accounts.list();
  const folders = (await messenger.folders.query({})).filter(isLearnable);
  const choices = [];
  for (const { id, name } of accounts) {
    const own = [];
    for (const folder of folders) {
      if (folder.accountId === id) {
        own.push(await choiceOf(folder));
      }
    }
    if (own.length > 0) {
      choices.push({ account: id, name, folders: own });
    }
  }
  return choices;
}

/** @param {MailFolder & {isRoot?: boolean, isVirtual?: boolean, isTag?: boolean}} folder */
function isLearnable({ id, isRoot, isVirtual, isTag, isUnified, specialUse = [] }) {
  const isReal = id && !isRoot && !isVirtual && !isTag && !isUnified;
  return Boolean(isReal) && !specialUse.some((use) => USELESS.includes(use));
}

/** @param {MailFolder} folder @returns {Promise<FolderChoice>} */
async function choiceOf({ id, path, name, specialUse = [] }) {
  return {
    id: String(id),
    path,
    name: name ?? path,
    sent: specialUse.includes("sent"),
    messages: await messagesIn(String(id)),
  };
}

/** How many messages lie in a folder, as far as Thunderbird knows. @param {string} folderId */
export async function messagesIn(folderId) {
  const { totalMessageCount } = await messenger.folders.getFolderInfo(folderId);
  return totalMessageCount ?? 0;
}

/** The addresses under which the user writes, in lower case. */
export async function ownAddresses() {
  const identities = await messenger.identities.list();
  return identities.map(({ email = "" }) => email.toLowerCase()).filter(Boolean);
}

/** The same with the user's names: whoever calls them by name is no machine. */
export async function ownMailboxes() {
  const identities = await messenger.identities.list();
  return identities
    .filter(({ email }) => email)
    .map(({ email = "", name = "" }) => (name ? `${name} <${email}>` : email));
}
