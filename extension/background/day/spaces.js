import { text } from "../../shared/text.js";

const NAME = "rounds";
const PAGE = "/pages/tab/tab.html";

/** The Rounds tab, with its button in the spaces toolbar. */
export class Spaces {
  /** @type {Promise<number> | null} */
  #id = null;

  init() {
    messenger.runtime.onInstalled.addListener(({ reason }) => {
      if (reason === "install") {
        this.open("welcome").catch((error) => console.warn("The tab could not be opened:", error));
      }
    });
    // Thunderbird gives the keyboard to a popup only after a click in it, to the tab at once.
    messenger.commands.onCommand.addListener((command) => {
      if (command === "open-tab") {
        this.open().catch((error) => console.warn("The tab could not be opened:", error));
      }
    });
    this.#space().catch((error) => console.error("The space could not be made:", error));
  }

  /**
   * Opens the tab, or brings it to the front.
   *
   * @param {string} [view]  becomes the page's `location.hash`
   */
  async open(view) {
    const tab = await messenger.spaces.open(await this.#space());
    if (view && tab.id !== undefined) {
      await messenger.tabs.update(tab.id, {
        url: `${messenger.runtime.getURL(PAGE)}#${encodeURIComponent(view)}`,
      });
    }
    if (tab.windowId !== undefined) {
      await messenger.windows.update(tab.windowId, { focused: true });
    }
  }

  /** The space's id; it is made when it is not there yet. */
  #space() {
    this.#id ??= this.#findOrCreate().catch((error) => {
      this.#id = null;
      throw error;
    });
    return this.#id;
  }

  async #findOrCreate() {
    // A space outlives the background page that made it.
    const [there] = await messenger.spaces.query({ name: NAME, isSelfOwned: true });
    const space =
      there ??
      (await messenger.spaces.create(NAME, PAGE, {
        title: text("manifest_name"),
        themeIcons: [16, 32].map((size) => ({
          light: "/icons/rounds-light.svg",
          dark: "/icons/rounds-dark.svg",
          size,
        })),
      }));
    return space.id;
  }
}
