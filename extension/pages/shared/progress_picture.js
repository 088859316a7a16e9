/** The list and the time, side by side on one scale, so that one look tells which is ahead. */
import { drawing, element } from "./dom.js";
import { number } from "../../shared/text.js";

/** @param {import("./day_view.js").ProgressView} view */
export function progressPicture({ list, time, outlook, summary }) {
  return element(
    "figure",
    { class: "progress" },
    element(
      "div",
      { class: "bars", role: "img", "aria-label": summary },
      bar("list", list),
      bar("time", time),
    ),
    outlook && element("figcaption", {}, outlook),
  );
}

/**
 * @param {"list" | "time"} which
 * @param {{label: string, value: number, figure: string, detail: string}} measure
 */
function bar(which, { label, value, figure, detail }) {
  const width = Math.min(Math.max(value, 0), 100);
  const filled = element("div", { class: "bar-filled" });
  filled.style.inlineSize = `${width}%`;
  return element(
    "div",
    { class: `bar-line bar-${which}`, title: detail },
    element("span", { class: "bar-label" }, label),
    element("div", { class: "bar" }, filled),
    element("span", { class: "bar-figure" }, figure),
    element("span", { class: "bar-detail" }, detail),
  );
}

/**
 * Today's share as a ring that closes.
 *
 * @param {{done: number, total: number}} share
 * @param {string} label  what a screen reader says
 */
export function shareRing({ done, total }, label) {
  const closed = total > 0 && done >= total;
  const filled = total > 0 ? Math.min(done / total, 1) * 100 : 0;
  const circle = { cx: 24, cy: 24, r: 20, fill: "none", "stroke-width": 5, pathLength: 100 };
  return drawing(
    "svg",
    {
      class: closed ? "ring ring-closed" : "ring",
      viewBox: "0 0 48 48",
      role: "img",
      "aria-label": label,
    },
    drawing("circle", { ...circle, class: "ring-track" }),
    filled > 0 &&
      drawing("circle", {
        ...circle,
        class: "ring-filled",
        "stroke-dasharray": `${filled} 100`,
        transform: "rotate(-90 24 24)",
      }),
    closed
      ? drawing("path", { class: "ring-check", d: "m16 24.5 6 6 11-12", fill: "none" })
      : drawing(
          "text",
          { class: "ring-text", x: 24, y: 24, "text-anchor": "middle", dy: "0.36em" },
          `${number(done)}/${number(total)}`,
        ),
  );
}
