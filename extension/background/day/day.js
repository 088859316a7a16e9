import { nextDayBegins } from "./dates.js";

const ALARM = "rounds:day";

/** Announces a change when a new day begins, at four in the morning. */
export class Day {
  #changes;

  /** @param {{changes: import("../host/changes.js").Changes}} parts */
  constructor({ changes }) {
    this.#changes = changes;
  }

  init() {
    messenger.alarms.onAlarm.addListener((alarm) => {
      if (alarm.name === ALARM) {
        this.#setAlarm();
        this.#changes.announce();
      }
    });
    this.#setAlarm();
  }

  #setAlarm() {
    // Set anew each time rather than every 24 hours: days with a change of clocks are not as long.
    messenger.alarms.create(ALARM, { when: nextDayBegins(new Date()).getTime() });
  }
}
