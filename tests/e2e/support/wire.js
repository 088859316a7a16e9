import { spawn } from "node:child_process";
import crypto from "node:crypto";

import { HOST } from "./world.js";

const MANIFEST = "/rounds_host.json";
const ADD_ON = "rounds@letter-rounds";

/** A host as Thunderbird starts it, spoken to in frames. */
export class Wire {
  #host;
  #received = Buffer.alloc(0);
  #lastId = 0;
  /** @type {Map<number, (answer: any) => void>} */
  #waiting = new Map();

  /** @param {{database: string, now: string}} options */
  constructor({ database, now }) {
    this.#host = spawn(HOST, [MANIFEST, ADD_ON], {
      stdio: ["pipe", "pipe", "inherit"],
      env: { ROUNDS_DATABASE: database, ROUNDS_NOW: now },
    });
    this.#host.stdout.on("data", (/** @type {Buffer} */ bytes) => this.#receive(bytes));
  }

  /**
   * @param {string} method
   * @param {object} [params]
   * @returns {Promise<any>} its result
   */
  async call(method, params = {}) {
    const id = ++this.#lastId;
    const text = Buffer.from(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    const length = Buffer.alloc(4);
    length.writeUInt32LE(text.length);
    const answer = await new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#host.stdin.write(Buffer.concat([length, text]));
    });
    if (answer.error) {
      throw new Error(`${method}: ${answer.error.message}`);
    }
    return answer.result;
  }

  /**
   * Calls a method that changes something, under a new fact.
   * @param {string} method
   * @param {object} params
   */
  change(method, params) {
    return this.call(method, { fact: crypto.randomUUID(), ...params });
  }

  /** Ends it as Thunderbird does, by the end of its input. @returns {Promise<number | null>} */
  async end() {
    const ended = new Promise((resolve) => this.#host.once("exit", resolve));
    this.#host.stdin.end();
    return ended;
  }

  /** @param {Buffer} bytes */
  #receive(bytes) {
    this.#received = Buffer.concat([this.#received, bytes]);
    while (this.#received.length >= 4) {
      const end = 4 + this.#received.readUInt32LE(0);
      if (this.#received.length < end) {
        return;
      }
      const message = JSON.parse(this.#received.subarray(4, end).toString());
      this.#received = this.#received.subarray(end);
      this.#waiting.get(message.id)?.(message); // what has no id is progress
      this.#waiting.delete(message.id);
    }
  }
}
