/** The same figures by how people are known. */
import { text } from "../../../shared/text.js";
import { knownFromFigures, knownFromTable } from "./figures.js";
import { Plot } from "./plot.js";
import { groupFigures, groupText, groupWords, knownFromSentence } from "./sentences.js";
import { lengthOf, plotted, scaleOf, sheet, themeOf, widthOf } from "./sheet.js";

/** @typedef {import("./sheet.js").RoundProgress} RoundProgress */
/** @typedef {import("./sheet.js").PictureOptions} PictureOptions */

const MEASURES = /** @type {const} */ (["written", "replies", "minutes"]);
const ROW = 30;
const HEAD = 34;
const FONT = 13;
const GAP = 0.06;

/** @param {RoundProgress} progress @param {PictureOptions} [options] @returns {import("./sheet.js").Drawn} */
function draw(progress, options = {}) {
  const theme = themeOf(options.theme);
  const width = widthOf(options.width);
  const groups = knownFromFigures(progress);
  const height = HEAD + ROW * groups.length + 12;
  const left = Math.round(Math.min(280, width * 0.3));
  const longest = Math.max(...groups.map(({ minutes }) => minutes ?? 0), 0.1);
  const best = Math.max(...groups.map(({ replyShare }) => replyShare ?? 0), 0.01);
  const bars = groups.flatMap((group, row) => {
    const shown = groupFigures(group);
    const share = {
      written: group.writtenShare,
      replies: (group.replyShare ?? 0) / best,
      minutes: (group.minutes ?? 0) / longest,
    };
    return MEASURES.map((measure) => ({
      row,
      measure,
      share: share[measure],
      words: shown[measure] || "–",
    }));
  });
  // Beyond a full bar, there is room for its figure.
  const facet = ((width - left - 8) / MEASURES.length) * (1 - GAP);
  const figure = 14 + Math.max(...bars.map(({ words }) => lengthOf(words)));
  const full = facet / Math.max(facet / 4, facet - figure);
  const colours = { written: theme.accent, replies: theme.reply, minutes: theme.planned };
  const plot = plotted({
    width,
    height,
    marginLeft: left,
    marginRight: 8,
    marginTop: HEAD,
    marginBottom: 12,
    x: { domain: [0, full], axis: null },
    y: { type: "band", domain: groups.map((_, row) => row), padding: 0.3 },
    fx: { domain: MEASURES, padding: GAP, axis: null },
    marks: [
      Plot.axisFx({
        anchor: "top",
        color: theme.soft,
        tickSize: 0,
        label: null,
        fontWeight: 600,
        textAnchor: "start",
        frameAnchor: "top-left",
        tickFormat: (/** @type {string} */ measure) => text(`picture_known_axis_${measure}`),
      }),
      Plot.axisY({
        tickSize: 0,
        label: null,
        color: theme.ink,
        lineWidth: (left - 16) / FONT,
        textOverflow: "ellipsis-end",
        tickFormat: (/** @type {number} */ row) => groupText(groups[row]),
      }),
      Plot.barX(
        bars.filter(({ measure }) => measure === "written"),
        { fx: "measure", x: 1, y: "row", fill: theme.raised, rx: 2 },
      ),
      Plot.barX(bars, {
        fx: "measure",
        x: "share",
        y: "row",
        fill: ({ measure }) => colours[/** @type {"written"} */ (measure)],
        rx: 2,
      }),
      Plot.ruleX([0], { stroke: theme.line }),
      Plot.text(bars, {
        fx: "measure",
        x: ({ measure, share }) => (measure === "written" ? 1 : share),
        y: "row",
        text: "words",
        textAnchor: "start",
        dx: 6,
        fill: theme.ink,
      }),
    ],
  });
  const words = { title: knownFrom.title(), sentence: knownFromSentence(progress) };
  const { svg, tops } = sheet(options, words, [{ svg: plot, height }]);
  const [x, y, fx] = [scaleOf(plot, "x"), scaleOf(plot, "y"), plot.scale("fx")];
  const size = Number(fx?.bandwidth);
  const places = bars.map(({ row, measure }) => ({
    x: Number(fx?.apply(measure)) + size / 2 + x(0) - left,
    y: tops[0] + y(row),
    row,
    words: groupWords(groups[row], measure),
    width: size,
    height: ROW - 4,
  }));
  return { svg, places };
}

/** @param {RoundProgress} progress */
function table(progress) {
  const columns = ["known_from", "people", "written", "replies", "notes", "minutes"];
  return {
    columns: columns.map((name) => text(`table_${name}`)),
    rows: knownFromTable(progress).map((group) => [
      group.name ?? groupText(group),
      group.people,
      group.written,
      group.replies,
      group.timed,
      group.minutes === null ? null : Math.round(100 * group.minutes) / 100,
    ]),
  };
}

/** @type {import("./sheet.js").Picture} */
export const knownFrom = {
  name: "known-from",
  title: () => text("picture_known_title"),
  empty: ({ by_known_from, written }) =>
    by_known_from.length === 0
      ? text("picture_known_empty")
      : written === 0
        ? text("picture_written_empty")
        : "",
  sentence: knownFromSentence,
  draw,
  table,
};

/** @param {RoundProgress} progress @param {PictureOptions} [options] @returns {SVGSVGElement} */
export function knownFromPicture(progress, options) {
  return draw(progress, options).svg;
}
