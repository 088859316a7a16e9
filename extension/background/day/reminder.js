import { readSettings, saveSettings } from "../../shared/settings.js";
import { plural } from "../../shared/text.js";
import { dayOf } from "./dates.js";
import { reported } from "../host/reported.js";

const ALARM = "rounds:reminder";

/**
 * One quiet notice a day, at a time of the user's choosing, when something is left of the day's
 * share. Off unless switched on. The host says whether it is a writing day.
 */
export class Reminder {
  #host;
  #notices;

  /**
   * @param {object} parts
   * @param {import("../host/host.js").Host} parts.host
   * @param {import("./notices.js").Notices} parts.notices
   */
  constructor({ host, notices }) {
    this.#host = host;
    this.#notices = notices;
  }

  init() {
    messenger.alarms.onAlarm.addListener(
      reported("The reminder failed", async (alarm) => {
        if (alarm.name === ALARM) {
          await this.#remind(alarm.scheduledTime);
        }
      }),
    );
    reported("The reminder is not set", () => this.#keepAlarm())();
  }

  /**
   * Switches the reminder on or off.
   *
   * @param {{on: boolean, at: string}} choice  `at` is a time of day, HH:MM
   */
  async choose({ on, at }) {
    await saveSettings({ reminder: on, reminderAt: at });
    await messenger.alarms.clear(ALARM);
    await this.#setAlarm();
  }

  /** An alarm that is set stays: a background that is woken shortly after its time would lose it. */
  async #keepAlarm() {
    if (!(await messenger.alarms.get(ALARM))) {
      await this.#setAlarm();
    }
  }

  async #setAlarm() {
    const { reminder, reminderAt } = await readSettings();
    if (reminder) {
      // Set anew each time rather than every 24 hours: days with a change of clocks are not as long.
      await messenger.alarms.create(ALARM, { when: nextTime(reminderAt, new Date()).getTime() });
    }
  }

  /** @param {number} due  when the alarm was to ring */
  async #remind(due) {
    await this.#setAlarm();
    const { reminder } = await readSettings();
    // A computer that slept for days is not to speak of an evening that is long over.
    if (!reminder || dayOf(new Date(due)) !== dayOf(new Date())) {
      return;
    }
    try {
      const left = leftToday(await this.#host.call("today.show"));
      if (left > 0) {
        this.#notices.show(ALARM, plural("reminder_left", left));
      }
    } catch (error) {
      // Without a round, or without the host, there is nothing to remind of.
      console.info("There was nothing to remind of:", error);
    }
  }
}

/**
 * How many notes are left of the day's share; 0 when the day asks for none.
 *
 * @param {import("../../shared/wire.js").Today} today
 */
export function leftToday({ finished, paused_on: paused, writing_day, quota, due, ...today }) {
  if (finished || paused || !writing_day || today.date < today.start) {
    return 0;
  }
  const left = quota - today.written_today - today.queued_today;
  return Math.max(Math.min(left, due.length), 0);
}

/**
 * The next time that the clock shows this time of day, after the given instant.
 *
 * @param {string} at  HH:MM
 * @param {Date} now
 */
export function nextTime(at, now) {
  const [hours, minutes] = at.split(":").map(Number);
  const next = new Date(now);
  next.setHours(hours, minutes, 0, 0);
  if (next <= now) {
    next.setDate(next.getDate() + 1);
  }
  return next;
}
