/** Calendar arithmetic in local time. A day begins at 04:00. */

export { daysBetween } from "../../shared/days.js";

export const DAY_BEGINS_AT = 4;

/** @param {number} value */
const two = (value) => String(value).padStart(2, "0");

/** The day that an instant belongs to, YYYY-MM-DD. @param {Date} instant */
export function dayOf(instant) {
  const day = new Date(instant);
  if (day.getHours() < DAY_BEGINS_AT) {
    day.setDate(day.getDate() - 1);
  }
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** The next time a day begins, after the given instant. @param {Date} instant */
export function nextDayBegins(instant) {
  const next = new Date(instant);
  next.setHours(DAY_BEGINS_AT, 0, 0, 0);
  if (next <= instant) {
    next.setDate(next.getDate() + 1);
  }
  return next;
}

/** RFC 3339 with the local offset, such as 2015-01-05T09:30:00+01:00. @param {Date} instant */
export function localInstant(instant) {
  const offset = -instant.getTimezoneOffset();
  const sign = offset < 0 ? "-" : "+";
  const minutes = Math.abs(offset);
  return (
    `${instant.getFullYear()}-${two(instant.getMonth() + 1)}-${two(instant.getDate())}` +
    `T${two(instant.getHours())}:${two(instant.getMinutes())}:${two(instant.getSeconds())}` +
    `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  );
}
