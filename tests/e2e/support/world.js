import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Display } from "./display.js";
import { ImapServer, SmtpSink } from "./mail_servers.js";
import { makeProfile } from "./profile.js";
import { Thunderbird } from "./thunderbird.js";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");
export const HOST = process.env.ROUNDS_HOST ?? path.join(ROOT, "build/release/rounds-host");
const FORGETFUL_HOST = path.join(ROOT, "tests/e2e/support/forgetful_host.js");
const XPI = process.env.ROUNDS_XPI ?? path.join(ROOT, "build/rounds.xpi");

/** All that a test needs: a home of its own with a profile, mail servers, a screen and the host. */
export class World {
  /** @type {Thunderbird | null} */
  #thunderbird = null;
  #isNew = true;
  /** @type {string | undefined} */
  now;

  /**
   * @param {string} folder
   * @param {string} home
   * @param {Display} display
   * @param {SmtpSink} smtp
   * @param {ImapServer} imap
   */
  constructor(folder, home, display, smtp, imap) {
    this.folder = folder;
    this.home = home;
    this.profile = path.join(home, "profile");
    this.display = display;
    this.smtp = smtp;
    this.imap = imap;
  }

  /**
   * @param {{dark?: boolean, html?: boolean, install?: boolean, folder?: string, seen?: boolean}}
   *   [options] `install: false` leaves the host's manifest away; `seen` uses the user's display
   */
  static async make({ dark = false, html = true, install = true, folder, seen = false } = {}) {
    const place = folder ?? fs.mkdtempSync(path.join(os.tmpdir(), "rounds-e2e-"));
    fs.chmodSync(place, 0o755); // Dovecot reads its part as somebody else
    const home = path.join(place, "home");
    fs.mkdirSync(home, { recursive: true });
    const world = new World(
      place,
      home,
      seen ? Display.ofUser() : await Display.start(place),
      await SmtpSink.start(),
      await ImapServer.start(path.join(place, "imap")),
    );
    makeProfile({
      folder: world.profile,
      imap: world.imap,
      smtp: world.smtp,
      xpi: XPI,
      dark,
      html,
    });
    if (install) {
      try {
        await world.host("install");
      } catch (error) {
        await world.stop(); // or its servers would keep the test from ending
        throw error;
      }
    }
    return world;
  }

  /** The running Thunderbird. */
  get thunderbird() {
    if (!this.#thunderbird) {
      throw new Error("Thunderbird is not running");
    }
    return this.#thunderbird;
  }

  /** @param {{now?: string}} [options] `now` sets the host's clock */
  async start({ now } = {}) {
    this.#thunderbird = await Thunderbird.start(
      {
        home: this.home,
        profile: this.profile,
        display: this.display.name,
        logs: this.folder,
        imap: this.imap,
      },
      { now },
    );
    this.now = now;
    if (this.#isNew) {
      this.#isNew = false;
      await this.#thunderbird.welcomed();
    }
    return this.#thunderbird;
  }

  /** @param {{now?: string}} [options] */
  async restart({ now = this.now } = {}) {
    await this.#thunderbird?.quit();
    return this.start({ now });
  }

  /**
   * Runs a command of the host on this world's database and returns what it prints.
   * @param {string[]} args
   */
  async host(...args) {
    const { stdout } = await promisify(execFile)(HOST, args, {
      env: {
        PATH: process.env.PATH,
        HOME: this.home,
        TZ: "Europe/Berlin",
        ...(this.now ? { ROUNDS_NOW: this.now } : {}),
      },
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  }

  /**
   * Calls a method of the wire contract by the command line.
   * @param {string} method
   * @param {object} [params]
   */
  async call(method, params = {}) {
    return JSON.parse(await this.host("call", method, JSON.stringify(params)));
  }

  /**
   * The hosts that this world's Thunderbird runs.
   * @returns {number[]} their process ids
   */
  hosts() {
    return fs
      .readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .filter((name) => {
        try {
          const [program, manifest] = fs.readFileSync(`/proc/${name}/cmdline`, "utf8").split("\0");
          return path.basename(program) === "rounds-host" && manifest.startsWith(this.home);
        } catch {
          return false; // ended while we looked
        }
      })
      .map(Number);
  }

  /**
   * Installs the host behind a program that kills it, once, when it has carried out a call of this
   * method: what it did is stored, but its answer never arrives.
   * @param {string} method
   */
  async installForgetfulHost(method) {
    await this.host("install");
    const manifest = path.join(this.home, ".mozilla/native-messaging-hosts/rounds_host.json");
    const program = path.join(this.home, "rounds-host");
    fs.writeFileSync(
      program,
      `#!/bin/sh\nexec "${process.execPath}" "${FORGETFUL_HOST}" ` +
        `"${HOST}" "${method}" "${path.join(this.home, "forgotten")}" "$@"\n`,
      { mode: 0o755 },
    );
    const content = JSON.parse(fs.readFileSync(manifest, "utf8"));
    fs.writeFileSync(manifest, JSON.stringify({ ...content, path: program }));
  }

  /** Whether the forgetful host has lost an answer. */
  forgotten() {
    return fs.existsSync(path.join(this.home, "forgotten"));
  }

  /** @param {string} name */
  async screenshot(name) {
    const folder = process.env.ROUNDS_SCREENSHOTS ?? path.join(ROOT, "build/screenshots");
    await this.display.screenshot(path.join(folder, `${name}.png`));
  }

  async stop() {
    await this.#thunderbird?.kill();
    await this.imap.stop();
    await this.smtp.stop();
    await this.display.stop();
    if (!process.env.ROUNDS_KEEP) {
      fs.rmSync(this.folder, { recursive: true, force: true });
    }
  }
}
