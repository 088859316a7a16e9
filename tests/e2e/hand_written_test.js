import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { headerOf, makeRound, MONDAY, openPopupWith, turnIn } from "./support/steps.js";
import { World } from "./support/world.js";

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  await makeRound(world, { people: 40 });
  await world.start({ now: MONDAY });
});
after(() => world.stop());

test("a message written without Rounds to somebody who waits counts, with an undo", async () => {
  const { thunderbird, smtp } = world;
  const { due } = await world.call("today.show");
  const { turn, person } = due[3];
  const [address] = person.addresses;

  await thunderbird.composeByHand(address);
  await thunderbird.composeWindows(1);
  await thunderbird.write({ subject: "By hand", text: "I thought of you." });
  await thunderbird.pressSend();

  const message = await smtp.messageTo(address);
  const { message_id } = await turnIn(world, turn, "written");
  assert.equal(headerOf(message.raw, "Message-ID"), `<${message_id}>`);
  await thunderbird.badge("1/5");

  await openPopupWith(thunderbird, 4);
  await thunderbird.text("popup", new RegExp(`Wrote to ${person.full}`));
  await thunderbird.click("popup", '[data-action="undo"]');
  await thunderbird.badge("0/5");
  await turnIn(world, turn, "waiting");
});

test("a message to two people counts for neither", async () => {
  const { thunderbird, smtp } = world;
  await thunderbird.closePopup();
  const { due } = await world.call("today.show");
  const [one, other] = due.map((/** @type {any} */ { person }) => person.addresses[0]);

  await thunderbird.composeByHand(`${one}, ${other}`);
  await thunderbird.composeWindows(1);
  await thunderbird.write({ subject: "To both", text: "Shall we three meet again?" });
  await thunderbird.pressSend();

  await smtp.messageTo(other);
  await thunderbird.composeWindows(0);
  // Somebody alone is written to after it: when that has counted, the first would have, too.
  const { turn, person } = due[2];
  await thunderbird.composeByHand(person.addresses[0]);
  await thunderbird.composeWindows(1);
  await thunderbird.write({ subject: "To one", text: "Just you." });
  await thunderbird.pressSend();
  await turnIn(world, turn, "written");
  for (const { turn: untouched } of due.slice(0, 2)) {
    assert.equal((await turnIn(world, untouched, "waiting")).state, "waiting");
  }
  await thunderbird.badge("1/5");
});
