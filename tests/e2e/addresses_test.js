import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { connectionsCsv } from "../data/people.js";
import { until } from "./support/processes.js";
import { goTo } from "./support/steps.js";
import { World } from "./support/world.js";

const GIVEN = [
  "Anselm",
  "Béatrice",
  "Caspar",
  "Dorothea",
  "Émile",
  "Friederike",
  "Günther",
  "Håkon",
];
const FAMILY = ["Brackenridge", "Quillfeather", "Thistlewood", "Wolkenstein", "Großkötter"];

/** People of the list, none of whom has an address. */
const people = FAMILY.flatMap((family, i) =>
  GIVEN.map((given, j) => ({
    given,
    family,
    url: `https://www.example.com/in/${i}-${j}`,
    address: "",
    company: "",
    position: "",
    connectedOn: "07 Feb 2012",
  })),
);

/** @param {string} name */
const plain = (name) =>
  name
    .toLowerCase()
    .replace("ß", "ss")
    .replace("ü", "ue")
    .replace("ö", "oe")
    .normalize("NFD")
    .replace(/[^a-z]/g, "");

/** @param {{given: string, family: string}} person */
const addressOf = ({ given, family }) => `${plain(given)}.${plain(family)}@example.net`;

/**
 * @param {{from: string, id: string, date?: Date, subject?: string}} headers
 */
function message({ from, id, date = new Date("2014-03-12T09:00:00Z"), subject = "Lunch" }) {
  return [
    `From: ${from}`,
    "To: Me <me@example.org>",
    `Subject: ${subject}`,
    `Date: ${date.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${id}@example.net>`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "This is never read.",
    "",
  ].join("\n");
}

/** A name as a header carries it. @param {string} name */
const encoded = (name) => `=?utf-8?B?${Buffer.from(name).toString("base64")}?=`;

/** The last five people never wrote. */
const writers = people.slice(0, -5);
const MESSAGES = 3000;

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  world.imap.fill(
    Array.from({ length: MESSAGES }, (_, i) => {
      if (i % 3 === 0) {
        return message({ from: "Shop <no-reply@shop.example>", id: `shop-${i}` });
      }
      const writer = writers[i % writers.length];
      const name = encoded(`${writer.given} ${writer.family}`);
      return message({ from: `${name} <${addressOf(writer)}>`, id: `m-${i}` });
    }),
  );
  const file = path.join(world.folder, "Connections.csv");
  fs.writeFileSync(file, connectionsCsv(people));
  await world.host("import", file);
  await world.start();
});
after(() => world.stop());

/** What the host proposes. */
const proposed = () => world.call("addresses.propose", { limit: 500 });

test("nothing is read before the user has agreed, and then every header of the inbox", async () => {
  const { thunderbird } = world;
  await thunderbird.fetchInbox(MESSAGES);
  await thunderbird.openTab();
  await goTo(world, "addresses");
  await thunderbird.text("tab", /It never reads the text, and nothing leaves this computer/);
  assert.equal((await proposed()).total, 0);
  await world.screenshot("addresses-consent");

  await thunderbird.click("tab", '[data-action="learn"]');

  await thunderbird.text("tab", /Learned from 3,000 messages/);
  assert.equal((await proposed()).total, writers.length);
  await thunderbird.text(
    "tab",
    /Anselm Brackenridge <anselm\.brackenridge@example\.net>, \d+ messages, last on March 12, 2014/,
  );
  await thunderbird.text("tab", /40 people without an address/);
  await world.screenshot("addresses-found");
});

test("all certain ones are confirmed at once, and one undo takes that back", async () => {
  const { thunderbird } = world;
  const { certain } = await proposed();
  assert.equal(certain, writers.length);
  await thunderbird.click("tab", '[data-action="confirm-all"]');
  await thunderbird.text("tab", /No address in your mail fits anybody who has none/);
  await thunderbird.text("tab", /5 people without an address/);
  const [person] = (await world.call("people.list", { search: "friederike grosskotter" })).people;
  assert.deepEqual(person.addresses, []);
  const [writer] = (await world.call("people.list", { search: "emile thistlewood" })).people;
  assert.deepEqual(writer.addresses, ["emile.thistlewood@example.net"]);
  const { last_exchange } = await world.call("people.show", { person: writer.id });
  assert.equal(last_exchange.direction, "from");
  assert.equal(last_exchange.at.slice(0, 10), "2014-03-12");

  await thunderbird.click("tab", '[data-action="undo"]');
  await thunderbird.text("tab", /40 people without an address/);
  assert.equal((await proposed()).certain, writers.length);
});

test("one is confirmed, and another said not to be theirs", async () => {
  const { thunderbird } = world;
  const [first, second] = (await proposed()).proposals;
  const row = (/** @type {any} */ { person }) => `.proposals [data-person="${person.id}"]`;
  await thunderbird.click("tab", `${row(first)} [data-action="confirm-address"]`);
  await thunderbird.text("tab", /39 people without an address/);
  await thunderbird.click("tab", `${row(second)} [data-action="dismiss-address"]`);
  await until(
    "two fewer are proposed",
    async () => (await proposed()).total === writers.length - 2,
  );
  const confirmed = await world.call("people.show", { person: first.person.id });
  assert.deepEqual(confirmed.person.addresses, [first.address]);
});

test("what came while Thunderbird was closed is learned at the next start", async () => {
  const late = people.at(-1);
  assert.ok(late);
  await world.thunderbird.quit();
  const name = encoded(`${late.given} ${late.family}`);
  world.imap.deliver(
    message({
      from: `${name} <${addressOf(late)}>`,
      id: "late",
      date: new Date(Date.now() - 60_000),
    }),
  );
  await world.start();
  await world.thunderbird.fetchInbox(MESSAGES + 1);
  await until("the new message was learned", async () =>
    (await proposed()).proposals.some((/** @type {any} */ one) => one.address === addressOf(late)),
  );
});
