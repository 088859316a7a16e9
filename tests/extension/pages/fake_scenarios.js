/**
 * What the made-up Thunderbird answers, by the name of a situation. A scenario is what the host
 * says; what the user then does changes it, as far as that is needed to look at a page.
 */

/** @typedef {import("../../../extension/shared/wire.js").Turn} Turn */
/** @typedef {import("../../../extension/shared/wire.js").Person} Person */

const TODAY = "2026-03-18";

/** @type {[string, string, string, string][]} given, family, position, company */
const SOME = [
  ["Ana", "Abreu", "Head of Research", "Northwind Instruments"],
  ["Łukasz", "Adamczyk", "Staff Engineer", "Kraków Rail"],
  ["Björk", "Ásgeirsdóttir", "", "Self-employed"],
  ["Chidi", "Azikiwe", "Translator", ""],
  ["Mei", "Bai", "Product Designer", "Paper Lantern Studio"],
];

/** @type {[string, string, string, string][]} */
const LONG = [
  [
    "Maria del Carmen Concepción",
    "Fernández de Córdoba y Álvarez de las Asturias-Bohórquez",
    "Senior Vice President of Strategic Transformation, Operational Excellence and Everything Else",
    "The Internationally Operating Holding Company for Machinery, Instruments and Services GmbH & Co. KG",
  ],
  ["محمد", "عبد الرحمن الأنصاري", "مهندس برمجيات", "شركة الأفق"],
  ["שרה", "כהן־לוי", "עורכת", "בית הוצאה"],
  ["", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft", "", ""],
  ["<b>Bobby</b>", "O'Tables & Söhne", "Tester", "&amp; Co"],
];

/** @param {[string, string, string, string]} words @param {number} place @returns {Turn} */
function turn([given, family, position, company], place) {
  const years = 3 + (place % 12);
  return {
    turn: String(place + 1),
    round: "1",
    state: "waiting",
    person: {
      id: String(place + 1),
      given,
      family,
      full: `${given} ${family}`.trim(),
      addresses: [`person${place + 1}@example.org`],
      company,
      position,
      connected_on: `${2026 - years}-0${1 + (place % 9)}-11`,
      url: place % 2 ? "" : `https://social.example/in/person-${place + 1}`,
    },
  };
}

/** @param {number} count */
const many = (count) =>
  Array.from({ length: count }, (_, place) => {
    const [given, family, position, company] = SOME[place % SOME.length];
    return turn([given, `${family} ${place + 1}`, position, company], place);
  });

/** @param {Record<string, unknown>} changes */
function day(changes = {}) {
  return {
    round: "1",
    name: "Spring 2026",
    date: TODAY,
    writing_day: true,
    start: "2026-01-05",
    quota: 5,
    per_day: 5,
    written_today: 0,
    queued_today: 0,
    due: SOME.map(turn),
    backlog: 0,
    people: 1109,
    written: 398,
    skipped: 14,
    waiting: 694,
    drafted: 3,
    queued: 0,
    without_address: 211,
    list_percent: 37.1,
    time_percent: 34.2,
    finishes_on: "2026-11-06",
    finished: false,
    session: null,
    ...changes,
  };
}

const connected = {
  state: "connected",
  message: "",
  pending: 0,
  refused: [],
  hello: {
    name: "rounds-host",
    version: "0.1.0",
    protocol: 1,
    today: TODAY,
    database: { path: "/home/someone/rounds.sqlite", schema: 1, people: 1109 },
  },
};

const skipped = { fact: "f1", kind: "turn.skipped", at: `${TODAY}T09:12:00Z`, person: "Ana Abreu" };

/**
 * @typedef {object} Scenario
 * @property {any} host
 * @property {any} today  null: there is no round
 * @property {any} [latest]
 */

/** @type {Record<string, Scenario>} */
export const scenarios = {
  morning: { host: connected, today: day(), latest: {} },
  underway: {
    host: connected,
    today: day({
      written_today: 2,
      due: SOME.slice(2).map((one, place) => ({
        ...turn(one, place),
        state: place === 0 ? "drafted" : "waiting",
      })),
    }),
    latest: skipped,
  },
  behind: {
    host: connected,
    today: day({ backlog: 45, list_percent: 20.5, time_percent: 41.2, queued: 1, queued_today: 1 }),
    latest: skipped,
  },
  session: {
    host: connected,
    today: day({
      session: { date: TODAY, size: 20, done: 3, left: 17 },
      due: many(17),
      written_today: 8,
    }),
    latest: skipped,
  },
  done: { host: connected, today: day({ written_today: 5, due: [] }), latest: skipped },
  "not-a-writing-day": {
    host: connected,
    today: day({ writing_day: false, quota: 0, due: [] }),
    latest: {},
  },
  paused: {
    host: connected,
    today: day({ writing_day: false, quota: 0, due: [], paused_on: "2026-03-03", backlog: 12 }),
    latest: { fact: "f2", kind: "round.edited", at: `${TODAY}T09:12:00Z`, round: "Spring 2026" },
  },
  nobody: { host: connected, today: day({ due: [], written_today: 1 }), latest: {} },
  finished: {
    host: connected,
    today: day({
      due: [],
      finished: true,
      written: 1090,
      skipped: 19,
      waiting: 0,
      drafted: 0,
      without_address: 0,
      list_percent: 100,
      time_percent: 88.4,
    }),
    latest: skipped,
  },
  "long-names": { host: connected, today: day({ due: LONG.map(turn) }), latest: skipped },
  "two-hundred": {
    host: connected,
    today: day({
      due: many(200),
      quota: 200,
      per_day: 200,
      session: { date: TODAY, size: 200, done: 0, left: 200 },
    }),
    latest: skipped,
  },
  "first-start": {
    host: { ...connected, hello: { ...connected.hello, database: { people: 0 } } },
    today: null,
  },
  "no-round": { host: connected, today: null },
  missing: {
    host: {
      state: "missing",
      message:
        'Thunderbird cannot find the Rounds host: it is not installed, or Thunderbird is not told where it is. What you did is kept here and recorded as soon as the host is there. Install it, run "rounds-host install" in a terminal, then try again.',
      pending: 2,
      refused: [],
    },
    today: null,
  },
  failed: {
    host: {
      state: "failed",
      message: "The Rounds host stopped unexpectedly. Nothing is lost.",
      pending: 0,
      refused: [],
    },
    today: null,
  },
  damaged: {
    host: {
      state: "damaged",
      message:
        "The database /home/someone/rounds.sqlite is damaged: it cannot be read to its end. Nothing was changed.",
      pending: 0,
      refused: [],
    },
    today: null,
  },
  left: {
    host: connected,
    today: day({ written_today: 2, due: SOME.slice(2).map(turn) }),
    latest: {
      fact: "f4",
      kind: "turn.written",
      at: `${TODAY}T09:12:00Z`,
      person: "Maria del Carmen Concepción Fernández de Córdoba",
      left: true,
      address: "maria@example.org",
    },
  },
  redo: {
    host: connected,
    today: day({ written_today: 1, due: SOME.slice(2).map(turn) }),
    latest: {
      ...skipped,
      redo: {
        fact: "f5",
        kind: "turn.written",
        at: `${TODAY}T09:12:00Z`,
        person: "Łukasz Adamczyk",
      },
    },
  },
  connecting: { host: { state: "connecting", message: "", pending: 0, refused: [] }, today: null },
  refused: {
    host: {
      ...connected,
      pending: 1,
      refused: [
        {
          fact: "f9",
          method: "turns.sent",
          message: "The note is written already.",
          at: `${TODAY}T09:00:00Z`,
          person: "Mei Bai",
        },
      ],
    },
    today: day(),
    latest: {},
  },
};

/** Lists for the tab. @param {string} which @returns {Turn[]} */
export function turnsOf(which) {
  const turns = [...LONG, ...SOME].map(turn);
  switch (which) {
    case "without_address":
      return turns.map((one) => ({
        ...one,
        person: {
          ...one.person,
          addresses: [],
          url: `https://social.example/in/person-${one.turn}`,
        },
      }));
    case "snoozed":
      return turns.slice(0, 3).map((one) => ({ ...one, snoozed_until: "2026-03-23" }));
    case "drafted":
      return turns.slice(0, 3).map((one) => ({ ...one, state: "drafted" }));
    case "queued":
      return [];
    case "written":
      return turns.map((one, place) => ({
        ...one,
        state: "written",
        written_on: "2026-03-17",
        channel: place % 3 ? "mail" : "linkedin",
      }));
    case "skipped":
      return turns.map((one) => ({ ...one, state: "skipped", skip_reason: "no idea who this is" }));
    default:
      return turns;
  }
}

/** What came back. @param {string} [outcome] */
export function repliesOf(outcome) {
  const outcomes = ["probable", "reply", "bounce", "reply", "auto_reply", "temporary", "reply"];
  return [...LONG, ...SOME]
    .map(turn)
    .map((one, place) => {
      const its = outcomes[place % outcomes.length];
      return {
        message_id: `reply-${place}@example.org`,
        outcome: its,
        turn: one.turn,
        person: one.person,
        from: one.person.addresses[0],
        date: "2026-04-14T09:00:00+02:00",
        subject: place % 3 ? "Re: A few lines after all these years" : "",
        note: { message_id: `note-${place}@example.org`, sent_at: "2026-03-03T09:00:00+01:00" },
        days: place * 13 + 1,
        ...(its === "bounce" && {
          dead_addresses: one.person.addresses,
          other_addresses: place % 2 ? ["another@home.example"] : [],
          state: "waiting",
        }),
      };
    })
    .filter((one) => !outcome || one.outcome === outcome);
}

/** What a list is understood as. */
export const preview = {
  format: "linkedin",
  people: 1107,
  added: 1105,
  updated: 2,
  unchanged: 0,
  rejected: 4,
  without_address: 211,
  problems: [
    { line: 17, reason: "There is no name in this line. Add a first or a last name." },
    { line: 230, reason: "This line has 3 fields, but the header names 7 columns." },
    { line: 877, reason: "A quote is opened in this line and never closed." },
    { line: 1001, reason: "There is no name in this line. Add a first or a last name." },
  ],
  sample: [...SOME, ...LONG].slice(0, 5).map((one, place) => turn(one, place).person),
};

/** Everybody, or those whose name has these letters. @param {string} search */
export function peopleFound(search) {
  return [...LONG.map(turn), ...many(1104)]
    .map(({ person }, place) => ({ ...person, id: String(place + 1) }))
    .filter(({ full }) => full.toLowerCase().includes(search.toLowerCase()));
}

/** Entries that may be one person. @type {import("../../../extension/shared/wire.js").DuplicatePair[]} */
export const duplicates = [...SOME.slice(0, 2), ...LONG.slice(0, 3)].map((one, place) => {
  const [person, other] = [turn(one, 2 * place).person, turn(one, 2 * place + 1).person];
  return {
    people: [
      { ...person, known_from: "Northwind, 2005 to 2012" },
      { ...other, company: "", addresses: [], remark: "Met in Lisbon.\nPlays the cello." },
    ],
    reasons: [`Both are called ${person.full}.`, `Both have the address ${person.addresses[0]}.`],
    grade: /** @type {const} */ (["certain", "likely", "possible"])[place % 3],
  };
});

/** @type {import("../../../extension/shared/wire.js").Rule[]} */
export const rules = [
  {
    rule: "1",
    name: "",
    when: { company: "Northwind", connected_from: "2005-01-01", connected_to: "2012-12-31" },
    known_from: "Northwind days",
    leave_out: false,
    people: 57,
  },
  {
    rule: "2",
    name: "",
    when: { position: "Recruiter", search: LONG[0][3] },
    known_from: "",
    leave_out: true,
    people: 1,
  },
];

/** What a round's story is told from, but for the round. */
export const story = {
  notes: 398,
  seconds: 398 * 655,
  timed: 371,
  sessions: 9,
  writing_days: 78,
  first: { turn: "1", person: turn(SOME[0], 0).person, on: "2026-01-05" },
  last: { turn: "9", person: turn(LONG[1], 1).person, on: "2026-03-17" },
  longest_day: { on: "2026-02-14", written: 23, seconds: 15_300 },
  replies: 147,
  reply_percent: 36.9,
  quickest: { turn: "2", person: turn(SOME[1], 1).person, days: 0, hours: 0.3, on: "2026-01-05" },
  latest: { turn: "3", person: turn(LONG[0], 2).person, days: 63, hours: 1519, on: "2026-03-12" },
  median_days: 3,
  found_again: [...SOME, ...LONG].map((one, place) => ({
    person: turn(one, place).person,
    years: 17.4 - 2 * place,
    on: "2026-02-03",
    answered: place < 5,
  })),
  channels: { mail: 341, linkedin: 51, paper: 6 },
  bounces: 12,
  skipped: 14,
  remembered: [...SOME, ...LONG].map((one, place) => ({
    person: turn(one, place).person,
    remark: place % 2 ? "Plays the cello.\nSecond child in May." : "New job in Oslo <b>soon</b>",
  })),
  milestones: [
    { kind: "first", count: 1, on: "2026-01-05", turn: "1", name: "Ana Abreu" },
    { kind: "hundredth", count: 100, on: "2026-01-30", turn: "4", name: LONG[3].join(" ") },
  ],
};

/** Copies of the database. @type {import("../../../extension/pages/shared/copies.js").Copy[]} */
export const copies = [
  { copy: "a", kind: "daily", on: "2026-03-18", bytes: 2_310_144 },
  { copy: "b", kind: "asked", on: "2026-03-17", bytes: 2_310_144, people: 1109, facts: 2400 },
  { copy: "c", kind: "replaced", on: "2026-03-12", bytes: 1_910_144, people: 1, facts: 2 },
  { copy: "d", kind: "upgrade", on: "2026-02-28", bytes: 910_144, people: 1101, facts: 1400 },
];
