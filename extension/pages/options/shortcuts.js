/** The shortcuts of Rounds, each to be read and changed. */
import { text } from "../../shared/text.js";
import { button, draw, element } from "../shared/dom.js";

/**
 * @param {HTMLElement} place
 * @param {HTMLElement} problem  where a refusal is said
 */
export async function showShortcuts(place, problem) {
  const commands = await messenger.commands.getAll();
  // Thunderbird's own command for the popup has no description: it is for the mouse.
  draw(place, commands.filter(({ description }) => description).map(row));

  /** @param {messenger.commands.Command} command */
  function row({ name = "", description, shortcut = "" }) {
    const hint = `about-${name}`;
    const field = element("input", {
      id: `shortcut-${name}`,
      type: "text",
      spellcheck: "false",
      "aria-describedby": name === "today" ? hint : undefined,
      value: shortcut,
      data: { shortcut: name },
      on: { change: () => change(name, field.value.trim(), shortcut) },
    });
    return element(
      "div",
      { class: "shortcut" },
      element("label", { for: field.id }, description),
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
      name === "today" && element("p", { class: "hint", id: hint }, text("options_shortcut_today")),
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
