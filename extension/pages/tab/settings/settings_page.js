/** Settings: the copies of the database, everything to take along, and the way to the options. */
import { text } from "../../../shared/text.js";
import { button, element } from "../../shared/dom.js";
import { CopiesPanel } from "./copies_panel.js";
import { exportPanel } from "./export_panel.js";

export class SettingsPage {
  #copies;

  /**
   * @param {HTMLElement} place
   * @param {{today: () => string, refresh: () => void, say: (words: string) => void}} surroundings
   */
  constructor(place, surroundings) {
    this.#copies = new CopiesPanel(surroundings);
    place.append(
      element("h1", {}, text("settings_title")),
      this.#copies.place,
      exportPanel(surroundings),
      element(
        "section",
        { class: "settings-part" },
        element("h2", {}, text("settings_options")),
        element("p", { class: "soft" }, text("settings_options_lead")),
        button(text("settings_options_open"), {
          action: "open-options",
          onClick: () => messenger.runtime.openOptionsPage(),
        }),
      ),
    );
  }

  async show() {
    await this.#copies.show();
  }
}
