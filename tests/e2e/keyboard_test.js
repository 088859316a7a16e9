/**
 * The ways a person takes, with a real mouse and real keys under a window manager: what is typed
 * goes where the window manager sends it, and is looked for at the server that gets the mail.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { until } from "./support/processes.js";
import { makeRound, MONDAY, reachablePeople, rowButton, suggested } from "./support/steps.js";
import { World } from "./support/world.js";

const BUTTON = '[extension="rounds@letter-rounds"]';

/** @type {World} */
let world;
before(async () => {
  world = await World.make();
  await makeRound(world, { people: reachablePeople(20), per_day: 9 });
  await world.start({ now: MONDAY });
});
after(() => world.stop());

const due = async () => (await world.call("today.show")).due;

/** Opens the popup with the mouse. */
async function openPopup() {
  await world.display.click(await world.thunderbird.placeOf("main", BUTTON));
  await suggested(world.thunderbird, (await due()).length);
}

/**
 * Waits until somebody's note has the keyboard and the panel beside it shows who they are, types, and
 * sends by the keyboard.
 * @param {import("../../extension/shared/wire.js").Turn} turn
 * @param {string} words
 */
async function typeAndSend({ person }, words) {
  const { thunderbird, display, smtp } = world;
  await until("the panel shows who this is", async () =>
    (await thunderbird.text("panel", /\S/)).includes(person.full),
  );
  await until("the note has the keyboard", async () => /^Write: /.test(await display.keyboard()));
  await until("the note has its greeting", async () =>
    (await thunderbird.composing()).some(({ text }) => /Dear /.test(text)),
  );
  await display.type(words);
  await until("the words are in the note", async () =>
    (await thunderbird.composing()).some(({ text }) => text.includes(words)),
  );
  await display.press("ctrl+Return");
  const { raw } = await smtp.messageTo(person.addresses[0]);
  assert.match(raw, new RegExp(`Dear [^]*${words}[^]*Warm wishes`), "where the personal part goes");
  await thunderbird.composeWindows(0);
  await until("the panel is gone with its note", () =>
    thunderbird.chrome(() => !pageBrowser("panel")),
  );
}

test("after Write in the popup, by mouse, one types into the note", async () => {
  const [turn] = await due();
  await openPopup();
  await world.display.click(
    await world.thunderbird.placeIn("popup", rowButton(turn.turn, "write")),
  );
  await typeAndSend(turn, "Written after a click in the popup.");
});

test("after the shortcut for the next note one types into it, again and again", async () => {
  for (const words of ["Written after the shortcut.", "And after the shortcut again."]) {
    const [turn] = await due();
    await until("the note before counts", async () => turn.turn !== (await due())[1].turn);
    await world.display.press("ctrl+alt+n");
    await typeAndSend(turn, words);
  }
});

test("the shortcut for today leads to the first Write, and Enter into the note", async () => {
  const { thunderbird, display } = world;
  // Of the page's two places only the window is of interest here.
  await thunderbird.chrome(() => {
    const tabs = mainWindow().document.getElementById("tabmail");
    tabs.closeTab(tabs.tabInfo.find((/** @type {any} */ { mode }) => mode.name === "contentTab"));
  });
  for (const words of ["Written without a mouse.", "And the next one, too."]) {
    const [turn] = await due();
    await until("the note before counts", async () => turn.turn !== (await due())[1].turn);
    await display.press("ctrl+alt+r");
    await until("the first Write has the keyboard", () =>
      thunderbird.page(
        "tab",
        (/** @type {string} */ id) => {
          const { action, turn } = /** @type {HTMLElement} */ (document.activeElement).dataset;
          return document.hasFocus() && action === "write" && turn === id;
        },
        turn.turn,
      ),
    );
    await display.press("Return");
    await typeAndSend(turn, words);
  }
});

test("a note found wrong is gone back to by Escape, mended where the cursor was, and sent", async () => {
  const { thunderbird, display, smtp } = world;
  const [{ person }] = await due();
  await display.press("ctrl+alt+n");
  await until("the note has the keyboard", async () => /^Write: /.test(await display.keyboard()));
  await until("the note has its greeting", async () =>
    (await thunderbird.composing()).some(({ text }) => /Dear /.test(text)),
  );
  const sent = smtp.messages.length;
  await display.press("ctrl+a");
  await display.type("Dear Bartholomew, how are you");
  await display.press("ctrl+Return");
  await thunderbird.text("guard", /Dear Bartholomew/);
  await until("the guard has the keyboard", async () => !/^Write: /.test(await display.keyboard()));
  await display.press("Escape");
  await until("the note has it again", async () => /^Write: /.test(await display.keyboard()));
  assert.equal(smtp.messages.length, sent);
  await display.type(" these days?");
  await until("it goes on where the cursor was", async () =>
    (await thunderbird.composing()).some(({ text }) => /how are you these days\?/.test(text)),
  );
  await display.press("ctrl+Return");
  await thunderbird.text("guard", /Dear Bartholomew/);
  await display.click(await thunderbird.placeIn("guard", "#send"));
  const { raw } = await smtp.messageTo(person.addresses[0]);
  assert.match(raw, /how are you these days\?/);
  await thunderbird.composeWindows(0);
});

test("a maximised window stays so, has no panel by itself, and ordinary mail opens as before", async () => {
  const { thunderbird, display } = world;
  const size = () =>
    thunderbird.chrome(() => {
      const { windowState, outerWidth, outerHeight } = composeWindows().at(-1);
      return { windowState, outerWidth, outerHeight };
    });
  await thunderbird.composeByHand("somebody@example.org");
  await thunderbird.composeWindows(1);
  const before = await size();
  await thunderbird.closeCompose();
  await thunderbird.composeWindows(0);

  const [turn] = await due();
  await display.press("ctrl+alt+n");
  await typeAndSend(turn, "As large as the user likes it.");

  await thunderbird.composeByHand("somebody@example.org");
  await thunderbird.composeWindows(1);
  assert.deepEqual(await size(), before, "ordinary mail opens as it did");
  await thunderbird.chrome(async () => {
    const window = composeWindows().at(-1);
    window.maximize();
    await waitFor("it is maximised", () => window.windowState === window.STATE_MAXIMIZED);
  });
  await thunderbird.closeCompose();
  await thunderbird.composeWindows(0);

  await display.press("ctrl+alt+n");
  await until("the note has its greeting", async () =>
    (await thunderbird.composing()).some(({ text }) => /Dear /.test(text)),
  );
  await until("no panel is beside it", () => thunderbird.chrome(() => !pageBrowser("panel")));
  assert.equal((await size()).windowState, 1, "maximised, as the user left the last one");
  await until("the note has the keyboard", async () => /^Write: /.test(await display.keyboard()));
  await display.type("Nothing is in the way.");
  await until("the words are in the note", async () =>
    (await thunderbird.composing()).some(({ text }) => text.includes("Nothing is in the way.")),
  );
  await thunderbird.closeCompose();
  await thunderbird.composeWindows(0);
});
