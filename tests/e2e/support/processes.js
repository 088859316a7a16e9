import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";

/**
 * A port of the loopback interface that is free now.
 * @returns {Promise<number>}
 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {net.AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * Asks again and again until the answer is truthy, and returns it. The pause between is no part of
 * any assertion: it only keeps the machine from being busy with asking.
 * @template T
 * @param {string} what for the message, if it never comes
 * @param {() => T | Promise<T>} ask
 * @param {number} [seconds] after which a test that hangs is given up; a slow machine needs many
 * @returns {Promise<NonNullable<T>>}
 */
export async function until(what, ask, seconds = 180) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    if (Date.now() > end) {
      throw new Error(`gave up waiting until ${what}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A program that runs beside the tests, with what it prints in a file. */
export class Process {
  /**
   * @param {string} command
   * @param {string[]} args
   * @param {{log: string, env?: NodeJS.ProcessEnv}} options
   */
  constructor(command, args, { log, env }) {
    const output = fs.openSync(log, "a");
    this.child = spawn(command, args, {
      stdio: ["ignore", output, output],
      env: env ?? process.env,
      detached: true, // its own process group, so that its children end with it
    });
    fs.closeSync(output);
    this.ended = new Promise((resolve) => {
      this.child.once("exit", resolve);
      this.child.once("error", resolve);
    });
    this.running = true;
    this.ended.then(() => (this.running = false));
  }

  /** @param {NodeJS.Signals} [signal] */
  async stop(signal = "SIGTERM") {
    if (this.running && this.child.pid) {
      try {
        process.kill(-this.child.pid, signal);
      } catch {
        // It ended between the question and the kill.
      }
    }
    await this.ended;
  }
}
