import { Buffer } from "node:buffer";
import net from "node:net";

/** @typedef {(value: any) => void} Settle */

/**
 * A client of Marionette, the remote control that is built into Thunderbird
 * (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html): packets of JSON behind
 * their length, one session at a time.
 */
export class Marionette {
  /** @type {net.Socket} */
  #socket;
  #received = Buffer.alloc(0);
  #lastId = 0;
  /** @type {Map<number, {resolve: Settle, reject: Settle}>} */
  #waiting = new Map();

  /** @param {net.Socket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on("data", (bytes) => this.#receive(bytes));
    const fail = () => this.#fail(new Error("Thunderbird closed the connection"));
    socket.on("close", fail);
    socket.on("error", fail);
  }

  /**
   * Connects as soon as Thunderbird listens, and begins a session in chrome context.
   * @param {number} port
   * @param {() => boolean} alive whether it is worth trying on
   */
  static async connect(port, alive) {
    for (;;) {
      try {
        const socket = await new Promise((resolve, reject) => {
          const attempt = net.connect(port, "127.0.0.1", () => resolve(attempt));
          attempt.once("error", reject);
        });
        const client = new Marionette(socket);
        await client.send("WebDriver:NewSession", { strictFileInteractability: false });
        await client.send("Marionette:SetContext", { value: "chrome" });
        await client.send("WebDriver:SetTimeouts", { script: 300_000 });
        return client;
      } catch (error) {
        if (!alive()) {
          throw error;
        }
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  /**
   * @param {string} command
   * @param {object} [parameters]
   * @returns {Promise<any>}
   */
  send(command, parameters = {}) {
    const id = ++this.#lastId;
    const packet = JSON.stringify([0, id, command, parameters]);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(`${Buffer.byteLength(packet)}:${packet}`);
    });
  }

  /**
   * Runs the body of an async function with chrome privileges and returns what it returns.
   * @param {string} body it sees its arguments as `args`
   * @param {any[]} args
   */
  async execute(body, args = []) {
    const script = `
      const done = arguments[arguments.length - 1];
      const args = Array.from(arguments).slice(0, -1);
      (async () => { ${body} })().then(
        (value) => done({ value: value === undefined ? null : value }),
        (error) => done({ error: String(error) + "\\n" + (error?.stack ?? "") }));`;
    const { value } = await this.send("WebDriver:ExecuteAsyncScript", {
      script,
      args,
      sandbox: "system",
      newSandbox: false,
    });
    if (value?.error) {
      throw new Error(value.error);
    }
    return value?.value;
  }

  close() {
    this.#socket.destroy();
  }

  /** @param {Buffer} bytes */
  #receive(bytes) {
    this.#received = Buffer.concat([this.#received, bytes]);
    for (;;) {
      const colon = this.#received.indexOf(":");
      if (colon < 0) {
        return;
      }
      const end = colon + 1 + Number(this.#received.subarray(0, colon).toString());
      if (this.#received.length < end) {
        return;
      }
      const packet = JSON.parse(this.#received.subarray(colon + 1, end).toString());
      this.#received = this.#received.subarray(end);
      if (!Array.isArray(packet)) {
        continue;
      } // the greeting
      const [, id, error, result] = packet;
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) {
        waiting?.reject(new Error(`${error.error}: ${error.message}\n${error.stacktrace}`));
      } else {
        waiting?.resolve(result);
      }
    }
  }

  /** @param {Error} error */
  #fail(error) {
    for (const { reject } of this.#waiting.values()) {
      reject(error);
    }
    this.#waiting.clear();
  }
}
