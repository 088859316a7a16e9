/** A note that is not mail: written here from the same structures, copied, and marked as written. */
import { call, fill } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { language, text } from "../../../shared/text.js";
import { dateText } from "../../shared/dates.js";
import { button, draw, element } from "../../shared/dom.js";
import { CHANNELS, channelText, describePerson, nameOf } from "../../shared/people.js";
import { writtenElsewhere } from "../../shared/turn_actions.js";
import { findingsOf, memoryOf } from "./elsewhere_view.js";

/** @typedef {import("../../../shared/wire.js").Turn} Turn */
/** @typedef {import("../../../shared/wire.js").Structure} Structure */

/**
 * @typedef {object} Surroundings
 * @property {(words: string) => void} say  tells a screen reader
 * @property {() => void} onDone  the note is written
 */

export class ElsewherePage {
  #place;
  #surroundings;
  /** @type {Turn | null} */
  #turn = null;
  /** What the structure had filled in: as long as it stands unchanged, another may replace it. */
  #begun = "";
  /** The note whose findings the user has seen. @type {string | null} */
  #seen = null;
  #choice = element("select", { data: { field: "elsewhere-structure" } });
  #note = element("textarea", { rows: 16, dir: "auto", data: { field: "elsewhere-note" } });
  #day = element("input", { type: "date", required: true, data: { field: "elsewhere-day" } });
  #findings = element("ul", { class: "findings", role: "alert" });
  #problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  #missing = element("p", { class: "notice", hidden: true, role: "status", dir: "auto" });

  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.#place = place;
    this.#surroundings = surroundings;
    this.#choice.addEventListener("change", () => this.#begin(this.#choice.value));
    this.#note.addEventListener("input", () => this.#forgetFindings());
  }

  /** Shows the page for a turn; a note that is being written stays. @param {string} id @param {string} today */
  async show(id, today) {
    if (this.#turn?.turn === id) {
      return;
    }
    const [{ turn }, { structures }] = await Promise.all([
      call("turns.show", { turn: id }),
      call("structures.list"),
    ]);
    const { notes, replies, last_exchange } = await call("people.show", { person: turn.person.id });
    this.#turn = turn;
    this.#day.max = today;
    this.#day.value = today;
    this.#forgetFindings();
    this.#say("");
    const { name, work, since, profile } = describePerson(turn.person, today);
    const memory = memoryOf(turn.person, { notes, replies, last_exchange });
    draw(
      this.#place,
      element("h1", { dir: "auto" }, text("elsewhere_title", name)),
      element(
        "div",
        { class: "elsewhere-page" },
        element(
          "div",
          { class: "elsewhere-note" },
          structures.length > 0 &&
            element("label", { class: "line" }, text("elsewhere_structure"), this.#choice),
          this.#missing,
          element("label", { class: "field" }, text("elsewhere_note"), this.#note),
          this.#findings,
          this.#problem,
          button(text(profile ? "elsewhere_copy_open" : "elsewhere_copy"), {
            action: "elsewhere-copy",
            class: "primary",
            onClick: () => this.#copy(profile),
          }),
          element("p", { class: "soft" }, text("elsewhere_then")),
          element("label", { class: "line" }, text("page_elsewhere_day"), this.#day),
          element(
            "div",
            { class: "choices", role: "group", "aria-label": text("page_elsewhere_how") },
            CHANNELS.map((channel) =>
              button(channelText(channel), {
                action: "elsewhere-channel",
                data: { channel },
                onClick: () => this.#written(channel),
              }),
            ),
          ),
        ),
        element(
          "aside",
          { "aria-label": text("elsewhere_memory") },
          element("h2", {}, text("elsewhere_memory")),
          work && element("p", { dir: "auto" }, work),
          since && element("p", {}, since),
          memory.map(({ key, on, words }) =>
            element(
              "div",
              { class: "remembered" },
              element("p", { class: "soft" }, on ? text(key, dateText(on)) : text(key)),
              element("p", { class: "remembered-words", dir: "auto" }, words),
            ),
          ),
        ),
      ),
    );
    this.#choice.replaceChildren(
      ...structures.map((/** @type {Structure} */ one) => new Option(one.name, one.structure)),
    );
    await this.#begin();
  }

  /** Fills the note, unless the user has written into it. @param {string} [structure] */
  async #begin(structure) {
    const turn = /** @type {Turn} */ (this.#turn);
    try {
      const filled = await fill(turn.turn, structure);
      if (!filled) {
        this.#note.value = "";
        return;
      }
      this.#choice.value = filled.structure;
      if (structure && this.#note.value !== this.#begun) {
        this.#say(text("elsewhere_begun"));
        return;
      }
      this.#note.value = filled.body.trimEnd();
      this.#begun = this.#note.value;
      this.#missing.hidden = filled.missing.length === 0;
      this.#missing.textContent = text(
        "structures_missing",
        nameOf(turn.person),
        filled.missing.map((name) => text(`structure_variable_${name}`)).join(", "),
      );
      const at = filled.personal_at ?? this.#note.value.length;
      this.#note.setSelectionRange(at, at);
      this.#note.focus();
    } catch (thrown) {
      this.#say(RoundsError.from(thrown).message);
    }
  }

  /** Whether the note may leave: nothing is wrong with it, or the user has seen what is. */
  async #lets() {
    const note = this.#note.value;
    const turn = /** @type {Turn} */ (this.#turn);
    if (note.trim() === "" || note === this.#seen) {
      return true;
    }
    const found = await call("note.check", {
      turn: turn.turn,
      to: [],
      subject: "",
      body: note,
      language: language(),
    });
    const findings = findingsOf(found.findings);
    this.#seen = note;
    draw(
      this.#findings,
      findings.map(({ message }) => element("li", { dir: "auto" }, message)),
      findings.length > 0 && element("li", { class: "soft" }, text("elsewhere_again")),
    );
    return findings.length === 0;
  }

  #forgetFindings() {
    this.#seen = null;
    draw(this.#findings);
  }

  /** @param {string} profile */
  async #copy(profile) {
    await this.#attempt(async () => {
      if (!(await this.#lets())) {
        return;
      }
      try {
        await navigator.clipboard.writeText(this.#note.value);
      } catch {
        // Too long after the click, or not allowed: the selection can be copied all the same.
        this.#note.select();
        document.execCommand("copy");
      }
      if (profile) {
        await messenger.windows.openDefaultBrowser(profile);
      }
      this.#surroundings.say(text("elsewhere_copied"));
    });
  }

  /** @param {string} channel */
  async #written(channel) {
    const turn = /** @type {Turn} */ (this.#turn);
    if (!this.#day.validity.valid) {
      this.#say(text("page_elsewhere_wrong"));
      this.#day.focus();
      return;
    }
    await this.#attempt(async () => {
      if (!(await this.#lets())) {
        return;
      }
      const note = this.#note.value.trim();
      await writtenElsewhere(turn, { channel, day: this.#day.value, note });
      this.#turn = null;
      this.#surroundings.onDone();
    });
  }

  /** @param {() => Promise<void>} act */
  async #attempt(act) {
    this.#say("");
    try {
      await act();
    } catch (thrown) {
      this.#say(RoundsError.from(thrown).message);
    }
  }

  /** @param {string} words */
  #say(words) {
    this.#problem.textContent = words;
    this.#problem.hidden = words === "";
  }
}
