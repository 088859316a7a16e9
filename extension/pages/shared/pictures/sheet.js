/**
 * The sheet that a picture is drawn on: an SVG that needs no page around it. Colours, fonts and the
 * words that explain it stand in it, and nothing else: no style and no script.
 */
import { drawing } from "../dom.js";
import { Plot } from "./plot.js";
import { THEMES } from "./theme.js";

/** @typedef {import("./theme.js").ThemeName} ThemeName */
/** @typedef {import("./theme.js").Theme} Theme */

/**
 * @typedef {object} PictureOptions
 * @property {ThemeName} [theme]  "light" when absent
 * @property {number} [width]  in pixels
 * @property {boolean} [still]  for a place where nobody can ask for figures: the title and the sentence
 *   are then drawn above the picture
 */

/**
 * @typedef {object} Place  of one figure on the sheet
 * @property {number} x  its middle, in pixels
 * @property {number} y
 * @property {number} row  Left and Right stay in it, Up and Down leave it
 * @property {string} words
 * @property {number} [width]  of what stands there, when that is no point
 * @property {number} [height]
 */

/** @typedef {{svg: SVGSVGElement, places: Place[]}} Drawn */

/** @typedef {import("../../../shared/wire.js").RoundProgress} RoundProgress */

/** @typedef {import("../csv.js").Cell} Cell */

/**
 * @typedef {object} Picture
 * @property {string} name  of its files, and of its place in the page
 * @property {() => string} title
 * @property {(progress: RoundProgress) => string} empty  what is said instead when there is nothing to draw, "" when there is
 * @property {(progress: RoundProgress) => string} sentence
 * @property {(progress: RoundProgress, options?: PictureOptions) => Drawn} draw
 * @property {(progress: RoundProgress) => {columns: string[], rows: Cell[][]}} table  its figures
 */

/** @typedef {SVGSVGElement & import("@observablehq/plot").Plot} Plotted */

/** The margins of the pictures over time, which stand below each other. */
export const MARGINS = { marginLeft: 56, marginRight: 24, marginTop: 34, marginBottom: 44 };

/** How much of a width is left for the time. @param {number} width */
export const within = (width) => width - MARGINS.marginLeft - MARGINS.marginRight;

const FONT = { "font-family": "system-ui, sans-serif", "font-size": 13 };
const MARGIN = 10;
const LINE = 18;
const TITLE = 26;
const NARROWEST = 300;

/** @param {number | undefined} width */
export function widthOf(width) {
  return Math.max(NARROWEST, Math.round(width ?? 960));
}

/** @param {ThemeName} [theme] */
export function themeOf(theme = "light") {
  return THEMES[theme];
}

/**
 * A plot as a part of a sheet.
 *
 * @param {import("@observablehq/plot").PlotOptions} options
 * @returns {Plotted}
 */
export function plotted(options) {
  const svg = /** @type {Plotted} */ (Plot.plot(options));
  // Plot brings a style element, which the add-on's policy refuses, and which nothing here needs.
  for (const style of svg.querySelectorAll("style")) {
    style.remove();
  }
  // Nor do groups of lines have names: the sheet as a whole has one, which says what it shows.
  for (const group of svg.querySelectorAll("[aria-label]")) {
    group.removeAttribute("aria-label");
  }
  svg.removeAttribute("class");
  svg.removeAttribute("font-family");
  svg.removeAttribute("font-size");
  svg.setAttribute("overflow", "visible");
  return svg;
}

/** How many pixels words take, more or less. @param {string} words @param {number} [size] */
export function lengthOf(words, size = FONT["font-size"]) {
  let length = 0;
  for (const letter of words) {
    length += letter > "\u2e80" ? 1 : 0.56;
  }
  return length * size;
}

/** @param {string} words @param {number} width @param {number} size */
function lines(words, width, size) {
  /** @type {string[]} */
  const all = [];
  for (const word of words.split(" ")) {
    const longer = all.length > 0 ? `${all[all.length - 1]} ${word}` : "";
    if (longer && lengthOf(longer, size) <= width) {
      all[all.length - 1] = longer;
    } else {
      all.push(word);
    }
  }
  return all;
}

/**
 * @param {PictureOptions} options
 * @param {{title: string, sentence: string}} words
 * @param {{svg: SVGElement, height: number}[]} parts  one below the other
 * @returns {{svg: SVGSVGElement, tops: number[]}}  `tops`: where each part begins
 */
export function sheet(options, { title, sentence }, parts) {
  const width = widthOf(options.width);
  const theme = themeOf(options.theme);
  const room = width - 2 * MARGIN;
  const head = options.still ? lines(title, room, 17) : [];
  const said = options.still ? lines(sentence, room, FONT["font-size"]) : [];
  let top = options.still ? MARGIN + head.length * TITLE + said.length * LINE + MARGIN : 0;
  const tops = parts.map(({ height }) => {
    top += height;
    return top - height;
  });
  const height = top + (options.still ? MARGIN : 0);
  parts.forEach(({ svg }, place) => svg.setAttribute("y", String(tops[place])));
  const svg = drawing(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: "img",
      "aria-label": `${title}. ${sentence}`,
      color: theme.ink,
      fill: theme.ink,
      ...FONT,
    },
    drawing("rect", { width, height, fill: theme.page }),
    head.map((words, line) =>
      drawing(
        "text",
        { x: MARGIN, y: MARGIN + 17 + line * TITLE, "font-size": 17, "font-weight": 600 },
        words,
      ),
    ),
    said.map((words, line) =>
      drawing(
        "text",
        { x: MARGIN, y: MARGIN + head.length * TITLE + 13 + line * LINE, fill: theme.soft },
        words,
      ),
    ),
    parts.map((part) => part.svg),
  );
  return { svg: /** @type {SVGSVGElement} */ (svg), tops };
}

/**
 * Where a value lies in a part.
 *
 * @param {Plotted} part
 * @param {"x" | "y" | "fx" | "fy"} name
 */
export function scaleOf(part, name) {
  const scale = part.scale(name);
  return (/** @type {unknown} */ value) =>
    Number(scale?.apply(value) ?? 0) + (scale?.bandwidth ?? 0) / 2;
}
