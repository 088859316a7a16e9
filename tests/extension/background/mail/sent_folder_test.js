import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";

const HOUR = 60 * 60_000;

/** @typedef {import("../../support/background.js").World} World */

/** Two accounts, of which the second keeps its sent mail in a folder of its own. */
async function twoAccounts() {
  const world = await aMorning([
    ["t1"],
    ["t2", { full: "Bob Jones", given: "Bob", address: "bob@example.org" }],
  ]);
  world.thunderbird.folders.push({
    id: "sent2",
    accountId: "account2",
    name: "sent2",
    path: "/sent2",
    specialUse: ["sent"],
  });
  await world.wake();
  return world;
}

/**
 * A copy of a sent message appears in a folder, as when another program has put it there.
 *
 * @param {World} world
 * @param {string} folderId
 * @param {{headerMessageId: string, to: string, hoursAgo: number}} message
 */
async function appears(world, folderId, { headerMessageId, to, hoursAgo }) {
  const date = new Date(Date.now() - hoursAgo * HOUR);
  world.thunderbird.put(folderId, { headerMessageId, recipients: [to], date });
  const folder = world.thunderbird.folders.find(({ id }) => id === folderId);
  await world.thunderbird.messenger.folders.onFolderInfoChanged.fire(folder, {
    totalMessageCount: 1,
  });
  await world.settled();
}

/** Rounds has been there for so long. @param {World} world @param {number} hours */
async function installed(world, hours) {
  world.thunderbird.local.values.sentSince = Date.now() - hours * HOUR;
  world.thunderbird.local.values.sentPositions = {
    sent: Date.now() - hours * HOUR,
    sent2: Date.now() - hours * HOUR,
  };
  await world.wake();
}

test("what one account sends does not hide what another has sent before", async () => {
  const world = await twoAccounts();
  await installed(world, 100);
  await appears(world, "sent", { headerMessageId: "a@x", to: "ann@example.org", hoursAgo: 0 });
  await appears(world, "sent2", { headerMessageId: "b@x", to: "bob@example.org", hoursAgo: 60 });
  assert.equal(world.host.state("t1"), "written");
  assert.equal(world.host.state("t2"), "written");
});

test("a copy from elsewhere that comes after a later one of this machine counts", async () => {
  const world = await twoAccounts();
  await installed(world, 100);
  await appears(world, "sent", { headerMessageId: "a@x", to: "ann@example.org", hoursAgo: 0 });
  await appears(world, "sent", { headerMessageId: "b@x", to: "bob@example.org", hoursAgo: 3 });
  assert.equal(world.host.state("t2"), "written");
});

test("looks at an unchanged folder do not move its place: it may only be fetched later", async () => {
  const world = await twoAccounts();
  await installed(world, 100);
  await world.wake();
  await world.wake();
  await appears(world, "sent2", { headerMessageId: "b@x", to: "bob@example.org", hoursAgo: 70 });
  assert.equal(world.host.state("t2"), "written");
});

test("a folder that cannot be read does not hold up the others", async () => {
  const world = await twoAccounts();
  await installed(world, 10);
  world.thunderbird.put("sent2", { headerMessageId: "b@x", recipients: ["bob@example.org"] });
  const { query } = world.thunderbird.messenger.messages;
  world.thunderbird.messenger.messages.query = async (/** @type {any} */ asked) => {
    if (asked.folderId === "sent") {
      throw new Error("The server is away");
    }
    return query(asked);
  };
  await world.wake();
  assert.equal(world.host.state("t2"), "written");
});

test("a folder that comes later is looked at as far as it is recent", async () => {
  const world = await twoAccounts();
  world.thunderbird.local.values.sentSince = Date.now() - 1000 * HOUR;
  world.thunderbird.local.values.sentPositions = {};
  world.thunderbird.put("sent2", {
    headerMessageId: "a@x",
    recipients: ["ann@example.org"],
    date: new Date(Date.now() - 500 * HOUR),
  });
  await appears(world, "sent2", { headerMessageId: "b@x", to: "bob@example.org", hoursAgo: 1 });
  assert.deepEqual([world.host.state("t1"), world.host.state("t2")], ["waiting", "written"]);
});

test("the one place of earlier versions is taken over for each folder", async () => {
  const world = await twoAccounts();
  world.thunderbird.stopBackground();
  world.thunderbird.local.values = { sentSeen: Date.now() - 5 * HOUR };
  await world.start();
  await appears(world, "sent2", { headerMessageId: "a@x", to: "ann@example.org", hoursAgo: 30 });
  await appears(world, "sent2", { headerMessageId: "b@x", to: "bob@example.org", hoursAgo: 4 });
  assert.deepEqual([world.host.state("t1"), world.host.state("t2")], ["waiting", "written"]);
});
