/** The pace of a round that runs: what the form holds and what is asked of the host. */
import { number, plural, text } from "../../../shared/text.js";
import { dateText, isDay, weekdaysText } from "../../shared/dates.js";

/** @typedef {import("../../../shared/wire.js").Round} Round */

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

/** What an open form was made of: it must not outlive it. @param {Pick<Round, "round" | "days_off">} round */
export const formOf = ({ round, days_off }) => JSON.stringify([round, days_off]);

/**
 * What becomes of an open form: it is closed when another round is shown, and made anew when the days
 * off have changed beside it, as a pause that ends does; otherwise it stays with what is typed in it.
 *
 * @param {string} form  from formOf; "" when it is not made yet
 * @param {Pick<Round, "round" | "days_off">} round
 * @returns {"stays" | "closes" | "is made"}
 */
export function formStays(form, round) {
  if (form === formOf(round)) {
    return "stays";
  }
  return form === "" || JSON.parse(form)[0] === round.round ? "is made" : "closes";
}

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
 * What `rounds.edit` is asked: only what differs from the round as it is. A finish that is chosen is
 * always asked for: it stands for a pace that follows from it anew.
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

/** What "Remove" beside days off removes. @param {string} from @param {string} to */
export function removeText(from, to) {
  const days = [...new Set([from, to])].filter(isDay).map(dateText);
  const which = days.length > 1 ? text("page_days_from_to", ...days) : days[0];
  const remove = text("tab_days_off_remove");
  return which ? text("page_action_for", remove, which) : remove;
}

/** Whether anything is asked for beside the round itself. @param {Record<string, unknown>} params */
export const changesNothing = (params) => Object.keys(params).length === 1;

/**
 * What an edit would do, before it is stored: "6 a day, Monday to Friday: done on 3 November 2026",
 * then when the round is back on pace, then how it stands now.
 *
 * @param {import("../../../shared/wire.js").RoundPreview} preview
 * @returns {{title: string, details: string[]}}
 */
export function previewText({ round, backlog, back_on_pace_on: backOn, was }) {
  const details = [];
  if (backlog > 0) {
    details.push(plural("tab_pace_behind", backlog));
  } else if (was.backlog > 0) {
    details.push(text("tab_pace_on"));
  }
  if (backOn) {
    details.push(text("tab_pace_back_on", dateText(backOn)));
  }
  if (was.finishes_on !== round.finishes_on) {
    details.push(text("tab_pace_was", dateText(was.finishes_on)));
  }
  return { title: paceText(round), details };
}

/**
 * @typedef {object} Way  one of the ways to go on after missed days
 * @property {"keep" | "session" | "pace"} way
 * @property {string} label
 * @property {string} detail  what comes of it
 * @property {Record<string, unknown>} [edit]  what `rounds.edit` is asked
 * @property {number} [session]  how many notes are written today
 */

/**
 * The ways to go on after missed days, each with what comes of it.
 *
 * @param {string} round
 * @param {import("../../../shared/wire.js").RoundWays} ways
 * @returns {Way[]}
 */
export function waysView(round, { keep, session, pace }) {
  /** @type {Way[]} */
  const views = [];
  if (keep) {
    views.push({
      way: "keep",
      label: text("tab_catch_up_keep"),
      detail: plural("tab_catch_up_keep_detail", keep.per_day, dateText(keep.finishes_on)),
      edit: { round, let_go: true },
    });
  }
  if (session) {
    const { notes, seconds, leaves } = session;
    const detail =
      leaves > 0
        ? plural("tab_catch_up_session_part", notes, number(leaves))
        : plural("tab_catch_up_session_detail", notes);
    views.push({
      way: "session",
      label: text("tab_catch_up_session"),
      detail: [detail, sessionTime(seconds)].filter(Boolean).join(" "),
      session: notes,
    });
  }
  if (pace) {
    const detail = plural("tab_catch_up_pace_detail", pace.per_day, dateText(pace.finishes_on));
    const meant = text("tab_catch_up_pace_meant", dateText(pace.finish));
    views.push({
      way: "pace",
      label: text("tab_catch_up_pace"),
      detail: pace.finish === pace.finishes_on ? detail : `${detail} ${meant}`,
      edit: { round, per_day: pace.per_day, let_go: true },
    });
  }
  return views;
}

/** @param {number | undefined} seconds */
function sessionTime(seconds) {
  if (!seconds) {
    return "";
  }
  const minutes = Math.max(1, Math.round(seconds / 60));
  return minutes < 90
    ? plural("tab_catch_up_session_time_minutes", minutes)
    : plural("tab_catch_up_session_time_hours", Math.round(minutes / 60));
}
