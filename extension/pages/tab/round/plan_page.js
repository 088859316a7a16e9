/** Making the round: pace and finish change each other before the user's eyes. */
import { call, change } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { plural, text } from "../../../shared/text.js";
import { WEEKDAYS, weekdayText } from "../../shared/dates.js";
import { button, draw, element } from "../../shared/dom.js";
import {
  changed,
  createParams,
  emptyForm,
  fieldOf,
  formProblem,
  leftOutText,
  ORDERS,
  planDetail,
  planParams,
  planned,
  planText,
} from "./round_form.js";
import { valueOf, whomGroups, withChosen } from "./whom.js";

/** @typedef {import("./round_form.js").RoundForm} RoundForm */

/**
 * @typedef {object} Surroundings
 * @property {() => {today: string, people: number, running: string}} about
 *   `running` is the name of the round that still runs, if any
 * @property {() => void} onDone
 * @property {() => void} onImport
 * @property {() => void} onRules
 */

export class PlanPage {
  #place;
  #surroundings;
  /** @type {RoundForm | null} */
  #form = null;
  /** Whom the round is for, when it is not for everybody. @type {string[] | undefined} */
  #people;
  /** What the next form begins with. @type {Partial<RoundForm>} */
  #start = {};
  #whom = element("select", { data: { field: "whom" } });
  /** What the list has, beside everybody. */
  #offered = "";
  /** How often the form has changed: an answer to an older question is not shown. */
  #asked = 0;
  /** @type {Record<string, HTMLInputElement | HTMLSelectElement>} */
  #fields = {};
  /** @type {Record<string, HTMLElement>} */
  #problems = {};
  #outcome = element("output", { class: "plan-outcome" });
  #submit = button("", { action: "create-round", class: "primary", type: "submit" });

  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.#place = place;
    this.#surroundings = surroundings;
  }

  /** Shows the form; what the user has filled in already stays. */
  show() {
    if (this.#form) {
      this.#offerWhom(this.#form.of);
      this.#plan(); // the rules may be others by now
      return;
    }
    const { today, people, running } = this.#surroundings.about();
    const form = {
      ...emptyForm(today),
      ...this.#start,
      ...(this.#people && { people: this.#people }),
    };
    this.#form = form;
    this.#submit.textContent = text("tab_round_create");
    draw(
      this.#place,
      element("h1", {}, text("tab_round_title")),
      element("p", { class: "lead" }, text("tab_round_lead")),
      form.people && this.#chosen(form.people.length),
      running && element("p", { class: "notice" }, text("tab_round_running", running)),
      element(
        "form",
        {
          class: "plan",
          novalidate: true,
          on: {
            submit: (/** @type {Event} */ event) => {
              event.preventDefault();
              this.#create();
            },
          },
        },
        this.#field("name", text("tab_round_name"), {
          type: "text",
          maxlength: 100,
          value: form.name,
        }),
        this.#problem("name"),
        this.#field("start", text("tab_round_start"), { type: "date", value: form.start }),
        this.#problem("start"),
        !form.people && this.#whomField(),
        this.#order(),
        this.#weekdays(form),
        element(
          "div",
          { class: "either" },
          this.#field("perDay", text("tab_round_pace"), {
            type: "number",
            min: 1,
            max: 200,
            value: form.perDay,
          }),
          element("span", { class: "soft" }, text("tab_round_or")),
          this.#field("finish", text("tab_round_finish"), { type: "date", value: form.finish }),
          this.#problem("perDay"),
          this.#problem("finish"),
        ),
        this.#outcome,
        this.#problem("all"),
        element(
          "div",
          { class: "line" },
          this.#submit,
          button(text("tab_round_more_people"), {
            action: "more-people",
            class: "quiet",
            onClick: () => this.#surroundings.onImport(),
          }),
        ),
      ),
    );
    this.#place.dataset.people = String(people);
    this.#offerWhom(form.of);
    this.#plan();
  }

  /** A new form, for a round of these people alone. @param {string[]} people */
  choose(people) {
    this.reset();
    this.#people = people;
  }

  /**
   * A new form, for the next round after one.
   *
   * @param {import("../../../shared/wire.js").Of} of
   * @param {{perDay?: number}} options
   */
  chooseFrom(of, { perDay }) {
    this.reset();
    this.#start = { of, ...(perDay && { perDay }) };
  }

  #whomField() {
    return element("label", { class: "field" }, text("tab_round_whom"), this.#whom);
  }

  /** Fills the list of whom the round can be for. @param {RoundForm["of"]} chosen */
  async #offerWhom(chosen) {
    if (this.#whom.options.length === 0) {
      this.#whom.append(everybody());
    }
    try {
      const [{ rounds }, { rules }] = await Promise.all([call("rounds.list"), call("rules.list")]);
      const of = this.#form?.of ?? chosen;
      const groups = withChosen(whomGroups(rounds, rules), of, rounds);
      const offered = JSON.stringify(groups);
      if (offered !== this.#offered) {
        // A list that is open stays open while nothing in it has changed.
        this.#offered = offered;
        this.#drawWhom(groups);
      }
      this.#whom.value = valueOf(of);
    } catch (thrown) {
      this.#refused(thrown);
    }
  }

  /** @param {import("./whom.js").WhomGroup[]} groups */
  #drawWhom(groups) {
    draw(
      this.#whom,
      everybody(),
      groups.map(({ label, choices }) =>
        element(
          "optgroup",
          { label },
          choices.map((choice) => element("option", { value: choice.value }, choice.label)),
        ),
      ),
    );
    const choices = groups.flatMap((group) => group.choices);
    this.#whom.onchange = () => {
      const { of } = choices.find(({ value }) => value === this.#whom.value) ?? {};
      this.#change({ of });
    };
  }

  /** @param {number} count */
  #chosen(count) {
    return element(
      "div",
      { class: "notice line" },
      plural("tab_round_chosen", count),
      button(text("tab_round_everybody"), {
        action: "everybody",
        class: "quiet",
        onClick: () => {
          this.reset();
          this.show();
        },
      }),
    );
  }

  /** Forgets what was filled in. */
  reset() {
    this.#form = null;
    this.#people = undefined;
    this.#start = {};
  }

  /**
   * @param {"name" | "start" | "perDay" | "finish"} name
   * @param {string} label
   * @param {Record<string, unknown>} attributes
   */
  #field(name, label, attributes) {
    const input = element("input", {
      ...attributes,
      required: true,
      "aria-describedby": `problem-${name}`,
      data: { field: name },
      on: {
        input: () =>
          this.#change({ [name]: name === "perDay" ? input.valueAsNumber : input.value }),
      },
    });
    this.#fields[name] = input;
    return element("label", { class: "field" }, label, input);
  }

  /** @param {string} name */
  #problem(name) {
    const problem = element("span", {
      class: "row-problem",
      id: `problem-${name}`,
      role: "alert",
      hidden: true,
      dir: "auto",
    });
    this.#problems[name] = problem;
    return problem;
  }

  /** @param {RoundForm} form */
  #weekdays(form) {
    return element(
      "fieldset",
      { class: "field" },
      element("legend", {}, text("tab_round_days")),
      element(
        "div",
        { class: "weekdays" },
        WEEKDAYS.map((day) => this.#weekday(day, form.writingDays.includes(day))),
      ),
      this.#problem("writingDays"),
    );
  }

  /** @param {string} day @param {boolean} checked */
  #weekday(day, checked) {
    const box = element("input", {
      type: "checkbox",
      name: "weekday",
      value: day,
      checked,
      data: { field: `day-${day}` },
      on: {
        change: () => {
          const boxes = this.#place.querySelectorAll('input[name="weekday"]:checked');
          this.#change({
            writingDays: [...boxes].map((one) => /** @type {HTMLInputElement} */ (one).value),
          });
        },
      },
    });
    return element("label", {}, box, weekdayText(day, "short"));
  }

  #order() {
    const select = element(
      "select",
      { data: { field: "order" }, on: { change: () => this.#change({ order: select.value }) } },
      ORDERS.map((order) => element("option", { value: order }, text(`tab_round_order_${order}`))),
    );
    return element("label", { class: "field" }, text("tab_round_order"), select);
  }

  /** @param {Partial<RoundForm>} change */
  #change(change) {
    if (this.#form) {
      this.#form = changed(this.#form, change);
      this.#plan();
    }
  }

  /** Asks what comes of the form as it is, and fills in the side that follows. */
  async #plan() {
    if (!this.#form) {
      return;
    }
    const form = this.#form;
    const question = ++this.#asked;
    this.#showProblem(formProblem(form));
    if (formProblem(form)) {
      this.#outcome.textContent = "";
      return;
    }
    try {
      const plan = await call("rounds.plan", planParams(form));
      if (question !== this.#asked) {
        return;
      }
      this.#form = planned(form, plan);
      const follows = form.by === "pace" ? "finish" : "perDay";
      this.#fields[follows].value = String(this.#form[follows]);
      draw(
        this.#outcome,
        element("strong", {}, planText(form, plan)),
        element("span", { class: "soft" }, planDetail(plan)),
        leftOutText(plan) &&
          element(
            "span",
            { class: "soft", data: { part: "left-out" } },
            leftOutText(plan),
            " ",
            button(text("tab_round_see_rules"), {
              action: "see-rules",
              class: "link",
              onClick: () => this.#surroundings.onRules(),
            }),
          ),
      );
    } catch (thrown) {
      if (question === this.#asked) {
        this.#outcome.textContent = "";
        this.#refused(thrown);
      }
    }
  }

  async #create() {
    const form = this.#form;
    const problem = form && formProblem(form);
    if (!form || problem) {
      this.#showProblem(problem);
      return;
    }
    if (form.name.trim() === "") {
      this.#showProblem({ field: "name", message: text("tab_round_name_missing") });
      return;
    }
    this.#submit.disabled = true;
    try {
      await change("rounds.create", createParams(form));
      this.reset();
      this.#surroundings.onDone();
    } catch (thrown) {
      this.#refused(thrown);
    } finally {
      this.#submit.disabled = false;
    }
  }

  /** @param {unknown} thrown */
  #refused(thrown) {
    const { field, message } = RoundsError.from(thrown);
    this.#showProblem({ field: fieldOf(field), message });
  }

  /** @param {{field?: keyof RoundForm, message: string} | null} problem */
  #showProblem(problem) {
    const shownAt =
      problem && (problem.field && problem.field in this.#problems ? problem.field : "all");
    for (const [name, line] of Object.entries(this.#problems)) {
      line.hidden = name !== shownAt;
      line.textContent = name === shownAt && problem ? problem.message : "";
      this.#fields[name]?.setAttribute("aria-invalid", String(name === shownAt));
    }
    this.#submit.disabled = false;
  }
}

const everybody = () => element("option", { value: "" }, text("tab_round_whom_everybody"));
