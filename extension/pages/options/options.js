/** The choices that belong to this Thunderbird: which identity writes the notes. */
import { readSettings, saveSettings } from "../../shared/settings.js";
import { text } from "../../shared/text.js";
import { choices } from "./choices.js";

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

const select = /** @type {HTMLSelectElement} */ (byId("identity"));
byId("identity-label").textContent = text("options_identity");
byId("identity-hint").textContent = text("options_identity_hint");
const [identities, settings] = await Promise.all([messenger.identities.list(), readSettings()]);
for (const { id, name, chosen } of choices(identities, settings.identity)) {
  select.add(new Option(name, id, chosen, chosen));
}
select.addEventListener("change", () => saveSettings({ identity: select.value }));
