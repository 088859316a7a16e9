/** Tells the rest of the add-on, and the open pages, that something changed. */
export class Changes {
  /** @type {Set<() => void>} */
  #listeners = new Set();

  /** Calls the listener after every change. @param {() => void} listener */
  listen(listener) {
    this.#listeners.add(listener);
  }

  /** Something changed: everybody who shows anything shall look again. */
  announce() {
    for (const listener of this.#listeners) {
      listener();
    }
    // With no page open there is nobody to receive this, and that is no mistake.
    messenger.runtime.sendMessage({ rounds: "changed" }).catch(() => {});
  }
}
