/** One person in a list, with what can be done. */
import { RoundsError } from "../../shared/rounds_error.js";
import { text } from "../../shared/text.js";
import { button, element } from "./dom.js";
import { describePerson, turnNote } from "./people.js";
import {
  addressPanel,
  greetingPanel,
  skipPanel,
  snoozePanel,
  structurePanel,
} from "./turn_panels.js";
import {
  addAddress,
  greetAs,
  moveToFront,
  skip,
  snooze,
  writeElsewhere,
  writeTo,
} from "./turn_actions.js";

/** @typedef {import("../../shared/wire.js").Turn} Turn */
/**
 * @typedef {"write" | "structure" | "snooze" | "skip" | "elsewhere" | "add-address" | "front" |
 *   "greet"} Offer
 */

/** What asks for more before it happens. @typedef {Exclude<Offer, "write" | "elsewhere" | "front">} PanelOffer */

/**
 * @typedef {object} RowOptions
 * @property {string} today  the day as the host counts it
 * @property {string} [nextDay]  the next writing day
 * @property {string} [note]  what else there is to say of the turn
 * @property {Offer[]} offers  what can be done, in this order
 * @property {(turn: Turn, done: {offer: Offer, pending: boolean}) => void} onDone
 *   called when the host has confirmed, or, with `pending`, when the change waits for the host
 */

/**
 * @param {Turn} turn
 * @param {RowOptions} options
 * @returns {HTMLLIElement}
 */
export function turnRow(turn, { today, nextDay, note: more, offers, onDone }) {
  const { name, work, since, profile } = describePerson(turn.person, today);
  const note = [turnNote(turn, today), more].filter(Boolean).join(" · ");
  const panel = element("div", { class: "panel", hidden: true });
  const problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  const buttons = element("div", { class: "row-buttons" });

  /** @type {Record<PanelOffer, (done: (...values: any[]) => void) => HTMLElement>} */
  const panels = {
    snooze: (done) => snoozePanel(today, nextDay, done),
    skip: (done) => skipPanel(done),
    structure: (done) => structurePanel(turn, done),
    "add-address": (done) => addressPanel(done),
    greet: (done) => greetingPanel(turn.person, done),
  };
  /** @type {Record<Offer, (...values: any[]) => Promise<any>>} */
  const acts = {
    write: () => writeTo(turn),
    structure: (structure) => writeTo(turn, structure),
    snooze: (until) => snooze(turn, until),
    skip: (reason) => skip(turn, reason),
    elsewhere: () => writeElsewhere(turn),
    "add-address": (address) => addAddress(turn, address),
    front: () => moveToFront(turn),
    greet: (greeting) => greetAs(turn, greeting),
  };

  /** @param {Offer} offer @param {...any} values */
  async function act(offer, ...values) {
    // The buttons are not disabled meanwhile: a disabled button loses the keyboard.
    if (row.getAttribute("aria-busy") === "true") {
      return;
    }
    problem.hidden = true;
    row.setAttribute("aria-busy", "true");
    try {
      const result = await acts[offer](...values);
      closePanel();
      onDone(turn, {
        offer: offer === "structure" ? "write" : offer,
        pending: Boolean(result?.pending),
      });
    } catch (thrown) {
      problem.textContent = RoundsError.from(thrown).message;
      problem.hidden = false;
    } finally {
      row.removeAttribute("aria-busy");
    }
  }

  function closePanel() {
    if (panel.contains(document.activeElement) && document.hasFocus()) {
      buttons.querySelector("button")?.focus({ preventScroll: true });
    }
    panel.hidden = true;
    panel.replaceChildren();
    for (const opener of buttons.children) {
      if (opener.hasAttribute("aria-expanded")) {
        opener.setAttribute("aria-expanded", "false");
      }
    }
  }

  /** @param {PanelOffer} offer @param {HTMLElement} opener */
  function togglePanel(offer, opener) {
    const wasOpen = opener.getAttribute("aria-expanded") === "true";
    closePanel();
    problem.hidden = true;
    if (!wasOpen) {
      opener.setAttribute("aria-expanded", "true");
      panel.append(panels[offer]((...values) => act(offer, ...values)));
      panel.hidden = false;
      /** @type {HTMLElement | null} */
      const first = panel.querySelector("button, input, [tabindex]");
      first?.scrollIntoView({ block: "nearest" });
      first?.focus();
    }
  }

  panel.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      // Escape leaves the panel, not the popup that the row may stand in.
      event.preventDefault();
      event.stopPropagation();
      const opener = buttons.querySelector('[aria-expanded="true"]');
      closePanel();
      /** @type {HTMLElement | null} */ (opener)?.focus();
    }
  });

  for (const offer of offers) {
    buttons.append(
      button(labelOf(offer, turn), {
        action: offer,
        turn: turn.turn,
        class: offer === offers[0] ? "primary" : "quiet",
        title: offer === "structure" ? text("page_structure_choose") : undefined,
        label: text(
          "page_action_for",
          offer === "structure" ? text("page_structure_choose") : labelOf(offer, turn),
          name,
        ),
        expanded: isPanelOffer(offer) ? false : undefined,
        onClick: ({ currentTarget }) =>
          isPanelOffer(offer)
            ? togglePanel(offer, /** @type {HTMLElement} */ (currentTarget))
            : act(offer),
      }),
    );
  }

  const row = element(
    "li",
    { class: "person", data: { turn: turn.turn, state: turn.state } },
    element(
      "div",
      { class: "person-words" },
      element(
        "p",
        { class: "person-name" },
        element("bdi", {}, name),
        profile && profileLink(profile, name),
        note && element("span", { class: "person-note", dir: "auto" }, note),
      ),
      work && element("p", { class: "person-work" }, element("bdi", {}, work)),
      since && element("p", { class: "person-since" }, since),
    ),
    buttons,
    panel,
    problem,
  );
  return row;
}

/** @type {Record<Exclude<Offer, "write">, string>} */
const LABELS = {
  structure: "page_structure",
  snooze: "page_snooze",
  skip: "page_skip",
  elsewhere: "page_elsewhere",
  "add-address": "page_add_address",
  front: "page_front",
  greet: "page_greet",
};

/** @type {Partial<Record<import("../../shared/wire.js").TurnState, string>>} */
const WRITE_LABELS = { drafted: "page_write_on", skipped: "page_write_after_all" };

/** @param {Offer} offer @returns {offer is PanelOffer} */
const isPanelOffer = (offer) => !["write", "elsewhere", "front"].includes(offer);

/** @param {Offer} offer @param {Turn} turn */
function labelOf(offer, turn) {
  return text(offer === "write" ? (WRITE_LABELS[turn.state] ?? "page_write") : LABELS[offer]);
}

/** @param {string} profile @param {string} name */
export function profileLink(profile, name) {
  return element(
    "a",
    {
      class: "person-profile",
      href: profile,
      rel: "noreferrer",
      title: profile,
      "aria-label": text("page_profile_of", name),
      data: { action: "profile" },
      on: {
        click: (/** @type {MouseEvent} */ event) => {
          event.preventDefault();
          messenger.windows.openDefaultBrowser(profile);
        },
      },
    },
    text("page_profile"),
  );
}
