/** Offers the next round, when one is finished: on its page, and at the end of its story. */
import { text } from "../../../shared/text.js";
import { button, element } from "../../shared/dom.js";
import { paceFor, PARTS } from "./whom.js";

/** @typedef {(of: import("../../../shared/wire.js").Of, options: {perDay?: number}) => void} OnNext */

/**
 * @param {string} round
 * @param {OnNext} onNext
 */
export function nextRound(round, onNext) {
  return element(
    "section",
    { class: "next-round", "aria-label": text("next_title") },
    element("h2", {}, text("next_title")),
    element("p", { class: "soft" }, text("next_lead")),
    element(
      "div",
      { class: "line" },
      PARTS.map((which) =>
        button(text(`next_${which}`), {
          action: `next-${which}`,
          onClick: () => onNext({ round, which }, { perDay: paceFor(which) }),
        }),
      ),
    ),
  );
}
