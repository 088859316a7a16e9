/** A time axis with the user's words. */
import { addDays, daysBetween, instantOf, shortDayText, shortMonthText } from "../dates.js";
import { Plot } from "./plot.js";

/** So many pixels a label needs. */
const LABEL = 64;

/** @param {string} day */
export const at = (day) => new Date(instantOf(day));

/**
 * The days that have a tick: days while the span is short, then months, then years.
 *
 * @param {string} from
 * @param {string} to
 * @param {number} width
 * @returns {{days: string[], unit: "day" | "month" | "year"}}
 */
export function ticks(from, to, width) {
  const span = Math.max(1, daysBetween(from, to));
  const most = Math.max(2, Math.floor(width / LABEL));
  if (span <= 62) {
    const step = Math.ceil(span / most);
    const days = [];
    for (let day = from; day <= to; day = addDays(day, step)) {
      days.push(day);
    }
    return { days, unit: "day" };
  }
  const months = span / 30.4;
  const step = [1, 2, 3, 6].find((one) => months / one <= most);
  const years = Math.max(1, Math.ceil(months / 12 / most));
  const days = [];
  const [year, month] = from.split("-").map(Number);
  for (let place = year * 12 + month - 1; ; place++) {
    const day = `${String(Math.floor(place / 12)).padStart(4, "0")}-${String((place % 12) + 1).padStart(2, "0")}-01`;
    if (day > to) {
      return { days, unit: step ? "month" : "year" };
    }
    const fits = step ? (place % 12) % step === 0 : place % (12 * years) === 0;
    if (fits && day >= from) {
      days.push(day);
    }
  }
}

/**
 * @param {{from: string, to: string, width: number, theme: import("./theme.js").Theme}} options
 * @returns {import("@observablehq/plot").Markish[]}
 */
export function timeAxis({ from, to, width, theme }) {
  const { days, unit } = ticks(from, to, width);
  const words = days.map((day, place) => {
    const year = day.slice(0, 4);
    const isNewYear = place === 0 || days[place - 1].slice(0, 4) !== year;
    const name = unit === "day" ? shortDayText(day) : unit === "month" ? shortMonthText(day) : year;
    return isNewYear && unit !== "year" ? `${name}\n${year}` : name;
  });
  return [
    Plot.ruleY([0], { stroke: theme.line }),
    Plot.axisX(days.map(at), {
      tickFormat: (/** @type {unknown} */ _, /** @type {number} */ place) => words[place],
      tickSize: 4,
      color: theme.soft,
      label: null,
    }),
  ];
}
