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
before(async () => {
  world = await World.make();
  await makeRound(world, { people: 40 });
  await world.start({ now: MONDAY });
});
after(() => world.stop());

const dueToday = async () => (await world.call("today.show")).due.length;

test("Send Later queues the note, and it is written when the Outbox is sent", async () => {
  const { thunderbird, smtp } = world;
  const [{ turn }] = await openPopupWith(thunderbird, 5);
  await pressWrite(thunderbird, turn);
  await thunderbird.write({ subject: "For later", text: "This waits for the evening." });

  await thunderbird.compose("cmd_sendLater");

  const { person } = await turnIn(world, turn, "queued");
  await thunderbird.composeWindows(0);
  await thunderbird.badge("1/5", /1 of 5 today · 0 of 40/);
  await openPopupWith(thunderbird, 4);
  assert.equal(smtp.messages.length, 0, "nothing has left yet");
  await thunderbird.closePopup();

  await thunderbird.sendOutbox();

  const message = await smtp.messageTo(person.addresses[0]);
  assertNothingOfOurs(message, turn);
  const { message_id } = await turnIn(world, turn, "written");
  assert.equal(headerOf(message.raw, "Message-ID"), `<${message_id}>`);
  await thunderbird.badge("1/5", /1 of 5 today · 1 of 40/);
  assert.equal(smtp.messages.length, 1);
});

test("a note that the server refuses stays drafted, and counts when it is sent after all", async () => {
  const { thunderbird, smtp } = world;
  const sentBefore = smtp.messages.length;
  const [{ turn }] = await openPopupWith(thunderbird, await dueToday());
  await pressWrite(thunderbird, turn);
  await thunderbird.write({ subject: "Refused at first", text: "Will this arrive?" });
  await thunderbird.compose("cmd_saveAsDraft");
  const { person } = await turnIn(world, turn, "drafted");
  smtp.refusal = "5.7.1 not today";

  await thunderbird.pressSend();
  const said = await thunderbird.answerDialog("accept");

  assert.match(said, /not today/);
  const [window] = await thunderbird.composeWindows(1);
  assert.equal(window.subject, "Refused at first");
  assert.equal((await turnIn(world, turn, "drafted")).state, "drafted");
  await thunderbird.badge("1/5");
  assert.equal(smtp.messages.length, sentBefore);

  smtp.refusal = "";
  await thunderbird.pressSend();

  const message = await smtp.messageTo(person.addresses[0]);
  await turnIn(world, turn, "written");
  await thunderbird.badge("2/5");
  assertNothingOfOurs(message, turn);
  assert.equal(smtp.messages.length, sentBefore + 1);
});

test("a second click on Write brings the window to the front and makes no second note", async () => {
  const { thunderbird } = world;
  const [{ turn }] = await openPopupWith(thunderbird, await dueToday());
  await pressWrite(thunderbird, turn);
  await thunderbird.write({ subject: "Only once", text: "This must not leave twice." });

  await openPopupWith(thunderbird, await dueToday());
  await thunderbird.click("popup", `[data-turn="${turn}"] [data-action="write"]`);

  await until("the popup has done its work", () => thunderbird.chrome(() => !pageBrowser("popup")));
  const windows = await thunderbird.composeWindows(1);
  assert.equal(windows[0].subject, "Only once");
  await thunderbird.closeCompose();
  await thunderbird.composeWindows(0);
});
