/** The shortcuts of Rounds, each to be read and changed. */
import { text } from "../../shared/text.js";
import { button, draw, element } from "../shared/dom.js";

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} problem  where a refusal is said
 */
export async function showShortcuts(place, problem) {
  const commands = await messenger.commands.getAll();
  draw(place, commands.map(row));

  /** @param {messenger.commands.Command} command */
  function row({ name = "", description, shortcut = "" }) {
    const field = element("input", {
      id: `shortcut-${name}`,
      type: "text",
      spellcheck: "false",
      value: shortcut,
      data: { shortcut: name },
      on: { change: () => change(name, field.value.trim(), shortcut) },
    });
    return element(
      "div",
      { class: "shortcut" },
      element("label", { for: field.id }, description || text("options_shortcut_popup")),
      field,
      button(text("options_shortcut_default"), {
        action: `default-${name}`,
        class: "quiet",
        onClick: async () => {
          await messenger.commands.reset(name);
          problem.textContent = "";
          await showShortcuts(place, problem);
        },
      }),
    );
  }

  /** @param {string} name @param {string} wanted @param {string} before */
  async function change(name, wanted, before) {
    try {
      await messenger.commands.update({ name, shortcut: wanted });
      problem.textContent = "";
    } catch {
      await messenger.commands.update({ name, shortcut: before });
      problem.textContent = text("options_shortcut_refused", wanted);
    }
    await showShortcuts(place, problem);
  }
}
