import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  assertNothingOfOurs,
  headerOf,
  makeRound,
  MONDAY,
  openPopupWith,
  turnIn,
  writeAndSend,
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

test("five notes in one morning take the button from 0/5 to 5/5", async () => {
  const { thunderbird } = world;
  await thunderbird.badge("0/5", /0 of 5 today · 0 of 40 \(0\.0%\)/);

  const everybody = new Set();
  for (let written = 0; written < 5; written++) {
    const due = await openPopupWith(thunderbird, 5 - written);
    const [{ turn, name }] = due;
    assert.ok(!everybody.has(turn), `${name} was suggested twice`);
    everybody.add(turn);
    assert.match(await thunderbird.text("popup", /Write/), new RegExp(name));

    const message = await writeAndSend(world, turn, { subject: `Note ${written + 1}` });

    assertNothingOfOurs(message, turn);
    assert.equal(headerOf(message.raw, "Subject"), `Note ${written + 1}`);
    assert.match(message.raw, /It has been a while/);
    assert.match(message.raw, /Rosa Writer, Example Street 1/, "the signature is there");
    const done = written + 1;
    await thunderbird.badge(`${done}/5`, new RegExp(`${done} of 5 today · ${done} of 40`));
    const sent = await turnIn(world, turn, "written");
    assert.equal(`<${sent.message_id}>`, headerOf(message.raw, "Message-ID"));
    assert.equal(sent.written_on, "2015-01-05");
  }

  await openPopupWith(thunderbird, 0);
  const mood = await thunderbird.page(
    "popup",
    () => /** @type {HTMLElement} */ (document.querySelector("[data-mood]"))?.dataset.mood,
  );
  assert.equal(mood, "done");
  assert.equal(world.smtp.messages.length, 5);
});

test("after a restart everything is where it was", async () => {
  await world.restart();

  await world.thunderbird.badge("5/5", /5 of 5 today · 5 of 40 \(12\.5%\)/);
  const { written_today } = await world.call("today.show");
  assert.equal(written_today, 5);
});
