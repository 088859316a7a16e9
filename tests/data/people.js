/**
 * Invented people, the same ones every time, as LinkedIn's `Connections.csv`. Their addresses are
 * all under example.org, example.com and example.net, which belong to nobody.
 *
 *     node tests/data/people.js 1109 > Connections.csv
 */
import { pathToFileURL } from "node:url";

/** Given and family names that go together, so that the people sound like people. */
const NAMES = [
  {
    given: ["Anna", "Jürgen", "Käthe", "Lukas", "Sören", "Ursula", "Matthias", "Greta", "Jörg"],
    family: ["Müller", "Groß", "Schäfer", "von der Heide", "Öztürk", "Köhler", "Weiß", "Brandt"],
  },
  {
    given: ["Élodie", "François", "Hélène", "Jérôme", "Zoé", "Benoît", "Maëlle", "Chloé", "Luc"],
    family: ["Lefèvre", "Étienne", "D'Aubigné", "Moreau", "Gauthier", "Châtelain", "Noël"],
  },
  {
    given: ["Łukasz", "Małgorzata", "Wojciech", "Agnieszka", "Zdzisław", "Bożena", "Kasia"],
    family: ["Wałęsa", "Kowalska", "Żeromski", "Śliwa", "Łukasik", "Nowak", "Dąbrowska"],
  },
  {
    given: ["José", "María José", "Íñigo", "Lucía", "Ángel", "Begoña", "Martín", "Ximena"],
    family: ["García Márquez", "Núñez", "Peña", "Ibáñez", "de la Cruz", "Fernández", "Ordóñez"],
  },
  {
    given: ["Åsa", "Björn", "Øystein", "Ingrid", "Søren", "Þóra", "Elín", "Magnus", "Kirsten"],
    family: ["Ångström", "Ødegård", "Lindqvist", "Sørensen", "Jónsdóttir", "Hagen", "Bergström"],
  },
  {
    given: ["James", "Mary", "Siobhán", "Oliver", "Ruth", "William", "Aoife", "Grace", "Seán"],
    family: ["Smith", "O'Brien", "MacLeod", "Taylor", "Ó Súilleabháin", "Evans", "Wright", "Cole"],
  },
  {
    given: ["Jiří", "Dagmar", "Zdeněk", "Šárka", "Ágnes", "Győző", "Ľubica", "Štěpán", "Zsófia"],
    family: ["Dvořák", "Nováková", "Kovács", "Szabó", "Čapek", "Žižka", "Őri", "Hlaváček"],
  },
  {
    given: ["Nguyễn Văn", "Thị Hương", "Mei", "Hiroshi", "Priya", "Arjun", "Yuki", "Wei", "Soo-jin"],
    family: ["Trần", "Phạm", "Lin", "Tanaka", "Raman", "Iyer", "Satō", "Zhang", "Park"],
  },
  {
    given: ["Ayşe", "Çağla", "İbrahim", "Gülşen", "Noor", "Yusuf", "Leïla", "Omar", "Şule"],
    family: ["Yılmaz", "Çelik", "Haddad", "Demir", "ben Salem", "Kaya", "El Idrissi", "Şahin"],
  },
];

const COMPANIES = [
  "Nordlicht Maschinenbau, GmbH",
  "Café & Söhne",
  "Atelier du Pont",
  "Harbour Street School",
  'The "Green" Bakery',
  "Instituto de Física",
  "Øresund Shipping",
  "Kowalski i Córki",
  "Blue Kite Software",
  "St. Anne's Hospital",
  "Quayside Press",
  "Tanaka Ceramics",
];
const POSITIONS = [
  "Engineer",
  "Teacher, retired",
  "Head of Purchasing",
  "Physician",
  "Editor",
  "Product designer",
  "Bookseller",
  "Geschäftsführerin",
  "Chef de cuisine",
  "Researcher",
  "",
];
const DOMAINS = ["example.org", "example.com", "example.net"];
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** Letters that do not fall apart into a base letter and accents. */
const PLAIN = { ł: "l", ø: "o", ß: "ss", þ: "th", ı: "i", æ: "ae", đ: "d" };

/**
 * One line of the list; without an address, `address` is "".
 * @typedef {{given: string, family: string, url: string, address: string, company: string,
 *   position: string, connectedOn: string}} Invented
 */

/**
 * The first so many invented people. A longer list begins with the same people as a shorter one.
 * @param {number} count
 * @returns {Invented[]}
 */
export function inventPeople(count) {
  const random = randomNumbers(1109);
  /** @template T @param {T[]} list @returns {T} */
  const pick = (list) => list[Math.floor(random() * list.length)];
  /** @type {Map<string, number>} */
  const taken = new Map();
  return Array.from({ length: count }, () => {
    const names = pick(NAMES);
    const given = pick(names.given);
    // Families mix; without that there would be too many namesakes.
    const family = pick((random() < 0.5 ? names : pick(NAMES)).family);
    const name = `${plain(given)}.${plain(family)}`;
    const namesakes = (taken.get(name) ?? 0) + 1;
    taken.set(name, namesakes);
    const local = namesakes === 1 ? name : `${name}.${namesakes}`;
    const day = String(1 + Math.floor(random() * 28)).padStart(2, "0");
    const year = 2004 + Math.floor(random() * 11);
    return {
      given,
      family,
      url: `https://www.example.com/in/${local.replaceAll(".", "-")}`,
      address: random() < 0.03 ? "" : `${local}@${pick(DOMAINS)}`,
      company: pick(COMPANIES),
      position: pick(POSITIONS),
      connectedOn: `${day} ${pick(MONTHS)} ${year}`,
    };
  });
}

/**
 * People as LinkedIn exports them: three lines of notes, a header, one line a person.
 * @param {Invented[]} people
 */
export function connectionsCsv(people) {
  const lines = people.map((person) =>
    [
      person.given,
      person.family,
      person.url,
      person.address,
      person.company,
      person.position,
      person.connectedOn,
    ]
      .map(field)
      .join(","),
  );
  return [
    "Notes:",
    '"When exporting your connection data, you may notice that some of the email addresses are ' +
      'missing. These people are invented."',
    "",
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
    ...lines,
    "",
  ].join("\n");
}

/** @param {string} text */
function field(text) {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** @param {string} name */
function plain(name) {
  return name
    .toLowerCase()
    .normalize("NFD")
    .replace(/[łøßþıæđ]/g, (letter) => PLAIN[/** @type {keyof typeof PLAIN} */ (letter)])
    .replace(/[^a-z]+/g, (other) => (/^\p{M}+$/u.test(other) ? "" : "-"))
    .replace(/^-|-$/g, "");
}

/**
 * Numbers from 0 to 1 that look random and are the same for the same seed (mulberry32).
 * @param {number} seed
 */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(connectionsCsv(inventPeople(Number(process.argv[2] ?? 1109))));
}
