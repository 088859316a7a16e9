import assert from "node:assert/strict";
import crypto from "node:crypto";
import { after, before, test } from "node:test";

import { until } from "./support/processes.js";
import {
  assertNothingOfOurs,
  makeRound,
  MONDAY,
  openPopupWith,
  pressWrite,
  reachablePeople,
} from "./support/steps.js";
import { World } from "./support/world.js";

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  await makeRound(world, { people: reachablePeople(8) });
  const { due } = await world.call("today.show");
  await giveHistory(due[0].person);
  await world.call("structures.save", {
    fact: crypto.randomUUID(),
    name: "With a remark",
    subject: "",
    body: "Dear {{given}},\n\n{{personal}}\n\n{{remark}}\n",
    default: true,
  });
  await world.start({ now: MONDAY });
});
after(() => world.stop());

/**
 * Somebody who was written to last year and answered, and with whom there was mail before.
 * @param {import("../../extension/shared/wire.js").Person} person
 */
async function giveHistory({ id, addresses: [address] }) {
  const change = (/** @type {string} */ method, /** @type {object} */ params) =>
    world.call(method, { fact: crypto.randomUUID(), ...params });
  world.now = "2014-03-03T09:00:00+01:00";
  const { round } = await change("rounds.create", {
    name: "Last year",
    start: "2014-03-03",
    people: [id],
  });
  const [{ turn }] = (await world.call("today.show", { round })).due;
  await change("turns.sent", {
    turn,
    message_id: "last-year@example.org",
    sent_at: world.now,
    subject: "A year ago",
    text: "How is Grenoble?",
  });
  await change("replies.record", {
    message_id: "answer@example.org",
    from: address,
    date: "2014-04-14T09:00:00+02:00",
    in_reply_to: "last-year@example.org",
    subject: "Re: A year ago",
    text: "Cold, and full of bicycles.",
  });
  await change("mail.learn", {
    own: ["me@example.org"],
    messages: [
      {
        message_id: "lunch@example.org",
        date: "2013-05-02T12:00:00+02:00",
        from: address,
        to: ["me@example.org"],
        subject: "Lunch on Friday?",
      },
    ],
  });
  world.now = MONDAY;
}

test("beside the note stands who this is, and a remark made there is kept", async () => {
  const { thunderbird } = world;
  const [{ turn, name }] = await openPopupWith(thunderbird, 5);
  const { person } = (await world.call("turns.show", { turn })).turn;
  await world.call("people.edit", {
    fact: crypto.randomUUID(),
    person: person.id,
    changes: { known_from: "Grenoble <b>1998</b> & later" },
  });

  await pressWrite(thunderbird, turn);

  await thunderbird.text("panel", /^Your structure uses what is not known of .*: your remark/);
  const shown = await thunderbird.text("panel", /Known from: Grenoble <b>1998<\/b> & later/);
  assert.ok(shown.includes(name), shown);
  assert.match(shown, /Known since/);
  assert.match(shown, /A year ago\n+How is Grenoble\?\n+Answered after 42 days/);
  assert.match(shown, /May 2, 2013, to you, Mail\n+Lunch on Friday\?/);
  await thunderbird.page("panel", () => {
    const field = /** @type {HTMLTextAreaElement} */ (document.querySelector("textarea"));
    field.value = "Two children, plays the cello";
    field.dispatchEvent(new Event("change"));
  });
  await until("the remark is kept", async () => {
    const { person: known } = await world.call("people.show", { person: person.id });
    return known.remark === "Two children, plays the cello";
  });
  await world.screenshot("memory");

  await thunderbird.write({ subject: "Hello again", text: "It has been a while." });
  await thunderbird.pressSend();
  const message = await world.smtp.messageTo(person.addresses[0]);
  await thunderbird.composeWindows(0);
  assertNothingOfOurs(message, turn);
  await until("the memory is gone with its note", () =>
    thunderbird.chrome(() => !pageBrowser("panel")),
  );
  await thunderbird.badge("1/5");
});

test("what is left of the day is written by the keyboard alone", async () => {
  const { thunderbird } = world;
  const { due } = await world.call("today.show");
  for (const [place, { person }] of due.entries()) {
    await thunderbird.press("main", "n", ["Control", "Alt"]);
    const [window] = await thunderbird.composeWindows(1);
    assert.match(window.to.join(), new RegExp(person.addresses[0].replace(".", "\\.")));
    await until("the note has its greeting", async () =>
      (await thunderbird.composing()).find(({ text }) => /Dear /.test(text)),
    );
    await until("what to remember is beside it", async () =>
      (await thunderbird.text("panel", /\S/)).includes(person.full),
    );
    await thunderbird.write({ subject: "Hello again" });
    for (const letter of "How are you?") {
      await thunderbird.press("note", letter);
    }
    await until("what was typed is there", async () =>
      (await thunderbird.composing()).find(({ text }) => /How are you\?/.test(text)),
    );
    await thunderbird.press("note", "Enter", ["Control"]);
    await world.smtp.messageTo(person.addresses[0]);
    await thunderbird.composeWindows(0);
    await thunderbird.badge(`${place + 2}/5`);
  }
  const { notes } = await world.call("people.show", { person: due.at(-1).person.id });
  assert.match(notes[0].text, /Dear .*\n+.*How are you\?/);
});
