/**
 * The table of the people page. Tabulator shows as many rows as are in sight; what stands in them is
 * read then. The keyboard stays on the table as a whole, which says which row is meant: rows come
 * and go while it moves.
 */
import { text } from "../../../shared/text.js";
import { button, element } from "../../shared/dom.js";
import { isDay, shortDateText } from "../../shared/dates.js";
import { nameOf } from "../../shared/people.js";
import { columnsFor, LEAST_WIDTH } from "./people_columns.js";
import { placeAfter } from "./people_selection.js";

/** @typedef {import("../../../shared/wire.js").Person} Person */
/** @typedef {import("../../../vendor/tabulator.js").CellComponent} Cell */
/** @typedef {import("../../../vendor/tabulator.js").RowComponent} Row */
/** @typedef {import("../../../vendor/tabulator.js").Tabulator} Table */

/** The id of what has the keyboard. */
const GRID = "people-grid";
/** In pixels; each is as high as the others, so that a place is known without measuring. */
const ROW_HEIGHT = 36;

/**
 * By the order that a column is sorted by: what it shows of a person, and how wide it is beside the
 * others.
 * @type {{order: string, wide: number, show: (person: Person) => string}[]}
 */
const COLUMNS = [
  { order: "family_name", wide: 3, show: nameOf },
  { order: "position", wide: 3, show: ({ position }) => position ?? "" },
  { order: "company", wide: 3, show: ({ company }) => company ?? "" },
  { order: "known_from", wide: 2, show: ({ known_from: from }) => from ?? "" },
  {
    order: "connected_on",
    wide: 2,
    show: ({ connected_on: on }) => (isDay(on ?? "") ? shortDateText(on ?? "") : ""),
  },
  {
    order: "last_exchange",
    wide: 2,
    show: ({ last_exchange: at }) => (at ? shortDateText(at.slice(0, 10)) : ""),
  },
  { order: "", wide: 3, show: ({ addresses }) => addresses.join(", ") },
];

/**
 * @typedef {object} Surroundings
 * @property {import("./people_rows.js").PeopleRows} rows
 * @property {import("./people_selection.js").PeopleSelection} selection
 * @property {(order: string) => void} onSort
 * @property {(person: Person) => void} onOpen
 * @property {() => void} onSelect  somebody was chosen, or no longer
 * @property {(first: number, end: number) => Promise<string[]>} idsOf  of a stretch
 * @property {() => void} onSelectAll
 * @property {() => void} onEscape
 */

export class PeopleTable {
  #surroundings;
  #root = element("div", { class: "people-grid" });
  /** @type {import("../../../vendor/tabulator.js").Tabulator | null} */
  #table = null;
  /** Rows that were shown before it was known who stands in them. @type {Map<number, Row>} */
  #empty = new Map();
  /** Where the keyboard is. */
  #place = 0;

  /** @param {HTMLElement} space @param {Surroundings} surroundings */
  constructor(space, surroundings) {
    this.#surroundings = surroundings;
    space.append(this.#root);
  }

  /** Loads the library, which the other parts of the tab do without. */
  async #make() {
    const { FormatModule, ResizeTableModule, Tabulator } =
      await import("../../../vendor/tabulator.js");
    Tabulator.registerModule([FormatModule, ResizeTableModule]);
    const table = new Tabulator(this.#root, {
      height: "100%",
      layout: "fitColumns",
      rowHeight: ROW_HEIGHT,
      data: [],
      columnDefaults: { resizable: false },
      columns: [
        {
          title: "",
          width: 44,
          titleFormatter: () => element("span", { class: "spoken" }, text("tab_people_chosen")),
          formatter: () => element("span", { class: "person-check" }),
        },
        ...COLUMNS.map(({ order, wide, show }) => ({
          title: titleOf(order),
          field: order || "addresses",
          widthGrow: wide,
          minWidth: LEAST_WIDTH,
          titleFormatter: () => this.#title(order),
          formatter: (/** @type {Cell} */ cell) => this.#cell(cell, show),
        })),
      ],
      rowFormatter: (/** @type {Row} */ row) => {
        const shown = row.getElement();
        shown.dataset.place = row.getData().place;
        this.#paint(shown);
      },
    });
    await new Promise((resolve) => table.on("tableBuilt", () => resolve(undefined)));
    // What scrolls has the keyboard, and so it is the grid; the header that stands above belongs to it.
    this.#root.removeAttribute("role");
    const header = /** @type {HTMLElement} */ (this.#root.querySelector(".tabulator-header"));
    header.id = `${GRID}-header`;
    this.#body.id = `${GRID}-rows`;
    const grid = this.#holder;
    grid.id = GRID;
    grid.tabIndex = 0;
    grid.setAttribute("role", "grid");
    grid.setAttribute("aria-label", text("tab_people_title"));
    grid.setAttribute("aria-multiselectable", "true");
    grid.setAttribute("aria-owns", `${header.id} ${this.#body.id}`);
    // A row that comes into sight again is as it was when it went.
    new MutationObserver((changes) => {
      for (const { addedNodes } of changes) {
        for (const node of addedNodes) {
          this.#paint(/** @type {HTMLElement} */ (node));
        }
      }
    }).observe(this.#body, { childList: true });
    new ResizeObserver(() => this.#fit(table)).observe(this.#root);
    this.#root.addEventListener("keydown", (event) => this.#key(event));
    this.#body.addEventListener("click", (event) => this.#click(event));
    return table;
  }

  /** Leaves out columns for which there is no room, rather than scroll sideways. @param {Table} table */
  #fit(table) {
    const fitting = columnsFor(this.#root.clientWidth);
    for (const { order } of COLUMNS) {
      const column = table.getColumn(order || "addresses");
      if (column && column.isVisible() !== fitting.has(order)) {
        column.toggle();
      }
    }
  }

  get #holder() {
    return /** @type {HTMLElement} */ (this.#root.querySelector(".tabulator-tableholder"));
  }

  get #body() {
    return /** @type {HTMLElement} */ (this.#root.querySelector(".tabulator-table"));
  }

  /**
   * Shows the list that was begun.
   *
   * @param {{sort: string, descending: boolean, again: boolean}} how  `again` keeps the place, for
   *   the same list after a change
   */
  async show({ sort, descending, again }) {
    this.#table ??= await this.#make();
    const { total } = this.#surroundings.rows;
    this.#empty.clear();
    this.#place = again ? Math.max(Math.min(this.#place, total - 1), 0) : 0;
    if (!again) {
      this.#surroundings.selection.anchor = 0;
    }
    const scrolled = again ? this.#holder.scrollTop : 0;
    await this.#table.setData(Array.from({ length: total }, (_, place) => ({ place })));
    this.#holder.scrollTop = scrolled;
    this.#holder.setAttribute("aria-rowcount", String(total + 1));
    for (const title of this.#root.querySelectorAll(".tabulator-col[tabulator-field]")) {
      const sorted = title.getAttribute("tabulator-field") === sort;
      const way = descending ? "descending" : "ascending";
      title.setAttribute("aria-sort", sorted ? way : "none");
    }
    this.#mark();
  }

  /** Who stands in these places has become known. @param {number} first @param {number} end */
  fill(first, end) {
    for (const [place, row] of this.#empty) {
      if (place >= first && place < end) {
        this.#empty.delete(place);
        row.reformat();
      }
    }
  }

  /** Shows who is chosen, and where the keyboard is. */
  paint() {
    for (const row of this.#body?.children ?? []) {
      this.#paint(/** @type {HTMLElement} */ (row));
    }
  }

  focus() {
    this.#holder?.focus({ preventScroll: true });
  }

  /** @param {string} order */
  #title(order) {
    return order
      ? button(titleOf(order), {
          action: "sort",
          class: "quiet",
          data: { order },
          onClick: () => this.#surroundings.onSort(order),
        })
      : element("span", {}, titleOf(order));
  }

  /** @param {Cell} cell @param {(person: Person) => string} show */
  #cell(cell, show) {
    const { place } = cell.getData();
    const person = this.#surroundings.rows.at(place);
    if (!person) {
      this.#empty.set(place, cell.getRow());
      this.#surroundings.rows.want(place);
      return element("span", { class: "soft" }, "…");
    }
    const words = show(person);
    // Its own direction, so that what does not fit is left out at its end and not at its beginning.
    return element("bdi", { class: "person-cell", title: words }, words);
  }

  /** @param {HTMLElement} row */
  #paint(row) {
    const place = Number(row.dataset.place);
    const person = this.#surroundings.rows.at(place);
    const chosen = person !== undefined && this.#surroundings.selection.has(person.id);
    row.id = `person-row-${place}`;
    row.setAttribute("aria-rowindex", String(place + 2));
    row.setAttribute("aria-selected", String(chosen));
    row.classList.toggle("here", place === this.#place);
  }

  /** Brings the keyboard's row into sight. */
  #mark() {
    this.#holder.setAttribute("aria-activedescendant", `person-row-${this.#place}`);
    const holder = this.#holder;
    const top = this.#place * ROW_HEIGHT;
    const room = holder.clientHeight - ROW_HEIGHT;
    holder.scrollTop = Math.max(Math.min(holder.scrollTop, top), top - room);
    this.paint();
  }

  /** @param {KeyboardEvent} event */
  async #key(event) {
    if (event.target !== this.#holder || event.altKey) {
      return;
    }
    const { rows, selection } = this.#surroundings;
    const person = rows.at(this.#place);
    const page = Math.max(Math.floor(this.#holder.clientHeight / ROW_HEIGHT) - 1, 1);
    const next = placeAfter(event.key, { place: this.#place, total: rows.total, page });
    const isCommand = event.ctrlKey || event.metaKey;
    if (next !== null) {
      event.preventDefault();
      this.#place = next;
      this.#mark();
      if (event.shiftKey) {
        await this.#extend();
      } else {
        selection.anchor = next;
      }
    } else if (event.key === " ") {
      event.preventDefault();
      if (event.shiftKey) {
        await this.#extend();
      } else if (person) {
        this.#toggle(person);
      }
    } else if (event.key === "Enter" && person) {
      event.preventDefault();
      this.#surroundings.onOpen(person);
    } else if (isCommand && event.key.toLowerCase() === "a") {
      event.preventDefault();
      this.#surroundings.onSelectAll();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.#surroundings.onEscape();
    }
  }

  /** @param {MouseEvent} event */
  async #click(event) {
    const target = /** @type {HTMLElement} */ (event.target);
    const row = /** @type {HTMLElement | null} */ (target.closest(".tabulator-row"));
    const person = row && this.#surroundings.rows.at(Number(row.dataset.place));
    if (!row || !person) {
      return;
    }
    this.#place = Number(row.dataset.place);
    this.#mark();
    if (event.shiftKey) {
      await this.#extend();
    } else if (
      event.ctrlKey ||
      event.metaKey ||
      target.closest(".tabulator-cell") === row.firstElementChild
    ) {
      this.#toggle(person);
    } else {
      this.#surroundings.onOpen(person);
    }
  }

  /** @param {Person} person */
  #toggle(person) {
    this.#surroundings.selection.toggle(person.id, this.#place);
    this.#selected();
  }

  /** Chooses everybody from where the stretch began to where the keyboard is. */
  async #extend() {
    const { selection, idsOf } = this.#surroundings;
    const { first, end } = selection.stretchTo(this.#place);
    selection.add(await idsOf(first, end));
    this.#selected();
  }

  #selected() {
    this.paint();
    this.#surroundings.onSelect();
  }
}

/** @param {string} order */
const titleOf = (order) => text(`tab_people_column_${order || "addresses"}`);
