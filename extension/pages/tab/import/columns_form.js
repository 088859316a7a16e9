/** The table of a file whose columns the user names, with what comes of it beneath. */
import { text } from "../../../shared/text.js";
import { element } from "../../shared/dom.js";
import { ColumnChoice, FIELDS } from "./column_choice.js";

/** @typedef {import("../../../shared/wire.js").Table} Table */
/** @typedef {import("../../../shared/wire.js").Columns} Columns */

/** @param {string} field */
const fieldWords = (field) => text(`tab_column_${field || "none"}`);

export class ColumnsForm {
  #choice;
  #table;
  #onChange;
  /** @type {HTMLSelectElement[]} */
  #selects = [];

  /**
   * @param {Table} table
   * @param {Columns} columns  to begin with
   * @param {() => void} onChange
   */
  constructor(table, columns, onChange) {
    this.#table = table;
    this.#choice = new ColumnChoice(table.names, columns);
    this.#onChange = onChange;
  }

  get hasName() {
    return this.#choice.hasName;
  }

  get columns() {
    return this.#choice.columns;
  }

  element() {
    const { names, rows } = this.#table;
    this.#selects = names.map((name, column) => this.#select(name, column));
    return element(
      "div",
      { class: "columns", tabindex: 0, role: "group", "aria-label": text("tab_columns_title") },
      element(
        "table",
        {},
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            names.map((name, column) =>
              element(
                "th",
                { scope: "col" },
                element("bdi", { title: name }, name || String(column + 1)),
                this.#selects[column],
              ),
            ),
          ),
        ),
        element(
          "tbody",
          {},
          rows.map((row) =>
            element(
              "tr",
              {},
              row.map((field) => element("td", { dir: "auto", title: field }, field)),
            ),
          ),
        ),
      ),
    );
  }

  /** @param {string} name @param {number} column */
  #select(name, column) {
    const select = element(
      "select",
      {
        "aria-label": text("tab_columns_use", name),
        data: { field: "column", column: String(column) },
        on: {
          change: () => {
            this.#choice.choose(column, /** @type {any} */ (select.value));
            this.#show();
            this.#onChange();
          },
        },
      },
      ["", ...FIELDS].map((field) => element("option", { value: field }, fieldWords(field))),
    );
    select.value = this.#choice.fieldOf(column);
    select.classList.toggle("unused", select.value === "");
    return select;
  }

  /** What is chosen for one column may have been taken from another. */
  #show() {
    this.#selects.forEach((select, column) => {
      select.value = this.#choice.fieldOf(column);
      select.classList.toggle("unused", select.value === "");
    });
  }
}
