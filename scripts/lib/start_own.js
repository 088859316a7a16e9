/**
 * Installs the host and the add-on for the user who runs this, and opens Thunderbird on the Rounds
 * tab. Thunderbird is remotely controlled only until the tab is open; afterwards it is as if the
 * user had started it and installed the add-on from its file.
 */
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { Display } from "../../tests/e2e/support/display.js";
import { Marionette } from "../../tests/e2e/support/marionette.js";
import { freePort } from "../../tests/e2e/support/processes.js";
import { Thunderbird } from "../../tests/e2e/support/thunderbird.js";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const SCREENSHOTS = path.join(ROOT, "build/screenshots");
const XPI = path.join(ROOT, "build/rounds.xpi");

execFileSync(path.join(ROOT, "build/release/rounds-host"), ["install"], { stdio: "inherit" });

const unseen = !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "rounds-start-"));
const display = unseen ? await Display.start(folder) : null;
const port = await freePort();
const child = spawn("thunderbird", ["--marionette", "-remote-allow-system-access"], {
  detached: true,
  stdio: "ignore",
  env: {
    ...process.env,
    ...(display && { DISPLAY: display.name }),
    // A preference for this start alone; it is removed again below.
    MOZ_MARIONETTE_PREF_STATE_ACROSS_RESTARTS: JSON.stringify({ "marionette.port": port }),
  },
});
let running = true;
child.once("error", () => (running = false));
child.once("exit", () => (running = false));

try {
  const marionette = await Marionette.connect(port, () => running);
  const thunderbird = new Thunderbird(/** @type {any} */ (null), marionette);
  await thunderbird.installAddOn(XPI);
  await thunderbird.showTab();
  console.log("Installed the add-on Rounds in your default profile.");
  if (display) {
    await thunderbird.text("tab", /\S/);
    await display.screenshot(path.join(SCREENSHOTS, "start.png"));
    console.log(`There is no display, so Thunderbird ran unseen. Screenshot: ${SCREENSHOTS}`);
  }
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await thunderbird.letGo({ quit: display !== null });
  if (display) {
    await ended;
  }
} catch (error) {
  if (running) {
    throw error;
  }
  console.error(
    "Thunderbird ended at once: it is probably running already. Quit it and run this again.\n" +
      `Or install the add-on by hand: Add-ons and Themes, Install Add-on From File, ${XPI}`,
  );
  process.exitCode = 1;
} finally {
  if (display) {
    if (running && child.pid) {
      process.kill(-child.pid, "SIGTERM");
      await new Promise((resolve) => child.once("exit", resolve));
    }
    await display.stop();
  }
  child.unref();
  fs.rmSync(folder, { recursive: true, force: true });
}
