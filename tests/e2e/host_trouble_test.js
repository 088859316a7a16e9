import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

import { until } from "./support/processes.js";
import {
  makeRound,
  MONDAY,
  openPopupWith,
  pressWrite,
  turnIn,
  writeAndSend,
} from "./support/steps.js";
import { World } from "./support/world.js";

/** @type {World} */
let world;
beforeEach(async () => {
  world = await World.make({ install: false });
  await makeRound(world, { people: 40 });
});
afterEach(() => world.stop());

/** @param {string} turn */
async function countOfNotes(turn) {
  const { person } = (await world.call("turns.show", { turn })).turn;
  return (await world.call("people.show", { person: person.id })).notes.length;
}

test("a host killed between Send and confirmation loses nothing and counts once", async () => {
  await world.host("install");
  const thunderbird = await world.start({ now: MONDAY });
  await thunderbird.badge("0/5");
  const [{ turn }] = await openPopupWith(thunderbird, 5);
  await pressWrite(thunderbird, turn);
  await thunderbird.write({ subject: "In between", text: "Does this count?" });
  const { person } = (await world.call("turns.show", { turn })).turn;
  const [host] = world.hosts();

  // Stopped, it takes what is sent to it and answers nothing: killed then, it has confirmed nothing.
  process.kill(host, "SIGSTOP");
  await thunderbird.pressSend();
  await thunderbird.click("guard", '[data-action="send"]');
  await world.smtp.messageTo(person.addresses[0]);
  await thunderbird.composeWindows(0);
  assert.equal((await world.call("turns.show", { turn })).turn.state, "waiting");
  process.kill(host, "SIGKILL");

  await turnIn(world, turn, "written");
  await thunderbird.badge("1/5");
  assert.equal(await countOfNotes(turn), 1);
  assert.equal(world.smtp.messages.length, 1);
  const [next] = await until("another host runs", () => {
    const hosts = world.hosts();
    return hosts.length > 0 ? hosts : null;
  });
  assert.notEqual(next, host);
});

test("a host that dies after it wrote the fact and before it answered counts once", async () => {
  // Stands between Thunderbird and the host, and loses the first confirmation of a sent note.
  await world.installForgetfulHost("turns.sent");
  const thunderbird = await world.start({ now: MONDAY });
  await thunderbird.badge("0/5");
  const [{ turn }] = await openPopupWith(thunderbird, 5);

  await writeAndSend(world, turn);

  await turnIn(world, turn, "written");
  await until("a confirmation was lost", () => world.forgotten());
  await thunderbird.badge("1/5");
  await until("the fact is confirmed", async () => {
    const { outbox } = await thunderbird.page("background", () => messenger.storage.local.get());
    return !outbox || outbox.length === 0;
  });
  assert.equal(await countOfNotes(turn), 1);
  const { written_today } = await world.call("today.show");
  assert.equal(written_today, 1);
});

test("without a host the button says so, and all is well once it is installed", async () => {
  const thunderbird = await world.start({ now: MONDAY });
  await thunderbird.text("tab", /The Rounds host is not there/);
  await thunderbird.openPopup();
  const said = await thunderbird.text("popup", /The Rounds host is not there/);
  assert.match(said, /rounds-host install/, "it says what to do");
  const { badge } = await thunderbird.button();
  assert.equal(badge, "!");

  await world.host("install");
  await thunderbird.click("popup", '[data-action="retry"]');

  await thunderbird.badge("0/5");
  const [{ turn }] = await openPopupWith(thunderbird, 5);
  await writeAndSend(world, turn);
  await thunderbird.badge("1/5");
});
