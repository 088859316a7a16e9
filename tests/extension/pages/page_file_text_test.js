import assert from "node:assert/strict";
import { test } from "node:test";
import {
  base64,
  decode,
  encodingOf,
  LARGEST_ARCHIVE,
  LARGEST_FILE,
  readPeopleFile,
} from "../../../extension/pages/tab/import/file_text.js";

const WORDS = "First Name,Last Name\r\nŁucja,Ångström\r\n";
const WESTERN = "First Name,Last Name\r\nRené,Müller\r\n";

/** @param {string} words */
const utf8 = (words) => new TextEncoder().encode(words);

/** @param {string} words @param {{bigEndian?: boolean, mark?: boolean}} [how] */
function utf16(words, { bigEndian = false, mark = true } = {}) {
  const bytes = Buffer.from((mark ? "\ufeff" : "") + words, "utf16le");
  return new Uint8Array(bigEndian ? bytes.swap16() : bytes);
}

/** @param {() => unknown} act @param {string} why */
const refuses = (act, why) => assert.throws(act, (/** @type {any} */ error) => error.why === why);

test("UTF-8 is read with and without its mark, which is no part of the text", () => {
  assert.equal(decode(utf8(WORDS)), WORDS);
  assert.equal(decode(utf8(`\ufeff${WORDS}`)), WORDS);
});

test("UTF-16 is read in both orders, with and without its mark", () => {
  assert.equal(decode(utf16(WORDS)), WORDS);
  assert.equal(decode(utf16(WORDS, { bigEndian: true })), WORDS);
  assert.equal(decode(utf16(WORDS, { mark: false })), WORDS);
  assert.equal(decode(utf16(WORDS, { mark: false, bigEndian: true })), WORDS);
});

test("what is no valid UTF-8 is read as old Windows programs write it", () => {
  const latin = new Uint8Array(Buffer.from(WESTERN, "latin1"));
  assert.equal(decode(latin), WESTERN);
  // The euro sign of Windows; some versions of Node decode it wrongly, Thunderbird does not.
  assert.equal(encodingOf(Uint8Array.of(0x80, 0x2c, 0x93)), "windows-1252");
});

const zip = Uint8Array.of(0x50, 0x4b, 0x03, 0x04, 0x14);

/** @param {string} name @param {Uint8Array} bytes */
const file = (name, bytes) => ({
  name,
  size: bytes.length,
  arrayBuffer: async () => /** @type {ArrayBuffer} */ (bytes.slice().buffer),
});

test("an empty file and spreadsheets are refused by what they are", () => {
  refuses(() => decode(new Uint8Array()), "empty");
  refuses(() => decode(zip), "spreadsheet");
  refuses(() => decode(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1)), "spreadsheet");
});

test("an archive goes to the host as it is", async () => {
  const read = await readPeopleFile(file("Basic_LinkedInDataExport.ZIP", zip));
  assert.deepEqual(read, { data: Buffer.from(zip).toString("base64") });
  assert.deepEqual(await readPeopleFile(file("list.csv", utf8("a,b"))), { text: "a,b" });
});

test("bytes of any number become base 64", () => {
  for (const length of [0, 1, 2, 3, 24_575, 24_576, 24_577, 100_000]) {
    const bytes = Uint8Array.from({ length }, (_, place) => (place * 7) % 256);
    assert.equal(base64(bytes), Buffer.from(bytes).toString("base64"), `${length} bytes`);
  }
});

test("an archive that would not fit into a frame is refused before it is read", async () => {
  const huge = { ...file("Complete.zip", zip), size: LARGEST_ARCHIVE + 1 };
  await assert.rejects(
    readPeopleFile(huge),
    (/** @type {any} */ error) => error.why === "archive_too_large",
  );
});

test("a text that only begins like an archive is read", () => {
  assert.equal(decode(utf8("PKname,other")), "PKname,other");
});

test("a file of any other bytes is left to the host to judge", () => {
  assert.equal(typeof decode(Uint8Array.of(0, 1, 2, 3, 255)), "string");
});

test("a file that is too large is refused before it is read", async () => {
  let read = false;
  const file = {
    name: "huge.csv",
    size: LARGEST_FILE + 1,
    arrayBuffer: async () => {
      read = true;
      return new ArrayBuffer(0);
    },
  };
  await assert.rejects(
    readPeopleFile(file),
    (/** @type {any} */ error) => error.why === "too_large",
  );
  assert.equal(read, false);
});

test("a file that cannot be read says so", async () => {
  const folder = {
    name: "folder",
    size: 4096,
    arrayBuffer: () => Promise.reject(new Error("NotReadableError")),
  };
  await assert.rejects(
    readPeopleFile(folder),
    (/** @type {any} */ error) => error.why === "unreadable",
  );
});

test("a list in an old code page goes to the host as it is, a vCard as text", async () => {
  /** @param {string} name @param {Uint8Array} bytes */
  const file = (name, bytes) => ({
    name,
    size: bytes.length,
    arrayBuffer: async () => /** @type {ArrayBuffer} */ (bytes.buffer),
  });
  const list = Uint8Array.from(Buffer.from("Imi\xea,Nazwisko\n\xa3ucja,Kot\n", "latin1"));
  assert.deepEqual(await readPeopleFile(file("a.csv", list)), {
    data: Buffer.from(list).toString("base64"),
  });
  const card = Uint8Array.from(Buffer.from("BEGIN:VCARD\r\nFN:Zo\xeb\r\nEND:VCARD", "latin1"));
  assert.match((await readPeopleFile(file("a.vcf", card))).text ?? "", /Zoë/);
});
