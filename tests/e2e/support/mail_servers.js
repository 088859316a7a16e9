import crypto from "node:crypto";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";

import { SMTPServer } from "smtp-server";

import { dovecotConfig, MAIL_USER } from "./dovecot_config.js";
import { freePort, Process, until } from "./processes.js";

/**
 * A message that the sink received.
 * @typedef {{from: string, to: string[], raw: string}} Sent
 */

/** A real SMTP server on loopback that keeps each message's bytes and sends nothing on. */
export class SmtpSink {
  /** @type {Sent[]} */
  messages = [];
  /** What it answers to every recipient; empty: all is taken. */
  refusal = "";

  /** @param {number} port */
  constructor(port) {
    this.port = port;
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      onRcptTo: (_address, _session, callback) =>
        callback(
          this.refusal ? Object.assign(new Error(this.refusal), { responseCode: 550 }) : undefined,
        ),
      onData: (stream, session, callback) => {
        /** @type {Buffer[]} */
        const chunks = [];
        stream.on("data", (/** @type {Buffer} */ chunk) => chunks.push(chunk));
        stream.on("end", () => {
          const { mailFrom, rcptTo } = session.envelope;
          this.messages.push({
            from: mailFrom ? mailFrom.address : "",
            to: rcptTo.map((recipient) => recipient.address),
            raw: Buffer.concat(chunks).toString(),
          });
          callback();
        });
      },
    });
  }

  static async start() {
    const sink = new SmtpSink(await freePort());
    await new Promise((resolve) => sink.server.listen(sink.port, "127.0.0.1", () => resolve(0)));
    return sink;
  }

  /**
   * The message to this address, when it has come.
   * @param {string} address
   */
  async messageTo(address) {
    return until(`a message to ${address} has come`, () =>
      this.messages.find((message) => message.to.includes(address)),
    );
  }

  async stop() {
    await new Promise((resolve) => this.server.close(() => resolve(0)));
  }
}

/** A real IMAP server on loopback, Debian's Dovecot, with one mailbox in a folder of its own. */
export class ImapServer {
  user = "me";
  password = "secret";

  /**
   * @param {string} folder
   * @param {number} port
   */
  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
    fs.mkdirSync(path.join(folder, "mail"), { recursive: true });
    const config = path.join(folder, "dovecot.conf");
    fs.writeFileSync(config, dovecotConfig({ folder, port, password: this.password }));
    if (process.getuid?.() === 0) {
      chownTree(folder, MAIL_USER);
    }
    this.process = new Process("/usr/sbin/dovecot", ["-F", "-c", config], {
      log: path.join(folder, "dovecot.log"),
    });
  }

  /** @param {string} folder */
  static async start(folder) {
    const server = new ImapServer(folder, await freePort());
    await until("the IMAP server answers", () => answers(server.port));
    return server;
  }

  /**
   * Puts a message into the inbox, as if it had come from outside, or into another mailbox, as a
   * filter on the server does.
   * @param {string} raw
   * @param {string} [mailbox]
   */
  deliver(raw, mailbox) {
    const name = `${Date.now()}.${crypto.randomUUID()}.host`;
    const folder = path.join(this.folder, "mail", mailbox ? `.${mailbox}` : "");
    for (const part of ["tmp", "new", "cur"]) {
      fs.mkdirSync(path.join(folder, part), { recursive: true });
    }
    const unfinished = path.join(folder, "tmp", name);
    fs.writeFileSync(unfinished, raw.replaceAll(/\r?\n/g, "\r\n"));
    if (process.getuid?.() === 0) {
      chownTree(path.join(this.folder, "mail"), MAIL_USER);
    }
    fs.renameSync(unfinished, path.join(folder, "new", name));
  }

  /**
   * Puts many messages into the inbox at once, as if they had been read long ago.
   * @param {string[]} raws
   */
  fill(raws) {
    const folder = path.join(this.folder, "mail");
    for (const part of ["tmp", "new", "cur"]) {
      fs.mkdirSync(path.join(folder, part), { recursive: true });
    }
    raws.forEach((raw, i) => {
      const name = `${1_400_000_000 + i}.${i}.host:2,S`;
      fs.writeFileSync(path.join(folder, "cur", name), raw.replaceAll(/\r?\n/g, "\r\n"));
    });
    if (process.getuid?.() === 0) {
      chownTree(folder, MAIL_USER);
    }
  }

  /**
   * The messages that lie in a mailbox on the server ("Drafts", "Sent"), as bytes.
   * @param {string} mailbox
   */
  messagesIn(mailbox) {
    const folder = path.join(this.folder, "mail", `.${mailbox}`);
    return ["new", "cur"].flatMap((part) => {
      const place = path.join(folder, part);
      if (!fs.existsSync(place)) {
        return [];
      }
      return fs
        .readdirSync(place)
        .filter((name) => !/:2,[A-Z]*T/.test(name)) // marked as deleted
        .map((name) => fs.readFileSync(path.join(place, name), "utf8"));
    });
  }

  async stop() {
    await this.process.stop();
  }
}

/**
 * @param {string} folder
 * @param {number} user
 */
function chownTree(folder, user) {
  fs.chownSync(folder, user, user);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      chownTree(place, user);
    } else {
      fs.chownSync(place, user, user);
    }
  }
}

/**
 * @param {number} port
 * @returns {Promise<boolean>}
 */
function answers(port) {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    socket.once("data", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
