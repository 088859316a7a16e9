/** Entries that may be one person: side by side, to be merged or kept apart. */
import { call, change } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { plural, text } from "../../../shared/text.js";
import { button, draw, element, KeyedList } from "../../shared/dom.js";
import { nameOf } from "../../shared/people.js";
import { profileLink } from "../../shared/turn_row.js";
import { betterOf, pairKey, pairNames, sideView } from "./duplicates_view.js";

/** @typedef {import("../../../shared/wire.js").DuplicatePair} DuplicatePair */
/** @typedef {import("../../../shared/wire.js").Person} Person */

/**
 * @typedef {object} Surroundings
 * @property {() => {today: string}} about
 * @property {() => void} refresh
 * @property {(words: string) => void} say  tells a screen reader
 */

const PAGE = 50;

export class DuplicatesPage {
  #surroundings;
  #wanted = PAGE;
  #about = element("p", { class: "lead" });
  #pairs = element("ul", { class: "pairs" });
  #more = element("div");
  /** @type {KeyedList<DuplicatePair>} */
  #rows;

  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.#surroundings = surroundings;
    this.#rows = new KeyedList(this.#pairs, {
      key: pairKey,
      make: (pair) => this.#row(pair),
    });
    place.append(
      element("h1", {}, text("tab_duplicates_title")),
      this.#about,
      this.#pairs,
      this.#more,
    );
  }

  async show() {
    const { pairs, total } = await readPairs(this.#wanted);
    this.#about.textContent =
      total === 0 ? text("tab_duplicates_none") : plural("tab_duplicates_lead", total);
    this.#rows.show(pairs);
    draw(
      this.#more,
      total > pairs.length &&
        button(plural("tab_list_more", total - pairs.length), {
          action: "more",
          onClick: () => {
            this.#wanted = pairs.length + PAGE;
            this.#surroundings.refresh();
          },
        }),
    );
  }

  /** @param {DuplicatePair} pair */
  #row(pair) {
    const { people, reasons, grade } = pair;
    const better = betterOf(people);
    const problem = element("p", {
      class: "row-problem",
      role: "alert",
      hidden: true,
      dir: "auto",
    });

    /** @param {() => Promise<unknown>} change @param {string} said */
    const act = async (change, said) => {
      if (row.getAttribute("aria-busy") === "true") {
        return;
      }
      problem.hidden = true;
      row.setAttribute("aria-busy", "true");
      try {
        await change();
        this.#surroundings.say(said);
        this.#surroundings.refresh();
      } catch (thrown) {
        problem.textContent = RoundsError.from(thrown).message;
        problem.hidden = false;
      } finally {
        row.removeAttribute("aria-busy");
      }
    };

    /** @param {0 | 1} side */
    const keep = (side) => {
      const kept = people[side];
      const other = people[1 - side];
      act(
        () => change("people.merge", { keep: kept.id, merge: [other.id] }),
        text("page_undo_merged", nameOf(kept)),
      );
    };

    const row = element(
      "li",
      { class: "pair", "aria-label": pairNames(pair), data: { pair: pairKey(pair), grade } },
      element(
        "div",
        { class: "pair-why" },
        element("span", { class: `grade grade-${grade}` }, text(`tab_grade_${grade}`)),
        element(
          "ul",
          {},
          reasons.map((reason) => element("li", { dir: "auto" }, reason)),
        ),
      ),
      this.#side(people[0], better === 0, () => keep(0)),
      this.#side(people[1], better === 1, () => keep(1)),
      element(
        "div",
        { class: "pair-end" },
        button(text("tab_keep_apart"), {
          action: "keep-apart",
          class: "quiet",
          label: text("page_action_for", text("tab_keep_apart"), pairNames(pair)),
          onClick: () =>
            act(
              () => change("people.keep_apart", { people: people.map(({ id }) => id) }),
              text("tab_kept_apart"),
            ),
        }),
      ),
      problem,
    );
    return row;
  }

  /** @param {Person} person @param {boolean} better @param {() => void} onKeep */
  #side(person, better, onKeep) {
    const { name, profile, lines } = sideView(person, this.#surroundings.about().today);
    return element(
      "div",
      { class: "side", data: { person: person.id } },
      element(
        "p",
        { class: "person-name" },
        element("bdi", {}, name),
        profile && profileLink(profile, name),
      ),
      lines.map((line) => element("p", { class: "side-line", dir: "auto" }, line)),
      button(text("tab_merge_keep"), {
        action: "merge",
        class: better ? "primary" : "",
        label: text(
          "page_action_for",
          text("tab_merge_keep"),
          lines[0] ? `${name}, ${lines[0]}` : name,
        ),
        data: { keep: person.id },
        onClick: onKeep,
      }),
    );
  }
}

/**
 * @param {number} wanted  how many pairs to read at least, as far as there are as many
 * @returns {Promise<{pairs: DuplicatePair[], total: number}>}
 */
async function readPairs(wanted) {
  /** @type {DuplicatePair[]} */
  const pairs = [];
  /** @type {string | undefined} */
  let after;
  for (;;) {
    const page = await call("people.duplicates", { limit: PAGE, ...(after && { after }) });
    pairs.push(...page.pairs);
    after = page.next;
    if (!after || pairs.length >= wanted) {
      return { pairs, total: page.total };
    }
  }
}
