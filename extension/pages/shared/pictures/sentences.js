/** What the pictures say: a sentence each, and the words for every figure in them. */
import { number, percent, plural, text } from "../../../shared/text.js";
import { dateText, daysBetween, fullDateText, monthText } from "../dates.js";
import { isolated } from "../people.js";
import {
  aheadBy,
  calendarFigures,
  calendarSummary,
  calendarYears,
  knownFromFigures,
  minuteFigures,
  mostAnswering,
  plannedToday,
  replyFigures,
} from "./figures.js";

/** @typedef {import("./figures.js").RoundProgress} RoundProgress */
/** @typedef {import("./figures.js").Group} Group */

/** @param {(string | false | null | undefined)[]} sentences */
function together(...sentences) {
  return sentences.filter(Boolean).join(" ");
}

/** @param {number} share  0 to 1 */
const shareText = (share) => percent(100 * share);

/** Written against planned. @param {RoundProgress} progress */
export function writtenSentence(progress) {
  const { written, people, projection, paused_on, planned_finish, days } = progress;
  if (!progress.running) {
    const last = days.at(-1)?.date ?? progress.date;
    const early = daysBetween(last, planned_finish);
    return together(
      plural("picture_written_all", written, dateText(last)),
      early > 0 && plural("picture_written_early", early),
      early < 0 && plural("picture_written_late", -early),
    );
  }
  const ahead = aheadBy(progress);
  const [done, planned] = [number(written), number(written - ahead)];
  return together(
    ahead < 0
      ? text("picture_written_behind", done, planned, number(-ahead))
      : ahead > 0
        ? text(
            plannedToday(progress) === undefined
              ? "picture_written_ahead"
              : "picture_written_ahead_today",
            done,
            planned,
            number(ahead),
          )
        : text("picture_written_even", done, number(people)),
    paused_on && text("picture_written_paused", dateText(paused_on)),
    projection && projectionText(projection),
  );
}

/** @param {NonNullable<RoundProgress["projection"]>} projection */
function projectionText({ per_week, early, late }) {
  const pace = number(per_week, 1);
  if (!late) {
    return text("picture_written_earliest", pace, dateText(early));
  }
  return late === early
    ? text("picture_written_done", pace, dateText(early))
    : text("picture_written_band", pace, dateText(early), dateText(late));
}

/** @param {import("./figures.js").WrittenPoint} point */
export function writtenWords({ date, kind, written, planned = 0 }) {
  if (kind !== "day" && kind !== "today") {
    return text(`picture_written_at_${kind}`, fullDateText(date), number(written));
  }
  const behind = planned - written;
  const words = [fullDateText(date), number(written), number(planned)];
  return behind > 0
    ? text("picture_written_point_behind", ...words, number(behind))
    : behind < 0
      ? text("picture_written_point_ahead", ...words, number(-behind))
      : text("picture_written_point_even", ...words);
}

/** The calendar. @param {RoundProgress} progress */
export function calendarSentence(progress) {
  const days = calendarFigures(progress);
  const { written, writingDays, reached, sessions, longest } = calendarSummary(days);
  const { years, hasEarlier } = calendarYears(days);
  return together(
    plural("picture_calendar_days", written),
    plural("picture_calendar_shares", writingDays, number(reached)),
    sessions > 0 && plural("picture_calendar_sessions", sessions),
    longest > 1 && plural("picture_calendar_run", longest),
    hasEarlier && text("picture_calendar_years", number(years.length)),
  );
}

/** @param {import("./figures.js").CalendarDay} day */
export function calendarWords({ date, state, off, open, written, quota }) {
  const day = fullDateText(date);
  if (written === 0) {
    if (open && state === "none") {
      return text("picture_calendar_not_yet", day);
    }
    return text(`picture_calendar_${state}`, day);
  }
  const notes = plural("picture_notes", written);
  if (state === "session") {
    const key = quota > 0 ? "session" : off ? "session_off" : "session_free";
    return text(`picture_calendar_${key}`, day, notes, number(quota));
  }
  return text(
    `picture_calendar_${state === "reached" ? "full" : "some"}`,
    day,
    notes,
    number(quota),
  );
}

/** Replies. @param {RoundProgress} progress */
export function repliesSentence(progress) {
  const { answers, median, latest } = replyFigures(progress);
  const { written } = progress;
  const share = written > 0 ? Math.min(1, answers.length / written) : 0;
  return together(
    plural("picture_replies_share", written, number(answers.length), shareText(share)),
    answers.length > 1 && text("picture_replies_took", tookText(median), tookText(latest)),
  );
}

/** How long a reply took. @param {number} days */
export function tookText(days) {
  return days < 1 ? text("picture_took_same_day") : plural("picture_took", Math.round(days));
}

/** @param {import("./figures.js").Span} span @param {"week" | "month"} kind */
export function spanWords({ from, count, median }, kind) {
  const when = kind === "month" ? monthText(from) : text("picture_week_of", dateText(from));
  return median === undefined
    ? text("picture_replies_none_in", when)
    : plural("picture_replies_in", count, when, tookText(median));
}

/** @param {{date: string, days: number}} answer */
export function answerWords({ date, days }) {
  return days < 1
    ? text("picture_reply_same_day", fullDateText(date))
    : plural("picture_reply", days, fullDateText(date));
}

/** Minutes a note. @param {RoundProgress} progress */
export function minutesSentence(progress) {
  const { notes, mean, first, last } = minuteFigures(progress);
  return together(
    plural("picture_minutes_mean", progress.written, number(mean, 1), number(notes)),
    first !== undefined &&
      last !== undefined &&
      text("picture_minutes_then", number(first, 1), number(last, 1)),
  );
}

/** @param {import("./figures.js").MinutesDay} day */
export function minutesWords({ date, notes, minutes, running }) {
  return plural(
    "picture_minutes_day",
    notes,
    fullDateText(date),
    number(minutes, 1),
    number(running, 1),
  );
}

/** What a group is called. @param {Group} group */
export function groupText({ name, groups }) {
  if (name === null) {
    return groups === null ? text("picture_known_rest") : plural("picture_known_others", groups);
  }
  return name === "" ? text("picture_known_unknown") : isolated(name.replaceAll(/\s+/g, " "));
}

/** By how people are known. @param {RoundProgress} progress */
export function knownFromSentence(progress) {
  const groups = knownFromFigures(progress);
  const largest = groups.find(({ name }) => name);
  const best = mostAnswering(groups);
  if (!largest) {
    return text("picture_known_nobody");
  }
  return together(
    plural("picture_known_largest", largest.people, groupText(largest)),
    best && text("picture_known_best", groupText(best), shareText(best.replyShare ?? 0)),
  );
}

/** The figures of a group, as they stand beside its bars. @param {Group} group */
export function groupFigures({ people, written, replyShare, minutes }) {
  return {
    written: text("picture_of", number(written), number(people)),
    replies: replyShare === null ? "" : shareText(replyShare),
    minutes: minutes === null ? "" : number(minutes, 1),
  };
}

/** @param {Group} group @param {"written" | "replies" | "minutes"} measure */
export function groupWords(group, measure) {
  const { people, written, replies, writtenShare, replyShare, minutes } = group;
  const name = groupText(group);
  switch (measure) {
    case "written":
      return plural(
        "picture_known_written",
        people,
        name,
        number(written),
        shareText(writtenShare),
      );
    case "replies":
      return replyShare === null
        ? text("picture_known_no_note", name)
        : plural("picture_known_replies", written, name, number(replies), shareText(replyShare));
    default:
      return minutes === null
        ? text("picture_known_no_time", name)
        : text("picture_known_minutes", name, number(minutes, 1));
  }
}

/** The words below the calendar, and the colours that they explain. */
export function calendarLegend() {
  return /** @type {const} */ (["none", "some", "reached", "session", "off"]).map((state) => ({
    state,
    words: text(`picture_legend_${state}`),
  }));
}
