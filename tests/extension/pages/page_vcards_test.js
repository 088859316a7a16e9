import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cardsOf,
  isVCard,
  splitCards,
  takeApart,
} from "../../../extension/pages/tab/import/vcards.js";

/** @param {...string} lines */
const file = (...lines) => lines.join("\r\n") + "\r\n";

/** @param {string} version @param {...string} lines */
const card = (version, ...lines) =>
  file("BEGIN:VCARD", `VERSION:${version}`, ...lines, "END:VCARD");

test("version 4 is read with names, addresses, work and remark", () => {
  const [ann] = cardsOf(
    card(
      "4.0",
      "FN:Dr. Ann Lee",
      "N:Lee;Ann;Maria;Dr.;PhD",
      "EMAIL;TYPE=home:ann@home.example",
      "EMAIL;TYPE=work;PREF=1:ann@work.example",
      "ORG:Acme\\, Inc.;Research",
      "TITLE:Head of Things",
      "URL:https://ann.example",
      "URL:https://www.linkedin.com/in/annlee",
      "NOTE:Met in Oslo\\nLikes tea",
      "PHOTO:data:image/png;base64,AAAA",
    ),
  );
  assert.deepEqual(ann, {
    given: "Ann",
    family: "Lee",
    full: "Dr. Ann Lee",
    addresses: ["ann@work.example", "ann@home.example"],
    company: "Acme, Inc.",
    position: "Head of Things",
    url: "https://www.linkedin.com/in/annlee",
    remark: "Met in Oslo\nLikes tea",
  });
});

test("version 3 is read with groups, folded lines and Apple's own properties", () => {
  const [zoe] = cardsOf(
    card(
      "3.0",
      "N:Müller;Zoë;;;",
      "FN:Zoë",
      "  Müller",
      "item1.EMAIL;type=INTERNET;type=pref:zoe@example.org",
      "item1.X-ABLabel:_$!<Other>!$_",
      "X-SOCIALPROFILE;type=linkedin:https://www.linkedin.com/in/zoe",
      "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgH",
      " BwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgy",
    ),
  );
  assert.equal(zoe.given, "Zoë");
  assert.equal(zoe.full, "Zoë Müller");
  assert.deepEqual(zoe.addresses, ["zoe@example.org"]);
  assert.equal(zoe.url, "https://www.linkedin.com/in/zoe");
});

test("version 2.1 is read with quoted-printable, charsets, bare parameters and commas", () => {
  const [zoe] = cardsOf(
    card(
      "2.1",
      "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Zo=C3=AB;;;",
      "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Zo=C3=AB M=C3=",
      "=BCller",
      "EMAIL;PREF;INTERNET:zoe@example.org",
      "TEL;HOME;VOICE:+1",
      "ORG:Acme, Inc.;",
      "NOTE;ENCODING=QUOTED-PRINTABLE:first line=0D=0A=",
      "second line",
      "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQ",
      " AAAQABAAD",
      "",
    ),
  );
  assert.equal(zoe.given, "Zoë");
  assert.equal(zoe.family, "Müller");
  assert.equal(zoe.full, "Zoë Müller");
  assert.equal(zoe.company, "Acme, Inc.");
  assert.equal(zoe.remark, "first line\nsecond line");
  const [rene] = cardsOf(
    card("2.1", "N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Dupont;Ren=E9;;;"),
  );
  assert.equal(rene.given, "René");
});

test("several cards of several versions stand in one file, whatever ends its lines", () => {
  const text = card("3.0", "FN:Ann Lee") + card("4.0", "FN:Ben Okafor") + card("2.1", "FN:Cai Wu");
  for (const ends of ["\r\n", "\n", "\r"]) {
    const names = cardsOf("\ufeff" + text.replaceAll("\r\n", ends)).map(({ full }) => full);
    assert.deepEqual(names, ["Ann Lee", "Ben Okafor", "Cai Wu"]);
  }
});

test("a card that cannot be read keeps its place, so that the host can name it", () => {
  const cards = cardsOf(card("3.0", "FN:Ann Lee") + card("3.0", "what is this") + card("3.0"));
  assert.deepEqual(cards, [{ full: "Ann Lee", addresses: undefined }, {}, {}].map(clean));
});

/** @param {object} card */
function clean(card) {
  return Object.fromEntries(Object.entries(card).filter(([, value]) => value !== undefined));
}

test("groups are left out, and a firm is nobody's name", () => {
  const group = card("4.0", "KIND:group", "FN:Friends", "MEMBER:urn:uuid:1");
  const apples = card("3.0", "FN:Friends", "X-ADDRESSBOOKSERVER-KIND:group");
  assert.deepEqual(cardsOf(group + apples), []);
  assert.deepEqual(cardsOf(card("3.0", "N:;;;;", "FN:Acme", "ORG:Acme")), [{ company: "Acme" }]);
});

test("a nickname stands in where there is no name, and mailto: is no part of an address", () => {
  assert.deepEqual(cardsOf(card("4.0", "NICKNAME:Bo", "EMAIL:mailto:bo@example.org")), [
    { full: "Bo", addresses: ["bo@example.org"] },
  ]);
});

test("a card in a card belongs to the outer one, and a file that breaks off loses nobody", () => {
  const nested = file(
    "BEGIN:VCARD",
    "VERSION:3.0",
    "FN:Ann Lee",
    "BEGIN:VCARD",
    "FN:Her Agent",
    "END:VCARD",
    "TITLE:CEO",
    "END:VCARD",
  );
  assert.deepEqual(cardsOf(nested), [{ full: "Ann Lee", position: "CEO" }]);
  assert.deepEqual(cardsOf(file("BEGIN:VCARD", "VERSION:3.0", "FN:Ben")), [{ full: "Ben" }]);
});

test("vCards are known by how they begin", () => {
  assert.ok(isVCard("\ufeffBEGIN:VCARD\r\nVERSION:3.0\r\n"));
  assert.ok(!isVCard("First Name,Last Name\r\nBEGIN:VCARD,x\r\n"));
});

test("many cards are taken apart with progress, and can be stopped", async () => {
  const cards = splitCards(card("3.0", "FN:Ann Lee").repeat(450));
  /** @type {number[]} */
  const told = [];
  const taken = await takeApart(cards, { onProgress: ({ done }) => told.push(done) });
  assert.equal(taken.length, 450);
  assert.deepEqual(told, [200, 400, 450]);
  const stop = new AbortController();
  await assert.rejects(
    takeApart(cards, { onProgress: () => stop.abort(), signal: stop.signal }),
    (/** @type {any} */ error) => error.kind === "cancelled",
  );
});
