/**
 * A year of somebody with 1,109 people, as years go: weeks are missed and made up for in sessions,
 * addresses have died, machines answer, and people do, some within minutes and some months later.
 * The same year every time.
 */
import assert from "node:assert/strict";

import { connectionsCsv, inventPeople } from "../../data/people.js";
import { Wire } from "./wire.js";

export const YEAR = { people: 1109, start: "2025-01-01", end: "2025-10-20" };

const DAY = 24 * 60 * 60_000;
const OWN = "me@example.org";
/** Days on which nothing is written; the second stretch was planned. */
const ILL = { from: "2025-02-17", to: "2025-03-02" };
const HOLIDAYS = { from: "2025-07-14", to: "2025-07-27" };
const BUSY = { from: "2025-09-08", to: "2025-09-12" };
/** Saturdays on which somebody who was behind sat down to write more. */
const SESSIONS = new Map([
  ["2025-03-08", 20],
  ["2025-03-22", 15],
  ["2025-09-20", 12],
]);
const KNOWN_FROM = ["University", "Choir", "Nordlicht Maschinenbau", "Neighbours", "Conferences"];

/** @param {{from: string, to: string}} days @param {string} day */
const isIn = ({ from, to }, day) => from <= day && day <= to;

/** @param {string} day @param {number} [hour] */
const at = (day, hour = 9) =>
  `${day}T${String(hour).padStart(2, "0")}:00:00+0${day >= "2025-03-30" && day < "2025-10-26" ? 2 : 1}:00`;

/** @param {string} day @param {number} days */
const after = (day, days) =>
  new Date(Date.parse(`${day}T00:00Z`) + days * DAY).toISOString().slice(0, 10);

/** Numbers from 0 to 1 that only look like chance (mulberry32). @param {number} seed */
function dice(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Lets a host live through the year.
 *
 * @param {string} database  the file that it keeps
 * @returns {Promise<{round: string, now: string}>} the round, and the morning on which the year ends
 */
export async function liveYear(database) {
  const chance = dice(1109);
  /** @param {string} now @param {(host: Wire) => Promise<void>} what */
  const on = async (now, what) => {
    const host = new Wire({ database, now });
    await what(host);
    assert.equal(await host.end(), 0);
  };
  let round = "";
  await on(at(YEAR.start), async (host) => {
    round = await begin(host);
  });
  /** What has yet to come in, by day. @type {Map<string, object[]>} */
  const mail = new Map();
  for (let day = YEAR.start; day <= YEAR.end; day = after(day, 1)) {
    await on(at(day), async (host) => {
      for (const message of mail.get(day) ?? []) {
        await host.change("replies.record", message);
      }
      const { quota } = await host.call("today.show", { round });
      const count = day === YEAR.end ? 2 : notesOn(day, quota, chance);
      if (count === 0) {
        return;
      }
      const { due } = await host.call("today.show", { round, session: count });
      for (const { turn, person } of due) {
        const message_id = `${day}.${turn}@example.org`;
        const sent_at = at(day);
        const seconds = Math.round(240 + 500 * chance() + (chance() < 0.05 ? 1500 : 0));
        await host.change("turns.sent", {
          turn,
          message_id,
          sent_at,
          seconds,
          subject: "It has been a while",
        });
        const answer = answerTo({ message_id, person, day, chance });
        if (answer) {
          mail.set(answer.day, [...(mail.get(answer.day) ?? []), answer.message]);
        }
      }
    });
  }
  return { round, now: at(YEAR.end, 10) };
}

/** @param {Wire} host @returns {Promise<string>} the round's id */
async function begin(host) {
  const text = connectionsCsv(inventPeople(YEAR.people));
  await host.change("people.import", { filename: "Connections.csv", text });
  const { ids } = await host.call("people.ids");
  for (const [place, known_from] of KNOWN_FROM.entries()) {
    // Fewer of each, and nothing is known of the rest.
    const people = ids.filter((/** @type {string} */ _, /** @type {number} */ index) => {
      return index % 10 === place || (place < 2 && index % 10 === 9 - place);
    });
    await host.change("people.edit_many", { people, changes: { known_from } });
  }
  const made = await host.change("rounds.create", {
    name: "Everyone I know",
    start: YEAR.start,
    per_day: 5,
    order: "mixed",
  });
  await host.change("rounds.edit", { round: made.round, days_off: [HOLIDAYS] });
  return made.round;
}

/** @param {string} day @param {number} quota @param {() => number} chance */
function notesOn(day, quota, chance) {
  if (SESSIONS.has(day)) {
    return SESSIONS.get(day) ?? 0;
  }
  if (quota === 0 || isIn(ILL, day) || isIn(BUSY, day)) {
    return 0;
  }
  const mood = chance();
  return mood < 0.08 ? 0 : mood < 0.2 ? 2 : mood < 0.3 ? 4 : mood < 0.9 ? quota : quota + 3;
}

/**
 * What comes back for a note, and when: fewer than half are answered.
 *
 * @param {{message_id: string, person: {addresses: string[]}, day: string, chance: () => number}} note
 * @returns {{day: string, message: object} | null}
 */
function answerTo({ message_id, person, day, chance }) {
  const [address] = person.addresses;
  const kind = chance();
  const common = { message_id: `re.${message_id}`, in_reply_to: `<${message_id}>`, own: [OWN] };
  if (kind < 0.03) {
    const message = {
      ...common,
      from: "mailer-daemon@example.org",
      date: at(day, 11),
      subject: "Undelivered Mail Returned to Sender",
      headers: { "content-type": ["multipart/report; report-type=delivery-status"] },
      report: `Final-Recipient: rfc822; ${address}\nAction: failed\nStatus: 5.1.1\n`,
    };
    return { day: after(day, 1), message };
  }
  if (kind < 0.07) {
    const message = {
      ...common,
      from: address,
      date: at(day, 11),
      subject: "Automatic reply: It has been a while",
      headers: { "auto-submitted": ["auto-replied"] },
      text: "I am out of the office.",
    };
    return { day: after(day, 1), message };
  }
  if (kind > 0.48) {
    return null;
  }
  // Most within the week, some after months.
  const days = 1 + Math.floor(4 * -Math.log(1 - chance()) * (chance() < 0.15 ? 15 : 1));
  const message = {
    ...common,
    from: address,
    date: at(after(day, days), 8),
    subject: "Re: It has been a while",
    text: "How good to hear from you! We are well, and you?",
  };
  return { day: after(day, days), message };
}
