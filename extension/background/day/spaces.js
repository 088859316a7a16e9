import { text } from "../../shared/text.js";

const NAME = "rounds";
const PAGE = "/pages/tab/tab.html";
/** Thunderbird's own command, which opens the popup. */
const POPUP = "_execute_action";

/** The Rounds tab, with its button in the spaces toolbar. */
export class Spaces {
  /** @type {Promise<number> | null} */
  #id = null;

  init() {
    messenger.runtime.onInstalled.addListener(({ reason }) => {
      if (reason === "install") {
        this.#openSoon("welcome");
      } else if (reason === "update") {
        takeOverShortcut().catch((error) => console.warn("A shortcut was not kept:", error));
      }
    });
    messenger.commands.onCommand.addListener((command) => {
      if (command === "today") {
        openForKeys().catch((error) => console.warn("Today could not be shown:", error));
      } else if (command === "open-tab") {
        this.#openSoon();
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

  /** As `open`, for those who do not wait for it. @param {string} [view] */
  #openSoon(view) {
    this.open(view).catch((error) => console.warn("The tab could not be opened:", error));
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

/**
 * The shortcut once opened the popup, by a command of Thunderbird's own. Who had chosen
 * another key for it has that key lead to the tab; there is no key for the popup by itself.
 */
async function takeOverShortcut() {
  const commands = await messenger.commands.getAll();
  const chosen = commands.find(({ name }) => name === POPUP)?.shortcut;
  if (chosen) {
    await messenger.commands.update({ name: "today", shortcut: chosen });
    await messenger.commands.reset(POPUP);
  }
}

/**
 * Shows the page of the tab in a window of its own, or brings that one to the front, with the keyboard
 * where writing begins. Thunderbird gives the keyboard neither to a popup nor to a tab that an add-on
 * opens before they are clicked, but to a window at once.
 */
export async function openForKeys() {
  const { keyWindow } = await messenger.storage.session.get("keyWindow");
  const [tab] = keyWindow
    ? await messenger.tabs.query({ windowId: keyWindow }).catch(() => [])
    : [];
  const url = `${messenger.runtime.getURL(PAGE)}#write`;
  if (tab?.id !== undefined) {
    await messenger.tabs.update(tab.id, { url });
    await messenger.windows.update(keyWindow, { focused: true });
    return;
  }
  const { id } = await messenger.windows.create({ type: "popup", url, width: 1000, height: 760 });
  await messenger.storage.session.set({ keyWindow: id });
}
