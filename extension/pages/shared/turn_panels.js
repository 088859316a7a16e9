/** The small forms that open below a person: why to skip, until when to snooze, what to begin with. */
import { call, fill } from "../../shared/background.js";
import { RoundsError } from "../../shared/rounds_error.js";
import { text } from "../../shared/text.js";
import { addDays, nearDateText, snoozeChoices } from "./dates.js";
import { button, element } from "./dom.js";

/** The reasons at hand, as keys of the sentences that are kept with the turn. */
const SKIP_REASONS = [
  "page_skip_unknown",
  "page_skip_lost_touch",
  "page_skip_unwanted",
  "page_skip_duplicate",
];

/**
 * Thunderbird itself does not stop a form with a wrong field, so the panel says what is wrong.
 *
 * @param {string} title
 * @param {() => void} onSubmit  called when every field is well filled in
 * @param {...import("./dom.js").Child} children  a field says in `data-problem` what it needs
 */
function panelForm(title, onSubmit, ...children) {
  const problem = element("p", { class: "row-problem", role: "alert", hidden: true });
  const form = element(
    "form",
    {
      novalidate: true,
      on: {
        submit: (/** @type {Event} */ event) => {
          event.preventDefault();
          whenValid(onSubmit);
        },
      },
    },
    element("p", { class: "panel-title" }, title),
    ...children,
    problem,
  );

  /** @param {() => void} act */
  function whenValid(act) {
    /** @type {HTMLInputElement | null} */
    const wrong = form.querySelector("input:invalid");
    problem.hidden = wrong === null;
    problem.textContent = wrong?.dataset.problem ?? "";
    if (wrong) {
      wrong.focus();
    } else {
      act();
    }
  }

  return { form, whenValid };
}

/** @param {(reason: string) => void} done */
export function skipPanel(done) {
  const own = element("input", {
    type: "text",
    maxlength: 200,
    placeholder: text("page_skip_own"),
    "aria-label": text("page_skip_own"),
    data: { field: "skip-reason" },
  });
  const { form } = panelForm(
    text("page_skip_why"),
    () => done(own.value.trim()),
    element(
      "div",
      { class: "choices" },
      SKIP_REASONS.map((key) =>
        button(text(key), {
          action: "skip-reason",
          data: { reason: key.replace("page_skip_", "") },
          onClick: () => done(text(key)),
        }),
      ),
    ),
    element(
      "div",
      { class: "line" },
      own,
      button(text("page_skip_confirm"), { action: "skip-confirm", type: "submit" }),
    ),
  );
  return form;
}

/**
 * When to come back to somebody. The first choice is the next day on which anything is written at all:
 * on a Friday that is not tomorrow.
 *
 * @param {string} today
 * @param {string | undefined} nextDay  the next writing day, if the host knows one
 * @param {(until: string) => void} done
 */
export function snoozePanel(today, nextDay, done) {
  const tomorrow = addDays(today, 1);
  const date = element("input", {
    type: "date",
    min: tomorrow,
    required: true,
    "aria-label": text("page_snooze_date"),
    data: { field: "snooze-until", problem: text("page_snooze_wrong") },
  });
  const { form } = panelForm(
    text("page_snooze_until"),
    () => done(date.value),
    element(
      "div",
      { class: "choices" },
      snoozeChoices(today, nextDay).map(({ action, label, day }) =>
        button(label, { action, title: nearDateText(day), onClick: () => done(day) }),
      ),
    ),
    element(
      "div",
      { class: "line" },
      date,
      button(text("page_snooze_confirm"), { action: "snooze-confirm", type: "submit" }),
    ),
  );
  return form;
}

/**
 * The structures to begin a note with, the one that would be taken anyway first.
 *
 * @param {import("../../shared/wire.js").Turn} turn
 * @param {(structure: string) => void} done
 */
export function structurePanel({ turn }, done) {
  const choices = element("div", { class: "choices" });
  const problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  const panel = element(
    "div",
    {},
    element("p", { class: "panel-title", tabindex: -1 }, text("page_structure_which")),
    choices,
    problem,
  );
  Promise.all([call("structures.list"), fill(turn)]).then(
    ([{ structures }, usual]) => {
      /** @param {import("../../shared/wire.js").Structure} one */
      const isUsual = (one) => one.structure === usual?.structure;
      const sorted = [...structures].sort((a, b) => Number(isUsual(b)) - Number(isUsual(a)));
      choices.append(
        ...sorted.map((one) =>
          button(one.name, {
            action: "structure-choice",
            data: { structure: one.structure },
            onClick: () => done(one.structure),
          }),
        ),
      );
      if (panel.contains(document.activeElement)) {
        choices.querySelector("button")?.focus();
      }
    },
    (thrown) => {
      problem.textContent = RoundsError.from(thrown).message;
      problem.hidden = false;
    },
  );
  return panel;
}

/** @param {(address: string) => void} done */
export function addressPanel(done) {
  const address = element("input", {
    type: "email",
    required: true,
    placeholder: text("page_address_example"),
    "aria-label": text("page_address_label"),
    data: { field: "address", problem: text("page_address_wrong") },
  });
  const { form } = panelForm(
    text("page_address_label"),
    () => done(address.value.trim()),
    element(
      "div",
      { class: "line" },
      address,
      button(text("page_address_confirm"), { action: "address-confirm", type: "submit" }),
    ),
  );
  return form;
}

/**
 * @param {import("../../shared/wire.js").Person} person
 * @param {(greeting: string) => void} done
 */
export function greetingPanel(person, done) {
  const greeting = element("input", {
    type: "text",
    maxlength: 60,
    value: person.greeting ?? "",
    "aria-label": text("page_greet_label"),
    data: { field: "greeting" },
  });
  const { form } = panelForm(
    text("page_greet_label"),
    () => done(greeting.value.trim()),
    element(
      "div",
      { class: "line" },
      greeting,
      button(text("page_address_confirm"), { action: "greet-confirm", type: "submit" }),
    ),
    element("p", { class: "soft" }, text("page_greet_hint")),
  );
  return form;
}
