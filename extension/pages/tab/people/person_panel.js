/** The panel beside the list in which one person is looked at and edited. */
import { change } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { text } from "../../../shared/text.js";
import { button, draw, element } from "../../shared/dom.js";
import { nameOf, profileOf } from "../../shared/people.js";
import { changesOf, fieldsOf, formOf, formProblem } from "./person_form.js";

/** @typedef {import("../../../shared/wire.js").Person} Person */

/** @type {Record<string, Record<string, unknown>>} */
const ATTRIBUTES = {
  connected_on: { type: "date" },
  url: { type: "url" },
  known_from: { list: "known-from-values" },
};
const TALL = new Set(["addresses", "remark"]);

export class PersonPanel {
  #surroundings;
  /** @type {Person | null} */
  #person = null;
  /** What is filled in, when the user was last told that it is not saved. */
  #told = "";
  /** @type {Record<string, HTMLInputElement | HTMLTextAreaElement>} */
  #fields = {};
  #problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  place = element("aside", { class: "panel person-panel", hidden: true });

  /**
   * @param {object} surroundings
   * @param {() => void} surroundings.onSaved
   * @param {() => void} surroundings.onClosed
   */
  constructor(surroundings) {
    this.#surroundings = surroundings;
    this.place.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        event.stopPropagation();
        this.leave();
      }
    });
  }

  get isOpen() {
    return this.#person !== null;
  }

  /** True while something is filled in that is not saved. */
  get hasChanges() {
    return this.#person !== null && Object.keys(changesOf(this.#person, this.#form())).length > 0;
  }

  /** Shows a person, unless another one's changes are not saved yet. @param {Person} person */
  open(person) {
    if (this.hasChanges) {
      if (person.id !== this.#person?.id) {
        this.#showProblem("given", text("tab_person_unsaved"));
      }
      this.#fields.given.focus();
      return;
    }
    this.#person = person;
    this.#fields = {};
    this.#problem.hidden = true;
    const form = formOf(person);
    const profile = profileOf(person);
    this.place.setAttribute("aria-label", text("tab_person_edit", nameOf(person)));
    draw(
      this.place,
      element(
        "form",
        {
          novalidate: true,
          on: {
            submit: (/** @type {Event} */ event) => {
              event.preventDefault();
              this.#save();
            },
          },
        },
        element("h2", {}, element("bdi", {}, nameOf(person))),
        profile && this.#profileLink(profile),
        fieldsOf(person).map((field) => this.#field(field, form[field])),
        element(
          "div",
          { class: "person-foot" },
          this.#problem,
          element(
            "div",
            { class: "line" },
            button(text("tab_person_save"), {
              action: "save-person",
              class: "primary",
              type: "submit",
            }),
            button(text("tab_person_close"), {
              action: "close-person",
              class: "quiet",
              onClick: () => this.leave(),
            }),
          ),
        ),
      ),
    );
    this.place.hidden = false;
    this.#fields.given.focus();
  }

  /** Closes it; what is not saved is given up only when the user has been told. */
  leave() {
    const filledIn = JSON.stringify(this.#form());
    if (this.hasChanges && this.#told !== filledIn) {
      this.#told = filledIn;
      this.#tell(text("tab_person_discard"));
      return;
    }
    this.#close();
  }

  #close() {
    this.#person = null;
    this.#told = "";
    this.place.hidden = true;
    this.place.replaceChildren();
    this.#surroundings.onClosed();
  }

  /** @param {string} profile */
  #profileLink(profile) {
    return element(
      "a",
      {
        href: profile,
        on: {
          click: (/** @type {Event} */ event) => {
            event.preventDefault();
            messenger.windows.openDefaultBrowser(profile);
          },
        },
      },
      text("tab_person_profile"),
    );
  }

  /** @param {string} name @param {string} value */
  #field(name, value) {
    const attributes = { data: { field: `person-${name}` }, dir: "auto", ...ATTRIBUTES[name] };
    const field = TALL.has(name)
      ? element("textarea", { ...attributes, rows: 2 }, value)
      : element("input", { type: "text", ...attributes, value });
    this.#fields[name] = field;
    return element("label", { class: "field" }, text(`tab_person_${name}`), field);
  }

  #form() {
    return Object.fromEntries(
      Object.entries(this.#fields).map(([name, field]) => [name, field.value]),
    );
  }

  async #save() {
    const person = this.#person;
    if (!person) {
      return;
    }
    const form = this.#form();
    const problem = formProblem(form);
    if (problem) {
      this.#showProblem(problem.field, problem.message);
      return;
    }
    const changes = changesOf(person, form);
    try {
      if (Object.keys(changes).length > 0) {
        await change("people.edit", { person: person.id, changes });
        this.#surroundings.onSaved();
      }
      this.#close();
    } catch (thrown) {
      const { field = "", message } = RoundsError.from(thrown);
      this.#showProblem(field.replace("changes.", ""), message);
    }
  }

  /** @param {string} field @param {string} message */
  #showProblem(field, message) {
    this.#tell(message);
    for (const [name, input] of Object.entries(this.#fields)) {
      input.setAttribute("aria-invalid", String(name === field));
    }
    this.#fields[field]?.focus();
  }

  /** @param {string} message */
  #tell(message) {
    this.#problem.textContent = message;
    this.#problem.hidden = false;
  }
}
