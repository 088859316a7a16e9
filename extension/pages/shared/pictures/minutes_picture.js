/** Minutes a note over time. */
import { number, text } from "../../../shared/text.js";
import { addDays } from "../dates.js";
import { minuteFigures } from "./figures.js";
import { legend } from "./legend.js";
import { Plot } from "./plot.js";
import { minutesSentence, minutesWords } from "./sentences.js";
import { MARGINS, plotted, scaleOf, sheet, themeOf, widthOf, within } from "./sheet.js";
import { at, timeAxis } from "./time_axis.js";

/** @typedef {import("./sheet.js").RoundProgress} RoundProgress */
/** @typedef {import("./sheet.js").PictureOptions} PictureOptions */

const HEIGHT = 240;

/** @param {RoundProgress} progress @param {PictureOptions} [options] @returns {import("./sheet.js").Drawn} */
function draw(progress, options = {}) {
  const theme = themeOf(options.theme);
  const width = widthOf(options.width);
  const { days } = minuteFigures(progress);
  const from = addDays(days[0].date, -1);
  const to = addDays(days[days.length - 1].date, 1);
  const most = Math.max(...days.map(({ minutes }) => minutes));
  const plot = plotted({
    width,
    height: HEIGHT,
    ...MARGINS,
    x: { type: "utc", domain: [at(from), at(to)] },
    y: { domain: [0, most * 1.05], label: text("picture_minutes_axis") },
    marks: [
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: 4 }),
      Plot.axisY({
        color: theme.soft,
        tickSize: 0,
        ticks: 4,
        tickFormat: (/** @type {number} */ value) => number(value, value % 1 === 0 ? 0 : 1),
      }),
      ...timeAxis({ from, to, width: within(width), theme }),
      Plot.dot(days, {
        x: ({ date }) => at(date),
        y: "minutes",
        r: 3.5,
        fill: theme.band,
        fillOpacity: 0.9,
      }),
      Plot.line(days, {
        x: ({ date }) => at(date),
        y: "running",
        stroke: theme.accent,
        strokeWidth: 3,
      }),
    ],
  });
  const words = { title: minutes.title(), sentence: minutesSentence(progress) };
  const { svg, tops } = sheet(options, words, [
    { svg: plot, height: HEIGHT },
    legend({ width, colour: theme.soft }, [
      { words: text("table_day"), symbol: "dot", colour: theme.band },
      { words: text("picture_minutes_line"), symbol: "line", colour: theme.accent },
    ]),
  ]);
  const [x, y] = [scaleOf(plot, "x"), scaleOf(plot, "y")];
  const places = days.map((day) => ({
    x: x(at(day.date)),
    y: tops[0] + y(day.minutes),
    row: 0,
    words: minutesWords(day),
  }));
  return { svg, places };
}

/** @param {number} value */
const rounded = (value) => Math.round(100 * value) / 100;

/** @param {RoundProgress} progress */
function table(progress) {
  return {
    columns: ["date", "notes", "minutes", "running"].map((name) => text(`table_${name}`)),
    rows: minuteFigures(progress).days.map(({ date, notes, minutes: took, running }) => [
      date,
      notes,
      rounded(took),
      rounded(running),
    ]),
  };
}

/** @type {import("./sheet.js").Picture} */
export const minutes = {
  name: "minutes",
  title: () => text("picture_minutes_title"),
  empty: (progress) =>
    minuteFigures(progress).days.length > 0 ? "" : text("picture_minutes_empty"),
  sentence: minutesSentence,
  draw,
  table,
};

/** @param {RoundProgress} progress @param {PictureOptions} [options] @returns {SVGSVGElement} */
export function minutesPicture(progress, options) {
  return draw(progress, options).svg;
}
