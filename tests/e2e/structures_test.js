import assert from "node:assert/strict";
import crypto from "node:crypto";
import { after, test } from "node:test";

import { until } from "./support/processes.js";
import { headerOf, MONDAY, openPopupWith, rowButton, turnIn } from "./support/steps.js";
import { World } from "./support/world.js";

const AWKWARD = '<b>Ann</b> & "Co" 🎉';
/** LinkedIn's list: an awkward name, one from right to left, and somebody without an address. */
const LIST = `First Name,Last Name,URL,Email Address,Company,Position,Connected On
"${AWKWARD.replaceAll('"', '""')}",Aaron,https://social.example/ann,ann@example.org,R&D <i>Ltd</i>,Engineer,05 Mar 2009
שרה,Cohen,https://social.example/sara,sara@example.org,,,06 Apr 2009
Dora,Dunn,,,Globex,,07 May 2014
`;
const STRUCTURE = {
  name: "Mine",
  subject: "Hello {{given}}",
  body:
    "Dear {{given}},\n\n{{personal}}\n\nHow is {{company}}?\n" +
    "{{#over_five_years}}So many years!{{/over_five_years}}\n",
};

/** @type {World} */
let world;
after(() => world?.stop());

/** @param {boolean} html */
async function start(html) {
  world = await World.make({ html, dark: !html });
  world.now = MONDAY;
  await world.call("people.import", {
    fact: crypto.randomUUID(),
    filename: "Connections.csv",
    text: LIST,
  });
  await world.call("rounds.create", {
    fact: crypto.randomUUID(),
    name: "Everyone",
    start: MONDAY.slice(0, 10),
  });
  await world.call("structures.save", { fact: crypto.randomUUID(), ...STRUCTURE, default: true });
  await world.start({ now: MONDAY });
}

/** Presses Write and waits until the structure is in the window. @param {string} turn @param {RegExp} pattern */
async function write(turn, pattern) {
  const { thunderbird } = world;
  await thunderbird.click("popup", rowButton(turn, "write"));
  return until("the note has its beginning", async () =>
    (await thunderbird.composing()).find(({ text }) => pattern.test(text)),
  );
}

/** The part of a message with this type, as text. @param {string} raw @param {string} type */
function partOf(raw, type) {
  const parts = raw.split(/\r?\n--[-\w=.]+\r?\n/);
  const part = parts.find((one) => new RegExp(`^content-type: *${type}`, "im").test(one)) ?? raw;
  const [head, ...rest] = part.split(/\r?\n\r?\n/);
  const body = rest.join("\n\n");
  if (/^content-transfer-encoding: *base64/im.test(head)) {
    return Buffer.from(body.split("\n--")[0], "base64").toString("utf8");
  }
  if (!/^content-transfer-encoding: *quoted-printable/im.test(head)) {
    return body;
  }
  const bytes = body
    .replaceAll(/=\r?\n/g, "")
    .replaceAll(/=([0-9A-F]{2})/g, (_, code) => String.fromCharCode(parseInt(code, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** @param {string} raw */
function subjectOf(raw) {
  const words = headerOf(raw, "Subject") ?? "";
  return words
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, how, coded) =>
      how.toUpperCase() === "B"
        ? Buffer.from(coded, "base64").toString("latin1")
        : coded
            .replaceAll("_", " ")
            .replaceAll(
              /=([0-9A-F]{2})/g,
              (/** @type {string} */ _all, /** @type {string} */ hex) =>
                String.fromCharCode(parseInt(hex, 16)),
            ),
    );
}

const utf8 = (/** @type {string} */ latin1) => Buffer.from(latin1, "latin1").toString("utf8");

for (const html of [true, false]) {
  const how = html ? "in HTML" : "in plain text";

  test(`a structure is filled for awkward names ${how}, the cursor at the personal part`, async () => {
    await world?.stop();
    await start(html);
    const { thunderbird, smtp } = world;
    // Left to itself, Thunderbird sends as plain text what has no formatting.
    const SEND_BOTH = 3;
    await thunderbird.chrome((/** @type {number} */ both) => {
      Services.prefs.setIntPref("mail.default_send_format", both);
    }, SEND_BOTH);
    const [{ turn }, other] = await openPopupWith(thunderbird, 2);

    const window = await write(turn, /How is/);
    assert.equal(window.subject, `Hello ${AWKWARD}`);
    await thunderbird.write({ text: "I heard your <song> & loved it." });
    await world.screenshot(`structure-${html ? "html" : "plain"}`);
    await thunderbird.pressSend();
    const { raw } = await smtp.messageTo("ann@example.org");
    await turnIn(world, turn, "written");

    assert.equal(utf8(subjectOf(raw)), `Hello ${AWKWARD}`);
    const plain = partOf(raw, "text/plain").replaceAll("\r", "");
    const words = html ? partOf(raw, "text/html") : plain;
    if (html) {
      assert.match(
        words,
        /Dear &lt;b&gt;Ann&lt;\/b&gt; &amp; "Co" 🎉,<\/p>\s*<p>I heard your &lt;song&gt; &amp; loved it\.<\/p>/,
      );
      assert.match(words, /How is R&amp;D &lt;i&gt;Ltd&lt;\/i&gt;\?<br>\s*So many years!<\/p>/);
    } else {
      assert.ok(
        plain.includes(
          `Dear ${AWKWARD},\n\nI heard your <song> & loved it.\n\nHow is R&D <i>Ltd</i>?\nSo many years!\n`,
        ),
        plain,
      );
    }
    assert.match(words, /Rosa Writer, Example Street 1/, "the signature is kept");
    assert.doesNotMatch(words, /\{\{/);

    await openPopupWith(thunderbird, 1);
    const { text } = await write(other.turn, /How is \?/);
    assert.match(text, /Dear שרה,/);
    await thunderbird.closeCompose();
    await thunderbird.composeWindows(0);
  });
}

test("another structure is chosen by hand, and remembered for this person", async () => {
  const { thunderbird } = world;
  const [{ turn }] = await openPopupWith(thunderbird, 1);
  await thunderbird.click("popup", rowButton(turn, "structure"));
  await thunderbird.click("popup", '[data-action="structure-choice"][data-structure="2"]');
  await until("the chosen structure is there", async () =>
    (await thunderbird.composing()).find(({ subject }) => /been a while/.test(subject)),
  );
  await thunderbird.closeCompose();
  await thunderbird.composeWindows(0);
  await openPopupWith(thunderbird, 1);
  const { subject } = await write(turn, /correspondent/);
  assert.equal(subject, "It has been a while, שרה");
  await thunderbird.closeCompose();
  await thunderbird.composeWindows(0);
});

test("the structures are edited with a preview of real people, and an edit can be undone", async () => {
  const { thunderbird } = world;
  await thunderbird.openTab();
  await thunderbird.click("tab", '[data-action="go-structures"]');
  await thunderbird.text("tab", /Not known of שרה Cohen: employer/);
  await world.screenshot("structures");
  await thunderbird.page("tab", () => {
    const body = /** @type {HTMLTextAreaElement} */ (
      document.querySelector('[data-field="structure-body"]')
    );
    body.focus();
    body.setSelectionRange(0, body.value.length);
    body.setRangeText("Good day ");
    body.setSelectionRange(9, 9);
  });
  await thunderbird.click("tab", '[data-insert="{{greeting}}"]');
  await thunderbird.text("tab", /Good day שרה/);
  await thunderbird.click("tab", '[data-action="structure-save"]');
  await until("it is saved", async () => {
    const { structures } = await world.call("structures.list");
    return structures.some((/** @type {any} */ { body }) => body === "Good day {{greeting}}");
  });
  await thunderbird.text("tab", /Saved the structure/);
  await thunderbird.click("tab", '[data-action="undo"]');
  await until("it is as it was", async () => {
    const { structures } = await world.call("structures.list");
    return structures.some((/** @type {any} */ { body }) => body === STRUCTURE.body);
  });
});

test("a note elsewhere is checked, and marked as written with its words", async () => {
  const { thunderbird } = world;
  const round = (await world.call("today.show")).round;
  const { turns } = await world.call("turns.list", { round, which: "without_address" });
  const [{ turn }] = turns;
  await thunderbird.click("tab", '[data-action="go-today"]');
  await thunderbird.click("tab", '[data-action="list-without_address"]');
  await thunderbird.click("tab", rowButton(turn, "elsewhere"));
  await until("the note has its beginning", () =>
    thunderbird.page("tab", () => {
      const note = /** @type {HTMLTextAreaElement | null} */ (
        document.querySelector('[data-field="elsewhere-note"]')
      );
      return note?.value.startsWith("Dear Dora,") && document.activeElement === note;
    }),
  );
  const type = (/** @type {string} */ words) =>
    thunderbird.page(
      "tab",
      (/** @type {string} */ words) => {
        const note = /** @type {HTMLTextAreaElement} */ (
          document.querySelector('[data-field="elsewhere-note"]')
        );
        note.value = words;
        note.dispatchEvent(new Event("input", { bubbles: true }));
      },
      words,
    );
  await type("Dear Bartholomew,\n\nhow is the garden?");
  await thunderbird.click("tab", '[data-channel="in_person"]');
  await thunderbird.text("tab", /Bartholomew[\s\S]*Press again/);
  await world.screenshot("elsewhere");
  assert.equal((await turnIn(world, turn, "waiting")).state, "waiting");

  await type("Dear Dora,\n\nhow is the garden?");
  await thunderbird.click("tab", '[data-channel="in_person"]');
  const written = await turnIn(world, turn, "written");
  assert.equal(written.channel, "in_person");
  const { notes } = await world.call("people.show", { person: written.person.id });
  assert.equal(notes[0].text, "Dear Dora,\n\nhow is the garden?");
});
