import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { until } from "./support/processes.js";
import { makeRound, MONDAY, openPopupWith, pressWrite, turnIn } from "./support/steps.js";
import { World } from "./support/world.js";

/** @type {World} */
let world;
before(async () => {
  world = await World.make({ dark: true });
  await makeRound(world, { people: 10 });
  await world.start({ now: MONDAY });
});
after(() => world.stop());

test("a greeting to somebody else does not leave until the user insists", async () => {
  const { thunderbird } = world;
  const [{ turn }] = await openPopupWith(thunderbird, 5);
  await pressWrite(thunderbird, turn);
  await thunderbird.replaceText("Dear Bartholomew,\n\nhow are you these days?");
  await thunderbird.write({ subject: "It has been a while" });

  await thunderbird.pressSend();
  await thunderbird.text("guard", /Dear Bartholomew/);
  await world.screenshot("guard");
  await thunderbird.click("guard", '[data-action="back"]');
  await until("the guard has gone", () => thunderbird.chrome(() => pageBrowser("guard") === null));
  assert.equal(world.smtp.messages.length, 0, "back to the note: nothing has left");
  assert.equal((await turnIn(world, turn, "waiting")).state, "waiting");

  await thunderbird.pressSend();
  await thunderbird.click("guard", '[data-action="send"]');
  const [message] = await until("the note has left", () =>
    world.smtp.messages.length > 0 ? world.smtp.messages : null,
  );
  assert.match(message.raw, /Dear Bartholomew/);
  await turnIn(world, turn, "written");
  assert.equal(world.smtp.messages.length, 1);
});

test("a good note leaves without a question", async () => {
  const { thunderbird } = world;
  const [{ turn }] = await openPopupWith(thunderbird, 4);
  await pressWrite(thunderbird, turn);
  await thunderbird.write({ subject: "It has been a while", text: "How are you these days?" });
  await thunderbird.pressSend();
  await turnIn(world, turn, "written");
  assert.equal(world.smtp.messages.length, 2);
  assert.equal(await thunderbird.chrome(() => pageBrowser("guard") === null), true);
});

test("a note pasted from somebody else's is held until the user insists", async () => {
  const { thunderbird } = world;
  const personal =
    "I still laugh about the evening when your canoe turned over in front of the whole school.";
  const [{ turn: first }, { turn: second }] = await openPopupWith(thunderbird, 3);
  await pressWrite(thunderbird, first);
  await thunderbird.write({ subject: "The canoe", text: personal });
  await thunderbird.pressSend();
  await turnIn(world, first, "written");
  const sent = world.smtp.messages.length;

  await openPopupWith(thunderbird, 2);
  await pressWrite(thunderbird, second);
  await thunderbird.write({ subject: "The canoe", text: personal });
  await thunderbird.pressSend();
  await thunderbird.text("guard", /What you wrote to/);
  await world.screenshot("guard-pasted");
  await thunderbird.click("guard", '[data-action="back"]');
  await until("the guard has gone", () => thunderbird.chrome(() => pageBrowser("guard") === null));
  assert.equal(world.smtp.messages.length, sent, "nothing has left");
  await thunderbird.pressSend();
  await thunderbird.click("guard", '[data-action="send"]');
  await turnIn(world, second, "written");
  assert.equal(world.smtp.messages.length, sent + 1);
});

test("when the host does not answer, the user is told and decides", async () => {
  const { thunderbird } = world;
  const [{ turn }] = await openPopupWith(thunderbird, 1);
  await pressWrite(thunderbird, turn);
  await thunderbird.write({ subject: "In between", text: "How are you these days?" });
  const sent = world.smtp.messages.length;
  const [host] = world.hosts();
  process.kill(host, "SIGSTOP");
  try {
    await thunderbird.pressSend();
    await thunderbird.text("guard", /was not checked/);
    await world.screenshot("guard-away");
    assert.equal(world.smtp.messages.length, sent, "it waits for the user");
    await thunderbird.click("guard", '[data-action="send"]');
    await until("the note has left", () => world.smtp.messages.length > sent);
  } finally {
    process.kill(host, "SIGCONT");
  }
  await turnIn(world, turn, "written");
});
