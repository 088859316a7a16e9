/** The choices that belong to this Thunderbird: who writes, what opens by itself, the shortcuts. */
import { readSettings, saveSettings } from "../../shared/settings.js";
import { language, text } from "../../shared/text.js";
import { byId } from "../shared/dom.js";
import { choices } from "./choices.js";
import { showShortcuts } from "./shortcuts.js";

const [identities, settings] = await Promise.all([messenger.identities.list(), readSettings()]);

const select = /** @type {HTMLSelectElement} */ (byId("identity"));
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

byId("shortcuts-title").textContent = text("options_shortcuts");
byId("shortcuts-hint").textContent = text("options_shortcuts_hint");
await showShortcuts(byId("shortcuts"), byId("problem"));
document.documentElement.lang = language();
