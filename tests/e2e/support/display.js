import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

import { Process, until } from "./processes.js";

/**
 * A screen that nobody needs to look at: Xvfb, with a window manager. Without one every window has
 * the keyboard that asks for it, which no user's Thunderbird ever sees.
 */
export class Display {
  /**
   * @param {string} name such as ":1"
   * @param {Process[]} processes none when it is not ours
   */
  constructor(name, processes) {
    this.name = name;
    this.processes = processes;
  }

  /** The display of the user who runs this. */
  static ofUser() {
    return new Display(process.env.DISPLAY ?? "", []);
  }

  /** @param {string} folder for its log */
  static async start(folder) {
    const answer = path.join(folder, "display-number");
    const server = new Process(
      "sh",
      ["-c", `exec Xvfb -displayfd 3 -screen 0 1280x900x24 -nolisten tcp 3>"${answer}"`],
      { log: path.join(folder, "xvfb.log") },
    );
    const number = await until("Xvfb has chosen a display", () =>
      fs.existsSync(answer) ? fs.readFileSync(answer, "utf8").trim() : "",
    );
    const manager = new Process("openbox", ["--sm-disable"], {
      log: path.join(folder, "openbox.log"),
      // Its own defaults, whatever the user's are.
      env: { ...process.env, DISPLAY: `:${number}`, HOME: folder, XDG_CONFIG_HOME: folder },
    });
    const display = new Display(`:${number}`, [manager, server]);
    await until("the window manager is there", () =>
      display.#do("xdotool", "get_num_desktops").catch(() => ""),
    );
    await display.parkPointer();
    return display;
  }

  /** Puts the mouse pointer into a corner, where it is over nothing that a test is about. */
  async parkPointer() {
    await this.#do("xdotool", "mousemove", "1279", "899");
  }

  /**
   * Presses keys, as a hand does: whichever window has the keyboard gets them.
   * @param {string[]} keys as xdotool names them, such as "ctrl+Return"
   */
  async press(...keys) {
    await this.#do("xdotool", "key", ...keys);
  }

  /** Types, likewise. @param {string} words */
  async type(words) {
    await this.#do("xdotool", "type", "--delay", "8", words);
  }

  /** Clicks with the mouse. @param {{x: number, y: number}} place on the screen */
  async click({ x, y }) {
    await this.#do("xdotool", "mousemove", `${Math.round(x)}`, `${Math.round(y)}`, "click", "1");
  }

  /** The title of the window that has the keyboard, "" when none has. */
  keyboard() {
    return this.#do("xdotool", "getactivewindow", "getwindowname").catch(() => "");
  }

  /**
   * The whole screen as a PNG.
   * @param {string} file
   */
  async screenshot(file) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await this.#do("import", "-silent", "-window", "root", file);
  }

  async stop() {
    for (const process of this.processes) {
      await process.stop();
    }
  }

  /** @param {string} command @param {string[]} args */
  async #do(command, ...args) {
    const env = { ...process.env, DISPLAY: this.name };
    const { stdout } = await promisify(execFile)(command, args, { env });
    return stdout.trim();
  }
}
