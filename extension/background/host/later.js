import { HOST_AWAY, RoundsError } from "../../shared/rounds_error.js";
import { oneAtATime } from "./one_at_a_time.js";

/**
 * Things that happened and that the host has to be asked about. They are kept in storage until that
 * was done, so that neither an absent host nor a stopped background makes them forgotten; and they
 * are looked at in order, each once what was done before has reached the host and no note is in the
 * middle of being sent.
 *
 * @template T
 */
export class Later {
  #key;
  #look;
  #connection;
  #pendingFacts;
  #tabs;
  #stored = oneAtATime();
  #looking = oneAtATime();

  /**
   * @param {object} parts
   * @param {string} parts.key  in storage.local
   * @param {(thing: T) => Promise<void>} parts.look  may be called twice for one thing
   * @param {import("./connection.js").Connection} parts.connection
   * @param {import("./pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("../compose/compose_tabs.js").ComposeTabs} parts.tabs
   */
  constructor({ key, look, connection, pendingFacts, tabs }) {
    this.#key = key;
    this.#look = look;
    this.#connection = connection;
    this.#pendingFacts = pendingFacts;
    this.#tabs = tabs;
  }

  init() {
    this.#connection.onConnected(() => this.#lookSoon());
  }

  /**
   * Keeps a thing, and looks at it as soon as possible.
   *
   * @param {T} thing
   * @returns {Promise<void>} resolves when it is kept
   */
  async add(thing) {
    await this.#change((all) => [...all, { id: crypto.randomUUID(), thing }]);
    this.#lookSoon();
  }

  #lookSoon() {
    this.#lookAtAll().catch((error) => console.error("What waits could not be looked at:", error));
  }

  #lookAtAll() {
    return this.#looking(async () => {
      for (const { id, thing } of await this.#list()) {
        await this.#tabs.whenNoneSends();
        await this.#pendingFacts.deliver();
        try {
          await this.#look(thing);
        } catch (error) {
          if (HOST_AWAY.has(RoundsError.from(error).kind)) {
            return; // it stays, and is looked at when the host is back
          }
          console.error("This could not be looked at, and never will be:", thing, error);
        }
        await this.#change((all) => all.filter((other) => other.id !== id));
      }
    });
  }

  /** @returns {Promise<{id: string, thing: T}[]>} */
  async #list() {
    return (await messenger.storage.local.get(this.#key))[this.#key] ?? [];
  }

  /** @param {(all: {id: string, thing: T}[]) => {id: string, thing: T}[]} change */
  #change(change) {
    return this.#stored(async () => {
      await messenger.storage.local.set({ [this.#key]: change(await this.#list()) });
    });
  }
}
