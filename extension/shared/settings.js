/**
 * The few choices of the user that belong to this Thunderbird and not to the round.
 *
 * @typedef {object} Settings
 * @property {string} identity  the id of the identity that writes; "" for Thunderbird's default
 * @property {boolean} memory  whether what to remember opens by itself beside a note
 * @property {boolean} reminder  whether a notice reminds of what is left on a writing day
 * @property {string} reminderAt  when, HH:MM
 */

/** @type {Settings} */
const DEFAULTS = { identity: "", memory: true, reminder: false, reminderAt: "18:00" };

/** @returns {Promise<Settings>} */
export async function readSettings() {
  const { settings } = await messenger.storage.local.get("settings");
  return { ...DEFAULTS, ...settings };
}

/** Changes the given choices and keeps the others. @param {Partial<Settings>} changes */
export async function saveSettings(changes) {
  await messenger.storage.local.set({ settings: { ...(await readSettings()), ...changes } });
}
