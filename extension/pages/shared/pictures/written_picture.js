/** Written against planned against time, with the finish at one's real pace as a band. */
import { number, text } from "../../../shared/text.js";
import { addDays } from "../dates.js";
import { writtenFigures } from "./figures.js";
import { legend } from "./legend.js";
import { Plot } from "./plot.js";
import { writtenSentence, writtenWords } from "./sentences.js";
import { MARGINS, plotted, scaleOf, sheet, themeOf, widthOf, within } from "./sheet.js";
import { at, timeAxis } from "./time_axis.js";

/** @typedef {import("./sheet.js").RoundProgress} RoundProgress */
/** @typedef {import("./sheet.js").PictureOptions} PictureOptions */

const HEIGHT = 340;

/** @param {RoundProgress} progress @param {PictureOptions} [options] @returns {import("./sheet.js").Drawn} */
function draw(progress, options = {}) {
  const theme = themeOf(options.theme);
  const width = widthOf(options.width);
  const { written: notes, planned, band, from, to, goal, off, points } = writtenFigures(progress);
  const highest = Math.max(goal, progress.written, 1);
  const plot = plotted({
    width,
    height: HEIGHT,
    ...MARGINS,
    x: { type: "utc", domain: [at(from), at(to)] },
    y: { domain: [0, highest], label: text("picture_written_axis") },
    marks: [
      Plot.rect(off, {
        x1: (one) => at(addDays(one.from, -1)),
        x2: (one) => at(one.to),
        fill: theme.raised,
      }),
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: Math.min(6, highest) }),
      Plot.axisY({
        color: theme.soft,
        tickSize: 0,
        ticks: Math.min(6, highest),
        tickFormat: (/** @type {number} */ value) => number(value),
      }),
      ...timeAxis({ from, to, width: within(width), theme }),
      band &&
        Plot.areaX(bandOf(band, to, goal), {
          y: "notes",
          x1: ({ early }) => early,
          x2: ({ late }) => late,
          fill: theme.band,
          fillOpacity: 0.45,
        }),
      Plot.line(planned, {
        x: ({ date }) => at(date),
        y: "planned",
        stroke: theme.planned,
        strokeWidth: 2,
        strokeDasharray: "6 4",
      }),
      Plot.line(notes, {
        x: ({ date }) => at(date),
        y: "written",
        stroke: theme.accent,
        strokeWidth: 3,
        curve: "step-after",
      }),
      Plot.dot(notes.slice(-1), {
        x: ({ date }) => at(date),
        y: "written",
        r: 5,
        fill: theme.accent,
      }),
      band && band.likely <= to
        ? Plot.dot([band], {
            x: ({ likely }) => at(likely),
            y: () => goal,
            r: 5,
            fill: theme.page,
            stroke: theme.accent,
            strokeWidth: 2,
          })
        : null,
    ],
  });
  const words = { title: written.title(), sentence: writtenSentence(progress) };
  const { svg, tops } = sheet(options, words, [
    { svg: plot, height: HEIGHT },
    legend({ width, colour: theme.soft }, [
      { words: text("picture_written_line"), symbol: "line", colour: theme.accent },
      { words: text("picture_planned_line"), symbol: "dashes", colour: theme.planned },
      ...(band ? [{ words: text("picture_band_line"), symbol: AREA, colour: theme.band }] : []),
      ...(off.length > 0
        ? [
            {
              words: text("picture_off_line"),
              symbol: AREA,
              colour: theme.raised,
              stroke: theme.line,
            },
          ]
        : []),
    ]),
  ]);
  const [x, y] = [scaleOf(plot, "x"), scaleOf(plot, "y")];
  const places = points
    .filter(({ date }) => date <= to)
    .map((point) => ({
      x: x(at(point.date)),
      y: tops[0] + y(point.written),
      row: 0,
      words: writtenWords(point),
    }));
  return { svg, places };
}

const AREA = /** @type {const} */ ("area");

/**
 * The band between the earliest and the latest finish, as far as the picture goes.
 *
 * @param {{from: string, written: number, early: string, late?: string}} band
 * @param {string} to
 * @param {number} goal
 */
function bandOf({ from, written: done, early, late }, to, goal) {
  const [begin, end] = [at(from).getTime(), at(to).getTime()];
  const when = (/** @type {string | undefined} */ finish, /** @type {number} */ share) =>
    new Date(Math.min(end, finish ? begin + share * (at(finish).getTime() - begin) : end));
  return Array.from({ length: 41 }, (_, place) => place / 40).map((share) => ({
    notes: done + share * (goal - done),
    early: when(early, share),
    late: share === 0 ? new Date(begin) : when(late, share),
  }));
}

/** @param {RoundProgress} progress */
function table(progress) {
  return {
    columns: [text("table_date"), text("table_kind"), text("table_written"), text("table_planned")],
    rows: writtenFigures(progress).points.map(({ date, kind, written: notes, planned }) => [
      date,
      text(`table_${kind}`),
      notes,
      planned ?? null,
    ]),
  };
}

/** @type {import("./sheet.js").Picture} */
export const written = {
  name: "written",
  title: () => text("picture_written_title"),
  empty: ({ days }) => (days.length > 0 ? "" : text("picture_written_empty")),
  sentence: writtenSentence,
  draw,
  table,
};

/** @param {RoundProgress} progress @param {PictureOptions} [options] @returns {SVGSVGElement} */
export function writtenPicture(progress, options) {
  return draw(progress, options).svg;
}
