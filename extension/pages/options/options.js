/**
 * The choices that belong to this Thunderbird: who writes, what opens by itself, the reminder, the
 * shortcuts.
 */
import { setReminder } from "../../shared/background.js";
import { readSettings, saveSettings } from "../../shared/settings.js";
import { language, text } from "../../shared/text.js";
import { byId } from "../shared/dom.js";
import { choices } from "./choices.js";
import { showShortcuts } from "./shortcuts.js";

const [identities, settings] = await Promise.all([messenger.identities.list(), readSettings()]);

const select = /** @type {HTMLSelectElement} */ (byId("identity"));
byId("title").textContent = text("options_title");
byId("identity-label").textContent = text("options_identity");
byId("identity-hint").textContent = text("options_identity_hint");
for (const { id, name, chosen } of choices(identities, settings.identity)) {
  select.add(new Option(name, id, chosen, chosen));
}
select.addEventListener("change", () => saveSettings({ identity: select.value }));

const memory = /** @type {HTMLInputElement} */ (byId("memory"));
byId("memory-label").textContent = text("options_memory");
memory.checked = settings.memory;
memory.addEventListener("change", () => saveSettings({ memory: memory.checked }));

const reminder = /** @type {HTMLInputElement} */ (byId("reminder"));
const reminderAt = /** @type {HTMLInputElement} */ (byId("reminder-at"));
byId("reminder-label").textContent = text("options_reminder");
byId("reminder-at-label").textContent = text("options_reminder_at");
byId("reminder-hint").textContent = text("options_reminder_hint");
reminder.checked = settings.reminder;
reminderAt.value = settings.reminderAt;
/** A time that is half typed changes nothing: the one that was chosen last goes on. */
const chooseReminder = async () => {
  settings.reminderAt = reminderAt.value || settings.reminderAt;
  await setReminder({ on: reminder.checked, at: settings.reminderAt });
};
reminder.addEventListener("change", chooseReminder);
reminderAt.addEventListener("change", chooseReminder);

byId("shortcuts-title").textContent = text("options_shortcuts");
byId("shortcuts-hint").textContent = text("options_shortcuts_hint");
await showShortcuts(byId("shortcuts"), byId("problem"));
document.documentElement.lang = language();
