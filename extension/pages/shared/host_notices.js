/** The lines at the head of a page that tell of trouble, of pending changes and of refused changes. */
import { forgetRefused, reconnect, retryRefused } from "../../shared/background.js";
import { text } from "../../shared/text.js";
import { timeText } from "./dates.js";
import { button, draw, element } from "./dom.js";
import { mendControls } from "./mend_controls.js";
import { pendingText, refusedText, troubleView } from "./host_view.js";

/** @typedef {import("./situation.js").HostState} HostState */

export class HostNotices {
  #place;
  #refresh;
  /** When the user last tried in vain, so that trying again is seen to do something. */
  #tried = "";
  #shown = "";
  /** What came of a repair or a restore: the notice that offered it goes. */
  #mended = "";

  /** @param {HTMLElement} place @param {() => void} refresh */
  constructor(place, refresh) {
    this.#place = place;
    this.#refresh = refresh;
  }

  /**
   * Draws only what is new: a screen reader reads an alert out each time it is drawn.
   *
   * @param {import("./situation.js").Situation} situation
   */
  show({ host, problem }) {
    const trouble = troubleView(host, problem);
    const waiting = pendingText(host);
    const refused = host.refused ?? [];
    if (!trouble) {
      this.#tried = "";
    }
    const mended = trouble ? "" : this.#mended;
    const shown = JSON.stringify([mended, trouble, waiting, refused, this.#tried]);
    if (shown === this.#shown) {
      return;
    }
    this.#shown = shown;
    draw(
      this.#place,
      trouble && this.#trouble(trouble, waiting, host.state),
      !trouble && waiting && element("p", { class: "notice", role: "status" }, waiting),
      mended && element("p", { class: "notice", role: "status", dir: "auto" }, mended),
      refused.length > 0 && this.#refused(refused),
    );
  }

  /**
   * @param {import("./host_view.js").TroubleView} trouble
   * @param {string} kept
   * @param {string} state
   */
  #trouble(trouble, kept, state) {
    return element(
      "section",
      {
        class: trouble.waiting ? "notice" : "notice notice-trouble",
        role: trouble.waiting ? "status" : "alert",
        data: { host: state },
      },
      element("h2", {}, trouble.title),
      trouble.message && element("p", { dir: "auto" }, trouble.message),
      kept && element("p", { class: "kept" }, kept),
      trouble.damaged &&
        mendControls((words) => {
          this.#mended = words;
          this.#refresh();
        }),
      !trouble.waiting &&
        element(
          "div",
          { class: "line" },
          button(text("page_retry"), {
            action: "retry",
            onClick: ({ currentTarget }) =>
              this.#retry(/** @type {HTMLButtonElement} */ (currentTarget)),
          }),
          this.#tried && element("span", {}, text("page_tried", this.#tried)),
        ),
    );
  }

  /** @param {HTMLButtonElement} pressed */
  async #retry(pressed) {
    pressed.disabled = true;
    await reconnect();
    pressed.disabled = false;
    this.#tried = timeText(new Date());
    this.#refresh();
  }

  /** @param {HostState["refused"]} refused */
  #refused(refused) {
    return element(
      "section",
      { class: "notice notice-trouble", role: "alert" },
      element("h2", {}, text("page_refused")),
      element(
        "ul",
        {},
        refused.map((one) => element("li", { dir: "auto" }, refusedText(one))),
      ),
      element(
        "div",
        { class: "line" },
        this.#refusedButton("page_retry", "retry-refused", retryRefused),
        this.#refusedButton("page_refused_seen", "forget-refused", forgetRefused),
      ),
    );
  }

  /** @param {string} key @param {string} action @param {() => Promise<void>} act */
  #refusedButton(key, action, act) {
    return button(text(key), {
      action,
      onClick: async () => {
        await act();
        this.#refresh();
      },
    });
  }
}
