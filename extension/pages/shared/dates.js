/**
 * Days as the host writes them (YYYY-MM-DD), for reading and for choosing. A day is a name and not
 * an instant: it is reckoned in UTC throughout, so that no time zone can move it.
 */
import { language, list, plural, text } from "../../shared/text.js";

export { daysBetween } from "../../shared/days.js";

const DAY = 86_400_000;

/** The weekdays as the host names them, in the order in which a week is shown. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A Monday, to name the weekdays by. */
const SOME_MONDAY = Date.UTC(2024, 0, 1);

/** When the day begins in UTC, in milliseconds since 1970. @param {string} day */
export const instantOf = (day) => Date.parse(`${day}T00:00:00Z`);

/** @param {number} instant */
const dayAt = (instant) => new Date(instant).toISOString().slice(0, 10);

/** True for a day that exists, written YYYY-MM-DD. @param {string} day */
export function isDay(day) {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(instantOf(day))
    ? dayAt(instantOf(day)) === day
    : false;
}

/** @param {string} day @param {number} days */
export function addDays(day, days) {
  return dayAt(instantOf(day) + days * DAY);
}

/** The day's place in WEEKDAYS. @param {string} day */
export function weekdayOf(day) {
  return (new Date(instantOf(day)).getUTCDay() + 6) % 7;
}

/** The Monday after the given day. @param {string} day */
export function nextMonday(day) {
  return addDays(day, 7 - weekdayOf(day));
}

/**
 * The days to choose from when somebody is put off: the next writing day, which on a Friday is not
 * tomorrow, and the next Monday, unless that is the same.
 *
 * @param {string} today
 * @param {string} [nextDay]  the next writing day, if the host knows one
 * @returns {{action: string, label: string, day: string}[]}
 */
export function snoozeChoices(today, nextDay = addDays(today, 1)) {
  const monday = nextMonday(today);
  const isTomorrow = nextDay === addDays(today, 1);
  return [
    {
      action: "snooze-tomorrow",
      label: isTomorrow ? text("page_snooze_tomorrow") : nearDateText(nextDay),
      day: nextDay,
    },
    {
      action: "snooze-next-week",
      label: text("page_snooze_next_week", nearDateText(monday)),
      day: monday,
    },
  ].filter(({ day }, place) => place === 0 || day !== nextDay);
}

/**
 * @param {number} instant
 * @param {Intl.DateTimeFormatOptions} options
 */
function format(instant, options) {
  return new Intl.DateTimeFormat(language(), { timeZone: "UTC", ...options }).format(instant);
}

/** "6 November 2026", in the user's order. @param {string} day */
export function dateText(day) {
  return format(instantOf(day), { day: "numeric", month: "long", year: "numeric" });
}

/** "6 Nov 2026", for tables. @param {string} day */
export function shortDateText(day) {
  return format(instantOf(day), { day: "numeric", month: "short", year: "numeric" });
}

/** "Friday, 6 November", for days close by. @param {string} day */
export function nearDateText(day) {
  return format(instantOf(day), { weekday: "long", day: "numeric", month: "long" });
}

/** The time of day, to the second, where the user is. @param {Date} instant */
export function timeText(instant) {
  return instant.toLocaleTimeString(language());
}

/** "Tuesday, 3 March 2015". @param {string} day */
export function fullDateText(day) {
  return format(instantOf(day), {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
  });
}

/** "Mar". @param {string} day */
export function shortMonthText(day) {
  return format(instantOf(day), { month: "short" });
}

/** "3 Mar". @param {string} day */
export function shortDayText(day) {
  return format(instantOf(day), { day: "numeric", month: "short" });
}

/** "November 2026". @param {string} day */
export function monthText(day) {
  return format(instantOf(day), { month: "long", year: "numeric" });
}

/**
 * "known since Mar 2015, 11 years", or "" when that is not known.
 *
 * @param {string | undefined} day
 * @param {string} today
 */
export function sinceText(day, today) {
  if (!day || !isDay(day)) {
    return "";
  }
  const years = fullYears(day, today);
  const month = format(instantOf(day), { month: "short", year: "numeric" });
  const since = text("page_known_since", month);
  return years > 0 ? plural("page_known_since_years", years, since) : since;
}

/** @param {string} from @param {string} to */
function fullYears(from, to) {
  const years = Number(to.slice(0, 4)) - Number(from.slice(0, 4));
  return to.slice(5) < from.slice(5) ? years - 1 : years;
}

/**
 * @param {string} weekday  such as "mon"
 * @param {"long" | "short"} [length]
 */
export function weekdayText(weekday, length = "long") {
  return format(SOME_MONDAY + WEEKDAYS.indexOf(weekday) * DAY, { weekday: length });
}

/**
 * "Monday to Friday", "every day", "Monday, Wednesday and Friday".
 *
 * @param {string[]} weekdays
 */
export function weekdaysText(weekdays) {
  const places = WEEKDAYS.map((_, place) => place).filter((place) =>
    weekdays.includes(WEEKDAYS[place]),
  );
  if (places.length === WEEKDAYS.length) {
    return text("page_every_day");
  }
  const first = places[0];
  const last = places[places.length - 1];
  if (places.length > 2 && last - first === places.length - 1) {
    return text("page_days_from_to", weekdayText(WEEKDAYS[first]), weekdayText(WEEKDAYS[last]));
  }
  return list(places.map((place) => weekdayText(WEEKDAYS[place])));
}

/** @param {number} value */
const two = (value) => String(value).padStart(2, "0");

/**
 * An instant on the given day, RFC 3339 with the local offset, for something that was done on it at
 * an hour that nobody noted. Noon belongs to the day wherever it begins.
 *
 * @param {string} day
 */
export function noonOf(day) {
  const noon = new Date(`${day}T12:00:00`);
  const offset = -noon.getTimezoneOffset();
  const minutes = Math.abs(offset);
  const sign = offset < 0 ? "-" : "+";
  return `${day}T12:00:00${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
