import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "../../support/background.js";
import { FakeHost } from "../../support/host.js";
import { eventually } from "../../support/waiting.js";

/** A Thunderbird with so many messages in its inbox. @param {number} count */
async function aMailbox(count) {
  const world = new World();
  for (let i = 0; i < count; i++) {
    receive(world, `m${i}`, { date: new Date("2014-03-12") });
  }
  await world.start();
  return world;
}

/** @param {World} world @param {string} headerMessageId @param {object} [more] */
function receive(world, headerMessageId, more = {}) {
  return world.thunderbird.put("inbox", {
    headerMessageId,
    author: "Ann Lee <ann@example.org>",
    recipients: ["Me <me@example.org>"],
    subject: "Lunch",
    ...more,
  });
}

/** The Message-IDs that the host was given, in order. @param {World} world @returns {string[]} */
const learned = (world) =>
  world.host
    .asked("mail.learn")
    .flatMap(({ params }) => params.messages.map((/** @type {any} */ one) => one.message_id));

/** Waits until the reading has come to an end. @param {World} world @param {string} [state] */
async function until(world, state = "following") {
  return eventually(`the reading is ${state}`, async () => {
    const status = await world.ask("mailHistory");
    return status.state === state && status;
  });
}

test("nothing is read before the user agrees", async () => {
  const world = await aMailbox(3);
  assert.equal((await world.ask("mailHistory")).state, "off");
  await world.thunderbird.messenger.messages.onNewMailReceived.fire(
    { id: "inbox" },
    { messages: [receive(world, "new")] },
  );
  assert.equal(world.thunderbird.pages, 0);
  assert.deepEqual(learned(world), []);
});

test("folders with nothing to learn are not offered", async () => {
  const world = await aMailbox(3);
  const [{ name, folders }] = await world.ask("mailFolders");
  assert.equal(name, "me@example.org");
  assert.deepEqual(
    folders.map((/** @type {any} */ { id, messages, sent }) => [id, messages, sent]),
    [
      ["sent", 0, true],
      ["inbox", 3, false],
    ],
  );
});

test("the headers of the chosen folders go to the host, and no more than headers", async () => {
  const world = await aMailbox(2);
  receive(world, "junk", { junk: true });
  await world.ask("mailBegin", { folders: ["inbox"] });
  const status = await until(world);
  assert.deepEqual([status.done, status.total], [3, 3]);
  assert.deepEqual(learned(world), ["m0", "m1"]);
  const [{ params }] = world.host.asked("mail.learn");
  assert.deepEqual(params.own, ["me@example.org"]);
  assert.deepEqual(Object.keys(params.messages[0]).sort(), [
    "cc",
    "date",
    "from",
    "message_id",
    "subject",
    "to",
  ]);
});

test("what lies in a Sent folder was written by the user", async () => {
  const world = await aMailbox(0);
  world.thunderbird.put("sent", { headerMessageId: "s", recipients: ["ann@example.org"] });
  await world.ask("mailBegin", { folders: ["sent"] });
  await until(world);
  assert.equal(world.host.asked("mail.learn")[0].params.messages[0].own, true);
});

test("paused in the middle, it goes on where it was", async () => {
  const world = await aMailbox(3500);
  world.host.before = ({ method }) => {
    if (method === "mail.learn" && world.host.asked("mail.learn").length === 2) {
      world.ask("mailPause");
    }
  };
  await world.ask("mailBegin", { folders: ["inbox"] });
  await until(world, "paused");
  await world.settled();
  const { done, total } = await world.ask("mailHistory");
  assert.deepEqual([done, total], [2000, 3500]);
  assert.equal(world.thunderbird.lists.size, 0, "the list was given back");

  world.host.before = () => {};
  await world.ask("mailResume");
  await until(world);
  assert.equal(learned(world).length, 3500);
  assert.equal(new Set(learned(world)).size, 3500);
});

test("after a restart in the middle nothing is read again and nothing left out", async () => {
  const world = await aMailbox(2500);
  world.host.before = ({ method }) => {
    if (method === "mail.learn" && world.host.asked("mail.learn").length === 2) {
      world.thunderbird.stopBackground(); // the answer never arrives
    }
  };
  await world.ask("mailBegin", { folders: ["inbox"] });
  await eventually("a second batch was sent", () => world.host.asked("mail.learn").length >= 2);
  world.host.before = () => {};
  // Meanwhile messages that were read are deleted, the last of them too, and one arrives.
  const gone = ["m3", "m7", "m999"];
  world.thunderbird.messages = world.thunderbird.messages.filter(
    ({ headerMessageId }) => !gone.includes(headerMessageId),
  );
  receive(world, "new");
  const before = learned(world).length;
  await world.restart();
  await until(world);
  const after = learned(world).slice(before);
  assert.equal(after[0], "m1000");
  assert.equal(new Set(after.filter((id) => id !== "new")).size, 1500);
  assert.ok(after.includes("new"));
});

test("with all its marks deleted it reads a little twice rather than leave something out", async () => {
  const world = await aMailbox(1500);
  world.host.before = ({ method }) => {
    if (method === "mail.learn") {
      world.ask("mailPause");
    }
  };
  await world.ask("mailBegin", { folders: ["inbox"] });
  await until(world, "paused");
  await world.settled();
  world.host.before = () => {};
  world.thunderbird.messages = world.thunderbird.messages.filter(
    ({ headerMessageId }) => !/^m9[5-9]\d$/.test(headerMessageId),
  );
  await world.ask("mailResume");
  await until(world);
  const all = new Set(learned(world));
  for (let i = 1000; i < 1500; i++) {
    assert.ok(all.has(`m${i}`), `m${i}`);
  }
  assert.ok(learned(world).length < 1600);
});

test("once stopped nothing is read any more, and what comes is let be", async () => {
  const world = await aMailbox(2500);
  world.host.before = ({ method }) => {
    if (method === "mail.learn") {
      world.ask("mailStop");
    }
  };
  await world.ask("mailBegin", { folders: ["inbox"] });
  await until(world, "off");
  await world.settled();
  await world.thunderbird.messenger.messages.onNewMailReceived.fire(
    { id: "inbox" },
    { messages: [receive(world, "new")] },
  );
  assert.equal(learned(world).length, 1000);
});

test("new mail adds to it, in the chosen folders alone", async () => {
  const world = await aMailbox(1);
  await world.ask("mailBegin", { folders: ["inbox"] });
  await until(world);
  const { onNewMailReceived } = world.thunderbird.messenger.messages;
  await onNewMailReceived.fire({ id: "inbox" }, { messages: [receive(world, "new")] });
  await onNewMailReceived.fire({ id: "other" }, { messages: [receive(world, "elsewhere")] });
  assert.deepEqual(learned(world), ["m0", "new"]);
});

test("a copy in the Sent folder adds to it", async () => {
  const world = await aMailbox(0);
  await world.ask("mailBegin", { folders: ["sent"] });
  await until(world);
  world.thunderbird.put("sent", { headerMessageId: "s", recipients: ["ann@example.org"] });
  const sent = world.thunderbird.folders.find(({ id }) => id === "sent");
  await world.thunderbird.messenger.folders.onFolderInfoChanged.fire(sent, {
    totalMessageCount: 1,
  });
  await world.settled();
  assert.deepEqual(learned(world), ["s"]);
});

test("what came while Thunderbird was closed is read at the start, and nothing old", async () => {
  const world = await aMailbox(0);
  receive(world, "old", { date: new Date("2001-01-01") });
  await world.ask("mailBegin", { folders: ["inbox"] });
  await until(world);
  receive(world, "new");
  await world.restart();
  await world.settled();
  assert.deepEqual(learned(world), ["old", "new"]);
});

test("what was read elsewhere and fetched only after the start is learned at the next", async () => {
  const world = await aMailbox(1);
  await world.ask("mailBegin", { folders: ["inbox"] });
  await until(world);
  const ago = (/** @type {number} */ days) => Date.now() - days * 86_400_000;
  world.thunderbird.local.values.mailHistory.folders.inbox.since = ago(30); // a month goes by
  await world.restart();
  await world.settled();
  receive(world, "late", { date: new Date(ago(20)), read: true });
  await world.restart();
  await world.settled();
  assert.deepEqual(learned(world), ["m0", "late"]);
});

test("a folder that was deleted is left out, and the others are read", async () => {
  const world = await aMailbox(2);
  world.thunderbird.put("sent", { headerMessageId: "s", recipients: ["ann@example.org"] });
  await world.ask("mailBegin", { folders: ["inbox", "sent"] });
  world.thunderbird.folders = world.thunderbird.folders.filter(({ id }) => id !== "sent");
  await until(world);
  assert.deepEqual((await world.ask("mailHistory")).folders, ["inbox"]);
  assert.deepEqual(learned(world), ["m0", "m1"]);
});

test("a host that refuses a batch does not end the background, and the place is kept", async () => {
  const world = await aMailbox(1);
  let refusals = 0;
  world.host.before = ({ method }) => {
    if (method === "mail.learn") {
      refusals++;
      throw FakeHost.refusal("storage", "The disk is full.");
    }
  };
  await world.ask("mailBegin", { folders: ["inbox"] });
  await eventually("a batch was refused", () => refusals > 0);
  await world.settled();
  assert.equal((await world.ask("mailHistory")).done, 0);
  world.host.before = () => {};
  await world.restart();
  await until(world);
  assert.deepEqual(learned(world).slice(-1), ["m0"]);
});
