/** Takes the README's pictures from the running program. */
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { liveYear } from "../../tests/e2e/support/lived_year.js";
import { until } from "../../tests/e2e/support/processes.js";
import { World } from "../../tests/e2e/support/world.js";
import { importPeople, writeThePast, writtenBefore } from "./demo_round.js";
import { painted } from "./painted.js";

const FOLDER = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  "../../manifests/screenshots",
);
// A fixed day, so that the pictures change only when the program does.
const NOW = "2026-05-13T09:30:00+02:00";

for (const theme of ["light", "dark"]) {
  await takeMorning(theme);
  await takeYear(theme);
}
process.exit(0);

/** Button, popup and tab in the middle of a morning. @param {string} theme */
async function takeMorning(theme) {
  const world = await World.make({ dark: theme === "dark" });
  world.now = NOW;
  await importPeople(world);
  await writeThePast(world, new Date(NOW));
  const { due } = await world.call("today.show");
  for (const { turn } of due.slice(0, 2)) {
    await writtenBefore(world, turn, new Date(NOW), 10 * 60_000);
  }
  const thunderbird = await world.start({ now: NOW });
  await thunderbird.badge("2/5");
  await thunderbird.openTab();
  await until("everybody of today is drawn", () =>
    thunderbird.page("tab", () => document.querySelectorAll("#list .people > li").length === 3),
  );
  await painted(world);
  // Its last line names this machine's database file.
  const end = await thunderbird.page(
    "tab",
    () =>
      document.querySelector("footer")?.getBoundingClientRect().top ??
      document.documentElement.clientHeight,
  );
  await take(
    world,
    `tab-${theme}`,
    (end) => ({
      x: 0,
      y: 0,
      width: 1152,
      height: pageBrowser("tab").getBoundingClientRect().y + end,
    }),
    end,
  );
  await take(world, `button-${theme}`, () => {
    const button = mainWindow().document.querySelector(`[extension="${ADD_ON}"]`);
    const { x, y, width, height } = button.getBoundingClientRect();
    return { x: x - 120, y: Math.max(0, y - 10), width: width + 240, height: height + 20 };
  });
  await thunderbird.openPopup();
  await thunderbird.text("popup", /Write/);
  await take(world, `popup-${theme}`, () => {
    const popup = pageBrowser("popup");
    const { mozInnerScreenX, mozInnerScreenY } = popup.ownerDocument.defaultView;
    const box = popup.closest("panel").getBoundingClientRect();
    const window = mainWindow();
    return {
      x: box.x + mozInnerScreenX - window.mozInnerScreenX - 10,
      y: 0,
      width: box.width + 20,
      height: box.bottom + mozInnerScreenY - window.mozInnerScreenY + 10,
    };
  });
  await world.stop();
}

/** The progress and the story of a year that was lived through. @param {string} theme */
async function takeYear(theme) {
  const world = await World.make({ dark: theme === "dark" });
  const { database } = await world.call("host.hello", { client: "pictures", protocol: 1 });
  const { now } = await liveYear(database.path);
  const thunderbird = await world.start({ now });
  await thunderbird.openTab();
  await thunderbird.click("tab", '[data-action="go-progress"]');
  await thunderbird.text("tab", /planned by yesterday evening/);
  await takePage(world, `progress-${theme}`);
  await thunderbird.click("tab", '[data-action="go-story"]');
  await thunderbird.text("tab", /You wrote \d+ notes/);
  await takePage(world, `story-${theme}`);
  await world.stop();
}

/**
 * Takes a picture of the tab's page in its whole length, but for its last line, which names this
 * machine's database file.
 * @param {World} world
 * @param {string} name
 */
async function takePage({ thunderbird }, name) {
  const size = await thunderbird.page("tab", () => ({
    width: document.documentElement.clientWidth,
    height: Math.floor(
      (document.querySelector("footer")?.getBoundingClientRect().top ?? 0) +
        document.documentElement.scrollTop,
    ),
  }));
  const address = await thunderbird.chrome(
    async (/** @type {number} */ width, /** @type {number} */ height) => {
      const window = mainWindow();
      const page = pageBrowser("tab").browsingContext.currentWindowGlobal;
      const picture = await page.drawSnapshot(new window.DOMRect(0, 0, width, height), 1, "white");
      const canvas = window.document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
      Object.assign(canvas, { width, height });
      canvas.getContext("2d").drawImage(picture, 0, 0);
      return canvas.toDataURL("image/png");
    },
    size.width,
    size.height,
  );
  const file = path.join(FOLDER, `${name}.png`);
  fs.writeFileSync(file, Buffer.from(address.slice(address.indexOf(",") + 1), "base64"));
  execFileSync("mogrify", ["-strip", "-define", "png:exclude-chunk=time", file]);
  console.log(path.relative(process.cwd(), file));
}

/**
 * Takes a picture of a part of the screen.
 * @param {World} world
 * @param {string} name
 * @param {(...args: any[]) => {x: number, y: number, width: number, height: number}} where runs in
 *   Thunderbird
 * @param {any[]} args
 */
async function take(world, name, where, ...args) {
  const { x, y, width, height } = await world.thunderbird.chrome(where, ...args);
  const file = path.join(FOLDER, `${name}.png`);
  fs.mkdirSync(FOLDER, { recursive: true });
  await world.display.screenshot(file);
  const part = [width, height].map(Math.ceil).join("x") + `+${Math.floor(x)}+${Math.floor(y)}`;
  execFileSync("mogrify", [
    "-crop",
    part,
    "+repage",
    "-strip",
    "-define",
    "png:exclude-chunk=time",
    file,
  ]);
  console.log(path.relative(process.cwd(), file));
}
