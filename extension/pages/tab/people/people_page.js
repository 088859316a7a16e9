/** Everybody the user knows: searched while one types, filtered, sorted, chosen and edited. */
import { call, change } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { number, plural, text } from "../../../shared/text.js";
import { button, draw, element } from "../../shared/dom.js";
import { Refresher } from "../../shared/refresher.js";
import {
  ANY,
  choiceOf,
  EVERYBODY,
  filterCount,
  NONE,
  queryOf,
  sortedBy,
  withoutFilter,
} from "./people_filter.js";
import { PeopleRows } from "./people_rows.js";
import { PeopleSelection } from "./people_selection.js";
import { PeopleTable } from "./people_table.js";
import { PersonPanel } from "./person_panel.js";

/** @typedef {import("./people_filter.js").Wish} Wish */

const STATES = ["waiting", "drafted", "queued", "written", "skipped"];
const MOST_VALUES = 500;

/**
 * @typedef {object} Surroundings
 * @property {() => void} refresh
 * @property {(people: string[]) => void} onRound  makes a round of these people
 * @property {(words: string) => void} say  tells a screen reader
 */

export class PeoplePage {
  #place;
  #surroundings;
  /** @type {Wish} */
  #wish = EVERYBODY;
  /** The query that is shown. */
  #shown = "";
  #made = false;
  #rows;
  #selection = new PeopleSelection();
  #table;
  #panel;
  #refresher = new Refresher(() => this.#read());
  #space = element("div", { class: "people-space" });
  #search = element("input", {
    type: "search",
    class: "people-search",
    data: { field: "search", action: "search" },
    on: { input: () => this.#want({ search: this.#search.value }) },
  });
  #filters = element("div", { class: "people-filters", id: "people-filters", hidden: true });
  #filterButton = button("", {
    action: "filters",
    expanded: false,
    onClick: () => this.#toggleFilters(),
  });
  /** @type {Record<string, HTMLInputElement | HTMLSelectElement>} */
  #fields = {};
  #count = element("output", { class: "soft people-count" });
  #chosen = element("div", { class: "people-chosen", hidden: true });
  #nobody = element("div", { class: "people-nobody", hidden: true });
  #values = element("datalist", { id: "known-from-values" });
  #companies = element("datalist", { id: "company-values" });
  #problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });

  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.#place = place;
    this.#surroundings = surroundings;
    this.#rows = new PeopleRows(
      (query, offset, limit) => call("people.list", { ...query, offset, limit }),
      (first, end) => this.#table.fill(first, end),
    );
    this.#table = new PeopleTable(this.#space, {
      rows: this.#rows,
      selection: this.#selection,
      onSort: (order) => this.#want(sortedBy(this.#wish, order)),
      onOpen: (person) => this.#panel.open(person),
      onSelect: () => this.#showChosen(),
      idsOf: (first, end) => this.#ids(first, end),
      onSelectAll: () => this.#selectAll(),
      onEscape: () => this.#escape(),
    });
    this.#panel = new PersonPanel({
      onSaved: () => surroundings.refresh(),
      onClosed: () => this.#table.focus(),
    });
  }

  /** Shows the list as it is now; search, filters, place and who is chosen stay. */
  async show() {
    if (!this.#made) {
      this.#made = true;
      this.#make();
    }
    await Promise.all([this.#readChoices(), this.#refresher.refresh()]);
  }

  #make() {
    this.#search.placeholder = text("tab_people_search");
    this.#search.setAttribute("aria-label", text("tab_people_search"));
    this.#search.addEventListener("keydown", (event) => this.#searchKey(event));
    this.#filterButton.setAttribute("aria-controls", "people-filters");
    // Wherever the keyboard is: after a click beside everything it is on no part of this page.
    document.addEventListener("keydown", (event) => {
      const { target } = event;
      const types = target instanceof HTMLElement && target.matches("input, select, textarea");
      if (event.key === "/" && !types && !this.#place.hidden && !this.#place.inert) {
        event.preventDefault();
        this.#search.select();
        this.#search.focus();
      }
    });
    this.#filters.append(
      this.#choice("knownFrom", "known_from"),
      this.#input("company", "company", { type: "text", list: "company-values" }),
      this.#choice("address", "addresses"),
      this.#choice("round", "round"),
      this.#choice("state", "state"),
      this.#input("connectedFrom", "connected_from", { type: "date" }),
      this.#input("connectedTo", "connected_to", { type: "date" }),
      button(text("tab_people_filter_clear"), {
        action: "clear-filters",
        class: "quiet",
        onClick: () => this.#clear(),
      }),
    );
    this.#nobody.append(
      element("p", {}, text("tab_people_nobody")),
      button(text("tab_people_nobody_clear"), {
        action: "show-everybody",
        onClick: () => this.#clear(),
      }),
    );
    draw(
      this.#place,
      element("h1", {}, text("tab_people_title")),
      element("div", { class: "line" }, this.#search, this.#filterButton, this.#count),
      this.#filters,
      this.#chosen,
      this.#problem,
      element(
        "div",
        { class: "people-split" },
        element(
          "div",
          { class: "people-list" },
          this.#space,
          this.#nobody,
          element("p", { class: "soft people-keys" }, text("tab_people_keys")),
        ),
        this.#panel.place,
      ),
      this.#values,
      this.#companies,
    );
    this.#showWish();
  }

  /** @param {keyof Wish} name @param {string} label */
  #choice(name, label) {
    const select = element("select", {
      data: { field: `filter-${label}` },
      on: { change: () => this.#want({ [name]: select.value }) },
    });
    this.#fields[name] = select;
    return element("label", { class: "field" }, text(`tab_people_filter_${label}`), select);
  }

  /** @param {keyof Wish} name @param {string} label @param {Record<string, unknown>} attributes */
  #input(name, label, attributes) {
    const input = element("input", {
      ...attributes,
      data: { field: `filter-${label}` },
      on: { change: () => this.#want({ [name]: input.value }) },
    });
    this.#fields[name] = input;
    return element("label", { class: "field" }, text(`tab_people_filter_${label}`), input);
  }

  /** What the filters offer. */
  async #readChoices() {
    const [known, companies, { rounds }] = await Promise.all([
      call("people.values", { field: "known_from", limit: MOST_VALUES }),
      call("people.values", { field: "company", limit: MOST_VALUES }),
      call("rounds.list"),
    ]);
    /** @type {{value: string, people: number}[]} */
    const knownFrom = known.values;
    this.#offer("knownFrom", [
      [ANY, text("tab_people_filter_any")],
      [NONE, text("tab_people_filter_not_known")],
      ...knownFrom
        .filter(({ value }) => value)
        .map(({ value, people }) => [choiceOf(value), `${value} (${number(people)})`]),
    ]);
    this.#offer("address", [
      ["", text("tab_people_filter_any")],
      ["with", text("tab_people_filter_with_address")],
      ["without", text("tab_people_filter_without_address")],
    ]);
    this.#offer("round", [
      ["", text("tab_people_filter_any")],
      ...rounds.map((/** @type {any} */ { round, name }) => [round, name]),
    ]);
    this.#offer("state", [
      ["", text("tab_people_filter_any")],
      ...STATES.map((state) => [state, text(`tab_people_state_${state}`)]),
    ]);
    draw(this.#values, ...knownFrom.filter(({ value }) => value).map(option));
    draw(this.#companies, ...companies.values.filter(hasValue).map(option));
  }

  /** @param {keyof Wish} name @param {string[][]} choices */
  #offer(name, choices) {
    draw(
      this.#fields[name],
      choices.map(([value, label]) => element("option", { value, dir: "auto" }, label)),
    );
    this.#fields[name].value = String(this.#wish[name]);
  }

  /** The user wants another list. @param {Partial<Wish>} changed */
  #want(changed) {
    this.#wish = { ...this.#wish, ...changed };
    this.#showWish();
    return this.#refresher.refresh();
  }

  #clear() {
    this.#search.focus();
    this.#want(withoutFilter(this.#wish));
  }

  #showWish() {
    if (this.#search.value !== this.#wish.search) {
      this.#search.value = this.#wish.search;
    }
    for (const [name, field] of Object.entries(this.#fields)) {
      field.value = String(this.#wish[/** @type {keyof Wish} */ (name)]);
    }
    this.#fields.state.disabled = this.#wish.round === "";
    const count = filterCount(this.#wish);
    this.#filterButton.textContent =
      count > 0 ? plural("tab_people_filters", count) : text("tab_people_filter");
  }

  #toggleFilters() {
    this.#filters.hidden = !this.#filters.hidden;
    this.#filterButton.setAttribute("aria-expanded", String(!this.#filters.hidden));
  }

  async #read() {
    const wish = this.#wish;
    const query = queryOf(wish);
    const again = JSON.stringify(query) === this.#shown;
    try {
      await this.#rows.begin(query);
      this.#problem.hidden = true;
    } catch (thrown) {
      this.#tell(RoundsError.from(thrown).message);
      return;
    }
    this.#shown = JSON.stringify(query);
    const { total } = this.#rows;
    this.#space.hidden = total === 0;
    this.#nobody.hidden = total > 0;
    if (total > 0) {
      await this.#table.show({ sort: wish.sort, descending: wish.descending, again });
    }
    this.#count.textContent = plural("tab_people", total);
    this.#count.dataset.search = wish.search;
  }

  /** @param {number} first @param {number} end @returns {Promise<string[]>} */
  async #ids(first, end) {
    const known = [];
    for (let place = first; place < end; place++) {
      const person = this.#rows.at(place);
      if (!person) {
        return this.#readIds(first, end - first);
      }
      known.push(person.id);
    }
    return known;
  }

  /** @param {number} offset @param {number} count @returns {Promise<string[]>} */
  async #readIds(offset, count) {
    /** @type {string[]} */
    const ids = [];
    while (ids.length < count) {
      const page = await call("people.ids", {
        ...queryOf(this.#wish),
        offset: offset + ids.length,
      });
      if (page.ids.length === 0) {
        break;
      }
      ids.push(...page.ids);
    }
    return ids.slice(0, count);
  }

  async #selectAll() {
    this.#selection.add(await this.#readIds(0, this.#rows.total));
    this.#table.paint();
    this.#showChosen();
  }

  #escape() {
    if (this.#panel.isOpen) {
      this.#panel.leave();
      return;
    }
    this.#selection.clear();
    this.#table.paint();
    this.#showChosen();
  }

  /** What can be done with those who are chosen. */
  #showChosen() {
    const { size } = this.#selection;
    this.#chosen.hidden = size === 0;
    this.#surroundings.say(plural("tab_people_chosen_count", size));
    const words = this.#chosen.querySelector("strong");
    if (words) {
      words.textContent = plural("tab_people_chosen_count", size);
      return;
    }
    const knownFrom = element("input", {
      type: "text",
      list: "known-from-values",
      placeholder: text("tab_people_known_from"),
      "aria-label": text("tab_people_known_from"),
      data: { field: "known-from-many" },
    });
    draw(
      this.#chosen,
      element("strong", {}, plural("tab_people_chosen_count", size)),
      element(
        "form",
        {
          class: "line",
          novalidate: true,
          on: {
            submit: (/** @type {Event} */ event) => {
              event.preventDefault();
              this.#editMany({ known_from: knownFrom.value.trim() });
            },
          },
        },
        knownFrom,
        button(text("tab_people_known_from_set"), { action: "set-known-from", type: "submit" }),
      ),
      button(text("tab_people_make_round"), {
        action: "make-round",
        onClick: () => this.#surroundings.onRound(this.#selection.ids),
      }),
      button(text("tab_people_choose_nobody"), {
        action: "choose-nobody",
        class: "quiet",
        onClick: () => {
          this.#selection.clear();
          this.#table.paint();
          this.#showChosen();
          this.#table.focus();
        },
      }),
    );
  }

  /** @param {{known_from: string}} changes */
  async #editMany(changes) {
    try {
      const { changed } = await change("people.edit_many", {
        people: this.#selection.ids,
        changes,
      });
      this.#problem.hidden = true;
      this.#surroundings.say(plural("tab_people_changed", changed));
      this.#surroundings.refresh();
      this.#table.focus();
    } catch (thrown) {
      this.#tell(RoundsError.from(thrown).message);
    }
  }

  /** @param {string} message */
  #tell(message) {
    this.#problem.textContent = message;
    this.#problem.hidden = false;
  }

  /** @param {KeyboardEvent} event */
  #searchKey(event) {
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      this.#table.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#want({ search: "" });
    }
  }
}

/** @param {{value: string}} one */
const hasValue = ({ value }) => value !== "";

/** @param {{value: string}} one */
const option = ({ value }) => element("option", { value });
