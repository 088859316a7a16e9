/** The head of the day: the share as a ring, what there is to say about it, and what is behind. */
import { text } from "../../shared/text.js";
import { resumeControl } from "./day_controls.js";
import { dayView } from "./day_view.js";
import { button, element } from "./dom.js";
import { shareRing } from "./progress_picture.js";

/**
 * @param {import("./day_view.js").Today} today
 * @param {{onPace: () => void, onWithoutAddress: () => void, refresh: () => void}} options  `onPace`
 *   leads to where the pace is changed, `onWithoutAddress` to the people who cannot be written to by mail
 */
export function dayHead(today, { onPace, onWithoutAddress, refresh }) {
  const { mood, title, details, share, backlog } = dayView(today);
  const offersList = mood === "nobody" && today.without_address > 0;
  return element(
    "section",
    { class: `day day-${mood}`, data: { mood } },
    share && shareRing(share, text("page_share_label", share.done, share.total)),
    element(
      "div",
      { class: "day-words" },
      element("h1", { dir: "auto" }, title),
      details.map((detail) => element("p", { dir: "auto" }, detail)),
      mood === "paused" && resumeControl(today, refresh),
      offersList &&
        element(
          "p",
          {},
          button(text("page_show_without_address"), {
            action: "without-address",
            class: "link",
            onClick: onWithoutAddress,
          }),
        ),
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
