import assert from "node:assert/strict";
import crypto from "node:crypto";
import { after, before, test } from "node:test";

import { until } from "./support/processes.js";
import { makeRound, MONDAY, turnIn } from "./support/steps.js";
import { World } from "./support/world.js";

/** Forty-two days later. */
const LATER = "2015-02-16T09:00:00+01:00";

/** @typedef {{turn: string, name: string, address: string, id: string}} Note */

/** @type {World} */
let world;
/** The notes that were sent, in order. @type {Note[]} */
const notes = [];

before(async () => {
  world = await World.make();
  await makeRound(world, { people: 40, per_day: 8 });
  const { due } = await world.call("today.show");
  for (const [i, { turn, person }] of due.slice(0, 7).entries()) {
    const id = `note-${i}@rounds.example`;
    const [address] = person.addresses;
    const text = "It has been a long while now.";
    await world.call("turns.sent", {
      fact: crypto.randomUUID(),
      turn,
      message_id: id,
      sent_at: MONDAY,
      subject: `Hello ${i}`,
      text,
    });
    const headers = { From: "Rosa Writer <me@example.org>", To: address, Subject: `Hello ${i}` };
    world.imap.deliver(raw({ ...headers, "Message-ID": `<${id}>` }, text), "Sent");
    notes.push({ turn, name: person.full, address, id });
  }
  // Another address is known of the last one.
  const [last] = due.slice(6);
  await world.call("people.edit", {
    fact: crypto.randomUUID(),
    person: last.person.id,
    changes: { addresses: [notes[6].address, "another@home.example"] },
  });
  await world.start({ now: LATER });
});
after(() => world.stop());

/**
 * A message as it lies on the server.
 *
 * @param {Record<string, string>} headers
 * @param {string} text
 */
function raw(headers, text) {
  const all = {
    To: "Rosa Writer <me@example.org>",
    Date: new Date().toUTCString().replace("GMT", "+0000"),
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    ...headers,
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `${head.join("\n")}\n\n${text}\n`;
}

/**
 * An answer to a note.
 *
 * @param {Note} note
 * @param {string} id
 * @param {Record<string, string>} [headers]
 * @param {string} [text]
 */
const answerTo = (note, id, headers = {}, text = "How lovely to hear from you!") =>
  raw(
    {
      From: `"${note.name}" <${note.address}>`,
      Subject: `Re: ${id}`,
      "Message-ID": `<${id}@elsewhere.example>`,
      "In-Reply-To": `<${note.id}>`,
      References: `<${note.id}>`,
      ...headers,
    },
    text,
  );

/**
 * What was recorded of a message, once it was.
 *
 * @param {string} id
 * @param {string} outcome
 */
async function outcomeOf(id, outcome) {
  let last = "nothing";
  try {
    return await until(`${id} is ${outcome}`, async () => {
      const { reply } = await world.call("replies.find", {
        message_id: `${id}@elsewhere.example`,
      });
      last = reply?.outcome ?? "nothing";
      return last === outcome ? reply : null;
    });
  } catch (error) {
    throw new Error(`${/** @type {Error} */ (error).message}; it is ${last}`, { cause: error });
  }
}

test("a reply in the inbox is noticed, told by the button once, and shown above the message", async () => {
  const { thunderbird, imap } = world;
  imap.deliver(answerTo(notes[0], "plain"));
  await thunderbird.fetchMail();
  await thunderbird.fetchMail("Sent");
  const reply = await outcomeOf("plain", "reply");
  assert.equal(reply.days, 42);
  await thunderbird.badge("♥", new RegExp(`^${notes[0].name} answered`));

  await thunderbird.readMessage("Inbox", "plain");
  const shown = await thunderbird.aboveMessage(/answered after 42 days/);
  assert.match(shown.text, /^Your note of January 5, 2015, answered after 42 days\./);
  await world.screenshot("reading-reply");
  await thunderbird.badge("0/8");

  await thunderbird.typeAboveMessage("new job in Oslo");
  await thunderbird.pressAboveMessage("Remember");
  await thunderbird.aboveMessage(/Kept with/);
  const { person } = (await world.call("turns.show", { turn: notes[0].turn })).turn;
  assert.match(person.remark, /new job in Oslo/);

  await thunderbird.pressAboveMessage("Open the note");
  await until("the note is shown", async () =>
    (await thunderbird.openMessages()).includes("Hello 0"),
  );
});

test("a reply that a filter moved, and one from another address, are found", async () => {
  const { thunderbird, imap } = world;
  imap.deliver(answerTo(notes[1], "moved"), "Friends");
  imap.deliver(answerTo(notes[2], "private", { From: "Somebody Else <private@other.example>" }));
  await thunderbird.fetchMail();
  await outcomeOf("private", "reply");
  await thunderbird.fetchMail("Friends");
  const { turn } = await outcomeOf("moved", "reply");
  assert.equal(turn, notes[1].turn);
});

test("what came while Thunderbird was closed is found when it starts", async () => {
  await world.thunderbird.quit();
  world.imap.deliver(answerTo(notes[3], "closed"));
  await world.start({ now: LATER });
  await world.thunderbird.fetchMail();
  await outcomeOf("closed", "reply");
});

test("an answer whose thread was rewritten is asked about, and counts when it is confirmed", async () => {
  const { thunderbird, imap } = world;
  imap.deliver(
    answerTo(notes[4], "rewritten", {
      Subject: "AW: Hello 4",
      "In-Reply-To": "<changed@exchange.example>",
      References: "<changed@exchange.example>",
    }),
  );
  await thunderbird.fetchMail();
  await outcomeOf("rewritten", "probable");
  await thunderbird.readMessage("Inbox", "AW: Hello 4");
  await thunderbird.aboveMessage(/answer to your note of January 5, 2015\?/);
  await world.screenshot("reading-probable");
  await thunderbird.pressAboveMessage("Yes");
  await thunderbird.aboveMessage(/answered after 42 days/);
  await outcomeOf("rewritten", "reply");
});

test("an out-of-office is no reply", async () => {
  const { thunderbird, imap } = world;
  imap.deliver(
    answerTo(
      notes[5],
      "away",
      { Subject: "Automatic reply: Hello 5", "Auto-Submitted": "auto-replied" },
      "I am out of the office.",
    ),
  );
  await thunderbird.fetchMail();
  await outcomeOf("away", "auto_reply");
  await thunderbird.readMessage("Inbox", "Automatic reply: Hello 5");
  await thunderbird.aboveMessage(/An automatic answer to your note/);
});

test("a bounce gives the turn back and offers the other address", async () => {
  const { thunderbird, imap } = world;
  const { address, id, turn } = notes[6];
  imap.deliver(
    raw(
      {
        From: "Mail Delivery System <MAILER-DAEMON@mx.example.org>",
        Subject: "Undelivered Mail Returned to Sender",
        "Message-ID": "<bounce@elsewhere.example>",
        "Auto-Submitted": "auto-replied",
        "Content-Type": 'multipart/report; report-type=delivery-status; boundary="b"',
      },
      [
        "--b\nContent-Type: text/plain\n\nYour message could not be delivered.\n",
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n",
        `Final-Recipient: rfc822; ${address}\nAction: failed\nStatus: 5.1.1\n`,
        `--b\nContent-Type: text/rfc822-headers\n\nSubject: Hello 6\nMessage-ID: <${id}>\n`,
        "--b--",
      ].join("\n"),
    ),
  );
  await thunderbird.fetchMail();
  const bounce = await outcomeOf("bounce", "bounce");
  assert.deepEqual(bounce.dead_addresses, [address.toLowerCase()]);
  await turnIn(world, turn, "waiting");
  await thunderbird.readMessage("Inbox", "Undelivered Mail Returned to Sender");
  await thunderbird.aboveMessage(new RegExp(`${address} cannot be reached`));
  await world.screenshot("reading-bounce");
  await thunderbird.pressAboveMessage("Write to another@home.example");
  const [window] = await thunderbird.composeWindows(1);
  assert.match(window.to[0], /another@home\.example/);
  await thunderbird.closeCompose();
  await thunderbird.composeWindows(0);
});

test("the Rounds tab lists what came back", async () => {
  const { thunderbird } = world;
  await thunderbird.openTab();
  await thunderbird.click("tab", '[data-action="list-replies"]');
  await thunderbird.text("tab", /did not arrive/);
  const said = await thunderbird.text("tab", /answered after 42 days/);
  assert.match(said, /automatic answer/);
  assert.ok(said.includes(`${notes[6].address.toLowerCase()} cannot be reached`));
  await world.screenshot("tab-replies");
});
