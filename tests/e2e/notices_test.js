import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";

import { until } from "./support/processes.js";
import { makeRound, MONDAY, openPopupWith, writeAndSend } from "./support/steps.js";
import { World } from "./support/world.js";

/** Far from now, in every time zone of Europe: an alarm for now is not to be taken for it. */
const LATER = `${String((new Date().getUTCHours() + 12) % 24).padStart(2, "0")}:30`;

/** @type {World} */
let world;
/** @type {{turn: string, name: string}[]} */
let due;
before(async () => {
  world = await World.make({ dark: Boolean(process.env.ROUNDS_DARK) });
  // There is no desktop to show them, so Thunderbird is to do it.
  const preference = 'user_pref("alerts.useSystemBackend", false);\n';
  fs.appendFileSync(path.join(world.profile, "user.js"), preference);
  await makeRound(world, { people: 3, per_day: 2 });
  await world.start({ now: MONDAY });
  await world.thunderbird.openTab();
  // They go away again by themselves: what was shown is noted.
  await world.thunderbird.page("tab", () => {
    /** @type {string[]} */
    const shown = [];
    Object.assign(document, { shownNotices: shown });
    messenger.notifications.onShown.addListener(async (id) => {
      const notices = /** @type {Record<string, any>} */ (await messenger.notifications.getAll());
      shown.push(notices[id]?.message ?? "");
    });
  });
});
after(() => world.stop());

/** @returns {Promise<string[]>} what the notices on the desktop have said */
const notices = () =>
  world.thunderbird.page("tab", () => /** @type {any} */ (document).shownNotices);

/** @param {RegExp} pattern */
const noticed = (pattern) =>
  until(`a notice says ${pattern}`, async () => (await notices()).find((one) => pattern.test(one)));

/** At what time of Thunderbird's clock the reminder is to ring. @returns {Promise<string | null>} */
const alarm = () =>
  world.thunderbird.page("tab", async () => {
    const set = await messenger.alarms.get("rounds:reminder");
    return set ? new Date(set.scheduledTime).toTimeString().slice(0, 5) : null;
  });

/** Lets the time come for which the reminder was set. */
const ring = () =>
  world.thunderbird.page("tab", () =>
    messenger.alarms.create("rounds:reminder", { when: Date.now() }),
  );

test("the first note is noticed, once, by a notice and in the popup", async () => {
  const { thunderbird } = world;
  due = await openPopupWith(thunderbird, 2);
  await writeAndSend(world, due[0].turn);
  await noticed(/^The first note is on its way/);
  await thunderbird.openPopup();
  await thunderbird.text("popup", /★ The first note is on its way/);
  await world.screenshot("popup-milestone");
  await thunderbird.closePopup();
  await openPopupWith(thunderbird, 1);
  assert.doesNotMatch(await thunderbird.text("popup", /1 more person today/), /The first note/);
  await thunderbird.closePopup();
});

test("the reminder that is switched on rings on a writing day while something is left", async () => {
  const { thunderbird } = world;
  await thunderbird.page("tab", () =>
    messenger.tabs.create({ url: "/pages/options/options.html" }).then(() => {}),
  );
  await thunderbird.text("options", /Remind me on writing days/);
  assert.equal(await alarm(), null, "it is off unless it is switched on");
  await thunderbird.page(
    "options",
    (/** @type {string} */ time) => {
      const at = /** @type {HTMLInputElement} */ (document.getElementById("reminder-at"));
      at.value = time;
      at.dispatchEvent(new Event("change", { bubbles: true }));
    },
    LATER,
  );
  await thunderbird.click("options", "#reminder");
  assert.equal(await until("the reminder is set", alarm), LATER);
  await world.screenshot("options");

  await ring();
  await noticed(/^1 note is left of today’s share\./);
  await until("it is set for its time again", async () => (await alarm()) === LATER);
});

test("the reminder is silent when the share is done", async () => {
  const { thunderbird } = world;
  await openPopupWith(thunderbird, 1);
  await writeAndSend(world, due[1].turn);
  await thunderbird.badge("2/2");
  await thunderbird.page("tab", () => messenger.notifications.clear("rounds:reminder"));
  await ring();
  await until("the alarm was heard", async () => (await alarm()) === LATER);
  const shown = await thunderbird.page("tab", async () => {
    // The host answers one question after the other: the reminder's was before this one.
    await messenger.runtime.sendMessage({ rounds: "ask", type: "today" });
    return Object.keys(await messenger.notifications.getAll());
  });
  assert.ok(!shown.includes("rounds:reminder"));
});

test("the last note is noticed", async () => {
  await world.thunderbird.quit();
  const thunderbird = await world.start({ now: "2015-01-06T09:00:00+01:00" });
  const [{ turn }] = await openPopupWith(thunderbird, 1);
  await writeAndSend(world, turn);
  await openPopupWith(thunderbird, 0);
  await thunderbird.text("popup", /That was the last note: the round is done\./);
});
