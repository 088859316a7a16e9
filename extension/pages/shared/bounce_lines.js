/** The lines that tell of notes that did not arrive, each with what can be done about it. */
import { write } from "../../shared/background.js";
import { RoundsError } from "../../shared/rounds_error.js";
import { list, plural, text } from "../../shared/text.js";
import { dismissBounce } from "./bounces.js";
import { button, element, KeyedList } from "./dom.js";
import { nameOf } from "./people.js";
import { addAddress } from "./turn_actions.js";
import { addressPanel } from "./turn_panels.js";

/** @typedef {import("../../shared/wire.js").Reply} Reply */

/** More than that would push today's people out of sight. */
const MOST = 2;

/**
 * @typedef {object} Surroundings
 * @property {() => void} refresh
 * @property {() => void} onAll  leads to everything that came back
 * @property {() => void} [onWrite]  called when a note's window opens
 */

export class BounceLines {
  #surroundings;
  #rows;
  #more = element("p", { hidden: true });

  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.#surroundings = surroundings;
    const lines = element("ul", { class: "bounces" });
    /** @type {KeyedList<Reply>} */
    this.#rows = new KeyedList(lines, {
      key: ({ message_id }) => message_id,
      make: (bounce) => bounceLine(bounce, surroundings),
    });
    place.append(lines, this.#more);
  }

  /** @param {Reply[]} bounces */
  show(bounces) {
    const more = bounces.length - MOST;
    this.#rows.show(bounces.slice(0, MOST));
    this.#more.hidden = more <= 0;
    this.#more.replaceChildren(
      ...(more > 0
        ? [
            button(plural("page_bounce_more", more), {
              action: "bounces",
              class: "link",
              onClick: this.#surroundings.onAll,
            }),
          ]
        : []),
    );
  }
}

/** @param {Reply} bounce @param {Surroundings} surroundings */
function bounceLine(bounce, { refresh, onWrite }) {
  const name = nameOf(bounce.person);
  const [other] = bounce.other_addresses ?? [];
  const dead = bounce.dead_addresses ?? [];
  const panel = element("div", { hidden: true });
  const problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });

  /** @param {() => Promise<unknown>} act */
  async function attempt(act) {
    problem.hidden = true;
    try {
      await act();
    } catch (thrown) {
      problem.textContent = RoundsError.from(thrown).message;
      problem.hidden = false;
    }
  }

  const opener = other
    ? button(text("page_bounce_write", other), {
        action: "bounce-write",
        turn: bounce.turn,
        class: "link",
        onClick: () =>
          attempt(async () => {
            await write(bounce.turn);
            onWrite?.();
          }),
      })
    : button(text("page_add_address"), {
        action: "bounce-address",
        turn: bounce.turn,
        class: "link",
        label: text("page_action_for", text("page_add_address"), name),
        expanded: false,
        onClick: () => toggle(panel.hidden),
      });

  /** @param {boolean} open */
  function toggle(open) {
    panel.hidden = !open;
    opener.setAttribute("aria-expanded", String(open));
    panel.replaceChildren();
    if (open) {
      panel.append(
        addressPanel((address) =>
          attempt(async () => {
            await addAddress(bounce, address);
            toggle(false);
            refresh();
          }),
        ),
      );
      panel.querySelector("input")?.focus();
    } else {
      opener.focus();
    }
  }

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      // Escape leaves the panel, not the popup that it may stand in.
      event.preventDefault();
      event.stopPropagation();
      toggle(false);
    }
  });

  return element(
    "li",
    { class: "bounce", data: { bounce: bounce.message_id } },
    element(
      "p",
      {},
      element("span", { "aria-hidden": "true" }, "⚠ "),
      element("bdi", {}, text("page_bounce", name)),
      dead.length > 0 &&
        element("bdi", { class: "bounce-detail" }, ` ${text("page_bounce_detail", list(dead))}`),
      " ",
      opener,
      " · ",
      button(text("page_bounce_dismiss"), {
        action: "bounce-dismiss",
        turn: bounce.turn,
        class: "link",
        label: text("page_action_for", text("page_bounce_dismiss"), name),
        onClick: () =>
          attempt(async () => {
            await dismissBounce(bounce);
            refresh();
          }),
      }),
    ),
    panel,
    problem,
  );
}
