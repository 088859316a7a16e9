/** "The next note, please": one key, from anywhere in Thunderbird. */
export class NextNote {
  #session;
  #compose;
  #tabs;
  #spaces;

  /**
   * @param {object} parts
   * @param {import("../day/session.js").Session} parts.session
   * @param {import("./compose.js").Compose} parts.compose
   * @param {import("./compose_tabs.js").ComposeTabs} parts.tabs
   * @param {import("../day/spaces.js").Spaces} parts.spaces
   */
  constructor({ session, compose, tabs, spaces }) {
    this.#session = session;
    this.#compose = compose;
    this.#tabs = tabs;
    this.#spaces = spaces;
  }

  init() {
    messenger.commands.onCommand.addListener((command) => {
      if (command === "next-note") {
        this.open().catch((error) => console.warn("The next note could not be opened:", error));
      }
    });
  }

  /**
   * Opens the note to the first of today's people whose note is not open yet. When all are, the
   * first one's comes to the front; when nobody is left, or something is wrong, the Rounds tab says
   * how things stand.
   */
  async open() {
    // The note before this one may be on its way: until it counts, its person would be the next.
    await this.#tabs.whenNoneSends();
    try {
      const { due } = await this.#session.today();
      const next = (await this.#firstWithoutWindow(due)) ?? due[0];
      if (next) {
        await this.#compose.write(next.turn);
        return;
      }
    } catch (error) {
      console.debug("There is no next note:", error);
    }
    await this.#spaces.open("write");
  }

  /** @param {import("../../shared/wire.js").Turn[]} due */
  async #firstWithoutWindow(due) {
    for (const turn of due) {
      if (!(await this.#tabs.tabOf(turn.turn))) {
        return turn;
      }
    }
    return undefined;
  }
}
