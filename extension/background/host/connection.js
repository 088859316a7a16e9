import { HOST_AWAY, RoundsError } from "../../shared/rounds_error.js";
import { text } from "../../shared/text.js";
import { Pauses } from "./pauses.js";
import { isOlder } from "./versions.js";

const NATIVE_APPLICATION = "rounds_host";
const PROTOCOL = 1;
/** The oldest host that this add-on can work with. */
const OLDEST_HOST = "0.1.0";
const RETRY_ALARM = "rounds:connect";
/** A caller that cannot wait for the next attempt may have one at once, but not more often. */
const SHORTEST_GAP = 1_000;
/** A host that was started and does not even greet is hung. */
const GREETING_LIMIT = 20_000;
/**
 * One that was asked and gives neither an answer nor any progress for so long is hung, too. It takes
 * one request after the other, so that a sign of any of them is a sign for all.
 */
const SILENCE_LIMIT = 60_000;
/** What writes the whole database anew tells no progress. */
const WHOLE = new Set(["copies.make", "copies.restore", "host.repair"]);
const WHOLE_LIMIT = 15 * 60_000;
/** The host refuses longer frames and ends, so they must not be sent. */
const LONGEST_FRAME = 64 * 1024 * 1024;

/** JSON-RPC's own error codes, as kinds. @type {Record<number, string>} */
const KINDS = {
  [-32700]: "bad_request",
  [-32600]: "bad_request",
  [-32601]: "unknown_method",
  [-32602]: "invalid",
};

/** @typedef {import("../../shared/background.js").HostStateName} HostStateName */

/**
 * @typedef {object} Pending
 * @property {string} method
 * @property {(result: any) => void} resolve
 * @property {(error: RoundsError) => void} reject
 * @property {((progress: import("../../shared/wire.js").Progress) => void) | undefined} onProgress
 */

/**
 * The native port: JSON-RPC over it, the greeting, and connecting again with growing pauses.
 *
 * A request made while the port is being opened waits for the greeting. One made while the host is
 * away tries once more at once, so that what the user does is never answered from a stale failure.
 */
export class Connection {
  #changes;
  #clock;
  /** @type {messenger.runtime.Port | null} */
  #port = null;
  #nextId = 1;
  /** @type {Map<number, Pending>} */
  #pending = new Map();
  /** @type {HostStateName} */
  #state = "connecting";
  #message = "";
  /** @type {import("../../shared/wire.js").Hello | undefined} */
  #hello;
  /** @type {number | undefined} */
  #retryAt;
  #lastAttempt = 0;
  #pauses = new Pauses();
  /** Runs while an answer is waited for. @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;
  /** @type {Promise<void> | null} */
  #attempt = null;
  /** @type {Set<() => void>} */
  #connected = new Set();

  /**
   * @param {object} parts
   * @param {import("./changes.js").Changes} parts.changes
   * @param {import("./host_clock.js").HostClock} parts.clock
   */
  constructor({ changes, clock }) {
    this.#changes = changes;
    this.#clock = clock;
  }

  init() {
    messenger.alarms.onAlarm.addListener((alarm) => {
      if (alarm.name === RETRY_ALARM) {
        this.connect();
      }
    });
    // Together with this listener Thunderbird starts the background when it starts itself.
    messenger.runtime.onStartup.addListener(() => {});
    this.connect();
  }

  /** Calls the listener each time the host has greeted. @param {() => void} listener */
  onConnected(listener) {
    this.#connected.add(listener);
  }

  get connected() {
    return this.#state === "connected";
  }

  /** @returns {{state: HostStateName, message: string, hello?: import("../../shared/wire.js").Hello, retryAt?: number}} */
  get state() {
    return {
      state: this.#state,
      message: this.#message,
      hello: this.#hello,
      retryAt: this.connected ? undefined : this.#retryAt,
    };
  }

  /**
   * Opens the port if it is not open, and waits until the host has greeted or could not.
   *
   * @returns {Promise<void>} never rejects; `state` tells how it went
   */
  connect() {
    if (this.connected) {
      return Promise.resolve();
    }
    this.#attempt ??= this.#greet()
      .catch((error) => this.#away("failed", text("error_host_refused", String(error))))
      .finally(() => {
        this.#attempt = null;
      });
    return this.#attempt;
  }

  /**
   * Asks the host.
   *
   * @param {string} method
   * @param {import("../../shared/wire.js").Params} [params]
   * @param {{onProgress?: (progress: import("../../shared/wire.js").Progress) => void, signal?: AbortSignal}} [options]
   * @returns {Promise<any>}
   * @throws {RoundsError} the host's refusal, or one of `HOST_AWAY` when there is no answer
   */
  async request(method, params = {}, options = {}) {
    await this.#reach();
    return this.#send(method, params, options);
  }

  /**
   * As `request`, and asks a second time when the host goes away in between. Only for what may be
   * asked twice: reading, and facts.
   *
   * @type {Connection["request"]}
   */
  async requestTwice(method, params = {}, options = {}) {
    await this.#reach();
    try {
      return await this.#send(method, params, options);
    } catch (error) {
      if (!HOST_AWAY.has(RoundsError.from(error).kind) || options.signal?.aborted) {
        throw error;
      }
      await this.connect();
      return this.request(method, params, options);
    }
  }

  /**
   * Asks for what is answered while the database is damaged, too, and greets anew when that has put
   * another database in its place.
   *
   * @param {string} method  of `copies.*`, or `host.repair`
   * @param {import("../../shared/wire.js").Params} [params]
   * @returns {Promise<any>}
   */
  async mend(method, params = {}) {
    if (!(this.#state === "damaged" && this.#port)) {
      await this.connect();
    }
    if (!this.connected && !(this.#state === "damaged" && this.#port)) {
      throw new RoundsError(`host_${this.#state}`, this.#message);
    }
    const result = await this.#send(method, params);
    if (method === "copies.restore" || method === "host.repair") {
      await this.#greetAnew();
    }
    return result;
  }

  /** Another database stands in the place of the one that the host has greeted with. */
  async #greetAnew() {
    await this.#attempt;
    if (this.#port) {
      this.#set("connecting", "");
      this.#close(this.#port);
    }
    await this.connect();
    this.#changes.announce();
  }

  async #reach() {
    if (this.#attempt) {
      await this.#attempt;
    } else if (!this.connected && Date.now() - this.#lastAttempt >= SHORTEST_GAP) {
      await this.connect();
    }
    if (!this.connected) {
      throw new RoundsError(`host_${this.#state}`, this.#message);
    }
  }

  /**
   * @param {string} method
   * @param {import("../../shared/wire.js").Params} params
   * @param {Parameters<Connection["request"]>[2]} options
   * @returns {Promise<any>}
   */
  #send(method, params, { onProgress, signal } = {}) {
    return new Promise((resolve, reject) => {
      const port = this.#port;
      if (!port) {
        reject(new RoundsError("host_failed", text("error_host_stopped")));
        return;
      }
      const id = this.#nextId++;
      const message = { jsonrpc: "2.0", id, method, params };
      if (isTooLong(params)) {
        reject(new RoundsError("too_large", text("error_too_large")));
        return;
      }
      const cancel = () => {
        if (this.#port === port) {
          port.postMessage({ jsonrpc: "2.0", method: "cancel", params: { id } });
        }
      };
      signal?.addEventListener("abort", cancel);
      const settle = () => signal?.removeEventListener("abort", cancel);
      this.#pending.set(id, {
        method,
        resolve: (result) => (settle(), resolve(result)),
        reject: (error) => (settle(), reject(error)),
        onProgress,
      });
      if (this.#pending.size === 1 || WHOLE.has(method)) {
        this.#listenAnew(port);
      }
      try {
        port.postMessage(message);
      } catch (error) {
        // The host has gone, and the news of it are still on their way.
        console.debug("The host could not be asked:", error);
        this.#lost(port, undefined);
      }
    });
  }

  async #greet() {
    this.#lastAttempt = Date.now();
    if (this.#port) {
      this.#close(this.#port); // of a host whose database was damaged
    }
    const port = messenger.runtime.connectNative(NATIVE_APPLICATION);
    this.#port = port;
    port.onMessage.addListener((message) => {
      this.#receive(message);
      if (this.#port === port) {
        this.#listenAnew(port);
      }
    });
    port.onDisconnect.addListener((closed) => this.#lost(port, closed?.error?.message));

    // Nobody tells us of a port that we close ourselves.
    const limit = setTimeout(() => this.#giveUp(port), GREETING_LIMIT);
    try {
      const { version } = messenger.runtime.getManifest();
      const hello = await this.#send("host.hello", {
        client: `rounds-add-on ${version}`,
        protocol: PROTOCOL,
      });
      await this.#welcome(hello);
    } catch (thrown) {
      const error = RoundsError.from(thrown);
      if (error.kind === "unsupported" || error.kind === "unknown_method") {
        this.#away("too_old", text("error_host_too_old", "?", OLDEST_HOST));
      } else if (error.kind === "damaged") {
        this.#away("damaged", error.message);
      } else if (!HOST_AWAY.has(error.kind)) {
        this.#away("failed", text("error_host_refused", error.message));
      }
      // The kinds of HOST_AWAY come from #lost, which has said already what there is to say.
    } finally {
      clearTimeout(limit);
      if (!this.connected) {
        if (this.#state !== "damaged") {
          this.#close(port);
        } // else it is still asked for its copies
        await this.#retryLater();
      }
    }
  }

  /** @param {import("../../shared/wire.js").Hello} hello */
  async #welcome(hello) {
    if (hello.protocol < PROTOCOL || isOlder(hello.version, OLDEST_HOST)) {
      this.#away("too_old", text("error_host_too_old", hello.version, OLDEST_HOST));
      return;
    }
    if (hello.protocol > PROTOCOL) {
      this.#away("too_new", text("error_host_too_new", hello.version));
      return;
    }
    await this.#clock.learn(hello.today);
    await messenger.alarms.clear(RETRY_ALARM);
    if (!this.#port) {
      return; // lost while this was being written
    }
    this.#hello = hello;
    this.#pauses.connected();
    this.#set("connected", "");
    for (const listener of this.#connected) {
      listener();
    }
  }

  /**
   * From now on the host's silence is measured: it has just given a sign, or has something to do.
   *
   * @param {messenger.runtime.Port} port
   */
  #listenAnew(port) {
    clearTimeout(this.#silence);
    if (this.#pending.size > 0) {
      const whole = [...this.#pending.values()].some(({ method }) => WHOLE.has(method));
      this.#silence = setTimeout(() => this.#giveUp(port), whole ? WHOLE_LIMIT : SILENCE_LIMIT);
    }
  }

  /** The host is hung: those who wait are told, and another one is started. @param {messenger.runtime.Port} port */
  #giveUp(port) {
    if (this.#port !== port) {
      return;
    }
    const greeting = this.#attempt !== null;
    this.#away("failed", text("error_host_silent"));
    this.#close(port);
    if (!greeting) {
      this.#planRetry();
    } // else the attempt itself ends now, and plans it
  }

  /** @param {any} message */
  #receive(message) {
    if (message.method === "progress") {
      this.#pending.get(message.params.id)?.onProgress?.({
        done: message.params.done,
        total: message.params.total,
      });
      return;
    }
    const pending = this.#pending.get(message.id);
    if (!pending) {
      return;
    }
    this.#pending.delete(message.id);
    if (message.error) {
      const { code, message: sentence, data } = message.error;
      pending.reject(
        new RoundsError(data?.kind ?? KINDS[code] ?? "internal", sentence, {
          field: data?.field,
          data,
        }),
      );
    } else {
      pending.resolve(message.result);
    }
  }

  /**
   * The host closed the port, or it could not be started at all.
   *
   * @param {messenger.runtime.Port} port
   * @param {string | undefined} reason  Thunderbird's words
   */
  #lost(port, reason) {
    if (this.#port !== port) {
      return;
    }
    const greeted = this.connected;
    if (reason?.includes("No such native application")) {
      this.#away("missing", text("error_host_missing"));
    } else if (!greeted && reason) {
      this.#away("failed", text("error_host_not_started"));
    } else {
      this.#away("failed", text("error_host_stopped"));
    }
    this.#close(port);
    if (greeted) {
      this.#planRetry();
    }
  }

  /** @param {messenger.runtime.Port} port */
  #close(port) {
    if (this.#port === port) {
      this.#port = null;
      clearTimeout(this.#silence);
    }
    port.disconnect();
    // Those who asked can tell a host that went away with their request from one that was away.
    const away = new RoundsError(`host_${this.#state}`, this.#message, { data: { asked: true } });
    for (const pending of this.#pending.values()) {
      pending.reject(away);
    }
    this.#pending.clear();
  }

  #planRetry() {
    this.#retryLater().catch((error) => console.error("No retry could be planned:", error));
  }

  async #retryLater() {
    this.#retryAt = Date.now() + (await this.#pauses.next());
    // An alarm and not a timer: without a port the background may be stopped while it waits.
    await messenger.alarms.create(RETRY_ALARM, { when: this.#retryAt });
  }

  /**
   * @param {HostStateName} state
   * @param {string} message
   */
  #away(state, message) {
    this.#hello = undefined;
    this.#set(state, message);
  }

  /**
   * @param {HostStateName} state
   * @param {string} message
   */
  #set(state, message) {
    const changed = state !== this.#state || message !== this.#message;
    this.#state = state;
    this.#message = message;
    // Another failed attempt of the same kind is no news: pages would ask again, and so on for ever.
    if (changed) {
      this.#changes.announce();
    }
  }
}

/**
 * Whether a request is longer than a frame may be. Only an imported file can be, so that short
 * requests are not written out twice.
 *
 * @param {import("../../shared/wire.js").Params} params
 */
function isTooLong({ text: file }) {
  return (
    typeof file === "string" &&
    file.length > LONGEST_FRAME / 8 &&
    new TextEncoder().encode(JSON.stringify(file)).length > LONGEST_FRAME - 4096
  );
}
