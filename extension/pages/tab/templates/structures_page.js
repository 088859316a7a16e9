/** The user's structures: the list, one of them to edit, and how it reads for real people. */
import { call, change } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { language, list, text } from "../../../shared/text.js";
import { button, draw, element } from "../../shared/dom.js";
import { nameOf } from "../../shared/people.js";
import { conditionAround, previewParts } from "./structures_view.js";

/** @typedef {import("../../../shared/wire.js").Person} Person */
/** @typedef {import("../../../shared/wire.js").Structure} Structure */
/** @typedef {import("../../shared/day_view.js").Today} Today */

/** So many people can be looked at, one after the other. */
const PREVIEWED = 50;

/**
 * @typedef {object} Surroundings
 * @property {() => void} refresh
 * @property {(words: string) => void} say  tells a screen reader
 */

export class StructuresPage {
  #place;
  #surroundings;
  /** @type {Structure[]} */
  #structures = [];
  /** The one that is edited; "" for a new one. */
  #edited = "";
  /** The edited one as it was when it was opened; null before anything was shown. @type {string | null} */
  #opened = null;
  /** @type {Person[]} */
  #people = [];
  #shown = 0;
  /** How often a preview was asked for: an older answer is not shown. */
  #asked = 0;
  #list = element("ul", { class: "structures" });
  #name = field("input", "structure-name", { type: "text", maxlength: 100, required: true });
  #rule = field("input", "structure-rule", { type: "text", maxlength: 100 });
  #isDefault = field("input", "structure-default", { type: "checkbox" });
  #subject = field("input", "structure-subject", { type: "text", dir: "auto" });
  #body = field("textarea", "structure-body", { rows: 12, dir: "auto" });
  /** Where a variable is put: the field that had the keyboard last. @type {HTMLInputElement | HTMLTextAreaElement} */
  #target = this.#body;
  #help = element("div", { class: "variables" });
  #problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  #remove = button(text("structures_remove"), {
    action: "structure-remove",
    class: "quiet",
    onClick: () => this.#removeEdited(),
  });
  #preview = element("div", { class: "letter" });
  #whom = element("p", { class: "whom", dir: "auto" });
  #missing = element("p", { class: "notice", hidden: true, role: "status", dir: "auto" });

  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.#place = place;
    this.#surroundings = surroundings;
    for (const target of [this.#subject, this.#body]) {
      target.addEventListener("focus", () => (this.#target = target));
      target.addEventListener("input", () => this.#showPreview());
    }
  }

  /** @param {Today | null} today */
  async show(today) {
    const { structures, variables, conditions } = await call("structures.list");
    this.#structures = structures;
    if (this.#opened === null) {
      this.#build(variables, conditions);
      this.#people = await peopleToPreview(today);
      this.#open(structures.find((/** @type {Structure} */ one) => one.default) ?? structures[0]);
    } else if (this.#edited && !this.#isChanged()) {
      // What the user is writing is not replaced; what an undo changed is.
      this.#open(this.#structureOf(this.#edited) ?? structures[0]);
    }
    this.#showList();
  }

  /** @param {string[]} variables @param {string[]} conditions */
  #build(variables, conditions) {
    draw(
      this.#help,
      element("p", { class: "soft" }, text("structures_insert")),
      element(
        "div",
        { class: "choices" },
        ["personal", ...variables].map((name) =>
          this.#inserter(text(`structure_variable_${name}`), `{{${name}}}`, ""),
        ),
      ),
      element("p", { class: "soft" }, text("structures_insert_if")),
      element(
        "div",
        { class: "choices" },
        conditions.map((name) =>
          this.#inserter(text(`structure_condition_${name}`), ...conditionAround(name)),
        ),
      ),
    );
    draw(
      this.#place,
      element("h1", {}, text("structures_title")),
      element("p", { class: "lead" }, text("structures_lead")),
      element(
        "div",
        { class: "structures-page" },
        element(
          "div",
          { class: "structures-list" },
          this.#list,
          button(text("structures_new"), {
            action: "structure-new",
            onClick: () => {
              this.#open(undefined);
              this.#showList();
              this.#name.focus();
            },
          }),
        ),
        element(
          "form",
          {
            class: "structure-form",
            novalidate: true,
            on: {
              submit: (/** @type {Event} */ event) => {
                event.preventDefault();
                this.#save();
              },
            },
          },
          labelled("structures_name", this.#name),
          labelled("structures_rule", this.#rule, text("structures_rule_hint")),
          element("label", { class: "line" }, this.#isDefault, text("structures_default")),
          labelled("structures_subject", this.#subject),
          labelled("structures_body", this.#body),
          this.#help,
          this.#problem,
          element(
            "div",
            { class: "line" },
            button(text("structures_save"), {
              action: "structure-save",
              class: "primary",
              type: "submit",
            }),
            this.#remove,
          ),
        ),
        element(
          "section",
          { class: "structure-preview", "aria-label": text("structures_preview") },
          element(
            "div",
            { class: "line" },
            this.#step("structures_before", "‹", -1),
            this.#whom,
            this.#step("structures_next", "›", 1),
          ),
          this.#missing,
          this.#preview,
        ),
      ),
    );
  }

  /** @param {string} key @param {string} sign @param {number} by */
  #step(key, sign, by) {
    return button(sign, {
      action: by > 0 ? "preview-next" : "preview-before",
      class: "quiet",
      title: text(key),
      label: text(key),
      onClick: () => {
        const count = this.#people.length;
        this.#shown = count ? (this.#shown + by + count) % count : 0;
        this.#showPreview();
      },
    });
  }

  /** Puts a variable where the cursor was, around what was selected. @param {string} label @param {string} before @param {string} after */
  #inserter(label, before, after) {
    return button(label, {
      action: "insert",
      class: "variable",
      title: before + after,
      data: { insert: before + after },
      onClick: () => {
        const target = this.#target;
        const { selectionStart, selectionEnd, value } = target;
        const from = selectionStart ?? value.length;
        const to = selectionEnd ?? from;
        target.setRangeText(before + value.slice(from, to) + after, from, to);
        const cursor = from + before.length + (to - from);
        target.setSelectionRange(cursor, cursor);
        target.focus();
        this.#showPreview();
      },
    });
  }

  /** @param {string} id */
  #structureOf(id) {
    return this.#structures.find(({ structure }) => structure === id);
  }

  /** Puts a structure into the form. @param {Structure | undefined} structure  nothing for a new one */
  #open(structure) {
    this.#edited = structure?.structure ?? "";
    this.#name.value = structure?.name ?? "";
    this.#rule.value = structure?.when.known_from ?? "";
    this.#isDefault.checked = structure?.default ?? false;
    // There is always a default: another one is chosen by making it the default.
    this.#isDefault.disabled = structure?.default ?? false;
    this.#subject.value = structure?.subject ?? "";
    this.#body.value = structure?.body ?? text("structures_begin");
    this.#remove.hidden = !structure;
    this.#opened = this.#state();
    this.#showPreview();
  }

  #state() {
    return JSON.stringify([
      this.#name.value,
      this.#rule.value,
      this.#isDefault.checked,
      this.#subject.value,
      this.#body.value,
    ]);
  }

  #isChanged() {
    return this.#state() !== this.#opened;
  }

  #showList() {
    draw(
      this.#list,
      this.#structures.map((one) => {
        const chosen = button(one.name, {
          action: "structure-open",
          class: "quiet",
          data: { structure: one.structure },
          onClick: () => {
            if (one.structure !== this.#edited && this.#isChanged()) {
              this.#say(text("structures_unsaved"));
              return;
            }
            this.#open(one);
            this.#showList();
          },
        });
        if (one.structure === this.#edited) {
          chosen.setAttribute("aria-current", "true");
        }
        const note = one.default ? text("structures_is_default") : one.when.known_from;
        return element(
          "li",
          {},
          chosen,
          note && element("span", { class: "soft", dir: "auto" }, note),
        );
      }),
    );
  }

  async #showPreview() {
    const asked = ++this.#asked;
    const person = this.#people[this.#shown];
    this.#whom.textContent = person ? nameOf(person) : text("structures_nobody");
    if (!person) {
      return;
    }
    try {
      const filled = await call("structures.preview", {
        subject: this.#subject.value,
        body: this.#body.value,
        person: person.id,
        language: language(),
      });
      if (asked !== this.#asked) {
        return;
      }
      this.#say("");
      const { subject, before, personal, after } = previewParts(filled);
      draw(
        this.#preview,
        element(
          "p",
          { class: "letter-subject", dir: "auto" },
          subject || text("structures_no_subject"),
        ),
        element(
          "p",
          { class: "letter-body", dir: "auto" },
          before,
          personal && element("mark", {}, text("structures_personal")),
          after,
        ),
      );
      // Who signs is known when the note is opened.
      const unknown = filled.missing.filter((/** @type {string} */ name) => name !== "my_name");
      this.#missing.hidden = unknown.length === 0;
      this.#missing.textContent = text(
        "structures_missing",
        nameOf(person),
        list(unknown.map((/** @type {string} */ name) => text(`structure_variable_${name}`))),
      );
    } catch (thrown) {
      if (asked === this.#asked) {
        this.#say(RoundsError.from(thrown).message);
      }
    }
  }

  /** Says below the form what is wrong; "" for nothing. @param {string} words */
  #say(words) {
    this.#problem.textContent = words;
    this.#problem.hidden = words === "";
  }

  async #save() {
    const rule = this.#rule.value.trim();
    await this.#attempt(async () => {
      const { structure } = await change("structures.save", {
        ...(this.#edited && { structure: this.#edited }),
        name: this.#name.value.trim(),
        subject: this.#subject.value.trim(),
        body: this.#body.value,
        when: rule ? { known_from: rule } : null,
        default: this.#isDefault.checked,
      });
      this.#open(structure);
      this.#surroundings.say(text("structures_saved", structure.name));
    });
  }

  async #removeEdited() {
    await this.#attempt(async () => {
      await change("structures.remove", { structure: this.#edited });
      this.#opened = this.#state();
    });
  }

  /** @param {() => Promise<void>} act */
  async #attempt(act) {
    try {
      await act();
      this.#say("");
      this.#surroundings.refresh();
    } catch (thrown) {
      const error = RoundsError.from(thrown);
      this.#say(error.message);
      const wrong = { name: this.#name, subject: this.#subject, body: this.#body };
      Object.entries(wrong)
        .find(([name]) => name === error.field)?.[1]
        .focus();
    }
  }
}

/**
 * @template {"input" | "textarea"} Tag
 * @param {Tag} tag
 * @param {string} name
 * @param {Record<string, unknown>} attributes
 */
function field(tag, name, attributes) {
  return element(tag, { ...attributes, data: { field: name } });
}

/** @param {string} key @param {HTMLElement} input @param {string} [hint] */
function labelled(key, input, hint) {
  return element(
    "label",
    { class: "field" },
    text(key),
    input,
    hint && element("span", { class: "soft" }, hint),
  );
}

/**
 * Whom to try a structure on: those who are written to next.
 *
 * @param {Today | null} today
 * @returns {Promise<Person[]>}
 */
async function peopleToPreview(today) {
  const due = today?.due.map(({ person }) => person) ?? [];
  const { turns } = today
    ? await call("turns.list", { round: today.round, which: "waiting", limit: PREVIEWED })
    : { turns: [] };
  /** @type {Person[]} */
  const people = [...due, ...turns.map((/** @type {{person: Person}} */ { person }) => person)];
  if (people.length === 0) {
    people.push(...(await call("people.list", { limit: PREVIEWED })).people);
  }
  const byId = new Map(people.map((person) => [person.id, person]));
  return [...byId.values()].slice(0, PREVIEWED);
}
