/** How the user knows groups of people, and whom rounds leave out: rules that later imports follow, too. */
import { call, change } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { list, plural, text } from "../../../shared/text.js";
import { button, draw, element, KeyedList } from "../../shared/dom.js";
import { nameOf } from "../../shared/people.js";
import {
  effectText,
  emptyRule,
  formOf,
  ruleProblem,
  saveParams,
  whenOf,
  whenText,
} from "./rules_form.js";

/** @typedef {import("../../../shared/wire.js").Rule} Rule */
/** @typedef {import("./rules_form.js").RuleForm} RuleForm */

/**
 * @typedef {object} Surroundings
 * @property {() => void} refresh
 * @property {(words: string) => void} say  tells a screen reader
 */

/** @typedef {"company" | "position" | "search" | "fromYear" | "toYear" | "knownFrom"} TextField */

export class RulesPage {
  #surroundings;
  #form = emptyRule();
  /** How often the form has changed: an answer to an older question is not shown. */
  #asked = 0;
  /** @type {Partial<Record<TextField, HTMLInputElement>>} */
  #fields = {};
  #leaveOut = element("input", {
    type: "checkbox",
    data: { field: "leaveOut" },
    on: { change: () => this.#change({ leaveOut: this.#leaveOut.checked }) },
  });
  #title = element("h2");
  #outcome = element("output", { class: "rule-outcome" });
  #problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  #submit = button("", { action: "save-rule", class: "primary", type: "submit" });
  #cancel = button(text("tab_pace_cancel"), {
    action: "cancel-rule",
    class: "quiet",
    onClick: () => this.#begin(emptyRule()),
  });
  #none = element("p", { class: "soft" }, text("tab_rules_none"));
  #rules = element("ul", { class: "rules" });
  /** @type {KeyedList<Rule>} */
  #rows;

  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.#surroundings = surroundings;
    this.#rows = new KeyedList(this.#rules, {
      key: ({ rule }) => rule,
      make: (rule) => this.#row(rule),
    });
    place.append(
      element("h1", {}, text("tab_rules_title")),
      element("p", { class: "lead" }, text("tab_rules_lead")),
      this.#none,
      this.#rules,
      this.#formElement(),
    );
    this.#begin(emptyRule());
  }

  async show() {
    const { rules } = await call("rules.list");
    this.#none.hidden = rules.length > 0;
    this.#rows.show(rules);
  }

  #formElement() {
    return element(
      "form",
      {
        class: "rule-form",
        novalidate: true,
        on: {
          submit: (/** @type {Event} */ event) => {
            event.preventDefault();
            this.#save();
          },
        },
      },
      this.#title,
      element("p", { class: "soft" }, text("tab_rule_whom")),
      this.#field("company", text("tab_rule_company"), { type: "text", maxlength: 200 }),
      this.#field("position", text("tab_rule_position"), { type: "text", maxlength: 200 }),
      this.#field("search", text("tab_rule_search"), { type: "text", maxlength: 200 }),
      element(
        "div",
        { class: "line" },
        this.#field("fromYear", text("tab_rule_from_year"), {
          type: "text",
          inputmode: "numeric",
          maxlength: 4,
        }),
        this.#field("toYear", text("tab_rule_to_year"), {
          type: "text",
          inputmode: "numeric",
          maxlength: 4,
        }),
      ),
      this.#outcome,
      this.#field("knownFrom", text("tab_rule_known_from"), { type: "text", maxlength: 200 }),
      element("label", { class: "check" }, this.#leaveOut, text("tab_rule_leave_out")),
      this.#problem,
      element("div", { class: "line" }, this.#submit, this.#cancel),
    );
  }

  /** @param {TextField} name @param {string} label @param {Record<string, unknown>} attributes */
  #field(name, label, attributes) {
    const input = element("input", {
      ...attributes,
      data: { field: name },
      on: { input: () => this.#change({ [name]: input.value.trim() }) },
    });
    this.#fields[name] = input;
    return element("label", { class: "field" }, label, input);
  }

  /** Fills the form in anew. @param {RuleForm} form */
  #begin(form) {
    this.#form = form;
    for (const [name, input] of Object.entries(this.#fields)) {
      input.value = form[/** @type {TextField} */ (name)];
    }
    this.#leaveOut.checked = form.leaveOut;
    this.#title.textContent = text(form.rule ? "tab_rule_change" : "tab_rule_new");
    this.#submit.textContent = text(form.rule ? "tab_rule_save" : "tab_rule_make");
    this.#cancel.hidden = !form.rule;
    this.#problem.hidden = true;
    this.#count();
  }

  /** @param {Partial<RuleForm>} changes */
  #change(changes) {
    this.#form = { ...this.#form, ...changes };
    this.#problem.hidden = true;
    this.#count();
  }

  /** Says whom the form is about, as it is now. */
  async #count() {
    const question = ++this.#asked;
    const when = whenOf(this.#form);
    if (!when) {
      draw(this.#outcome, element("span", { class: "soft" }, text("tab_rule_count_none")));
      return;
    }
    try {
      const { people, sample } = await call("rules.preview", { when });
      if (question === this.#asked) {
        draw(
          this.#outcome,
          element("strong", {}, plural("tab_rule_fits", people)),
          sample.length > 0 &&
            element("span", { class: "soft", dir: "auto" }, list(sample.map(nameOf))),
        );
      }
    } catch (thrown) {
      if (question === this.#asked) {
        this.#refused(thrown);
      }
    }
  }

  async #save() {
    const problem = ruleProblem(this.#form);
    if (problem) {
      this.#problem.textContent = problem;
      this.#problem.hidden = false;
      return;
    }
    this.#submit.disabled = true;
    try {
      const { rule } = await change("rules.save", saveParams(this.#form));
      this.#surroundings.say(plural("tab_rule_saved", rule.people));
      this.#begin(emptyRule());
      this.#surroundings.refresh();
    } catch (thrown) {
      this.#refused(thrown);
    } finally {
      this.#submit.disabled = false;
    }
  }

  /** @param {unknown} thrown */
  #refused(thrown) {
    this.#problem.textContent = RoundsError.from(thrown).message;
    this.#problem.hidden = false;
  }

  /** @param {Rule} rule */
  #row(rule) {
    const what = whenText(rule.when);
    return element(
      "li",
      { class: "rule", data: { rule: rule.rule } },
      element(
        "div",
        { class: "person-words" },
        element("p", { class: "person-name", dir: "auto" }, effectText(rule)),
        element("p", { class: "soft", dir: "auto" }, what),
        element("p", { class: "soft" }, plural("tab_rule_fits", rule.people)),
      ),
      element(
        "div",
        { class: "row-buttons" },
        button(text("tab_rule_edit"), {
          action: "edit-rule",
          label: text("page_action_for", text("tab_rule_edit"), what),
          onClick: () => {
            this.#begin(formOf(rule));
            this.#fields.company?.focus();
          },
        }),
        button(text("tab_days_off_remove"), {
          action: "remove-rule",
          class: "quiet",
          label: text("page_action_for", text("tab_days_off_remove"), what),
          onClick: () => this.#remove(rule),
        }),
      ),
    );
  }

  /** @param {Rule} rule */
  async #remove({ rule }) {
    try {
      await change("rules.remove", { rule });
      if (this.#form.rule === rule) {
        this.#begin(emptyRule());
      }
      this.#surroundings.say(text("page_undo_rule_removed"));
      this.#surroundings.refresh();
    } catch (thrown) {
      this.#refused(thrown);
    }
  }
}
