import assert from "node:assert/strict";
import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { until } from "./support/processes.js";
import { makeRound, MONDAY } from "./support/steps.js";
import { Wire } from "./support/wire.js";
import { World } from "./support/world.js";

/** How many notes are written on which day: a week is missed, and a Saturday makes up for some. */
const WRITTEN = {
  "2015-01-05": 5,
  "2015-01-06": 5,
  "2015-01-07": 5,
  "2015-01-08": 5,
  "2015-01-09": 5,
  "2015-01-19": 5,
  "2015-01-20": 5,
  "2015-01-24": 12,
  "2015-01-26": 3,
  "2015-01-27": 3,
};
const NOTES = 53;
const TODAY = "2015-02-04T09:00:00+01:00";
const KNOWN_FROM = ["Choir", '=HYPERLINK("https://example.org")', "מהשכונה הישנה", "Northwind"];

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  const round = await makeRound(world, { people: 200, now: MONDAY });
  await simulate(round);
  const folder = path.join(world.folder, "downloads");
  fs.mkdirSync(folder);
  fs.appendFileSync(
    path.join(world.profile, "user.js"),
    [
      ["browser.download.useDownloadDir", true],
      ["browser.download.folderList", 2],
      ["browser.download.dir", folder],
    ]
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(""),
  );
  await world.start({ now: TODAY });
});
after(() => world?.stop());

/**
 * The host lives through some weeks: notes with their times, replies that come late, days off.
 * @param {string} round
 */
async function simulate(round) {
  const { database } = await world.call("host.hello", { client: "test", protocol: 1 });
  /** @param {string} now @param {(host: Wire) => Promise<void>} what */
  const on = async (now, what) => {
    const host = new Wire({ database: database.path, now });
    await what(host);
    assert.equal(await host.end(), 0);
  };
  await on(MONDAY, async (host) => {
    await host.change("rounds.edit", {
      round,
      days_off: [{ from: "2015-02-02", to: "2015-02-03" }],
    });
    const { people } = await host.call("people.list", { limit: 200 });
    for (const [place, { id }] of people.entries()) {
      const known_from = KNOWN_FROM[place % (KNOWN_FROM.length + 1)];
      if (known_from) {
        await host.change("people.edit", { person: id, changes: { known_from } });
      }
    }
  });
  /** @type {{message_id: string, from: string, at: number}[]} */
  const notes = [];
  for (const [day, count] of Object.entries(WRITTEN)) {
    await on(`${day}T09:00:00+01:00`, async (host) => {
      const { due } = await host.call("today.show", { round, session: count });
      for (const { turn, person } of due) {
        const message_id = crypto.randomUUID() + "@example.org";
        const sent_at = `${day}T10:00:00+01:00`;
        const seconds = 240 + 10 * (notes.length % 20);
        await host.change("turns.sent", { turn, message_id, sent_at, seconds });
        notes.push({ message_id, from: person.addresses[0], at: Date.parse(sent_at) });
      }
    });
  }
  assert.equal(notes.length, NOTES);
  await on(TODAY, async (host) => {
    for (const [place, { message_id, from, at }] of notes.entries()) {
      const days = (place * 5) % 29;
      const date = new Date(at + days * 86_400_000);
      if (place % 3 === 0 && date < new Date(TODAY)) {
        await host.change("replies.record", {
          message_id: `reply-${place}@example.org`,
          from,
          date: date.toISOString(),
          in_reply_to: `<${message_id}>`,
          subject: "Re: Hello",
          text: "How good to hear from you!",
        });
      }
    }
  });
}

/** @param {string} picture @param {string} key  as KeyboardEvent names it */
async function press(picture, key) {
  await world.thunderbird.chrome(() => {
    mainWindow().focus();
    Services.focus.setFocus(pageBrowser("tab"), Services.focus.FLAG_BYMOUSE);
  });
  await until("the picture has the keyboard", () =>
    world.thunderbird.page(
      "tab",
      (/** @type {string} */ picture) => {
        const stage = /** @type {HTMLElement | null} */ (
          document.querySelector(`[data-picture="${picture}"]`)
        );
        if (stage && document.activeElement !== stage) {
          stage.focus();
        }
        return document.hasFocus() && stage !== null && document.activeElement === stage;
      },
      picture,
    ),
  );
  await world.thunderbird.press("main", key);
}

/** What a screen reader is told, once it matches. @param {RegExp} pattern */
function said(pattern) {
  return until(`it is said: ${pattern}`, () =>
    world.thunderbird.page(
      "tab",
      (/** @type {string} */ source) => {
        const words = document.getElementById("said")?.textContent ?? "";
        const figure = [...document.querySelectorAll(".picture-figure")].find(
          (one) => !(/** @type {HTMLElement} */ (one).hidden),
        );
        // What is spoken stands beside the point, too.
        return new RegExp(source).test(words) && words.startsWith(figure?.textContent ?? "-");
      },
      pattern.source,
    ),
  );
}

/** Saves and reads what was saved. @param {string} picture @param {"png" | "svg" | "csv"} way */
async function saved(picture, way) {
  const folder = path.join(world.folder, "downloads");
  const before = new Set(fs.readdirSync(folder));
  await world.thunderbird.click("tab", `[data-action="save-${picture}-${way}"]`);
  return until(`the ${way} of ${picture} is saved`, () => {
    const name = fs.readdirSync(folder).find((one) => !before.has(one) && one.endsWith(`.${way}`));
    const content = name ? fs.readFileSync(path.join(folder, name)) : Buffer.alloc(0);
    return content.length > 0 && !fs.existsSync(path.join(folder, `${name}.part`))
      ? { name, content }
      : null;
  });
}

test("the pictures of a round are filled from what was lived through", async () => {
  const { thunderbird } = world;
  await thunderbird.openTab();
  await thunderbird.click("tab", '[data-action="go-progress"]');
  const words = await thunderbird.text(
    "tab",
    /53 written, 100 planned by yesterday evening: 47 behind/,
  );
  assert.match(words, /At your pace of [\d.]+ notes a week it is done /);
  assert.match(
    words,
    /You wrote on 10 days\. On 7 of 2\d writing days the day’s share was written\./,
  );
  assert.match(words, /There was 1 session\./);
  assert.match(words, /1\d of 53 notes were answered \(\d+\.\d%\)/);
  assert.match(words, /5\.\d minutes a note on average; the time of 53 of 53 notes is known/);
  assert.match(words, /The first note\s+January 5, 2015, to /);
  const drawn = await thunderbird.page("tab", () =>
    [...document.querySelectorAll(".picture-sheet > svg")].map(
      (svg) => [...svg.querySelectorAll("path, rect, circle")].length,
    ),
  );
  assert.equal(drawn.length, 5);
  assert.ok(
    drawn.every((marks) => marks > 10),
    String(drawn),
  );
  await world.screenshot("progress-written");
});

test("the keyboard gives the figures of every picture", async () => {
  await press("written", "Home");
  await said(/^Monday, January 5, 2015: 5 written, just as planned \(1 of \d+\)$/);
  await press("written", "ArrowRight");
  await said(/^Tuesday, January 6, 2015: 10 written, just as planned \(2 of/);
  await press("written", "PageDown");
  await said(/2015: .*written/);
  await press("calendar", "Home");
  await said(/^Monday, January 5, 2015: 5 notes, the share of 5 is written/);
  await press("calendar", "ArrowRight");
  await said(/^Monday, January 12, 2015: nothing written/);
  await press("calendar", "End");
  await said(/^Monday, February 2, 2015: a day off/);
  await world.screenshot("progress-calendar");
  await press("replies", "Home");
  await said(/^The week of January 5, 2015: \d+ repl/);
  await press("replies", "ArrowDown");
  await said(/: a reply (after \d+ day|on the same day)/);
  await world.screenshot("progress-replies");
  await press("minutes", "Home");
  await said(/: \d\.\d minutes a note, 5 notes; \d\.\d over the last ten days/);
  await world.screenshot("progress-minutes");
  await press("known-from", "Home");
  await said(/written to \d+ of \d+ people \(/);
  await press("known-from", "ArrowRight");
  await said(/\d+ of \d+ notes answered \(/);
  await world.screenshot("progress-known-from");
});

test("the mouse gives the figure that it is on", async () => {
  await until("today's figure is shown", () =>
    world.thunderbird.page("tab", () => {
      const stage = document.querySelector('[data-picture="written"]');
      const today = stage?.querySelector('circle[r="5"]')?.getBoundingClientRect();
      const page = document.defaultView;
      if (!stage || !today || !page) {
        return false;
      }
      const at = { clientX: today.x + 5, clientY: today.y + 5, bubbles: true };
      stage.dispatchEvent(new page.PointerEvent("pointermove", at));
      const words = stage.querySelector(".picture-figure")?.textContent ?? "";
      return /^Wednesday, February 4, 2015: 53 written, 100 planned, 47 behind$/.test(words);
    }),
  );
});

test("a picture is saved with its colours and words, its figures without a formula", async () => {
  const csv = await saved("known-from", "csv");
  const table = csv.content.toString("utf8");
  assert.match(table, /^\ufeff"known from","people","written",/);
  assert.match(table, /\r\n"'=HYPERLINK\(""https:\/\/example\.org""\)",\d+,/);
  assert.match(table, /מהשכונה הישנה",/);
  assert.match(csv.name ?? "", /^Everyone - How you know them 2015-02-04.*\.csv$/);

  const days = (await saved("written", "csv")).content.toString("utf8");
  assert.match(days, /\r\n"2015-01-24","day",47,75\r\n/);

  const svg = (await saved("written", "svg")).content.toString("utf8");
  assert.match(svg, /^<\?xml[^>]*>\n<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  assert.match(svg, />Written and planned<\/text>/);
  assert.match(svg, /53 written, 100 planned by yesterday evening/);
  assert.match(svg, /fill="#ffffff"/);
  assert.doesNotMatch(svg, /<style|<script|var\(|class="/);

  const png = (await saved("calendar", "png")).content;
  assert.equal(png.subarray(1, 4).toString("latin1"), "PNG");
  assert.equal(png.readUInt32BE(16), 1920);
  const folder = process.env.ROUNDS_SCREENSHOTS;
  if (folder) {
    fs.writeFileSync(path.join(folder, "progress-saved-calendar.png"), png);
  }
});

test("in a dark window the pictures are dark, and so is what is saved", async () => {
  const { thunderbird } = world;
  await thunderbird.chrome(() => {
    pageBrowser("tab").browsingContext.prefersColorSchemeOverride = "dark";
  });
  await until("the pictures are dark", () =>
    thunderbird.page("tab", () =>
      [...document.querySelectorAll(".picture-sheet > svg > rect:first-child")].every(
        (sheet) => sheet.getAttribute("fill") === "#1f1e26",
      ),
    ),
  );
  await press("written", "End");
  await said(/: all 200 written/);
  await world.screenshot("progress-dark");
  const svg = (await saved("replies", "svg")).content.toString("utf8");
  assert.match(svg, /fill="#1f1e26"/);
});

test("a new round has kind words, and the earlier one can be looked at beside it", async () => {
  const { thunderbird } = world;
  await world.call("rounds.create", {
    fact: crypto.randomUUID(),
    name: "Thanks",
    start: TODAY.slice(0, 10),
    per_day: 1,
  });
  await thunderbird.click("tab", '[data-action="go-people"]');
  await thunderbird.click("tab", '[data-action="go-progress"]');
  await thunderbird.text("tab", /No note is written yet[\s\S]*No reply yet[\s\S]*No times yet/);
  await world.screenshot("progress-new-round");
  await thunderbird.page("tab", () => {
    const choice = /** @type {HTMLSelectElement} */ (
      document.querySelector('[data-field="progress-round"]')
    );
    choice.value = [...choice.options].find(({ text }) => /^Everyone/.test(text))?.value ?? "";
    choice.dispatchEvent(new Event("change"));
  });
  await thunderbird.text("tab", /53 written, 100 planned by yesterday evening/);
});
