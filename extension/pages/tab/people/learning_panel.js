/** Learning from the user's mail: what is read and what not, which folders, and how far it is. */
import {
  learnFromMail,
  mailFolders,
  pauseLearning,
  resumeLearning,
  stopLearning,
} from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { number, plural, text } from "../../../shared/text.js";
import { button, draw, element } from "../../shared/dom.js";

/** @typedef {import("../../../shared/background.js").MailHistory} MailHistory */
/** @typedef {Awaited<ReturnType<typeof mailFolders>>[number]} Account */

export class LearningPanel {
  #refresh;
  #choosing = false;
  #shown = "";
  #bar = element("progress", { max: 100, "aria-label": text("tab_addresses_begin") });
  #words = element("span", { class: "soft", role: "status" });
  #problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  place = element("div", { class: "learning" });

  /** @param {() => void} refresh */
  constructor(refresh) {
    this.#refresh = refresh;
  }

  /** @param {MailHistory} history */
  async show(history) {
    const { state, done, total } = history;
    this.#bar.value = total > 0 ? Math.round((100 * done) / total) : 0;
    this.#words.textContent = {
      off: "",
      reading: text("tab_addresses_reading", number(done), number(total)),
      paused: text("tab_addresses_paused", number(done), number(total)),
      following: plural("tab_addresses_following", done),
    }[state];
    const choosing = state === "off" || this.#choosing;
    const shown = choosing ? "choosing" : state;
    if (shown === this.#shown) {
      return; // what the user is choosing stays
    }
    this.#shown = shown;
    if (choosing) {
      await this.#showChoice(history);
    } else {
      this.#showState(history);
    }
  }

  /** @param {MailHistory} history */
  #showState({ state }) {
    draw(
      this.place,
      element("div", { class: "line working" }, state !== "following" && this.#bar, this.#words),
      element(
        "div",
        { class: "line" },
        state === "reading" && this.#action("pause", () => pauseLearning()),
        state === "paused" && this.#action("resume", () => resumeLearning(), "primary"),
        state === "following" &&
          button(text("tab_addresses_change_folders"), {
            action: "choose-folders",
            onClick: () => this.#choose(true),
          }),
        this.#action("stop", () => stopLearning(), "quiet"),
      ),
      this.#problem,
    );
  }

  /** @param {boolean} choosing */
  #choose(choosing) {
    this.#choosing = choosing;
    this.#shown = "";
    this.#refresh();
  }

  /** @param {"pause" | "resume" | "stop"} name @param {() => Promise<unknown>} act @param {string} [look] */
  #action(name, act, look) {
    return button(text(`tab_addresses_${name}`), {
      action: `learning-${name}`,
      class: look,
      onClick: () => this.#attempt(act),
    });
  }

  /** @param {MailHistory} history */
  async #showChoice({ state, folders }) {
    const accounts = await mailFolders();
    const isChosen = (/** @type {string} */ id) => state === "off" || folders.includes(id);
    draw(
      this.place,
      element("p", {}, text("tab_addresses_consent")),
      accounts.length === 0
        ? element("p", { class: "soft" }, text("tab_addresses_no_mail"))
        : [
            element(
              "div",
              { class: "folders" },
              accounts.map((account) => accountChoice(account, isChosen)),
            ),
            element(
              "div",
              { class: "line" },
              button(text("tab_addresses_begin"), {
                action: "learn",
                class: "primary",
                onClick: () => this.#begin(),
              }),
              state !== "off" &&
                button(text("tab_addresses_close_folders"), {
                  action: "close-folders",
                  class: "quiet",
                  onClick: () => this.#choose(false),
                }),
            ),
          ],
      this.#problem,
    );
  }

  #begin() {
    const boxes = this.place.querySelectorAll('input[name="folder"]:checked');
    const chosen = [...boxes].map((box) => /** @type {HTMLInputElement} */ (box).value);
    return this.#attempt(async () => {
      if (chosen.length === 0) {
        throw new RoundsError("invalid", text("tab_addresses_folders_none"));
      }
      await learnFromMail(chosen);
      this.#choosing = false;
    });
  }

  /** @param {() => Promise<unknown>} act */
  async #attempt(act) {
    this.#problem.hidden = true;
    try {
      await act();
      this.#refresh();
    } catch (thrown) {
      this.#problem.textContent = RoundsError.from(thrown).message;
      this.#problem.hidden = false;
    }
  }
}

/** @param {Account} account @param {(id: string) => boolean} isChosen */
function accountChoice({ name, folders }, isChosen) {
  const boxes = folders.map(({ id }) =>
    element("input", { type: "checkbox", name: "folder", value: id, checked: isChosen(id) }),
  );
  const all = element("input", {
    type: "checkbox",
    checked: boxes.every((box) => box.checked),
    data: { action: "all-folders" },
    on: { change: () => boxes.forEach((box) => (box.checked = all.checked)) },
  });
  const follow = () => {
    all.checked = boxes.every((box) => box.checked);
    all.indeterminate = !all.checked && boxes.some((box) => box.checked);
  };
  follow();
  return element(
    "fieldset",
    { on: { change: follow } },
    element("legend", { class: "spoken" }, name),
    element(
      "label",
      { class: "account" },
      all,
      element("bdi", {}, text("tab_addresses_account_all", name)),
    ),
    folders.map((folder, i) =>
      element(
        "label",
        {},
        boxes[i],
        element("bdi", {}, folder.path.replace(/^\//, "")),
        element("span", { class: "soft" }, plural("tab_addresses_folder", folder.messages)),
      ),
    ),
  );
}
