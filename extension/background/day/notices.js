import { text } from "../../shared/text.js";
import { reported } from "../host/reported.js";

/** Short notices on the user's desktop; a click on one opens the popup, where undo is. */
export class Notices {
  init() {
    messenger.notifications.onClicked.addListener((id) => {
      reported("A notice stays", () => messenger.notifications.clear(id))();
      messenger.action.openPopup().catch(() => {});
    });
  }

  /**
   * Shows a notice. One with the same id replaces the one before.
   *
   * @param {string} id
   * @param {string} message
   */
  show(id, message) {
    messenger.notifications
      .create(id, {
        type: "basic",
        iconUrl: messenger.runtime.getURL("icons/rounds.svg"),
        title: text("manifest_name"),
        message,
      })
      // A desktop that shows no notices must not keep anything else from happening.
      .catch((error) => console.warn("The notice could not be shown:", error));
  }
}
