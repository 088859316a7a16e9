/** After missed days: the ways to go on, each with what comes of it, each chosen by one click. */
import { change, setSession } from "../../../shared/background.js";
import { text } from "../../../shared/text.js";
import { changeControl } from "../../shared/day_controls.js";
import { element } from "../../shared/dom.js";
import { waysView } from "../round/pace_view.js";

/**
 * @param {string} round
 * @param {import("../../../shared/wire.js").RoundWays} ways
 * @param {{refresh: () => void}} surroundings
 * @returns {HTMLElement | null} null when there is nothing to choose
 */
export function catchUp(round, ways, { refresh }) {
  const views = waysView(round, ways);
  if (views.length === 0) {
    return null;
  }
  return element(
    "section",
    { class: "catch-up", "aria-label": text("tab_catch_up_title"), data: { part: "catch-up" } },
    element("p", { class: "soft" }, text("tab_catch_up_lead")),
    views.map(({ way, label, detail, edit, session }) =>
      element(
        "div",
        { class: "catch-up-way" },
        changeControl(
          label,
          `catch-up-${way}`,
          () => (edit ? change("rounds.edit", edit) : setSession(session ?? null)),
          refresh,
        ),
        element("p", {}, detail),
      ),
    ),
  );
}
