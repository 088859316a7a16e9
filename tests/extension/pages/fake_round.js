/**
 * What `progress.show` says of a made-up year: 1,109 people, five a day, three missed weeks, sessions
 * on some Saturdays, holidays, and replies that come late. The same every time.
 */
/** @typedef {import("../../../extension/shared/wire.js").RoundProgress} RoundProgress */

const DAY_OFF = { from: "2015-04-03", to: "2015-04-06" };
const SUMMER = { from: "2015-07-20", to: "2015-08-02" };
const KNOWN_FROM = [
  ["Northwind Instruments, in the years in Lisbon and before that in Porto and Coimbra", 412],
  ["University", 233],
  ["الجامعة الأمريكية في بيروت", 120],
  ["School", 96],
  ["", 81],
  ["Choir", 60],
  ['=HYPERLINK("https://example.org")', 44],
  ["Neighbours", 33],
  ["מהשכונה הישנה בחיפה", 21],
  ["The sea", 9],
];

/** @type {RoundProgress["milestones"]} */
const MILESTONES = [
  { kind: "first", count: 1, on: "2015-01-01", turn: "1", name: "Ana Abreu" },
  {
    kind: "hundredth",
    count: 100,
    on: "2015-01-29",
    turn: "100",
    name: "محمد عبد الرحمن الأنصاري",
  },
  {
    kind: "half",
    count: 555,
    on: "2015-07-15",
    turn: "555",
    name: "Maria del Carmen Concepción Fernández de Córdoba y Álvarez de las Asturias-Bohórquez",
  },
  { kind: "last", count: 1109, on: "2015-12-18", turn: "1109", name: "שרה כהן־לוי" },
];

/** @param {string} day @param {number} days */
const addDays = (day, days) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** Monday is 0. @param {string} day */
const weekdayOf = (day) => (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;

/** Numbers between 0 and 1 that look like luck. @param {number} seed */
function luck(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** @param {string} day */
const isOff = (day) =>
  [DAY_OFF, SUMMER].some(({ from, to }) => from <= day && day <= to) || weekdayOf(day) > 4;

/** @param {string} day */
const isMissed = (day) => day >= "2015-02-16" && day <= "2015-03-08" && day !== "2015-02-24";

/** How the round stands by a day. @param {string} today @param {number} people @returns {RoundProgress} */
export function roundOfAYear(today = "2015-09-18", people = 1109) {
  const random = luck(7);
  const start = "2015-01-01";
  let written = 0;
  let planned = 0;
  let plannedNow = 0;
  /** @type {RoundProgress["days"]} */
  const days = [];
  /** @type {RoundProgress["answers"]} */
  const answers = [];
  /** @type {RoundProgress["plan"]} */
  const plan = [];
  for (let date = start; planned < people || date <= today; date = addDays(date, 1)) {
    const quota = isOff(date) ? 0 : 5;
    plannedNow = date < today ? Math.min(people, planned + quota) : plannedNow;
    planned = Math.min(people, planned + quota);
    if (weekdayOf(date) === 6) {
      plan.push({ date, planned });
    }
    if (date > today || isMissed(date)) {
      continue;
    }
    const isSession = weekdayOf(date) === 5 && random() < 0.18;
    const count = isSession ? 12 + Math.floor(random() * 9) : quota && random() < 0.12 ? 3 : quota;
    const notes = Math.min(count, people - written);
    if (notes === 0 || (!isSession && random() < 0.06)) {
      continue;
    }
    written += notes;
    const timed = random() < 0.9 ? notes : notes - 1;
    const pace = 300 + 260 * Math.exp(-days.length / 50) + 160 * (random() - 0.5);
    days.push({
      date,
      written: notes,
      seconds: Math.round(timed * pace),
      timed,
      quota,
      session: notes > quota,
      written_so_far: written,
      planned_so_far: planned,
    });
    for (let note = 0; note < notes; note++) {
      const took = Math.floor(
        -Math.log(1 - random()) * 14 + (random() < 0.08 ? 120 * random() : 0),
      );
      if (random() < 0.31 && addDays(date, took) <= today) {
        answers.push({ date: addDays(date, took), days: took, turn: String(answers.length + 1) });
      }
    }
  }
  plan.push({ date: addDays(plan.at(-1)?.date ?? start, 7), planned: people });
  const share = written / people;
  return {
    round: "1",
    name: "Everyone",
    start,
    planned_finish: "2015-11-20",
    finishes_on: "2015-12-04",
    per_day: 5,
    writing_days: ["mon", "tue", "wed", "thu", "fri"],
    days_off: [DAY_OFF, SUMMER],
    order: "family_name",
    people,
    written,
    skipped: 0,
    running: written < people,
    date: today,
    backlog: Math.max(0, plannedNow - written),
    planned: plannedNow,
    list_percent: Math.round(1000 * share) / 10,
    time_percent: 80.2,
    days,
    replies: { reply: answers.length, probable: 2, auto_reply: 31, bounce: 12, temporary: 3 },
    plan,
    ...(written < people &&
      days.length >= 3 && {
        projection: {
          per_week: 22.4,
          early: "2015-11-24",
          likely: "2015-12-09",
          late: "2016-01-04",
        },
      }),
    answers,
    by_known_from: KNOWN_FROM.map(([known_from, many], place) => {
      const done = Math.floor(Number(many) * Math.min(1, share * (0.9 + 0.03 * (place % 4))));
      return {
        known_from: String(known_from),
        people: Number(many),
        written: done,
        skipped: 0,
        replies: Math.floor(done * (0.2 + 0.04 * ((place * 3) % 7))),
        seconds: done * (240 + 31 * place),
        timed: done,
      };
    }),
    off: [DAY_OFF, SUMMER],
    milestones: MILESTONES.filter(({ on, count }) => on <= today && count <= written),
  };
}

/** A round in which nothing has happened yet. @param {number} people @returns {RoundProgress} */
export function newRound(people = 1) {
  return {
    ...roundOfAYear("2015-01-01"),
    people,
    written: 0,
    backlog: 0,
    planned: 0,
    list_percent: 0,
    time_percent: 0,
    days: [],
    answers: [],
    by_known_from: [
      { known_from: "", people, written: 0, skipped: 0, replies: 0, seconds: 0, timed: 0 },
    ],
    off: [],
    plan: [{ date: "2015-01-04", planned: Math.min(people, 5) }],
    projection: undefined,
    milestones: [],
    replies: { reply: 0, probable: 0, auto_reply: 0, bounce: 0, temporary: 0 },
    planned_finish: "2015-01-01",
    finishes_on: "2015-01-01",
  };
}

/** For a scenario of the development page. @param {string} scenario */
export function roundIn(scenario) {
  switch (scenario) {
    case "nobody":
      return newRound();
    case "finished":
      return roundOfAYear("2015-12-31");
    case "two-hundred":
      return roundOfAYear("2022-06-01", 10_000);
    case "session":
      return roundOfAYear("2015-01-01", 1);
    case "done":
      return roundOfAYear("2015-01-02");
    default:
      return roundOfAYear();
  }
}
