import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

import { Process, until } from "./processes.js";

/** A screen that nobody needs to look at: Xvfb. */
export class Display {
  /**
   * @param {string} name such as ":1"
   * @param {Process | null} process null when it is not ours
   */
  constructor(name, process) {
    this.name = name;
    this.process = process;
  }

  /** The display of the user who runs this. */
  static ofUser() {
    return new Display(process.env.DISPLAY ?? "", null);
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
    const display = new Display(`:${number}`, server);
    await display.parkPointer();
    return display;
  }

  /**
   * Puts the mouse pointer into a corner. Xvfb has it in the middle, and without a window manager a
   * popup that grows under it is closed at once.
   */
  async parkPointer() {
    await promisify(execFile)("xdotool", ["mousemove", "1279", "899"], {
      env: { ...process.env, DISPLAY: this.name },
    });
  }

  /**
   * The whole screen as a PNG.
   * @param {string} file
   */
  async screenshot(file) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    await promisify(execFile)("import", ["-silent", "-window", "root", file], {
      env: { ...process.env, DISPLAY: this.name },
    });
  }

  async stop() {
    await this.process?.stop();
  }
}
