import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { until } from "./support/processes.js";
import {
  assertNothingOfOurs,
  headerOf,
  makeRound,
  MONDAY,
  openPopupWith,
  pressWrite,
  turnIn,
} from "./support/steps.js";
import { World } from "./support/world.js";

/** @type {World} */
let world;
/** Whose draft it is. @type {import("../../extension/shared/wire.js").Turn} */
let first;
before(async () => {
  world = await World.make();
  await makeRound(world, { people: 40 });
  await world.start({ now: MONDAY });
  [first] = (await world.call("today.show")).due;
});
after(() => world.stop());

test("a saved note makes its turn drafted, and it is not yet counted", async () => {
  const { thunderbird } = world;
  await openPopupWith(thunderbird, 5);
  await pressWrite(thunderbird, first.turn);
  await thunderbird.write({ subject: "Unfinished", text: "I began this yesterday" });

  await thunderbird.compose("cmd_saveAsDraft");

  const { draft } = await turnIn(world, first.turn, "drafted");
  const [saved] = await until("one draft is on the server", () => {
    const drafts = world.imap.messagesIn("Drafts");
    return drafts.length === 1 ? drafts : null;
  });
  assert.equal(headerOf(saved, "Message-ID"), `<${draft}>`);
  await thunderbird.closeCompose();
  await thunderbird.composeWindows(0);
  await thunderbird.badge("0/5");
});

test("a draft opened after a restart, saved again and sent counts for its person", async () => {
  const thunderbird = await world.restart();
  await thunderbird.badge("0/5");
  const [{ turn: shownFirst }] = await openPopupWith(thunderbird, 5);
  assert.equal(shownFirst, first.turn, "a begun note comes first");
  await thunderbird.closePopup();

  await thunderbird.editDraft("Unfinished");
  const [window] = await thunderbird.composeWindows(1);
  assert.match(window.text, /I began this yesterday/);
  await thunderbird.write({ text: " and end it today. " });
  await thunderbird.compose("cmd_saveAsDraft");
  await until("the draft is saved anew", () =>
    world.imap.messagesIn("Drafts").some((draft) => /and end it today/.test(draft)),
  );
  await thunderbird.pressSend();

  const message = await world.smtp.messageTo(first.person.addresses[0]);
  await thunderbird.composeWindows(0);
  assert.match(message.raw, /and end it today/);
  assertNothingOfOurs(message, first.turn);
  await thunderbird.badge("1/5");
  const { message_id } = await turnIn(world, first.turn, "written");
  assert.equal(headerOf(message.raw, "Message-ID"), `<${message_id}>`);
  assert.equal(world.smtp.messages.length, 1);
  await until("the draft is gone", () => world.imap.messagesIn("Drafts").length === 0);
});

test("a deleted draft gives the turn back", async () => {
  const { thunderbird } = world;
  const [{ turn }] = await openPopupWith(thunderbird, 4);
  await pressWrite(thunderbird, turn);
  await thunderbird.write({ subject: "Thrown away", text: "On second thoughts" });
  await thunderbird.compose("cmd_saveAsDraft");
  await turnIn(world, turn, "drafted");
  await thunderbird.closeCompose();
  await thunderbird.composeWindows(0);

  await thunderbird.deleteDraft("Thrown away");

  await turnIn(world, turn, "waiting");
  const [{ turn: next }] = await openPopupWith(thunderbird, 4);
  assert.equal(next, turn, "the person is suggested again");
  await thunderbird.badge("1/5");
});
