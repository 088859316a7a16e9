/** The head of the day: the share as a ring, what there is to say about it, and what is behind. */
import { text } from "../../shared/text.js";
import { dayView } from "./day_view.js";
import { button, element } from "./dom.js";
import { shareRing } from "./progress_picture.js";

/**
 * @param {import("./day_view.js").Today} today
 * @param {{onPace: () => void}} options  `onPace` leads to where the pace is changed
 */
export function dayHead(today, { onPace }) {
  const { mood, title, details, share, backlog } = dayView(today);
  return element(
    "section",
    { class: `day day-${mood}`, data: { mood } },
    share && shareRing(share, text("page_share_label", share.done, share.total)),
    element(
      "div",
      { class: "day-words" },
      element("h1", { dir: "auto" }, title),
      details.map((detail) => element("p", { dir: "auto" }, detail)),
      backlog &&
        element(
          "p",
          { class: "behind" },
          backlog,
          " ",
          button(text("page_change_pace"), { action: "pace", class: "link", onClick: onPace }),
        ),
    ),
  );
}
