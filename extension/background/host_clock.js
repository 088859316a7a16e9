import { dayOf, daysBetween, localInstant } from "./dates.js";

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
    const { clockShift = 0 } = await messenger.storage.local.get("clockShift");
    const shifted = new Date(instant);
    shifted.setDate(shifted.getDate() + clockShift);
    return localInstant(shifted);
  }
}
