/**
 * Changing the pace of a round that runs: notes a day or a finish, writing days, days off. What a
 * change does is shown while it is made, and stored only when the user says so.
 */
import { call, change } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { text } from "../../../shared/text.js";
import { WEEKDAYS, weekdayText } from "../../shared/dates.js";
import { button, draw, element } from "../../shared/dom.js";
import { changesNothing, editParams, paceProblem, previewText, removeText } from "./pace_view.js";

/** @typedef {import("../../../shared/wire.js").Round} Round */

/**
 * @param {Round} round
 * @param {{today: string, onDone: () => void}} options
 */
export function paceForm(round, { today, onDone }) {
  const problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  const perDay = element("input", {
    type: "number",
    min: 1,
    max: 200,
    value: round.per_day,
    data: { field: "pace-per-day" },
  });
  const finish = element("input", {
    type: "date",
    min: today,
    value: round.finish ?? "",
    data: { field: "pace-finish" },
  });
  const days = WEEKDAYS.map((day) =>
    element("input", {
      type: "checkbox",
      value: day,
      checked: round.writing_days.includes(day),
      data: { field: `pace-${day}` },
    }),
  );
  const byPace = choice("pace", true);
  const byFinish = choice("finish", false);
  perDay.addEventListener("input", () => (byPace.checked = true));
  finish.addEventListener("input", () => (byFinish.checked = true));
  const daysOff = element("ul", { class: "days-off" });
  for (const off of round.days_off) {
    daysOff.append(dayOffLine(off.from, off.to, preview));
  }

  const outcome = element("output", { class: "plan-outcome", data: { part: "pace-preview" } });
  /** How often the form has changed: an answer to an older question is not shown. */
  let asked = 0;

  function filledIn() {
    return {
      by: /** @type {"pace" | "finish"} */ (byFinish.checked ? "finish" : "pace"),
      perDay: perDay.valueAsNumber,
      finish: finish.value,
      writingDays: days.filter((day) => day.checked).map((day) => day.value),
      daysOff: [...daysOff.children].map((line) => {
        const [from, to] = line.querySelectorAll("input");
        return { from: from.value, to: to.value || from.value };
      }),
    };
  }

  async function preview() {
    const question = ++asked;
    const form = filledIn();
    const params = editParams(round, form);
    problem.hidden = true;
    if (paceProblem(form)) {
      // Half a date is no mistake yet: what is missing is said when it is to be stored.
      draw(outcome);
      return;
    }
    if (changesNothing(params)) {
      draw(outcome, element("span", { class: "soft" }, text("tab_pace_same")));
      return;
    }
    try {
      const { title, details } = previewText(await call("rounds.preview", params));
      if (question === asked) {
        draw(
          outcome,
          element("strong", {}, title),
          details.map((detail) => element("span", { class: "soft" }, detail)),
        );
      }
    } catch (thrown) {
      if (question === asked) {
        draw(outcome);
        problem.textContent = RoundsError.from(thrown).message;
        problem.hidden = false;
      }
    }
  }

  async function save() {
    const form = filledIn();
    problem.textContent = paceProblem(form);
    if (!problem.textContent) {
      try {
        await change("rounds.edit", editParams(round, form));
        onDone();
        return;
      } catch (thrown) {
        problem.textContent = RoundsError.from(thrown).message;
      }
    }
    problem.hidden = false;
  }

  const form = element(
    "form",
    {
      class: "pace-form",
      novalidate: true,
      on: {
        input: preview,
        submit: (/** @type {Event} */ event) => {
          event.preventDefault();
          problem.hidden = true;
          save();
        },
      },
    },
    element("label", { class: "line" }, byPace, text("tab_round_pace"), perDay),
    element("label", { class: "line" }, byFinish, text("tab_round_finish"), finish),
    element(
      "fieldset",
      {},
      element("legend", {}, text("tab_round_days")),
      element(
        "div",
        { class: "weekdays" },
        days.map((day) => element("label", {}, day, weekdayText(day.value, "short"))),
      ),
    ),
    element(
      "fieldset",
      {},
      element("legend", {}, text("tab_days_off")),
      daysOff,
      button(text("tab_days_off_add"), {
        action: "add-day-off",
        class: "quiet",
        onClick: () => {
          const line = dayOffLine("", "", preview);
          daysOff.append(line);
          line.querySelector("input")?.focus();
        },
      }),
    ),
    outcome,
    problem,
    element(
      "div",
      { class: "line" },
      button(text("tab_pace_save"), { action: "save-pace", class: "primary", type: "submit" }),
      button(text("tab_pace_cancel"), { action: "cancel-pace", onClick: onDone }),
    ),
  );
  preview();
  return form;
}

/** @param {string} by @param {boolean} checked */
function choice(by, checked) {
  return element("input", { type: "radio", name: "pace-by", value: by, checked });
}

/** @param {string} first @param {string} last @param {() => void} onChange */
function dayOffLine(first, last, onChange) {
  const from = element("input", {
    type: "date",
    value: first,
    "aria-label": text("tab_days_off_from"),
    data: { field: "off-from" },
  });
  const to = element("input", {
    type: "date",
    value: last,
    "aria-label": text("tab_days_off_to"),
    data: { field: "off-to" },
  });
  const remove = button(text("tab_days_off_remove"), {
    action: "remove-day-off",
    class: "quiet",
    onClick: () => {
      const near = line.nextElementSibling ?? line.previousElementSibling;
      const place = near ?? line.closest("fieldset");
      line.remove();
      // The keyboard stays among the days off.
      /** @type {HTMLElement | null | undefined} */ (place?.querySelector("button"))?.focus();
      onChange();
    },
  });
  const name = () => (remove.ariaLabel = removeText(from.value, to.value));
  const line = element(
    "li",
    { class: "line", on: { input: name } },
    from,
    element("span", {}, text("tab_days_off_to")),
    to,
    remove,
  );
  name();
  return line;
}
