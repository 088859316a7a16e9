/** The copies of the database: when they were made, one more now, and the way back to any of them. */
import { mend } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { plural, text } from "../../../shared/text.js";
import { copyDate, copyText, isWhole } from "../../shared/copies.js";
import { button, draw, element, KeyedList } from "../../shared/dom.js";

/** @typedef {import("../../shared/copies.js").Copy} Copy */

export class CopiesPanel {
  #surroundings;
  #folder = element("p", { class: "soft", dir: "auto" });
  #rows;
  #problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  #said = element("p", { class: "soft", role: "status", dir: "auto" });
  #busy = false;

  /** @param {{refresh: () => void, say: (words: string) => void}} surroundings */
  constructor(surroundings) {
    this.#surroundings = surroundings;
    const list = element("ul", { class: "copies" });
    /** @type {KeyedList<Copy>} */
    this.#rows = new KeyedList(list, { key: ({ copy }) => copy, make: (copy) => this.#row(copy) });
    this.place = element(
      "section",
      { class: "settings-part", "aria-label": text("copies_title") },
      element("h2", {}, text("copies_title")),
      element("p", { class: "soft" }, text("copies_lead")),
      button(text("copies_make"), {
        action: "make-copy",
        onClick: () =>
          this.#attempt(async () => {
            await mend("copies.make");
            return text("copies_made");
          }),
      }),
      this.#said,
      this.#problem,
      list,
      this.#folder,
    );
  }

  async show() {
    try {
      /** @type {{folder: string, copies: Copy[]}} */
      const { folder, copies } = await mend("copies.list");
      this.#rows.show(copies);
      this.#folder.textContent =
        copies.length > 0 ? text("copies_folder", folder) : text("copies_none");
    } catch (thrown) {
      this.#tell(thrown);
    }
  }

  /** @param {Copy} copy */
  #row(copy) {
    const date = copyDate(copy);
    const foot = element("div", { class: "line" });
    const ask = () => {
      const cancel = button(text("copies_cancel"), {
        action: "restore-cancel",
        class: "quiet",
        onClick: () => {
          offer();
          foot.querySelector("button")?.focus();
        },
      });
      draw(
        foot,
        element(
          "p",
          { class: "copies-question", role: "alert" },
          text("copies_restore_sure", date),
        ),
        button(text("copies_restore_confirm"), {
          action: "restore-confirm",
          data: { copy: copy.copy },
          onClick: () =>
            this.#attempt(async () => {
              const { people, kept } = await mend("copies.restore", { copy: copy.copy });
              offer();
              return plural("copies_restored", people, kept);
            }),
        }),
        cancel,
      );
      cancel.focus();
    };
    const offer = () =>
      draw(
        foot,
        isWhole(copy) &&
          button(text("copies_restore"), {
            action: "restore",
            class: "quiet",
            label: text("copies_restore_label", date),
            data: { copy: copy.copy },
            onClick: ask,
          }),
      );
    offer();
    return element(
      "li",
      { data: { copy: copy.copy, kind: copy.kind } },
      element(
        "div",
        { class: "copies-words" },
        element("strong", {}, date),
        element("span", { class: "soft" }, copyText(copy)),
      ),
      foot,
    );
  }

  /** @param {() => Promise<string>} act  says what came of it */
  async #attempt(act) {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.#problem.hidden = true;
    this.#said.textContent = text("mend_working");
    try {
      this.#said.textContent = await act();
      this.#surroundings.refresh();
    } catch (thrown) {
      this.#said.textContent = "";
      this.#tell(thrown);
    } finally {
      this.#busy = false;
    }
  }

  /** @param {unknown} thrown */
  #tell(thrown) {
    this.#problem.textContent = RoundsError.from(thrown).message;
    this.#problem.hidden = false;
  }
}
