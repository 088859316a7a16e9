/** How many replies came when, and how long each took. */
import { number, text } from "../../../shared/text.js";
import { addDays } from "../dates.js";
import { replyFigures } from "./figures.js";
import { Plot } from "./plot.js";
import { answerWords, repliesSentence, spanWords } from "./sentences.js";
import { MARGINS, plotted, scaleOf, sheet, themeOf, widthOf, within } from "./sheet.js";
import { at, timeAxis } from "./time_axis.js";

/** @typedef {import("./sheet.js").RoundProgress} RoundProgress */
/** @typedef {import("./sheet.js").PictureOptions} PictureOptions */

const BARS = 170;
const POINTS = 230;

/** Ticks of an axis on which the first days have more room than the last. @param {number} most */
function dayTicks(most) {
  const days = most > 14 ? [0, 7, 14, 30, 90, 180, 365, 730, 1825] : [0, 3, 7, 14];
  return days.filter((one) => one <= most && (one !== 14 || most < 100));
}

/** @param {RoundProgress} progress @param {PictureOptions} [options] @returns {import("./sheet.js").Drawn} */
function draw(progress, options = {}) {
  const theme = themeOf(options.theme);
  const width = widthOf(options.width);
  const { answers, spans, span, latest } = replyFigures(progress);
  const from = addDays(spans[0].from, -1);
  const to = addDays(spans[spans.length - 1].to, 1);
  const most = Math.max(1, ...spans.map(({ count }) => count));
  const common = {
    width,
    ...MARGINS,
    x: { type: /** @type {const} */ ("utc"), domain: [at(from), at(to)] },
  };
  const axis = timeAxis({ from, to, width: within(width), theme });
  const bars = plotted({
    ...common,
    height: BARS,
    y: { domain: [0, most], label: text(`picture_replies_axis_${span}`) },
    marks: [
      Plot.gridY({ stroke: theme.line, strokeOpacity: 1, ticks: Math.min(3, most) }),
      Plot.axisY({
        color: theme.soft,
        tickSize: 0,
        ticks: Math.min(3, most),
        tickFormat: (/** @type {number} */ value) => number(value),
      }),
      ...axis,
      Plot.rectY(
        spans.filter(({ count }) => count > 0),
        {
          x1: (one) => at(one.from),
          x2: (one) => at(addDays(one.to, 1)),
          y: "count",
          fill: theme.reply,
          inset: 0.5,
        },
      ),
    ],
  });
  const points = plotted({
    ...common,
    height: POINTS,
    y: {
      type: "pow",
      exponent: 0.5,
      domain: [0, Math.max(7, latest)],
      label: text("picture_replies_axis_days"),
    },
    marks: [
      Plot.gridY(dayTicks(Math.max(7, latest)), { stroke: theme.line, strokeOpacity: 1 }),
      Plot.axisY(dayTicks(Math.max(7, latest)), {
        color: theme.soft,
        tickSize: 0,
        tickFormat: (/** @type {number} */ value) => number(value),
      }),
      ...axis,
      Plot.dot(answers, {
        x: ({ date }) => at(date),
        y: "days",
        r: 3.5,
        fill: theme.reply,
        fillOpacity: 0.65,
      }),
    ],
  });
  const words = { title: replies.title(), sentence: repliesSentence(progress) };
  const { svg, tops } = sheet(options, words, [
    { svg: bars, height: BARS },
    { svg: points, height: POINTS },
  ]);
  const x = scaleOf(bars, "x");
  const [count, took] = [scaleOf(bars, "y"), scaleOf(points, "y")];
  const places = [
    ...spans.map((one) => ({
      x: (x(at(one.from)) + x(at(addDays(one.to, 1)))) / 2,
      y: tops[0] + (count(0) + count(one.count)) / 2,
      row: 0,
      words: spanWords(one, span),
      width: x(at(addDays(one.to, 1))) - x(at(one.from)),
      height: Math.max(4, count(0) - count(one.count)),
    })),
    ...answers.map((answer) => ({
      x: x(at(answer.date)),
      y: tops[1] + took(answer.days),
      row: 1,
      words: answerWords(answer),
    })),
  ];
  return { svg, places };
}

/** @param {RoundProgress} progress */
function table(progress) {
  return {
    columns: [text("table_date"), text("table_days")],
    rows: replyFigures(progress).answers.map(({ date, days }) => [date, days]),
  };
}

/** @type {import("./sheet.js").Picture} */
export const replies = {
  name: "replies",
  title: () => text("picture_replies_title"),
  empty: ({ answers }) => (answers.length > 0 ? "" : text("picture_replies_empty")),
  sentence: repliesSentence,
  draw,
  table,
};

/** @param {RoundProgress} progress @param {PictureOptions} [options] @returns {SVGSVGElement} */
export function repliesPicture(progress, options) {
  return draw(progress, options).svg;
}
