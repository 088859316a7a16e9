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
  world = await World.make({ html: false });
  await makeRound(world, { people: 10 });
  await world.start({ now: MONDAY });
});
after(() => world.stop());

test("who writes plain text is greeted, signed and counted alike", async () => {
  const [{ turn }] = await openPopupWith(world.thunderbird, 5);

  const message = await writeAndSend(world, turn, { text: "How are you these days?" });

  assert.match(headerOf(message.raw, "Content-Type") ?? "", /^text\/plain/);
  assert.match(
    message.raw,
    /\r\n\r\nDear [^\r]+,\r\n\r\nHow are you these days\?\r\n(\r\n)*Warm wishes\r\n(\r\n)*-- \r\nRosa Writer, Example Street 1/,
  );
  assertNothingOfOurs(message, turn);
  await turnIn(world, turn, "written");
  await world.thunderbird.badge("1/5");
});
