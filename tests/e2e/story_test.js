import assert from "node:assert/strict";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { strFromU8, unzipSync } from "fflate";

import { until } from "./support/processes.js";
import { World } from "./support/world.js";

const MARKUP = "<img src=x onerror=alert(1)>";
const FORMULA = '=HYPERLINK("http://bad.example")';
const LIST = `First Name,Last Name,URL,Email Address,Company,Position,Connected On
${MARKUP},Aaron,https://social.example/a,ann@example.org,Acme,Engineer,05 Mar 2004
"${FORMULA.replaceAll('"', '""')}",Beck,https://social.example/b,bob@example.org,,,06 Apr 2009
Cy,Cole,https://social.example/c,cy@example.org,,,06 Apr 2011
Dora,Dunn,https://social.example/d,dora@example.org,,,07 May 2014
`;
const NOW = "2015-01-12T09:00:00+01:00";

/** @type {World} */
let world;
/** @type {string} */
let round;
/** @type {string} */
let downloads;

/** @param {string} method @param {object} params */
const change = (method, params) => world.call(method, { fact: crypto.randomUUID(), ...params });

before(async () => {
  world = await World.make({ dark: Boolean(process.env.ROUNDS_DARK) });
  downloads = path.join(world.folder, "downloads");
  fs.mkdirSync(downloads);
  world.now = "2015-01-05T09:00:00+01:00";
  await change("people.import", { filename: "Connections.csv", text: LIST });
  round = (await change("rounds.create", { name: "Spring", start: "2015-01-05", per_day: 2 }))
    .round;
  const { turns } = await world.call("turns.list", { round, which: "waiting" });
  for (const [place, { turn, person }] of turns.entries()) {
    await change("turns.sent", {
      turn,
      message_id: `note-${place}@example.org`,
      sent_at: `2015-01-0${5 + place}T09:00:00+01:00`,
      seconds: 600,
    });
    const remark = place < 2 ? `Remark <b>${place}</b>` : "";
    await change("people.edit", { person: person.id, changes: { remark } });
  }
  world.now = NOW;
  const { outcome } = await change("replies.record", {
    message_id: "reply@example.org",
    from: "ann@example.org",
    date: "2015-01-08T15:00:00+01:00",
    in_reply_to: "<note-0@example.org>",
    subject: "Re: Hello",
    text: "A secret of Ann's",
  });
  assert.equal(outcome, "reply");
  const thunderbird = await world.start({ now: NOW });
  await thunderbird.chrome((/** @type {string} */ folder) => {
    Services.prefs.setBoolPref("browser.download.useDownloadDir", true);
    Services.prefs.setIntPref("browser.download.folderList", 2);
    Services.prefs.setStringPref("browser.download.dir", folder);
  }, downloads);
});
after(() => world.stop());

/** A file that Thunderbird has saved whole, which is taken away. @param {string} name */
const saved = (name) =>
  until(`${name} is saved`, () => {
    const file = path.join(downloads, name);
    if (!fs.existsSync(file) || fs.existsSync(`${file}.part`) || fs.statSync(file).size === 0) {
      return null;
    }
    const content = fs.readFileSync(file);
    fs.rmSync(file);
    return content;
  });

test("the round that is finished leads to its story, which is told in plain sentences", async () => {
  const { thunderbird } = world;
  await thunderbird.openTab();
  await thunderbird.click("tab", '[data-action="read-story"]');
  const words = await thunderbird.text("tab", /The story of “Spring”[\s\S]*The answers/);
  assert.match(words, /The first note went to <img src=x onerror=alert\(1\)> Aaron, on January 5/);
  assert.match(words, /You wrote 4 notes, on 4 days\. That took you about 40 minutes\./);
  assert.match(words, /1 note was answered: 25\.0% of all\./);
  assert.match(words, /after 10 years of silence, and got an answer/);
  assert.doesNotMatch(words, /secret/);
  await world.screenshot("story");
});

test("the saved page holds no script, no markup of names and no remark that was not ticked", async () => {
  const { thunderbird } = world;
  await thunderbird.click("tab", '[data-action="story-save"]');
  const file = (await saved("story-of-Spring.html")).toString();
  assert.match(file, /<h1 dir="auto">The story of “Spring”<\/h1>/);
  assert.doesNotMatch(file, /<script|<img|<b>|javascript:|Remark|secret/i);
  assert.ok(file.includes("&lt;img src=x onerror=alert(1)&gt; Aaron"));
  assert.match(file, /<svg[\s\S]*<\/svg>/);
  // Nothing is fetched: what looks like an address is the name of a language of markup.
  const addresses = [...file.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  assert.deepEqual(
    addresses.filter((address) => !address.startsWith("#")),
    [],
  );

  await thunderbird.click("tab", '[data-field="story-remark"]');
  await thunderbird.text("tab", /To remember[\s\S]*Aaron: Remark <b>0<\/b>/);
  await thunderbird.click("tab", '[data-action="story-save"]');
  const again = (await saved("story-of-Spring.html")).toString();
  assert.ok(again.includes("Remark &lt;b&gt;0&lt;/b&gt;"));
  assert.doesNotMatch(again, /Remark &lt;b&gt;1/);
});

test("everything is exported, and a formula in a name cannot run", async () => {
  const { thunderbird } = world;
  await thunderbird.click("tab", '[data-action="go-settings"]');
  await thunderbird.click("tab", '[data-action="export-csv"]');
  const files = unzipSync(await saved("rounds-2015-01-12.zip"));
  assert.deepEqual(Object.keys(files).sort(), [
    "days.csv",
    "notes.csv",
    "people.csv",
    "replies.csv",
    "turns.csv",
  ]);
  const tables = Object.values(files).map((bytes) => strFromU8(bytes));
  for (const table of tables) {
    assert.doesNotMatch(table, /(^|[,;\n])"?[=+@]/m);
  }
  assert.ok(tables.some((table) => table.includes(`"'=HYPERLINK(""http`)));

  await thunderbird.click("tab", '[data-action="export-json"]');
  const everything = JSON.parse((await saved("rounds-2015-01-12.json")).toString());
  assert.equal(everything.people.length, 4);
  assert.ok(everything.people.some((/** @type {any} */ one) => one.given === FORMULA));
  assert.equal(everything.notes.length, 4);
  assert.equal(everything.replies.length, 1);
});

test("the next round is for those who did not answer, and the story before stays", async () => {
  const { thunderbird } = world;
  await thunderbird.click("tab", '[data-action="go-story"]');
  await thunderbird.click("tab", '#story [data-action="next-not_answered"]');
  await thunderbird.text("tab", /3 people, 1 writing day/);
  const chosen = await thunderbird.page("tab", () => {
    const whom = /** @type {HTMLSelectElement} */ (document.querySelector('[data-field="whom"]'));
    return whom.selectedOptions[0].label;
  });
  assert.equal(chosen, "Those of “Spring” who did not answer");
  await world.screenshot("next-round");
  await thunderbird.click("tab", '[data-action="create-round"]');
  await until("the round is made", async () => {
    const { rounds } = await world.call("rounds.list");
    return rounds.length === 2 && rounds[0].people === 3;
  });

  await thunderbird.click("tab", '[data-action="go-story"]');
  await thunderbird.text("tab", /Nothing is written yet/);
  await thunderbird.page(
    "tab",
    (/** @type {string} */ round) => {
      const select = /** @type {HTMLSelectElement} */ (
        document.querySelector('[data-field="story-round"]')
      );
      select.value = round;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    },
    round,
  );
  await thunderbird.text("tab", /The story of “Spring”[\s\S]*You wrote 4 notes/);
});
