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

test("a card without its END is nobody's agent, and its neighbour is not lost", () => {
  const text = file("BEGIN:VCARD", "FN:Ann Lee", "BEGIN:VCARD", "FN:Ben Roe", "END:VCARD", "");
  assert.deepEqual(cardsOf(text + card("3.0", "FN:Cai Wu")), [
    { full: "Ann Lee" },
    { full: "Ben Roe" },
    { full: "Cai Wu" },
  ]);
});

test("firms, places and machines are no persons", () => {
  for (const kind of ["org", "Organization", "location", "device", "application"]) {
    assert.deepEqual(
      cardsOf(card("4.0", `KIND:${kind}`, "FN:Desk", "EMAIL:d@x.example")),
      [],
      kind,
    );
  }
  assert.equal(cardsOf(card("4.0", "KIND:individual", "FN:Ann Lee")).length, 1);
});

test("the address that is preferred most comes first, however its version says so", () => {
  /** @param {string} version @param {...string} params */
  const order = (version, ...params) =>
    cardsOf(card(version, "FN:A B", ...params.map((p, i) => `EMAIL${p}:${i}@x.example`)))[0]
      .addresses?.map((address) => address[0])
      .join("");
  assert.equal(order("4.0", "", ";PREF=50", ";PREF=2;TYPE=work", ';PREF="1"'), "3210");
  assert.equal(order("3.0", ";TYPE=home", ";type=INTERNET,PREF", ""), "102");
  assert.equal(order("3.0", ";TYPE=home", ';TYPE="work,pref"'), "10");
  assert.equal(order("2.1", ";INTERNET", ";PREF;INTERNET", ";HOME"), "102");
});

test("version 2.1 folds where a blank stood, later versions anywhere, addresses nowhere", () => {
  const lines = ["FN:Mary", "  Ann", "\tLee", "EMAIL:mary@exam", " ple.org"];
  assert.deepEqual(cardsOf(card("2.1", ...lines)), [
    { full: "Mary Ann Lee", addresses: ["mary@example.org"] },
  ]);
  assert.equal(cardsOf(card("3.0", "FN:Ma", " ry Le", "\te"))[0].full, "Mary Lee");
});

test("quoted-printable goes on in every way in which programs break it", () => {
  /** @param {...string} lines */
  const read = (...lines) => cardsOf(card("2.1", ...lines))[0];
  const fn = "FN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:";
  assert.equal(read(`${fn}=C5=81ucja =`, "Nowak").full, "Łucja Nowak");
  assert.equal(read(`${fn}Ann=`, " Lee").full, "Ann Lee"); // the blank is the value's
  assert.equal(read(`${fn}Zo=C3=`, " =AB L=", " ee=").full, "Zoë Lee"); // and here the fold's
  assert.equal(read(`${fn}Jo=`, "\thn").full, "John");
  assert.equal(read(`${fn}J=C3=B6rg Roe=`, "TITLE:Cook", "").position, "Cook");
  assert.equal(read(`${fn}J=C3=B6rg Roe=`, "item1.EMAIL;HOME:j@x.example").full, "Jörg Roe");
  const note = read("FN:A B", "NOTE;ENCODING=QUOTED-PRINTABLE:see=0D=0A=", "Title: Cook").remark;
  assert.equal(note, "see\nTitle: Cook");
});

test("a value in the code page that it names is read so, and one in UTF-8 that does not", () => {
  const raw = Buffer.from(
    "N;CHARSET=ISO-8859-2:\xA3ozi\xF1ski;Micha\xB3\r\nFN:\xC5\x81ozi",
    "latin1",
  );
  const text = new TextDecoder("windows-1252").decode(raw); // what the page makes of such a file
  const [one] = cardsOf(card("2.1", ...text.split("\r\n")));
  assert.equal(one.family, "Łoziński");
  assert.equal(one.given, "Michał");
  assert.equal(one.full, "Łozi");
  assert.equal(cardsOf(card("3.0", "FN;CHARSET=nonsense:Zoë"))[0].full, "Zoë");
  assert.equal(cardsOf(card("3.0", "FN:Zoë"))[0].full, "Zoë");
});

test("backslashes go where they escape, and stay where they are letters", () => {
  const [three] = cardsOf(
    card("3.0", "N:O\\;Neil;Ann", "ORG:A\\,B\\;C;D", "NOTE:a\\:b\\\\c\\nd", "TITLE:x\\y"),
  );
  assert.deepEqual(three, {
    given: "Ann",
    family: "O;Neil",
    company: "A,B;C",
    position: "x\\y",
    remark: "a:b\\c\nd",
  });
  assert.equal(cardsOf(card("2.1", "FN:A B", "NOTE:C:\\notes\\;x"))[0].remark, "C:\\notes;x");
});

test("a whole name in the family's place is left to the host, and nothing is too long", () => {
  assert.deepEqual(cardsOf(card("3.0", "N:Ann Lee;;;;", "FN:Ann Lee")), [{ full: "Ann Lee" }]);
  const [long] = cardsOf(card("3.0", `FN:${"a".repeat(20000)}`, `NOTE:${"b".repeat(20000)}`));
  assert.equal(long.full?.length, 1000);
  assert.equal(long.remark?.length, 4000);
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
