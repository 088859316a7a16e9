import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { connectionsCsv, inventPeople } from "../data/people.js";
import { zipOf } from "../data/zip.js";
import { until } from "./support/processes.js";
import { chooseFile, goTo } from "./support/steps.js";
import { World } from "./support/world.js";

const people = inventPeople(30);

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  await world.start({ now: "2015-01-05T09:00:00+01:00" });
});
after(() => world.stop());

/** @param {string} [search] */
const found = async (search = "") => world.call("people.list", { search });
const stored = async () => (await found()).total;

/** From what was imported back to the page that asks for a file. */
async function toImport() {
  await world.thunderbird.click("tab", '[data-action="go-on"]');
  await goTo(world, "import");
}

/** Stores what the preview shows, and waits until it is stored. @param {RegExp} said */
async function importShown(said) {
  await world.thunderbird.click("tab", '[data-action="import"]');
  await world.thunderbird.text("tab", said);
}

test("LinkedIn's archive is read as it is, with the last messages, and undone as a whole", async () => {
  const { thunderbird } = world;
  await thunderbird.text("tab", /Welcome to Rounds/);
  await world.screenshot("sources-choice");
  const messages =
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE," +
    "SUBJECT,CONTENT,FOLDER\n" +
    `1,,x,${people[0].url},Rosa,https://www.linkedin.com/in/rosa,2014-03-12 10:11:12 UTC,,Hi,INBOX\n`;
  const archive = zipOf({ "Connections.csv": connectionsCsv(people), "messages.csv": messages });
  await chooseFile(world, "Complete_LinkedInDataExport.zip", archive);
  const preview = await thunderbird.text("tab", /30 people found/);
  assert.match(preview, /last message with 1 of them/);
  assert.equal(await stored(), 0);

  await importShown(/30 people are new/);
  assert.equal(await stored(), 30);

  await thunderbird.click("tab", '[data-action="go-on"]');
  await thunderbird.click("tab", '#ways [data-action="undo"]');
  await thunderbird.click("tab", '#ways [data-action="undo"]');
  await until("the import is undone", async () => (await stored()) === 0);
});

test("a list of Google Contacts is read", async () => {
  await chooseFile(
    world,
    "contacts.csv",
    "First Name,Last Name,Organization Name,E-mail 1 - Value\n" +
      "Ann,Lee,Acme,ann@example.org ::: a.lee@example.net\n",
  );
  await world.thunderbird.text("tab", /1 person found/);
  await importShown(/1 person is new/);
  const [ann] = (await found("Ann")).people;
  assert.deepEqual(ann.addresses, ["ann@example.org", "a.lee@example.net"]);
});

test("of any other table the user says which column is which, once", async () => {
  const { thunderbird } = world;
  await toImport();
  const choir = "Who;Mail;Voice\nOkafor, Ben;ben@example.org;bass\nZoë Müller;;alto\n";
  await chooseFile(world, "choir.csv", choir);
  await thunderbird.text("tab", /Which column is which/);
  await thunderbird.page("tab", () => {
    /** @param {number} column @param {string} field */
    const choose = (column, field) => {
      const select = /** @type {HTMLSelectElement} */ (
        document.querySelector(`select[data-column="${column}"]`)
      );
      select.value = field;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    };
    choose(0, "full");
    choose(2, "remark");
  });
  await thunderbird.text("tab", /2 people found[^]*Ben Okafor/);
  await world.screenshot("sources-columns");
  await importShown(/2 people are new/);
  assert.equal((await found("Okafor")).people[0].remark, "bass");

  await toImport();
  await chooseFile(world, "choir-2.csv", `${choir}Cai Wu;cai@example.org;tenor\n`);
  await thunderbird.text("tab", /as you chose them the last time/);
  await importShown(/1 person is new/);
});

test("vCards are read, and a card without a name is told by its number", async () => {
  const { thunderbird } = world;
  await toImport();
  const cards =
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Gr=C3=BCn;Eva;;;\r\n" +
    "EMAIL;INTERNET:eva@example.org\r\nEND:VCARD\r\n" +
    "BEGIN:VCARD\r\nVERSION:4.0\r\nEMAIL:nobody@example.org\r\nEND:VCARD\r\n";
  await chooseFile(world, "cards.vcf", cards);
  const preview = await thunderbird.text("tab", /1 person found/);
  assert.match(preview, /Eva Grün/);
  assert.match(preview, /Card[^]*2[^]*no name in this card/);
  await importShown(/1 person is new/);
});

test("an address book of Thunderbird's is read, once the user has allowed it", async () => {
  const { thunderbird } = world;
  await thunderbird.chrome(() => {
    const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
    const { VCardUtils } = ChromeUtils.importESModule("resource:///modules/VCardUtils.sys.mjs");
    const id = MailServices.ab.newAddressBook("Choir", null, Ci.nsIAbManager.JS_DIRECTORY_TYPE);
    const book = MailServices.ab.getDirectoryFromId(id);
    for (const name of ["Ida Berg", "Max Stern"]) {
      const [given, family] = name.split(" ");
      book.addCard(
        VCardUtils.vCardToAbCard(
          `BEGIN:VCARD\r\nVERSION:4.0\r\nFN:${name}\r\nN:${family};${given};;;\r\n` +
            `EMAIL:${given.toLowerCase()}@example.org\r\nEND:VCARD\r\n`,
        ),
      );
    }
  });
  await toImport();
  await thunderbird.click("tab", '[data-action="choose-book"]');
  await thunderbird.click("tab", '[data-action="take-book"][data-book="Choir"]');
  const preview = await thunderbird.text("tab", /2 people found/);
  assert.match(preview, /Ida Berg/);
  await importShown(/2 people are new/);
  assert.deepEqual((await found("Stern")).people[0].addresses, ["max@example.org"]);
});
