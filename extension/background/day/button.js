import { HOST_AWAY, RoundsError } from "../../shared/rounds_error.js";
import { dayFace, noRoundFace, troubleFace } from "./button_face.js";

/** Keeps the toolbar button as things are. */
export class Button {
  #connection;
  #pendingFacts;
  #session;
  #changes;
  #joy;
  #drawing = false;
  #again = false;

  /**
   * @param {object} parts
   * @param {import("../host/connection.js").Connection} parts.connection
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("./session.js").Session} parts.session
   * @param {import("../host/changes.js").Changes} parts.changes
   * @param {import("../replies/joy.js").Joy} parts.joy
   */
  constructor({ connection, pendingFacts, session, changes, joy }) {
    this.#connection = connection;
    this.#pendingFacts = pendingFacts;
    this.#session = session;
    this.#changes = changes;
    this.#joy = joy;
  }

  init() {
    this.#changes.listen(() => this.refresh());
    this.refresh();
  }

  /** Draws the button again. Many calls in a row make at most one more drawing. */
  async refresh() {
    if (this.#drawing) {
      this.#again = true;
      return;
    }
    this.#drawing = true;
    do {
      this.#again = false;
      try {
        await this.#draw(await this.#face());
      } catch (error) {
        console.error("The button could not be drawn:", error);
      }
    } while (this.#again);
    this.#drawing = false;
  }

  async #face() {
    const waiting = (await this.#pendingFacts.list()).length;
    const refused = (await this.#pendingFacts.refused()).length;
    try {
      const today = await this.#session.today();
      const news = await this.#joy.news().catch(() => "");
      return dayFace(today, { waiting, refused, news });
    } catch (thrown) {
      const error = RoundsError.from(thrown);
      if (error.kind === "not_found") {
        return noRoundFace();
      }
      return troubleFace(
        HOST_AWAY.has(error.kind) ? this.#connection.state.message : error.message,
      );
    }
  }

  /** @param {import("./button_face.js").Face} face */
  async #draw({ badge, title, color, icon }) {
    const { action } = messenger;
    await action.setBadgeText({ text: badge });
    await action.setBadgeBackgroundColor({ color });
    await action.setTitle({ title });
    // Without a path the manifest's icons come back, which suit light and dark.
    await action.setIcon(icon === "plain" ? {} : { path: `/icons/rounds-${icon}.svg` });
  }
}
