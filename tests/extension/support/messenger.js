/**
 * The `messenger` APIs as far as the background uses them, in memory. What a user or a server does
 * is done by the methods of the fake; what the add-on did can be read from its fields.
 */
import { readFileSync } from "node:fs";
import { FakeEvent } from "./events.js";

const locale = JSON.parse(
  readFileSync(new URL("../../../extension/_locales/en/messages.json", import.meta.url), "utf8"),
);

/** storage.local and storage.session: what is put in is copied, as in Thunderbird. */
class FakeStorage {
  /** @type {Record<string, any>} */
  values = {};

  /** @param {string | string[]} [keys] */
  async get(keys) {
    const wanted = keys === undefined ? Object.keys(this.values) : [keys].flat();
    const found = wanted.filter((key) => key in this.values);
    return structuredClone(Object.fromEntries(found.map((key) => [key, this.values[key]])));
  }

  /** @param {Record<string, any>} values */
  async set(values) {
    Object.assign(this.values, structuredClone(values));
  }

  /** @param {string | string[]} keys */
  async remove(keys) {
    for (const key of [keys].flat()) {
      delete this.values[key];
    }
  }
}

/**
 * A sentence of _locales/en, with its placeholders filled in.
 *
 * @param {string} key
 * @param {string[]} [values]
 */
function getMessage(key, values = []) {
  const entry = locale[key];
  if (!entry) {
    throw new Error(`There is no message "${key}"`);
  }
  return entry.message.replace(
    /\$(\w+)\$/g,
    (/** @type {string} */ _, /** @type {string} */ name) => {
      const { content } = entry.placeholders[name.toLowerCase()];
      return values[Number(content.slice(1)) - 1] ?? "";
    },
  );
}

const ID = "rounds@letter-rounds";
const PAGES = "moz-extension://rounds/pages";

/** Which page asks so. @param {string} [type] */
function senderOf(type = "") {
  if (type === "reading") {
    return { id: ID, url: "imap://me@example.org/INBOX#1" }; // the script above a message
  }
  const page = type.startsWith("guard") ? "guard" : type === "memoryOpened" ? "panel" : "tab";
  return { id: ID, url: `${PAGES}/${page}/${page}.html` };
}

/** @typedef {Record<string, any>} Message  a message header, with the headers of its source */

export class FakeThunderbird {
  /** @param {import("./host.js").FakeHost} host */
  constructor(host) {
    /** The shortcuts as they are now, by the names of their commands. @type {Map<string, string>} */
    this.commands = new Map();
    /** @type {any} what the add-on sees as `messenger` */
    this.messenger = undefined;
    this.host = host;
    this.local = new FakeStorage();
    this.session = new FakeStorage();
    /** @type {Map<string, any>} */
    this.alarms = new Map();
    /** @type {{id: string, message: string}[]} */
    this.notices = [];
    /** @type {Record<string, any>} */
    this.button = { badge: "", title: "", color: "", icon: undefined };
    /** The open windows of the add-on, but for those beside notes. @type {Map<number, any>} */
    this.windows = new Map();
    /** The open windows beside notes, with what to remember. @type {Map<number, any>} */
    this.memories = new Map();
    /** @type {Map<number, any>} */
    this.tabs = new Map();
    /** The screen's width, in pixels. */
    this.room = 2000;
    /** The compose windows whose button of Rounds can be pressed. @type {Set<number | "all">} */
    this.pressable = new Set(["all"]);
    /** @type {any[]} */
    this.spaces = [];
    /** @type {number[]} */
    this.focused = [];
    /** The compose windows as Thunderbird opens them. */
    this.noteWindow = { left: 100, top: 50, width: 900, height: 700, state: "normal" };
    this.announced = 0;
    /** @type {any[]} */
    this.shown = [];
    this.nextId = 1;
    /** @type {any[]} */
    this.folders = [
      { id: "drafts", specialUse: ["drafts"] },
      { id: "outbox", specialUse: ["outbox"] },
      { id: "sent", specialUse: ["sent"] },
      { id: "trash", specialUse: ["trash"] },
      { id: "inbox", specialUse: ["inbox"] },
    ].map((folder) => ({
      ...folder,
      accountId: "account1",
      name: folder.id,
      path: `/${folder.id}`,
    }));
    /** @type {Message[]} */
    this.messages = [];
    /** What is left of the lists that were not read to their end. @type {Map<string, {messages: Message[], size: number}>} */
    this.lists = new Map();
    this.pageSize = 100;
    this.pages = 0;
    this.identities = new Set(["id1"]);
    this.signature = "";
    /** What is shown above the message of a tab. @type {Map<number, any>} */
    this.banners = new Map();
    /** @type {{tabId: number, message: Message} | undefined} */
    this.displayed = undefined;
    /** Message-IDs that cannot be read. @type {Set<string>} */
    this.unreadable = new Set();
    /** Message-IDs of what was read whole, or tried to. @type {string[]} */
    this.opened = [];
    /** What has left, as it looked then, with what the user and the add-on have sent. @type {any[]} */
    this.sent = [];
    /** How often a new window's editor is not there yet when a script is to run in it. */
    this.editorsToCome = 0;
    this.messenger = this.#apis();
    const thunderbird = this;
    Object.assign(globalThis, {
      messenger: this.messenger,
      screen: {
        availHeight: 1000,
        get availWidth() {
          return thunderbird.room;
        },
      },
    });
  }

  /** The background page is stopped: its listeners and its port are gone, storage stays. */
  stopBackground() {
    for (const api of Object.values(this.messenger)) {
      for (const event of Object.values(api)) {
        if (event instanceof FakeEvent) {
          event.clear();
        }
      }
    }
    this.host.abandon();
  }

  /** Thunderbird itself is started again. */
  restart() {
    this.stopBackground();
    this.session.values = {};
    this.lists.clear();
    this.tabs.clear();
    this.windows.clear();
    this.memories.clear();
    for (const message of this.messages) {
      message.id = this.nextId++;
    }
  }

  /**
   * What a page would send to the background, and the background's answer.
   *
   * @param {{type: string, [more: string]: unknown}} request
   * @param {{id?: string, url?: string}} [sender]  the page that such a request comes from
   * @returns {Promise<any>}
   */
  async ask(request, sender = senderOf(request.type)) {
    const { onMessage } = this.messenger.runtime;
    const answers = await onMessage.fire({ rounds: "ask", ...request }, sender);
    return structuredClone(answers.find(Boolean));
  }

  /** An alarm goes off. @param {string} name @param {number} [scheduledTime] */
  async ring(name, scheduledTime = Date.now()) {
    this.alarms.delete(name);
    await this.messenger.alarms.onAlarm.fire({ name, scheduledTime });
  }

  /**
   * The user opens a compose window by hand.
   *
   * @param {Record<string, any>} [details]
   * @returns {Promise<any>} the tab
   */
  async openCompose(details = {}) {
    const tab = { id: this.nextId++, windowId: this.nextId++, type: "messageCompose" };
    this.tabs.set(tab.id, {
      tab,
      details: {
        type: "new",
        to: [],
        cc: [],
        bcc: [],
        subject: "",
        body: "",
        plainTextBody: "",
        customHeaders: [],
        isModified: false,
        ...details,
      },
    });
    await this.messenger.tabs.onCreated.fire(tab);
    return tab;
  }

  /** The user opens a draft or a queued message for editing. @param {Message} message */
  openDraft(message) {
    return this.openCompose({
      type: "draft",
      relatedMessageId: message.id,
      to: message.recipients,
      subject: message.subject,
    });
  }

  /** @param {number} tabId */
  details(tabId) {
    return this.tabs.get(tabId).details;
  }

  /** @param {number} tabId */
  async close(tabId) {
    const { tab } = this.tabs.get(tabId);
    this.tabs.delete(tabId);
    await this.messenger.tabs.onRemoved.fire(tabId, { windowId: tab.windowId });
  }

  /**
   * Puts a message into a folder.
   *
   * @param {string} folderId
   * @param {Record<string, any>} message
   * @returns {Message}
   */
  put(folderId, { headers = {}, ...message }) {
    const folder = this.folders.find(({ id }) => id === folderId);
    const whole = {
      id: this.nextId++,
      folder,
      headers,
      date: new Date(),
      author: "Me <me@example.org>",
      recipients: [],
      ccList: [],
      bccList: [],
      subject: "",
      ...message,
    };
    this.messages.push(whole);
    return whole;
  }

  /**
   * Saves a compose window as a draft: a new message comes and the one before goes.
   *
   * @param {number} tabId
   * @param {string} headerMessageId
   */
  async saveDraft(tabId, headerMessageId) {
    const { tab, details } = this.tabs.get(tabId);
    const before = this.tabs.get(tabId).draft;
    const headers = Object.fromEntries(
      details.customHeaders.map((/** @type {any} */ { name, value }) => [
        name.toLowerCase(),
        [value],
      ]),
    );
    const draft = this.put("drafts", { headerMessageId, headers, recipients: details.to });
    this.tabs.get(tabId).draft = draft;
    if (before) {
      await this.deletePermanently(before);
    }
    await this.messenger.compose.onAfterSave.fire(tab, {
      mode: "draft",
      messages: [draft],
      details: structuredClone(details),
    });
    return draft;
  }

  /** @param {Message} message */
  async deletePermanently(message) {
    this.messages = this.messages.filter((other) => other !== message);
    await this.messenger.messages.onDeleted.fire({ messages: [message] });
  }

  /**
   * Mail comes in, and Thunderbird tells of it.
   *
   * @param {string} folderId
   * @param {Record<string, any>} message
   */
  async receive(folderId, message) {
    const whole = this.put(folderId, message);
    await this.messenger.messages.onNewMailReceived.fire(whole.folder, { messages: [whole] });
    return whole;
  }

  /** The user looks at a message in a tab. @param {number} tabId @param {Message} message */
  async display(tabId, message) {
    this.displayed = { tabId, message };
    this.banners.delete(tabId);
    await this.messenger.messageDisplay.onMessagesDisplayed.fire(
      { id: tabId },
      { messages: [message] },
    );
  }

  /** @param {Message} message @param {string} folderId */
  async move(message, folderId) {
    this.messages = this.messages.filter((other) => other !== message);
    const { headers, ...rest } = message;
    const moved = this.put(folderId, { headers, ...rest, id: this.nextId++ });
    moved.folder = this.folders.find(({ id }) => id === folderId);
    await this.messenger.messages.onMoved.fire({ messages: [message] }, { messages: [moved] });
    return moved;
  }

  /**
   * The user presses Send. The window closes before the end of the sending is reported, as measured.
   *
   * @param {number} tabId
   * @param {{mode?: string, headerMessageId?: string, refused?: boolean}} [options]
   * @returns {Promise<{sent: boolean, details: any, message?: any}>} whether it left, and how it looked then
   */
  async send(tabId, { mode = "sendNow", headerMessageId, refused = false } = {}) {
    const there = this.tabs.get(tabId);
    const { tab, details } = there;
    // What the add-on sends itself ends as the user's own press of Send would have.
    there.sending = { headerMessageId, refused };
    const answer = await this.beginSend(tabId);
    there.locked = false;
    if (answer?.cancel) {
      await this.messenger.compose.onAfterSend.fire(tab, { mode, messages: [], error: "aborted" });
      return { sent: false, details };
    }
    Object.assign(details, answer?.details);
    if (refused) {
      // As measured with Thunderbird 153: no error, and no Message-ID either.
      const info = { mode, messages: [], headerMessageId: null, details: structuredClone(details) };
      await this.messenger.compose.onAfterSend.fire(tab, info);
      return { sent: false, details };
    }
    const later = mode === "sendLater";
    const message = this.put(later ? "outbox" : "sent", {
      headerMessageId,
      recipients: details.to,
    });
    this.sent.push(details);
    await this.close(tabId);
    await this.messenger.compose.onAfterSend.fire(tab, {
      mode,
      ...(!later && { headerMessageId }),
      messages: [message],
      details: structuredClone(details),
    });
    return { sent: true, details, message };
  }

  /**
   * The user presses Send, and the window is locked from then on.
   *
   * @param {number} tabId
   */
  async beginSend(tabId) {
    const there = this.tabs.get(tabId);
    there.locked = true;
    const { onBeforeSend } = this.messenger.compose;
    const [answer] = await onBeforeSend.fire(there.tab, structuredClone(there.details));
    return answer;
  }

  /** @param {number} id @returns {never} */
  #noTab(id) {
    throw new Error(`Invalid tab ID: ${id}`);
  }

  /** @returns {any} */
  #apis() {
    return {
      i18n: { getMessage, getUILanguage: () => "en-US" },
      storage: { local: this.local, session: this.session },
      commands: {
        onCommand: new FakeEvent(),
        getAll: async () => [...this.commands].map(([name, shortcut]) => ({ name, shortcut })),
        update: async (/** @type {any} */ { name, shortcut }) =>
          void this.commands.set(name, shortcut),
        reset: async (/** @type {any} */ name) => void this.commands.delete(name),
      },
      idle: { setDetectionInterval: () => {}, onStateChanged: new FakeEvent() },
      composeAction: {
        disable: async () => void this.pressable.delete("all"),
        enable: async (/** @type {number} */ tabId) => void this.pressable.add(tabId),
        onClicked: new FakeEvent(),
      },
      runtime: {
        id: ID,
        onMessage: new FakeEvent(),
        onConnect: new FakeEvent(),
        onInstalled: new FakeEvent(),
        onStartup: new FakeEvent(),
        connectNative: () => this.host.connect(),
        getManifest: () => ({ version: "0.1.0" }),
        getURL: (/** @type {string} */ path) => `moz-extension://rounds/${path.replace(/^\//, "")}`,
        sendMessage: async (/** @type {any} */ message) => {
          if (message.rounds === "changed") {
            this.announced++;
          }
          const answers = await this.messenger.runtime.onMessage.fire(
            structuredClone(message),
            senderOf(message.type),
          );
          return structuredClone(answers.find(Boolean));
        },
        connect: (/** @type {{name: string}} */ { name }) => this.#connect(name),
      },
      alarms: {
        create: async (/** @type {any} */ name, /** @type {any} */ info) =>
          void this.alarms.set(name, info),
        clear: async (/** @type {any} */ name) => this.alarms.delete(name),
        get: async (/** @type {any} */ name) => this.alarms.get(name),
        onAlarm: new FakeEvent(),
      },
      notifications: {
        create: async (/** @type {any} */ id, /** @type {any} */ options) => {
          this.notices.push({ id, message: options.message });
          return id;
        },
        clear: async () => true,
        onClicked: new FakeEvent(),
      },
      action: {
        setBadgeText: async (/** @type {any} */ { text }) => void (this.button.badge = text),
        setBadgeBackgroundColor: async (/** @type {any} */ { color }) =>
          void (this.button.color = color),
        setTitle: async (/** @type {any} */ { title }) => void (this.button.title = title),
        setIcon: async (/** @type {any} */ { path }) => void (this.button.icon = path),
        openPopup: async () => true,
      },
      spaces: {
        query: async (/** @type {any} */ { name }) =>
          this.spaces.filter((space) => space.name === name),
        create: async (/** @type {any} */ name, /** @type {any} */ url) => {
          const space = { id: this.nextId++, name, url };
          this.spaces.push(space);
          return space;
        },
        open: async (/** @type {any} */ id) => {
          this.shown.push(this.spaces.find((space) => space.id === id).url);
          return { id: this.nextId++, windowId: 1 };
        },
      },
      tabs: {
        get: async (/** @type {any} */ id) => {
          if (!this.tabs.has(id)) {
            throw new Error(`Invalid tab ID: ${id}`);
          }
          return this.tabs.get(id).tab;
        },
        query: async (/** @type {any} */ { windowId } = {}) =>
          [...this.tabs.values()]
            .map(({ tab }) => tab)
            .filter((tab) => windowId === undefined || tab.windowId === windowId),
        update: async (/** @type {any} */ _, /** @type {any} */ { url }) =>
          void this.shown.push(url),
        onCreated: new FakeEvent(),
        onRemoved: new FakeEvent(),
      },
      windows: {
        WINDOW_ID_NONE: -1,
        get: async (/** @type {any} */ id) => ({ id, type: "messageCompose", ...this.noteWindow }),
        getAll: async () =>
          [...this.tabs.values()].map(({ tab }) => ({ id: tab.windowId, ...this.noteWindow })),
        getLastFocused: async () => ({
          id: this.focused.at(-1) ?? [...this.tabs.values()].at(-1)?.tab.windowId,
          focused: true,
        }),
        update: async (/** @type {any} */ id, /** @type {any} */ { focused, ...place }) => {
          if (focused) {
            this.focused.push(id);
          }
          Object.assign(this.memories.get(id) ?? {}, place);
        },
        create: async (/** @type {any} */ { url, left }) => {
          /** @type {Record<string, any>} */
          const window = { id: this.nextId++, url, left };
          const place = url.startsWith("/pages/panel/") ? this.memories : this.windows;
          place.set(window.id, window);
          if (place === this.memories) {
            const turn = new URL(url, "moz-extension://rounds/").searchParams.get("turn");
            window.told = await this.ask({ type: "memoryOpened", turn, windowId: window.id });
          }
          return window;
        },
        remove: async (/** @type {any} */ id) => {
          this.windows.delete(id);
          this.memories.delete(id);
          await this.messenger.windows.onRemoved.fire(id);
        },
        onFocusChanged: new FakeEvent(),
        onRemoved: new FakeEvent(),
      },
      scripting: {
        executeScript: async (/** @type {any} */ { target, args, injectImmediately }) => {
          if (!injectImmediately) {
            await new Promise(() => {}); // for a window that is never painted
          }
          if (this.editorsToCome > 0) {
            this.editorsToCome--;
            return [];
          }
          if (!this.tabs.has(target.tabId)) {
            this.banners.set(target.tabId, args[0]);
            return [{}];
          }
          this.details(target.tabId).text = args[0];
          return [{}];
        },
      },
      accounts: {
        getDefault: async () => ({ id: "account1" }),
        list: async () => [{ id: "account1", name: "me@example.org" }],
      },
      identities: {
        get: async (/** @type {any} */ id) =>
          this.identities.has(id) ? { id, name: "Me", signature: "" } : null,
        getDefault: async () => ({ id: "id0", name: "I Myself", signature: this.signature }),
        list: async () =>
          [...this.identities].map((id) => ({ id, name: "Me", email: "me@example.org" })),
      },
      compose: {
        beginNew: (/** @type {any} */ details) => this.openCompose(details),
        getComposeDetails: async (/** @type {any} */ id) => structuredClone(this.details(id)),
        setComposeDetails: async (/** @type {any} */ id, /** @type {any} */ details) =>
          void Object.assign(this.details(id), details),
        sendMessage: async (/** @type {any} */ id, /** @type {any} */ { mode }) => {
          const { locked, sending } = this.tabs.get(id) ?? this.#noTab(id);
          if (locked) {
            throw new Error("Message compose window not ready for the requested command");
          }
          return this.send(id, { ...sending, mode });
        },
        onBeforeSend: new FakeEvent(),
        onAfterSend: new FakeEvent(),
        onAfterSave: new FakeEvent(),
      },
      folders: {
        query: async (/** @type {any} */ { specialUse = [] }) =>
          this.folders.filter((folder) =>
            specialUse.every((/** @type {string} */ use) => folder.specialUse.includes(use)),
          ),
        get: async (/** @type {any} */ id) => this.#folder(id),
        getFolderInfo: async (/** @type {any} */ id) => ({
          totalMessageCount: this.#messagesIn(this.#folder(id)).length,
        }),
        onFolderInfoChanged: new FakeEvent(),
      },
      messages: {
        query: async (/** @type {any} */ query) => {
          const { folderId, headerMessageId, fromDate, toDate, recipients } = query;
          const found = this.messages.filter(
            (message) =>
              (!folderId || message.folder.id === folderId) &&
              (!recipients || message.recipients.join().includes(recipients)) &&
              (!headerMessageId || message.headerMessageId === headerMessageId) &&
              (!fromDate || message.date >= fromDate) &&
              (!toDate || message.date <= toDate),
          );
          return this.#page(found, query.messagesPerPage);
        },
        list: async (/** @type {any} */ id) => {
          this.pages++;
          return this.#page(this.#messagesIn(this.#folder(id)));
        },
        continueList: async (/** @type {any} */ id) => {
          this.pages++;
          const rest = this.lists.get(id);
          if (!rest) {
            throw new Error(`There is no list ${id}`);
          }
          this.lists.delete(id);
          return this.#page(rest.messages, rest.size);
        },
        abandonList: async (/** @type {any} */ id) => void this.lists.delete(id),
        onNewMailReceived: new FakeEvent(),
        get: async (/** @type {any} */ id) => this.#message(id),
        getFull: async (/** @type {any} */ id) => {
          const { headers, headerMessageId, text, html, raw } = this.#message(id);
          this.opened.push(headerMessageId);
          if (this.unreadable.has(headerMessageId)) {
            throw new Error("The message could not be read");
          }
          return {
            headers,
            contentType: "message/rfc822",
            parts: [
              raw && { contentType: "multipart/report", parts: [] },
              text && { contentType: "text/plain", body: text },
              html && { contentType: "text/html", body: html },
            ].filter(Boolean),
          };
        },
        getHeaders: async (/** @type {any} */ id) => this.#message(id).headers,
        getRaw: async (/** @type {any} */ id) => new Blob([this.#message(id).raw]),
        onDeleted: new FakeEvent(),
        onMoved: new FakeEvent(),
      },
      messageDisplay: {
        open: async (/** @type {any} */ { messageId, headerMessageId }) => {
          const id = this.messages.find((one) => one.headerMessageId === headerMessageId)?.id;
          this.shown.push(this.#message(messageId ?? id));
        },
        getDisplayedMessages: async (/** @type {any} */ tabId) => ({
          messages: this.displayed?.tabId === tabId ? [this.displayed?.message] : [],
        }),
        onMessagesDisplayed: new FakeEvent(),
      },
      messengerUtilities: {
        convertToPlainText: async (/** @type {string} */ html) => html.replace(/<[^>]*>/g, ""),
      },
    };
  }

  /** @param {string} id */
  #folder(id) {
    const found = this.folders.find((folder) => folder.id === id);
    if (!found) {
      throw new Error(`Folder not found: ${id}`);
    }
    return found;
  }

  /** @param {any} folder */
  #messagesIn(folder) {
    return this.messages.filter((message) => message.folder === folder);
  }

  /** The first page of so many messages; the rest is kept until it is asked for. @param {Message[]} messages @param {number} [size] */
  #page(messages, size = this.pageSize) {
    const rest = messages.slice(size);
    const id = rest.length > 0 ? `list-${this.nextId++}` : null;
    if (id) {
      this.lists.set(id, { messages: rest, size });
    }
    return { id, messages: messages.slice(0, size) };
  }

  /** A port between a page and the background. @param {string} name */
  #connect(name) {
    const [page, background] = [0, 1].map(() => ({
      name,
      sender: senderOf(""),
      onMessage: new FakeEvent(),
      onDisconnect: new FakeEvent(),
    }));
    const end = (/** @type {any} */ mine, /** @type {any} */ other) =>
      Object.assign(mine, {
        postMessage: (/** @type {any} */ message) => {
          const copy = structuredClone(message);
          queueMicrotask(() => other.onMessage.fire(copy));
        },
        disconnect: () => other.onDisconnect.fire(other),
      });
    end(page, background);
    end(background, page);
    this.messenger.runtime.onConnect.fire(background);
    return page;
  }

  /** @param {number} id */
  #message(id) {
    const found = this.messages.find((message) => message.id === id);
    if (!found) {
      throw new Error(`Message not found: ${id}.`);
    }
    return found;
  }
}
