/** The words that say what a colour or a line means, in a row below a picture. */
import { drawing } from "../dom.js";
import { lengthOf } from "./sheet.js";

/**
 * @typedef {object} Entry
 * @property {string} words
 * @property {"line" | "dashes" | "area" | "square" | "dot"} symbol
 * @property {string} colour
 * @property {string} [stroke]
 * @property {string} [dot]  of a square: the colour of a dot in it
 * @property {string} [cross]  of a square: the colour of a cross in it
 */

const LINE = 22;
const SYMBOL = 22;
const GAP = 18;
const MARGIN = 12;

/** @param {Entry} entry @param {number} x @param {number} y  the middle of the line */
function symbolOf({ symbol, colour, stroke = "none", dot, cross }, x, y) {
  const middle = x + SYMBOL / 2 - 3;
  switch (symbol) {
    case "line":
    case "dashes":
      return drawing("line", {
        x1: x,
        x2: x + SYMBOL - 6,
        y1: y,
        y2: y,
        stroke: colour,
        "stroke-width": symbol === "line" ? 3 : 2,
        "stroke-dasharray": symbol === "line" ? null : "6 4",
      });
    case "area":
      return drawing("rect", { x, y: y - 6, width: SYMBOL - 6, height: 12, fill: colour, stroke });
    case "dot":
      return drawing("circle", { cx: middle, cy: y, r: 4, fill: colour, stroke });
    default:
      return drawing(
        "g",
        {},
        drawing("rect", {
          x: middle - 6,
          y: y - 6,
          width: 12,
          height: 12,
          rx: 2,
          fill: colour,
          stroke,
        }),
        dot && drawing("circle", { cx: middle, cy: y, r: 2, fill: dot }),
        cross &&
          drawing("path", {
            d: `M${middle - 2.5} ${y - 2.5}l5 5m0 -5l-5 5`,
            stroke: cross,
            "stroke-width": 1.5,
          }),
      );
  }
}

/**
 * @param {{width: number, colour: string}} options
 * @param {Entry[]} entries
 * @returns {{svg: SVGElement, height: number}}
 */
export function legend({ width, colour }, entries) {
  let x = MARGIN;
  let line = 0;
  const drawn = entries.map((entry) => {
    const length = SYMBOL + lengthOf(entry.words);
    if (x + length > width && x > MARGIN) {
      x = MARGIN;
      line++;
    }
    const y = line * LINE + LINE / 2;
    const made = drawing(
      "g",
      {},
      symbolOf(entry, x, y),
      drawing("text", { x: x + SYMBOL, y: y + 4.5, fill: colour }, entry.words),
    );
    x += length + GAP;
    return made;
  });
  const height = (line + 1) * LINE + 4;
  return { svg: drawing("svg", { width, height, overflow: "visible" }, drawn), height };
}
