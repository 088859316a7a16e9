/** One event of a WebExtension API, that a test can fire. */
export class FakeEvent {
  /** @type {Set<(...args: any[]) => any>} */
  #listeners = new Set();

  /** @param {(...args: any[]) => any} listener */
  addListener(listener) {
    this.#listeners.add(listener);
  }

  /** @param {(...args: any[]) => any} listener */
  removeListener(listener) {
    this.#listeners.delete(listener);
  }

  /** @param {(...args: any[]) => any} listener */
  hasListener(listener) {
    return this.#listeners.has(listener);
  }

  /**
   * Calls every listener and waits for all of them.
   *
   * @param {any[]} args
   * @returns {Promise<any[]>} their answers
   */
  fire(...args) {
    return Promise.all([...this.#listeners].map((listener) => listener(...args)));
  }

  /** The add-on's background was stopped: nobody listens any more. */
  clear() {
    this.#listeners.clear();
  }
}
