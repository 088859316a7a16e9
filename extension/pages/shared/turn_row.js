/** One person in a list, with what can be done. */
import { RoundsError } from "../../shared/rounds_error.js";
import { text } from "../../shared/text.js";
import { button, element } from "./dom.js";
import { describePerson, turnNote } from "./people.js";
import { addressPanel, elsewherePanel, skipPanel, snoozePanel } from "./turn_panels.js";
import { addAddress, skip, snooze, writeTo, writtenElsewhere } from "./turn_actions.js";

/** @typedef {import("../../shared/wire.js").Turn} Turn */
/** @typedef {"write" | "snooze" | "skip" | "elsewhere" | "add-address"} Offer */

/**
 * @typedef {object} RowOptions
 * @property {string} today  the day as the host counts it
 * @property {Offer[]} offers  what can be done, in this order
 * @property {(turn: Turn, done: {offer: Offer, pending: boolean}) => void} onDone
 *   called when the host has confirmed, or, with `pending`, when the change waits for the host
 */

/**
 * @param {Turn} turn
 * @param {RowOptions} options
 * @returns {HTMLLIElement}
 */
export function turnRow(turn, { today, offers, onDone }) {
  const { name, work, since, profile } = describePerson(turn.person, today);
  const note = turnNote(turn, today);
  const panel = element("div", { class: "panel", hidden: true });
  const problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  const buttons = element("div", { class: "row-buttons" });

  /** @type {Record<Exclude<Offer, "write">, (done: (...values: any[]) => void) => HTMLElement>} */
  const panels = {
    snooze: (done) => snoozePanel(today, done),
    skip: (done) => skipPanel(done),
    elsewhere: (done) => elsewherePanel(today, done),
    "add-address": (done) => addressPanel(done),
  };
  /** @type {Record<Offer, (...values: any[]) => Promise<any>>} */
  const acts = {
    write: () => writeTo(turn),
    snooze: (until) => snooze(turn, until),
    skip: (reason) => skip(turn, reason),
    elsewhere: (channel, day) => writtenElsewhere(turn, channel, day),
    "add-address": (address) => addAddress(turn, address),
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
      onDone(turn, { offer, pending: Boolean(result?.pending) });
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

  /** @param {Exclude<Offer, "write">} offer @param {HTMLElement} opener */
  function togglePanel(offer, opener) {
    const wasOpen = opener.getAttribute("aria-expanded") === "true";
    closePanel();
    problem.hidden = true;
    if (!wasOpen) {
      opener.setAttribute("aria-expanded", "true");
      panel.append(panels[offer]((...values) => act(offer, ...values)));
      panel.hidden = false;
      panel.querySelector("button, input")?.scrollIntoView({ block: "nearest" });
      /** @type {HTMLElement | null} */ (panel.querySelector("button, input"))?.focus();
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
        label: text("page_action_for", labelOf(offer, turn), name),
        expanded: offer === "write" ? undefined : false,
        onClick: ({ currentTarget }) =>
          offer === "write"
            ? act(offer)
            : togglePanel(offer, /** @type {HTMLElement} */ (currentTarget)),
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
  snooze: "page_snooze",
  skip: "page_skip",
  elsewhere: "page_elsewhere",
  "add-address": "page_add_address",
};

/** @type {Partial<Record<import("../../shared/wire.js").TurnState, string>>} */
const WRITE_LABELS = { drafted: "page_write_on", skipped: "page_write_after_all" };

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
