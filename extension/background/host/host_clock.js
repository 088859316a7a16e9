import { dayOf, daysBetween, localInstant } from "../day/dates.js";

/**
 * The host decides which day it is. Normally it goes by the same clock as Thunderbird; in tests and
 * demonstrations its clock is set to another day, and a note sent then belongs to that day.
 */
export class HostClock {
  /** Learns the host's day from its greeting. @param {string} hostToday  YYYY-MM-DD */
  async learn(hostToday) {
    const days = daysBetween(dayOf(new Date()), hostToday);
    // A day more or less is a greeting around four in the morning or a time zone, not another clock.
    const clockShift = Math.abs(days) > 1 ? days : 0;
    await messenger.storage.local.set({ clockShift });
  }

  /**
   * An instant as the host counts it, RFC 3339 with the local offset.
   *
   * @param {Date} [instant]  now when absent
   * @returns {Promise<string>}
   */
  async instant(instant = new Date()) {
    return localInstant(await shifted(instant, 1));
  }

  /**
   * What Thunderbird's clock showed at an instant that the host told.
   *
   * @param {string} instant  RFC 3339
   */
  here(instant) {
    return shifted(new Date(instant), -1);
  }
}

/**
 * @param {Date} instant
 * @param {1 | -1} direction  to the host's clock, or from it
 */
async function shifted(instant, direction) {
  const { clockShift = 0 } = await messenger.storage.local.get("clockShift");
  const result = new Date(instant);
  result.setDate(result.getDate() + direction * clockShift);
  return result;
}
