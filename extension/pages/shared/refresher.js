/**
 * Draws a page again whenever it is asked to, one drawing after the other. Many requests while a
 * drawing is under way make one more.
 */
export class Refresher {
  #draw;
  /** @type {Promise<void> | null} */
  #running = null;
  #again = false;

  /** @param {() => Promise<void>} draw */
  constructor(draw) {
    this.#draw = draw;
  }

  /** @returns {Promise<void>} when the page shows what was true when this was called, or later */
  refresh() {
    this.#again = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #run() {
    while (this.#again) {
      this.#again = false;
      try {
        await this.#draw();
      } catch (error) {
        console.error("The page could not be drawn:", error);
      }
    }
  }
}
