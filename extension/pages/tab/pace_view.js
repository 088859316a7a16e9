/** The pace of a round that runs: what the form holds and what is asked of the host. */
import { plural, text } from "../../shared/text.js";
import { dateText, isDay, weekdaysText } from "../shared/dates.js";

/** @typedef {import("../../shared/wire.js").Round} Round */

/** "5 a day, Monday to Friday: done on 6 November 2026". @param {Round} round */
export function paceText(round) {
  return plural(
    "tab_round_plan",
    round.per_day,
    weekdaysText(round.writing_days),
    dateText(round.finishes_on),
  );
}

/**
 * @typedef {object} PaceForm
 * @property {"pace" | "finish"} by
 * @property {number} perDay
 * @property {string} finish
 * @property {string[]} writingDays
 * @property {{from: string, to: string}[]} daysOff
 */

/**
 * What is wrong with the form, or "".
 *
 * @param {PaceForm} form
 */
export function paceProblem(form) {
  if (form.by === "pace" && !(form.perDay >= 1 && form.perDay <= 200)) {
    return text("tab_round_pace_wrong", 200);
  }
  if (form.by === "finish" && !isDay(form.finish)) {
    return text("tab_round_finish_missing");
  }
  if (form.writingDays.length === 0) {
    return text("tab_round_days_missing");
  }
  if (form.daysOff.some(({ from, to }) => !isDay(from) || !isDay(to) || to < from)) {
    return text("tab_days_off_wrong");
  }
  return "";
}

/**
 * What `rounds.edit` is asked: only what differs from the round as it is.
 *
 * @param {Round} round
 * @param {PaceForm} form
 */
export function editParams(round, form) {
  /** @type {Record<string, unknown>} */
  const params = { round: round.round };
  if (form.by === "finish") {
    params.finish = form.finish;
  } else if (form.perDay !== round.per_day) {
    params.per_day = form.perDay;
    if (round.finish) {
      // A finish that was chosen earlier holds no longer once the pace is chosen.
      params.finish = null;
    }
  }
  if (form.writingDays.join() !== round.writing_days.join()) {
    params.writing_days = form.writingDays;
  }
  if (JSON.stringify(form.daysOff) !== JSON.stringify(round.days_off)) {
    params.days_off = form.daysOff;
  }
  return params;
}
