import { nextDayBegins } from "./dates.js";
import { reported } from "../host/reported.js";

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
        setAlarm();
        this.#changes.announce();
      }
    });
    setAlarm();
  }
}

const setAlarm = reported("The next day will not be noticed", () =>
  // Set anew each time rather than every 24 hours: days with a change of clocks are not as long.
  messenger.alarms.create(ALARM, { when: nextDayBegins(new Date()).getTime() }),
);
