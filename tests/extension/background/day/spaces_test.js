import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";

test("there is one Rounds tab, however often the background starts", async () => {
  const world = await aMorning();
  await world.wake();
  assert.deepEqual(
    world.thunderbird.spaces.map(({ url }) => url),
    ["/pages/tab/tab.html"],
  );
});

test("the tab opens by itself when Rounds was installed, and only then", async () => {
  const world = await aMorning();
  await world.thunderbird.messenger.runtime.onInstalled.fire({ reason: "update" });
  await world.settled();
  assert.deepEqual(world.thunderbird.shown, []);
  await world.thunderbird.messenger.runtime.onInstalled.fire({ reason: "install" });
  await world.settled();
  assert.equal(world.thunderbird.shown[0], "/pages/tab/tab.html");
});

test("a shortcut opens the tab, for those who use the keyboard", async () => {
  const world = await aMorning();
  await world.thunderbird.messenger.commands.onCommand.fire("open-tab");
  await world.settled();
  assert.equal(world.thunderbird.shown[0], "/pages/tab/tab.html");
});

test("the shortcut for today opens one window, where the first Write is given the keyboard", async () => {
  const world = await aMorning();
  await world.thunderbird.messenger.commands.onCommand.fire("today");
  await world.settled();
  const [window] = world.thunderbird.windows.values();
  assert.equal(window.url, "moz-extension://rounds/pages/tab/tab.html#write");
});

test("a shortcut that the user chose for the popup leads to the tab after an update", async () => {
  const world = await aMorning();
  const { commands } = world.thunderbird;
  commands.set("_execute_action", "Ctrl+Alt+M");
  commands.set("today", "Ctrl+Alt+R");
  await world.thunderbird.messenger.runtime.onInstalled.fire({ reason: "update" });
  await world.settled();
  assert.deepEqual(
    [commands.get("today"), commands.get("_execute_action")],
    ["Ctrl+Alt+M", undefined],
  );
  commands.set("today", "Ctrl+Alt+T");
  await world.thunderbird.messenger.runtime.onInstalled.fire({ reason: "update" });
  await world.settled();
  assert.equal(commands.get("today"), "Ctrl+Alt+T", "nothing else changes it");
});

test("a view is shown by its name", async () => {
  const world = await aMorning();
  await world.ask("openTab", { view: "skipped" });
  assert.ok(world.thunderbird.shown.includes("moz-extension://rounds/pages/tab/tab.html#skipped"));
});
