/** A calendar of the round's days: what was written, the days off, and the sessions. */
import { text } from "../../../shared/text.js";
import { shortMonthText, WEEKDAYS, weekdayOf, weekdayText, daysBetween } from "../dates.js";
import { drawing } from "../dom.js";
import { calendarFigures, calendarYears } from "./figures.js";
import { legend } from "./legend.js";
import { Plot } from "./plot.js";
import { calendarLegend, calendarSentence, calendarWords } from "./sentences.js";
import { plotted, scaleOf, sheet, themeOf, widthOf } from "./sheet.js";

/** @typedef {import("./sheet.js").RoundProgress} RoundProgress */
/** @typedef {import("./sheet.js").PictureOptions} PictureOptions */
/** @typedef {import("./figures.js").CalendarDay} CalendarDay */

const WEEKS = 54;
const MARGIN_LEFT = 44;
const MARGIN_RIGHT = 8;
const MARGIN_TOP = 40;
const MARGIN_BOTTOM = 8;

/** In which column of its year a day stands. @param {string} date */
function weekOf(date) {
  const newYear = `${date.slice(0, 4)}-01-01`;
  return Math.floor((daysBetween(newYear, date) + weekdayOf(newYear)) / 7);
}

/** @param {CalendarDay["state"]} state @param {import("./theme.js").Theme} theme */
function lookOf(state, theme) {
  switch (state) {
    case "session":
      return { fill: theme.more, stroke: theme.more };
    case "reached":
      return { fill: theme.reached, stroke: theme.reached };
    case "some":
      return { fill: theme.some, stroke: theme.reached };
    case "off":
      return { fill: theme.page, stroke: theme.line };
    case "free":
      return { fill: theme.raised, stroke: theme.raised };
    default:
      return { fill: theme.page, stroke: theme.line };
  }
}

/** @param {RoundProgress} progress @param {PictureOptions} [options] @returns {import("./sheet.js").Drawn} */
function draw(progress, options = {}) {
  const theme = themeOf(options.theme);
  const width = widthOf(options.width);
  const all = calendarFigures(progress);
  const { years } = calendarYears(all);
  const cell = (width - MARGIN_LEFT - MARGIN_RIGHT) / WEEKS;
  const height = Math.round(MARGIN_TOP + 7 * cell + MARGIN_BOTTOM);
  /** @type {import("./sheet.js").Place[]} */
  const places = [];
  const drawn = years.map((year) => {
    const days = all.filter(({ date }) => date.startsWith(year));
    const plot = yearOf(year, days, { theme, width, height });
    const [x, y] = [scaleOf(plot, "x"), scaleOf(plot, "y")];
    return { svg: plot, height, days, x, y };
  });
  const { svg, tops } = sheet(
    options,
    { title: calendar.title(), sentence: calendarSentence(progress) },
    [
      ...drawn,
      legend(
        { width, colour: theme.soft },
        calendarLegend().map(({ state, words }) => {
          const { fill, stroke } = lookOf(state, theme);
          return {
            words,
            symbol: /** @type {const} */ ("square"),
            colour: fill,
            stroke,
            dot: state === "session" ? theme.onMore : undefined,
            cross: state === "off" ? theme.planned : undefined,
          };
        }),
      ),
    ],
  );
  drawn.forEach(({ days, x, y }, place) => {
    for (const day of days) {
      places.push({
        x: x(weekOf(day.date)),
        y: tops[place] + y(weekdayOf(day.date)),
        row: place * WEEKDAYS.length + weekdayOf(day.date),
        words: calendarWords(day),
        width: cell,
        height: cell,
      });
    }
  });
  return { svg, places };
}

/**
 * @param {string} year
 * @param {CalendarDay[]} days
 * @param {{theme: import("./theme.js").Theme, width: number, height: number}} options
 */
function yearOf(year, days, { theme, width, height }) {
  const months = Array.from(
    { length: 12 },
    (_, month) => `${year}-${String(month + 1).padStart(2, "0")}-01`,
  );
  const small = Math.min(2.5, (width - MARGIN_LEFT - MARGIN_RIGHT) / WEEKS / 6);
  const plot = plotted({
    width,
    height,
    marginLeft: MARGIN_LEFT,
    marginRight: MARGIN_RIGHT,
    marginTop: MARGIN_TOP,
    marginBottom: MARGIN_BOTTOM,
    x: {
      type: "band",
      domain: Array.from({ length: WEEKS }, (_, week) => week),
      padding: 0,
      axis: null,
    },
    y: { type: "band", domain: [0, 1, 2, 3, 4, 5, 6], padding: 0 },
    marks: [
      Plot.axisY([0, 2, 4, 6], {
        tickSize: 0,
        color: theme.soft,
        label: null,
        fontSize: 11,
        tickFormat: (/** @type {number} */ day) => weekdayText(WEEKDAYS[day], "short"),
      }),
      Plot.text(months, {
        x: weekOf,
        frameAnchor: "top",
        textAnchor: "start",
        dx: -6,
        dy: -8,
        fill: theme.soft,
        fontSize: 11,
        text: shortMonthText,
      }),
      Plot.cell(days, {
        x: ({ date }) => weekOf(date),
        y: ({ date }) => weekdayOf(date),
        fill: ({ state }) => lookOf(state, theme).fill,
        stroke: ({ state }) => lookOf(state, theme).stroke,
        inset: 1.5,
        rx: 2,
      }),
      Plot.dot(
        days.filter(({ state }) => state === "off"),
        {
          x: ({ date }) => weekOf(date),
          y: ({ date }) => weekdayOf(date),
          r: small,
          symbol: "times",
          stroke: theme.planned,
        },
      ),
      Plot.dot(
        days.filter(({ state }) => state === "session"),
        {
          x: ({ date }) => weekOf(date),
          y: ({ date }) => weekdayOf(date),
          r: small * 0.8,
          fill: theme.onMore,
        },
      ),
    ],
  });
  plot.append(
    drawing(
      "text",
      { x: 4, y: 14, fill: theme.ink, "font-weight": 600, "text-anchor": "start" },
      year,
    ),
  );
  return plot;
}

/** @param {RoundProgress} progress */
function table(progress) {
  const yes = (/** @type {boolean} */ is) => text(is ? "table_yes" : "table_no");
  return {
    columns: ["date", "written", "share", "session", "off"].map((name) => text(`table_${name}`)),
    rows: calendarFigures(progress).map(({ date, written, quota, state, off }) => [
      date,
      written,
      quota,
      yes(state === "session"),
      yes(off),
    ]),
  };
}

/** @type {import("./sheet.js").Picture} */
export const calendar = {
  name: "calendar",
  title: () => text("picture_calendar_title"),
  empty: ({ days }) => (days.length > 0 ? "" : text("picture_calendar_empty")),
  sentence: calendarSentence,
  draw,
  table,
};

/** @param {RoundProgress} progress @param {PictureOptions} [options] @returns {SVGSVGElement} */
export function calendarPicture(progress, options) {
  return draw(progress, options).svg;
}
