import fs from "node:fs";
import os from "node:os";
import path from "node:path";

import { Marionette } from "./marionette.js";
import { freePort, Process, until } from "./processes.js";

export const ADD_ON = "rounds@letter-rounds";

/** @typedef {"popup" | "tab" | "background" | "guard" | "panel" | "options"} Place a page of the add-on */

// These run inside Thunderbird, with chrome privileges, before each script of ours.
const CHROME_HELPERS = `
  const ADD_ON = ${JSON.stringify(ADD_ON)};
  const mainWindow = () => Services.wm.getMostRecentWindow("mail:3pane");
  const composeWindows = () => [...Services.wm.getEnumerator("msgcompose")];
  const sleep = (ms) => new Promise((resolve) => mainWindow().setTimeout(resolve, ms));
  const waitFor = async (what, ask) => {
    for (let i = 0; i < 1800; i++) {
      const answer = await ask();
      if (answer) return answer;
      await sleep(50);
    }
    throw new Error("gave up waiting until " + what);
  };
  const allWindows = () => [...Services.wm.getEnumerator(null)];
  // Whether the element was hit: nothing is while a window is locked or still being drawn.
  const click = (element) => {
    const window = element.ownerDocument.defaultView;
    const box = element.getBoundingClientRect();
    if (element.disabled || box.width === 0) return false;
    let hit = false;
    const hear = () => (hit = true);
    element.addEventListener("mousedown", hear, true);
    for (const type of ["mousedown", "mouseup"]) {
      window.synthesizeMouseEvent(
        type, box.x + box.width / 2, box.y + box.height / 2, { button: 0, clickCount: 1 });
    }
    element.removeEventListener("mousedown", hear, true);
    return hit;
  };
  const pageBrowser = (place) => {
    if (place === "background") {
      const extension = WebExtensionPolicy.getByID(ADD_ON)?.extension;
      return [...(extension?.views ?? [])].find((v) => v.viewType === "background")?.xulBrowser;
    }
    for (const window of allWindows()) {
      const browsers = place === "popup"
        ? window.document.querySelectorAll(".webextension-popup-browser")
        : window.document.querySelectorAll("browser");
      for (const browser of browsers) {
        const address = browser.currentURI?.spec ?? "";
        if (address.startsWith("moz-extension:") && address.includes("/pages/" + place + "/")) {
          return browser;
        }
      }
    }
    return null;
  };
  let frameScripts = 0;
  const inPage = async (place, source, args) => {
    const browser = await waitFor("the page " + place + " is there", () => pageBrowser(place));
    const name = "rounds-test-" + Date.now() + "-" + ++frameScripts;
    const manager = browser.messageManager;
    const script = \`{
      const send = (value) => sendAsyncMessage(\${JSON.stringify(name)}, value);
      try {
        const sandbox = Components.utils.Sandbox(content, {
          sandboxPrototype: content, wantXrays: false });
        Components.utils.exportFunction((x, y) => {
          for (const type of ["mousedown", "mouseup"]) {
            content.synthesizeMouseEvent(type, x, y, { button: 0, clickCount: 1 });
          }
        }, sandbox, { defineAs: "clickAt" });
        sandbox.args = \${JSON.stringify(JSON.stringify(args))};
        Components.utils.evalInSandbox(\${JSON.stringify(
          "(async () => JSON.stringify(await (" + source + ")(...JSON.parse(args)) ?? null))()"
        )}, sandbox).then(
          (value) => send({ value }),
          (error) => send({ error: String(error) + "\\\\n" + (error && error.stack) }));
      } catch (error) {
        send({ error: String(error) });
      }
    }\`;
    const answer = await new Promise((resolve) => {
      manager.addMessageListener(name, function listener(message) {
        manager.removeMessageListener(name, listener);
        resolve(message.data);
      });
      manager.loadFrameScript("data:application/javascript;charset=utf-8," +
        encodeURIComponent(script), false);
    });
    if (answer.error) throw new Error(place + ": " + answer.error);
    return JSON.parse(answer.value);
  };
`;

/**
 * @typedef {object} Surroundings
 * @property {string} home the HOME in which it runs
 * @property {string} profile
 * @property {string} display
 * @property {string} logs
 * @property {{user: string, password: string}} imap
 */

/** A running Thunderbird under remote control. */
export class Thunderbird {
  /** @type {Marionette} */
  #marionette;

  /**
   * @param {Process} process
   * @param {Marionette} marionette
   */
  constructor(process, marionette) {
    this.process = process;
    this.#marionette = marionette;
  }

  /**
   * Starts it, tells it the account's password and connects it. `now` is the host's clock
   * (ROUNDS_NOW); without it the host looks at the machine's.
   * @param {Surroundings} surroundings
   * @param {{now?: string}} [options]
   */
  static async start({ home, profile, display, logs, imap }, { now } = {}) {
    const port = await freePort();
    fs.appendFileSync(path.join(profile, "user.js"), `user_pref("marionette.port", ${port});\n`);
    const environment = {
      XAUTHORITY: path.join(os.homedir(), ".Xauthority"), // HOME is another one for Thunderbird
      ...process.env,
      HOME: home,
      DISPLAY: display,
      TZ: "Europe/Berlin",
    };
    for (const name of ["WAYLAND_DISPLAY", "ROUNDS_NOW", "ROUNDS_DATABASE", "XDG_DATA_HOME"]) {
      delete environment[/** @type {keyof typeof environment} */ (name)];
    }
    /** @type {NodeJS.ProcessEnv} */
    const env = { ...environment, MOZ_ENABLE_WAYLAND: "0", ...(now ? { ROUNDS_NOW: now } : {}) };
    const child = new Process(
      "thunderbird",
      ["--profile", profile, "--no-remote", "--marionette", "-remote-allow-system-access"],
      { log: path.join(logs, "thunderbird.log"), env },
    );
    const marionette = await Marionette.connect(port, () => child.running);
    const thunderbird = new Thunderbird(child, marionette);
    await thunderbird.#login(imap);
    return thunderbird;
  }

  /** @param {{user: string, password: string}} imap */
  async #login({ user, password }) {
    await this.chrome(
      async (/** @type {string} */ user, /** @type {string} */ password) => {
        await waitFor(
          "the main window is there",
          () => mainWindow()?.document.readyState === "complete",
        );
        const { MailServices } = ChromeUtils.importESModule(
          "resource:///modules/MailServices.sys.mjs",
        );
        const login = Cc["@mozilla.org/login-manager/loginInfo;1"].createInstance(Ci.nsILoginInfo);
        login.init("imap://127.0.0.1", null, "imap://127.0.0.1", user, password, "", "");
        if (
          (await Services.logins.searchLoginsAsync({ origin: "imap://127.0.0.1" })).length === 0
        ) {
          await Services.logins.addLoginAsync(login);
        }
        const server = MailServices.accounts.getAccount("account1").incomingServer;
        server.loginAtStartUp = true;
        server.performExpand(null);
      },
      user,
      password,
    );
  }

  /**
   * Runs a function inside Thunderbird, with chrome privileges. It must not use anything of this
   * file; its arguments and its result travel as JSON. It sees the helpers at the top of this file:
   * mainWindow, composeWindows, waitFor, click, inPage.
   * @template {any[]} A
   * @template R
   * @param {(...args: A) => R} what
   * @param {A} args
   * @returns {Promise<Awaited<R>>}
   */
  chrome(what, ...args) {
    return this.#marionette.execute(`${CHROME_HELPERS}\nreturn (${what})(...args);`, args);
  }

  /**
   * Runs a function inside a page of the add-on, as a script of that page would; there is also
   * `clickAt(x, y)`, which presses the mouse.
   * @template {any[]} A
   * @template R
   * @param {Place} place
   * @param {(...args: A) => R} what
   * @param {A} args
   * @returns {Promise<Awaited<R>>}
   */
  page(place, what, ...args) {
    return this.#marionette.execute(
      `${CHROME_HELPERS}\nreturn inPage(args[0], args[1], args[2]);`,
      [place, String(what), args],
    );
  }

  /**
   * Clicks with the mouse on what a selector finds in a page of the add-on, as soon as it is there
   * and the click hits it.
   * @param {Place} place
   * @param {string} selector
   */
  async click(place, selector) {
    await until(`${selector} can be clicked in the ${place}`, () =>
      this.page(
        place,
        (/** @type {string} */ wanted) => {
          const element = /** @type {HTMLButtonElement | null} */ (document.querySelector(wanted));
          if (!element || element.disabled) {
            return false;
          }
          element.scrollIntoView({ block: "center" });
          const box = element.getBoundingClientRect();
          // A click in a page that is not drawn yet, or is going away, hits nothing.
          let hit = false;
          const hear = () => (hit = true);
          element.addEventListener("click", hear, true);
          clickAt(box.x + box.width / 2, box.y + box.height / 2);
          element.removeEventListener("click", hear, true);
          return hit;
        },
        selector,
      ),
    );
  }

  /**
   * Where on the screen the middle of something is, in a page of the add-on, as soon as it is drawn.
   * @param {Place} place
   * @param {string} selector
   */
  placeIn(place, selector) {
    return until(`${selector} is drawn in the ${place}`, () =>
      this.page(
        place,
        (/** @type {string} */ wanted) => {
          const element = document.querySelector(wanted);
          element?.scrollIntoView({ block: "center" });
          const box = element?.getBoundingClientRect();
          const window = /** @type {any} */ (globalThis);
          return box && box.width > 0
            ? {
                x: window.mozInnerScreenX + box.x + box.width / 2,
                y: window.mozInnerScreenY + box.y + box.height / 2,
              }
            : null;
        },
        selector,
      ),
    );
  }

  /**
   * Where on the screen the middle of something is, in the main window or the newest compose window.
   * @param {"main" | "note"} which
   * @param {string} selector
   */
  placeOf(which, selector) {
    return until(`${selector} is drawn in the window`, () =>
      this.chrome(
        (/** @type {string} */ which, /** @type {string} */ wanted) => {
          const window = which === "main" ? mainWindow() : composeWindows().at(-1);
          const element = window?.document.querySelector(wanted);
          const box = element?.getBoundingClientRect();
          return box && box.width > 0 && !element.disabled
            ? {
                x: window.mozInnerScreenX + box.x + box.width / 2,
                y: window.mozInnerScreenY + box.y + box.height / 2,
              }
            : null;
        },
        which,
        selector,
      ),
    );
  }

  /**
   * The text that a page shows, once it matches.
   * @param {Place} place
   * @param {RegExp} pattern
   */
  async text(place, pattern) {
    let last = "";
    try {
      return await until(`the ${place} says ${pattern}`, async () => {
        // A page that has only begun to load has no body.
        last = await this.page(place, () => document.body?.innerText ?? "");
        return pattern.test(last) ? last : "";
      });
    } catch (error) {
      throw new Error(`${/** @type {Error} */ (error).message}; it says:\n${last}`);
    }
  }

  /** The toolbar button's badge, title and icon. */
  button() {
    return this.chrome(() => {
      const button = mainWindow().document.querySelector(`[extension="${ADD_ON}"]`);
      return {
        badge: button?.getAttribute("badge") ?? "",
        title: button?.getAttribute("title") || button?.getAttribute("tooltiptext") || "",
        badgeStyle: button?.querySelector(".badge")?.getAttribute("style") ?? "",
        image: button?.getAttribute("style") ?? "",
      };
    });
  }

  /**
   * Waits until the button's badge is this, and its title matches.
   * @param {string} badge
   * @param {RegExp} [title]
   */
  async badge(badge, title = /./) {
    let last = "";
    try {
      return await until(`the badge is ${badge} and the title ${title}`, async () => {
        const button = await this.button();
        last = `${button.badge} "${button.title}"`;
        return button.badge === badge && title.test(button.title) ? button : null;
      });
    } catch (error) {
      throw new Error(`${/** @type {Error} */ (error).message}; they are ${last}`, {
        cause: error,
      });
    }
  }

  /** Clicks on the toolbar button and waits for the popup. */
  async openPopup() {
    await this.closePopup();
    await this.chrome(async () => {
      const window = mainWindow();
      window.focus();
      const button = await waitFor("the button is there", () =>
        window.document.querySelector(`[extension="${ADD_ON}"]`),
      );
      await waitFor("the button is hit", () => click(button));
      // The panel opens after its page was loaded and measured; before, clicks in it are lost.
      await waitFor(
        "the popup is open",
        () => pageBrowser("popup")?.closest("panel").state === "open",
      );
    });
  }

  async closePopup() {
    await this.chrome(async () => {
      await waitFor("the popup is gone", () => {
        const browser = pageBrowser("popup");
        browser?.closest("panel")?.hidePopup();
        return !browser;
      });
    });
  }

  /** Opens the Rounds tab by its button in the spaces toolbar. */
  async openTab() {
    await this.chrome(async () => {
      const { document } = mainWindow();
      const button = await waitFor("the space is there", () =>
        document.querySelector('[id^="rounds_letter-rounds-spacesButton"]'),
      );
      await waitFor("the space is hit", () => click(button));
      await waitFor("the tab is there", () => pageBrowser("tab"));
    });
  }

  /** Opens the Rounds tab without the mouse: in a new profile a dialog about accounts is before it. */
  async showTab() {
    await until("the tab is asked for", () =>
      this.page("background", async () => {
        const [space] = await messenger.spaces.query({ isSelfOwned: true });
        return space && messenger.spaces.open(space.id).then(() => true);
      }),
    );
    await this.chrome(() => waitFor("the tab is there", () => pageBrowser("tab")));
  }

  /**
   * Waits until a newly installed add-on has welcomed the user in its tab. When that comes to the
   * front, it closes an open popup.
   */
  async welcomed() {
    await this.text("tab", /\S/);
    // What the add-on asked for until now is done when Thunderbird has answered this.
    await this.page("background", () => messenger.windows.getAll().then(() => true));
  }

  /** All windows and what the popup says, for the message of a test that waits in vain. */
  async shown() {
    const { windows, popup } = await this.chrome(() => ({
      windows: allWindows().map(({ document, composeEditorReady }) =>
        [document.documentURI, document.title, composeEditorReady ?? ""].join(" "),
      ),
      popup: pageBrowser("popup")?.closest("panel").state,
    }));
    const said = popup ? await this.page("popup", () => document.body.innerText) : "";
    return [...windows, `popup: ${popup ?? "none"}`, said].join("\n");
  }

  /** Subjects and recipients of the compose windows that are ready to be written in. */
  composing() {
    return this.chrome(() =>
      composeWindows()
        .filter((window) => window.gMsgCompose?.editor && window.composeEditorReady !== false)
        .map((window) => ({
          to: [...window.document.querySelectorAll("#toAddrContainer mail-address-pill")].map(
            (pill) => pill.fullAddress ?? pill.label,
          ),
          subject: window.document.getElementById("msgSubject").value,
          text: window.GetCurrentEditor()?.outputToString("text/plain", 4) ?? "",
        })),
    );
  }

  /**
   * Waits for so many compose windows.
   * @param {number} count
   */
  async composeWindows(count) {
    return until(`there are ${count} compose windows`, async () => {
      const found = await this.composing();
      return found.length === count ? found : null;
    });
  }

  /**
   * Writes into the newest compose window: the subject, and the text where the cursor is.
   * @param {{subject?: string, text?: string}} note
   */
  async write({ subject, text }) {
    await this.chrome(
      async (/** @type {string | null} */ subject, /** @type {string | null} */ text) => {
        const window = composeWindows().at(-1);
        if (subject !== null) {
          const field = window.document.getElementById("msgSubject");
          field.focus();
          field.value = subject;
          field.dispatchEvent(new window.InputEvent("input", { bubbles: true }));
        }
        if (text !== null) {
          window.GetCurrentEditor().insertText(text);
        }
      },
      subject ?? null,
      text ?? null,
    );
  }

  /**
   * Does a command of the newest compose window, as its menu or its shortcut would.
   * @param {"cmd_sendNow" | "cmd_sendLater" | "cmd_saveAsDraft" | "cmd_close"} command
   */
  async compose(command) {
    await this.chrome(async (/** @type {string} */ command) => {
      const window = composeWindows().at(-1);
      await waitFor(`${command} can be done`, () =>
        window.document.commandDispatcher
          .getControllerForCommand(command)
          ?.isCommandEnabled(command),
      );
      window.setTimeout(() => window.goDoCommand(command));
    }, command);
  }

  /** Closes the newest compose window without saving. */
  async closeCompose() {
    await this.chrome(() => {
      const window = composeWindows().at(-1);
      window.gContentChanged = false;
      window.gMsgCompose.bodyModified = false;
      window.setTimeout(() => window.close());
    });
  }

  /**
   * Replaces all that is written in the newest compose window.
   * @param {string} text
   */
  async replaceText(text) {
    await this.chrome((/** @type {string} */ text) => {
      const editor = composeWindows().at(-1).GetCurrentEditor();
      editor.selectAll();
      editor.insertText(text);
    }, text);
  }

  /**
   * Opens a compose window as the user does who writes without Rounds.
   * @param {string} to
   */
  async composeByHand(to) {
    await this.chrome((/** @type {string} */ to) => {
      const { MailServices } = ChromeUtils.importESModule(
        "resource:///modules/MailServices.sys.mjs",
      );
      const fields = Cc["@mozilla.org/messengercompose/composefields;1"].createInstance(
        Ci.nsIMsgCompFields,
      );
      fields.to = to;
      const parameters = Cc["@mozilla.org/messengercompose/composeparams;1"].createInstance(
        Ci.nsIMsgComposeParams,
      );
      parameters.type = Ci.nsIMsgCompType.New;
      parameters.composeFields = fields;
      parameters.identity = MailServices.accounts.defaultAccount.defaultIdentity;
      MailServices.compose.OpenComposeWindowWithParams(null, parameters);
    }, to);
  }

  /**
   * Shows a folder in the main window and selects the message with this subject, when it is there.
   * @param {"Drafts" | "Queue" | "Inbox"} use the folder with this use
   * @param {string} subject
   */
  async selectMessage(use, subject) {
    await this.chrome(
      async (/** @type {"Drafts" | "Queue" | "Inbox"} */ use, /** @type {string} */ subject) => {
        const { MailServices } = ChromeUtils.importESModule(
          "resource:///modules/MailServices.sys.mjs",
        );
        const about = await waitFor("the folders are there", () => {
          const { tabInfo } = mainWindow().document.getElementById("tabmail");
          return tabInfo.find((/** @type {any} */ tab) => tab.mode.name === "mail3PaneTab")
            ?.chromeBrowser.contentWindow;
        });
        mainWindow().document.getElementById("tabmail").switchToTab(0);
        const folder = await waitFor(`there is a folder for ${use}`, () =>
          MailServices.accounts.allFolders.find((/** @type {any} */ one) =>
            one.getFlag(Ci.nsMsgFolderFlags[use]),
          ),
        );
        about.displayFolder(folder.URI);
        const message = await waitFor(`"${subject}" is in ${folder.prettyName}`, () => {
          folder.updateFolder(null);
          for (const header of folder.msgDatabase?.enumerateMessages() ?? []) {
            if (header.mime2DecodedSubject === subject) {
              return header;
            }
          }
          return null;
        });
        await waitFor("the message is selected", () => {
          if (about.gDBView?.findIndexOfMsgHdr(message, false) >= 0) {
            about.threadTree.selectedIndex = about.gDBView.findIndexOfMsgHdr(message, false);
          }
          return about.gDBView?.selection?.count === 1;
        });
      },
      use,
      subject,
    );
  }

  /**
   * Fetches what is new in the inbox, until so many messages are known.
   * @param {number} count
   */
  async fetchInbox(count) {
    await this.chrome(async (/** @type {number} */ count) => {
      const { MailServices } = ChromeUtils.importESModule(
        "resource:///modules/MailServices.sys.mjs",
      );
      await waitFor(`${count} messages are in the inbox`, () => {
        const inbox = MailServices.accounts.allFolders.find((/** @type {any} */ one) =>
          one.getFlag(Ci.nsMsgFolderFlags.Inbox),
        );
        if (inbox && !inbox.locked) {
          inbox.updateFolder(null);
        }
        return inbox?.getTotalMessages(false) === count;
      });
    }, count);
  }

  /**
   * Opens a draft for writing on, as a double click in the folder Drafts does.
   * @param {string} subject
   */
  async editDraft(subject) {
    await this.selectMessage("Drafts", subject);
    await this.chrome(() => {
      mainWindow().setTimeout(() => mainWindow().goDoCommand("cmd_editDraftMsg"));
    });
  }

  /**
   * Asks the server what is new in a folder, as Get Messages and opening the folder do.
   * @param {string} [name]
   */
  async fetchMail(name = "INBOX") {
    await this.chrome(async (/** @type {string} */ name) => {
      const { MailServices } = ChromeUtils.importESModule(
        "resource:///modules/MailServices.sys.mjs",
      );
      const { rootFolder } = MailServices.accounts.getAccount("account1").incomingServer;
      const folder = await waitFor(`there is a folder ${name}`, () =>
        rootFolder.descendants.find(
          (/** @type {any} */ one) => one.name.toLowerCase() === name.toLowerCase(),
        ),
      );
      if (folder.getFlag(Ci.nsMsgFolderFlags.Inbox)) {
        folder.getNewMessages(mainWindow().msgWindow, null);
      } else {
        // For any other folder, that would ask for what is new in the inbox.
        folder.updateFolder(mainWindow().msgWindow);
      }
    }, name);
  }

  /**
   * Opens a message for reading, and waits until it is shown. Thunderbird keeps no "Re: ".
   * @param {"Inbox"} use the folder with this use
   * @param {string} subject
   */
  async readMessage(use, subject) {
    await this.selectMessage(use, subject);
    await this.chrome(async (/** @type {string} */ subject) => {
      const { tabInfo } = mainWindow().document.getElementById("tabmail");
      const about = tabInfo[0].chromeBrowser.contentWindow;
      await waitFor("the message is shown", () => {
        const message = about.messageBrowser?.contentWindow;
        return message?.gMessage?.mime2DecodedSubject === subject && message.msgLoaded;
      });
    }, subject);
  }

  /**
   * What Rounds shows above the message that is read, once it matches.
   * @param {RegExp} pattern
   * @returns {Promise<{text: string}>}
   */
  async aboveMessage(pattern) {
    let last = "";
    try {
      return await until(`above the message stands ${pattern}`, async () => {
        last = await this.#inMessage("text");
        return pattern.test(last) ? { text: last } : null;
      });
    } catch (error) {
      throw new Error(`${/** @type {Error} */ (error).message}; there is:\n${last}`);
    }
  }

  /** Types into the line above the message. @param {string} text */
  async typeAboveMessage(text) {
    await until("something can be typed above the message", async () =>
      Boolean(await this.#inMessage("type", text)),
    );
  }

  /** Presses a button above the message. @param {string} label */
  async pressAboveMessage(label) {
    await until(`${label} can be pressed above the message`, async () =>
      Boolean(await this.#inMessage("press", label)),
    );
  }

  /**
   * Looks into the closed shadow tree above the message, as nothing but Thunderbird itself can.
   * @param {"text" | "type" | "press"} what
   * @param {string} [value]
   * @returns {Promise<string>}
   */
  #inMessage(what, value = "") {
    return this.chrome(
      async (/** @type {string} */ what, /** @type {string} */ value) => {
        const { tabInfo } = mainWindow().document.getElementById("tabmail");
        const browser =
          tabInfo[0].chromeBrowser.contentWindow.messageBrowser?.contentWindow?.getMessagePaneBrowser?.();
        if (!browser) {
          return "";
        }
        const name = `rounds-above-${Date.now()}-${Math.random()}`;
        const script = `{
          const shadow = content.document.querySelector("rounds-reply")?.openOrClosedShadowRoot;
          const [what, value] = ${JSON.stringify([what, value])};
          let answer = "";
          if (shadow && what === "text") {
            answer = [...shadow.querySelectorAll("p, button, .said")]
              .map((part) => part.textContent).join("\\n");
          } else if (shadow && what === "type") {
            const field = shadow.querySelector("input");
            field.value = value;
            answer = "done";
          } else if (shadow) {
            const button = [...shadow.querySelectorAll("button")]
              .find((one) => one.textContent === value && !one.disabled);
            if (button) { button.click(); answer = "done"; }
          }
          sendAsyncMessage(${JSON.stringify(name)}, answer);
        }`;
        return new Promise((resolve) => {
          browser.messageManager.addMessageListener(
            name,
            function listener(/** @type {any} */ message) {
              browser.messageManager.removeMessageListener(name, listener);
              resolve(message.data);
            },
          );
          browser.messageManager.loadFrameScript(
            "data:application/javascript;charset=utf-8," + encodeURIComponent(script),
            false,
          );
        });
      },
      what,
      value,
    );
  }

  /** The subjects of the messages that are open in tabs and windows of their own. */
  openMessages() {
    return this.chrome(() => [
      ...mainWindow()
        .document.getElementById("tabmail")
        .tabInfo.filter((/** @type {any} */ tab) => tab.mode.name === "mailMessageTab")
        .map(
          (/** @type {any} */ tab) =>
            tab.chromeBrowser?.contentWindow?.gMessage?.mime2DecodedSubject ?? "",
        ),
      ...[...Services.wm.getEnumerator("mail:messageWindow")].map(
        (window) => window.messageBrowser?.contentWindow?.gMessage?.mime2DecodedSubject ?? "",
      ),
    ]);
  }

  /** Sends what lies in the Outbox, as File, Send Unsent Messages does. */
  async sendOutbox() {
    await this.chrome(() => {
      mainWindow().setTimeout(() => mainWindow().goDoCommand("cmd_sendUnsentMsgs"));
    });
  }

  /** Notes from now on which values the tab's progress bar shows. */
  async watchProgress() {
    await this.page("tab", () => {
      /** @type {number[]} */
      const seen = [];
      Object.assign(document, { seenProgress: seen });
      new MutationObserver(() => {
        const bar = document.querySelector("progress");
        if (bar && bar.value > 0 && bar.value !== seen.at(-1)) {
          seen.push(bar.value);
        }
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
  }

  /** @returns {Promise<number[]>} what `watchProgress` has noted */
  seenProgress() {
    return this.page("tab", () => /** @type {any} */ (document).seenProgress);
  }

  /**
   * Deletes a draft in the folder Drafts.
   * @param {string} subject
   */
  async deleteDraft(subject) {
    await this.selectMessage("Drafts", subject);
    await this.chrome(() => {
      mainWindow().setTimeout(() => mainWindow().goDoCommand("cmd_delete"));
    });
  }

  /**
   * Presses keys as a keyboard does.
   * @param {"main" | "note"} where the main window, or the editor of the newest compose window
   * @param {string} key as KeyboardEvent names it
   * @param {("Control" | "Alt")[]} [held]
   */
  async press(where, key, held = []) {
    await this.chrome(
      (
        /** @type {"main" | "note"} */ where,
        /** @type {string} */ key,
        /** @type {string[]} */ held,
      ) => {
        const window =
          where === "main"
            ? mainWindow()
            : composeWindows().at(-1).GetCurrentEditorElement().contentWindow;
        window.focus();
        const processor = Cc["@mozilla.org/text-input-processor;1"].createInstance(
          Ci.nsITextInputProcessor,
        );
        processor.beginInputTransactionForTests(window);
        const events = [...held, key].map((name) => new window.KeyboardEvent("", { key: name }));
        // Sending may ask something and wait for the answer: not to be waited for here.
        mainWindow().setTimeout(() => {
          events.forEach((event) => processor.keydown(event));
          events.toReversed().forEach((event) => processor.keyup(event));
        });
      },
      where,
      key,
      held,
    );
  }

  /** Presses Send in the newest compose window with the mouse, as soon as that can be done. */
  async pressSend() {
    await this.chrome(async () => {
      const window = composeWindows().at(-1);
      const button = window.document.getElementById("button-send");
      window.focus();
      // While a draft is being saved the window is locked.
      await waitFor("the note can be sent", () => !button.disabled);
      // A failing send asks something and waits for the answer: not to be waited for here.
      window.setTimeout(() => click(button));
    });
  }

  /**
   * Answers the dialog that Thunderbird shows, and returns what it says.
   * @param {"accept" | "cancel"} answer
   */
  async answerDialog(answer) {
    return this.chrome(async (/** @type {string} */ answer) => {
      const windows = () =>
        allWindows().flatMap((window) => [
          window,
          ...[...window.document.querySelectorAll("browser")].map(
            ({ contentWindow }) => contentWindow,
          ),
        ]);
      // A dialog's window is there before its document is.
      const button = await waitFor("a dialog can be answered", () =>
        windows()
          .map((window) => window?.document)
          .filter((document) => document?.documentURI.includes("commonDialog"))
          .filter((document) => document.readyState === "complete")
          .map((document) => document.getElementById("commonDialog")?.getButton?.(answer))
          .find(Boolean),
      );
      const said = button.ownerDocument.getElementById("infoBody")?.textContent ?? "";
      button.click();
      return said;
    }, answer);
  }

  /**
   * Installs an add-on for good, as "Install Add-on From File" does.
   * @param {string} xpi
   */
  async installAddOn(xpi) {
    await this.chrome(async (/** @type {string} */ xpi) => {
      await waitFor(
        "the main window is there",
        () => mainWindow()?.document.readyState === "complete",
      );
      const { AddonManager } = ChromeUtils.importESModule(
        "resource://gre/modules/AddonManager.sys.mjs",
      );
      const { FileUtils } = ChromeUtils.importESModule("resource://gre/modules/FileUtils.sys.mjs");
      const installation = await AddonManager.getInstallForFile(new FileUtils.File(xpi));
      await installation.install();
    }, xpi);
  }

  /**
   * Leaves it to the user: ends the remote control and takes back what was set for it.
   * @param {{quit: boolean}} options whether Thunderbird then ends
   */
  async letGo({ quit }) {
    await this.chrome((/** @type {boolean} */ quit) => {
      const { Marionette } = ChromeUtils.importESModule(
        "chrome://remote/content/components/Marionette.sys.mjs",
      );
      const { RecommendedPreferences } = ChromeUtils.importESModule(
        "chrome://remote/content/shared/RecommendedPreferences.sys.mjs",
      );
      mainWindow().setTimeout(async () => {
        await Marionette.uninit();
        RecommendedPreferences.restoreAllPreferences();
        Services.prefs.clearUserPref("marionette.port");
        Services.prefs.savePrefFile(null);
        if (quit) {
          Services.startup.quit(Ci.nsIAppStartup.eForceQuit);
        }
      });
    }, quit);
    this.#marionette.close();
  }

  /** Ends it as the user does. */
  async quit() {
    await this.chrome(() => {
      mainWindow().setTimeout(() => Services.startup.quit(Ci.nsIAppStartup.eForceQuit));
    });
    await this.process.ended;
    this.#marionette.close();
  }

  /** Ends it without a word. */
  async kill() {
    await this.process.stop("SIGKILL");
    this.#marionette.close();
  }
}
