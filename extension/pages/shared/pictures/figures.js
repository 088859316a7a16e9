/** What each picture shows, taken from the host's figures: plain values, no words and no drawing. */
import { addDays, daysBetween, WEEKDAYS, weekdayOf } from "../dates.js";

/** @typedef {import("../../../shared/wire.js").RoundProgress} RoundProgress */
/** @typedef {import("../../../shared/wire.js").KnownFrom} KnownFrom */

/** Averages run over so many days with known times. */
const RUNNING_DAYS = 10;

/** A span is shown in weeks while it is shorter than this. */
const WEEKLY = 120;

/** More groups than these are summed in the picture; the table has them all. */
const GROUPS = 15;

/** The calendar shows the last so many years. */
const YEARS = 6;

/** A share is worth naming when it is of so many notes. */
const ENOUGH_NOTES = 10;

/** The last day that the pictures look back on: today, or in a finished round the last note's. @param {RoundProgress} progress */
export function lastDay(progress) {
  const last = progress.days.at(-1)?.date;
  const day = !progress.running && last ? last : progress.date;
  return day < progress.start ? progress.start : day;
}

/**
 * How many more notes are written than planned; below 0 when behind. Behind is what is missing of
 * the days that are over; ahead only what today's share does not ask for.
 *
 * @param {RoundProgress} progress
 */
export function aheadBy(progress) {
  const { written, backlog } = progress;
  return backlog > 0
    ? -backlog
    : Math.max(0, written - (plannedToday(progress) ?? progress.planned));
}

/** What is planned by the end of today; only a day with a note says it. @param {RoundProgress} progress */
export function plannedToday({ days, date }) {
  return days.find((day) => day.date === date)?.planned_so_far;
}

/**
 * @typedef {object} WrittenPoint
 * @property {string} date
 * @property {"day" | "today" | "early" | "likely" | "late"} kind
 * @property {number} written  by the end of that day, or what is then to be written
 * @property {number} [planned]
 */

/**
 * Written against planned against time.
 *
 * @param {RoundProgress} progress
 * @returns {{written: {date: string, written: number}[], planned: {date: string, planned: number}[],
 *   from: string, to: string, goal: number, off: {from: string, to: string}[], points: WrittenPoint[],
 *   band: {from: string, written: number, early: string, likely: string, late?: string} | null}}
 */
export function writtenFigures(progress) {
  const { days, start, people, skipped, projection, planned_finish } = progress;
  const last = lastDay(progress);
  const goal = people - skipped;
  const before = addDays(days[0] && days[0].date < start ? days[0].date : start, -1);
  const band =
    projection && progress.running
      ? { from: last, written: progress.written, ...projection }
      : null;
  const near = [last, planned_finish, progress.finish ?? "", band?.likely ?? "", band?.early ?? ""];
  const soon = near.reduce((latest, day) => (day > latest ? day : latest));
  // A finish that lies very far off would press all that has been into a corner.
  const furthest = addDays(soon, Math.max(14, daysBetween(start, soon)));
  const to = band && (!band.late || band.late > furthest) ? furthest : (band?.late ?? soon);
  const end = to > soon ? to : soon;
  const written = [
    { date: before, written: 0 },
    ...days.map(({ date, written_so_far }) => ({ date, written: written_so_far })),
  ];
  if (written[written.length - 1].date < last) {
    written.push({ date: last, written: progress.written });
  }
  const planned = [{ date: before, planned: 0 }, ...progress.plan].filter(
    ({ date }) => date <= end,
  );
  /** @type {WrittenPoint[]} */
  const points = days.map(({ date, written_so_far, planned_so_far }) => ({
    date,
    kind: date === progress.date ? "today" : "day",
    written: written_so_far,
    planned: planned_so_far,
  }));
  if (points.at(-1)?.date !== last && progress.running) {
    const { backlog } = progress;
    const plannedNow = backlog > 0 ? progress.written + backlog : progress.planned;
    points.push({ date: last, kind: "today", written: progress.written, planned: plannedNow });
  }
  for (const kind of /** @type {const} */ (["early", "likely", "late"])) {
    const date = band?.[kind];
    if (date) {
      points.push({ date, kind, written: goal });
    }
  }
  return {
    written,
    planned,
    band,
    from: before,
    to: end,
    goal,
    off: offWithin(progress, before, last),
    points,
  };
}

/**
 * The days off and the pauses, cut to a span.
 *
 * @param {RoundProgress} progress
 * @param {string} from
 * @param {string} to
 */
function offWithin({ off, paused_on }, from, to) {
  const paused = paused_on && paused_on <= to ? [{ from: paused_on, to }] : [];
  return [...off, ...paused]
    .filter((one) => one.from <= to && one.to >= from)
    .map((one) => ({
      from: one.from < from ? from : one.from,
      to: one.to > to ? to : one.to,
    }));
}

/**
 * @typedef {object} CalendarDay
 * @property {string} date
 * @property {"none" | "some" | "reached" | "session" | "off" | "free"} state  `free`: no writing day
 * @property {boolean} off  a day off, or paused
 * @property {boolean} open  the day is not over
 * @property {number} written
 * @property {number} quota
 */

/** The years that the calendar has room for: more would be longer than anybody looks. @param {CalendarDay[]} days */
export function calendarYears(days) {
  const years = [...new Set(days.map(({ date }) => date.slice(0, 4)))];
  return { years: years.slice(-YEARS), hasEarlier: years.length > YEARS };
}

/** The pace that held on a day. @param {RoundProgress} progress @param {string} date */
function paceOn({ paces, per_day, writing_days }, date) {
  return paces?.findLast(({ from }) => from <= date) ?? paces?.[0] ?? { per_day, writing_days };
}

/**
 * Every day of the round so far, and the days before its start on which something was written.
 *
 * @param {RoundProgress} progress
 * @returns {CalendarDay[]}
 */
export function calendarFigures(progress) {
  const first = progress.days[0]?.date ?? progress.start;
  const from = first < progress.start ? first : progress.start;
  const to = lastDay(progress);
  const off = offWithin(progress, from, to);
  const goal = progress.people - progress.skipped;
  const byDate = new Map(progress.days.map((day) => [day.date, day]));
  /** @type {CalendarDay[]} */
  const days = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const day = byDate.get(date);
    if (date < progress.start && !day) {
      continue;
    }
    const isOff = off.some((one) => one.from <= date && date <= one.to);
    const { per_day, writing_days } = paceOn(progress, date);
    const isWritingDay = writing_days.includes(WEEKDAYS[weekdayOf(date)]) && !isOff;
    const quota = day ? day.quota : isWritingDay ? per_day : 0;
    const written = day?.written ?? 0;
    const open = progress.running && date >= progress.date;
    days.push({ date, off: isOff, open, written, quota, state: stateOf() });

    function stateOf() {
      if (day) {
        // Whoever has written to everybody has done that day's share, too.
        const reached = written >= quota || day.written_so_far >= goal;
        return day.session ? "session" : reached ? "reached" : "some";
      }
      return isOff ? "off" : isWritingDay ? "none" : "free";
    }
  }
  return days;
}

/**
 * @param {CalendarDay[]} days
 * @returns {{written: number, writingDays: number, reached: number, sessions: number, longest: number}}
 *   `longest` is the longest run of writing days without one that was missed; a day that is not over
 *   counts once its share is reached
 */
export function calendarSummary(days) {
  const summary = { written: 0, writingDays: 0, reached: 0, sessions: 0, longest: 0 };
  let run = 0;
  for (const { state, off, open, written, quota } of days) {
    const reached = state === "reached" || (state === "session" && quota > 0);
    const counts = !off && (quota > 0 || state === "none") && (!open || reached);
    summary.written += written > 0 ? 1 : 0;
    summary.writingDays += counts ? 1 : 0;
    summary.reached += reached ? 1 : 0;
    summary.sessions += state === "session" ? 1 : 0;
    run = written > 0 ? run + 1 : state === "none" && !open ? 0 : run;
    summary.longest = Math.max(summary.longest, run);
  }
  return summary;
}

/** As the host takes it: of an even number the larger of the two in the middle. @param {number[]} values  in order */
function median(values) {
  return values[Math.floor(values.length / 2)];
}

/**
 * @typedef {object} Span  a week or a month
 * @property {string} from
 * @property {string} to
 * @property {number} count
 * @property {number} [median]  of the days that the replies took
 */

/**
 * Replies over time, and how long they took.
 *
 * @param {RoundProgress} progress
 * @returns {{answers: {date: string, days: number}[], spans: Span[], span: "week" | "month",
 *   median: number, quickest: number, latest: number}}
 */
export function replyFigures(progress) {
  const answers = progress.answers
    .map(({ date, days }) => ({ date: date.slice(0, 10), days }))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.days - b.days));
  const took = answers.map(({ days }) => days).sort((a, b) => a - b);
  const from = answers[0] && answers[0].date < progress.start ? answers[0].date : progress.start;
  const lastAnswer = answers.at(-1)?.date ?? from;
  const last = lastDay(progress);
  const to = lastAnswer > last ? lastAnswer : last;
  const span = daysBetween(from, to) < WEEKLY ? "week" : "month";
  /** @type {Span[]} */
  const spans = [];
  for (let start = startOf(from, span); start <= to; start = after(start, span)) {
    const end = addDays(after(start, span), -1);
    const within = answers.filter(({ date }) => start <= date && date <= end);
    spans.push({
      from: start,
      to: end,
      count: within.length,
      ...(within.length > 0 && {
        median: median(within.map(({ days }) => days).sort((a, b) => a - b)),
      }),
    });
  }
  return {
    answers,
    spans,
    span,
    median: took.length > 0 ? median(took) : 0,
    quickest: took[0] ?? 0,
    latest: took.at(-1) ?? 0,
  };
}

/** @param {string} day @param {"week" | "month"} span */
function startOf(day, span) {
  return span === "month" ? `${day.slice(0, 7)}-01` : addDays(day, -weekdayOf(day));
}

/** The first day of the next week or month. @param {string} start @param {"week" | "month"} span */
function after(start, span) {
  return span === "month" ? startOf(addDays(start, 31), "month") : addDays(start, 7);
}

/**
 * @typedef {object} MinutesDay
 * @property {string} date
 * @property {number} notes  whose time is known
 * @property {number} minutes  a note, on that day
 * @property {number} running  a note, over the last days
 */

/**
 * Minutes a note over time.
 *
 * @param {RoundProgress} progress
 * @returns {{days: MinutesDay[], notes: number, mean: number, first?: number, last?: number}}  `first` and
 *   `last`: in the first and the last days, when there are enough to tell them apart
 */
export function minuteFigures(progress) {
  const timed = progress.days.filter(({ timed, seconds }) => timed > 0 && seconds > 0);
  const mean = (/** @type {typeof timed} */ some) =>
    sum(some.map(({ seconds }) => seconds)) / 60 / sum(some.map(({ timed }) => timed));
  const days = timed.map((day, place) => ({
    date: day.date,
    notes: day.timed,
    minutes: mean([day]),
    running: mean(timed.slice(Math.max(0, place - RUNNING_DAYS + 1), place + 1)),
  }));
  return {
    days,
    notes: sum(timed.map(({ timed }) => timed)),
    mean: timed.length > 0 ? mean(timed) : 0,
    ...(timed.length >= 3 * RUNNING_DAYS && {
      first: mean(timed.slice(0, RUNNING_DAYS)),
      last: mean(timed.slice(-RUNNING_DAYS)),
    }),
  };
}

/** @param {number[]} values */
function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}

/**
 * @typedef {object} Group
 * @property {string | null} name  "" when it is not known, null for all the others together
 * @property {number | null} groups  how many are summed here; null when the host has summed some already
 * @property {number} people
 * @property {number} written
 * @property {number} replies
 * @property {number} timed
 * @property {number} writtenShare  of the people, 0 to 1
 * @property {number | null} replyShare  of the notes
 * @property {number | null} minutes  a note
 */

/** @param {KnownFrom[]} some @param {string | null} name @returns {Group} */
function grouped(some, name) {
  const total = (/** @type {"people" | "written" | "replies" | "seconds" | "timed"} */ what) =>
    sum(some.map((one) => one[what]));
  const [people, written, replies, timed] = [
    total("people"),
    total("written"),
    total("replies"),
    total("timed"),
  ];
  return {
    name,
    groups: some.some(({ known_from }) => known_from === null) ? null : some.length,
    people,
    written,
    replies,
    timed,
    writtenShare: people > 0 ? written / people : 0,
    replyShare: written > 0 ? Math.min(1, replies / written) : null,
    minutes: timed > 0 ? total("seconds") / 60 / timed : null,
  };
}

/** By how people are known, all of them. @param {RoundProgress} progress @returns {Group[]} */
export function knownFromTable({ by_known_from }) {
  return by_known_from.map((one) => grouped([one], one.known_from));
}

/** By how people are known, as many as a picture can hold. @param {RoundProgress} progress @returns {Group[]} */
export function knownFromFigures({ by_known_from }) {
  const rest = by_known_from.filter(({ known_from }) => known_from === null);
  const named = by_known_from.filter(({ known_from }) => known_from !== null);
  const fits = named.length + rest.length <= GROUPS;
  const shown = fits ? named : named.slice(0, GROUPS - 1);
  const others = [...named.slice(shown.length), ...rest];
  return [
    ...shown.map((one) => grouped([one], one.known_from)),
    ...(others.length > 0 ? [grouped(others, null)] : []),
  ];
}

/** Those who answer most often, among groups of which that can be said. @param {Group[]} groups */
export function mostAnswering(groups) {
  const known = groups.filter(({ name, written }) => name && written >= ENOUGH_NOTES);
  if (known.length < 2) {
    return null;
  }
  const best = known.reduce((a, b) => ((b.replyShare ?? 0) > (a.replyShare ?? 0) ? b : a));
  return best.replies > 0 ? best : null;
}
