/** Made-up mail to learn from, and the addresses that were found in it. */
import { turnsOf } from "./fake_scenarios.js";

const GRADES = /** @type {const} */ (["certain", "likely", "possible"]);
const FOUND = 2400;

const history = { state: "off", folders: /** @type {string[]} */ ([]), done: 0, total: 0 };
let gone = 0;

/** @param {any} request */
export function answerMail({ type, folders }) {
  switch (type) {
    case "mailFolders":
      return ["me@example.org", "Rosa’s other account with quite a long name"].map((name, i) => ({
        account: String(i),
        name,
        folders: ["INBOX", "Sent", "Archive/2014/Everything that was written in the summer"].map(
          (path, j) => ({
            id: `${i}-${j}`,
            path: `/${path}`,
            name: path,
            sent: j === 1,
            messages: 12345 * (j + 1),
          }),
        ),
      }));
    case "mailHistory":
      return { ...history };
    case "mailBegin":
      return Object.assign(history, { state: "reading", folders, done: 41200, total: 100000 });
    case "mailPause":
      return Object.assign(history, { state: "paused" });
    case "mailResume":
      return Object.assign(history, { state: "following", done: 100000 });
    case "mailStop":
      return Object.assign(history, { state: "off", folders: [] });
    default:
      return null;
  }
}

/** @param {string} method @param {any} params @param {string} scenario */
export function answerAddresses(method, { limit = 100, after = "0" }, scenario) {
  const people = turnsOf("waiting").map(({ person }) => person);
  const total = scenario === "nobody" ? 0 : FOUND - gone;
  const from = Number(after);
  const places = Array.from(
    { length: Math.max(0, Math.min(limit, total - from)) },
    (_, i) => from + i,
  );
  const next = from + limit < total ? String(from + limit) : undefined;
  switch (method) {
    case "addresses.propose":
      return {
        proposals: places.map((place) => proposal(people[place % people.length], place)),
        total,
        certain: Math.floor(total / 3),
        next,
      };
    case "addresses.missing":
      return {
        people: places.map((place) => ({
          ...people[place % people.length],
          id: `missing-${place}`,
          addresses: [],
        })),
        total,
        next,
      };
    case "addresses.confirm":
    case "addresses.dismiss":
      gone++;
      return {};
    default:
      return null;
  }
}

/** @param {import("../../../extension/shared/wire.js").Person} person @param {number} place */
function proposal(person, place) {
  const address = `somebody.with.a.name${place}@example.org`;
  return {
    person: { ...person, id: `p${place}`, addresses: [] },
    address,
    names: [person.full],
    messages: 1 + (place % 30),
    last_on: "2019-03-12",
    last_subject: place % 4 ? "Re: Re: Fwd: Lunch next week, and what became of the garden" : "",
    grade: GRADES[Math.min(2, Math.floor((3 * place) / 60))],
    evidence: `${person.full} <${address}>, ${1 + (place % 30)} messages`,
  };
}
