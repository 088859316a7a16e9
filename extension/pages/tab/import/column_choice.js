/** Which column of a table holds what: the choice as the user makes it, without the page. */

/** @typedef {import("../../../shared/wire.js").Columns} Columns */

/** What a column may hold, in the order in which it is offered. */
export const FIELDS = /** @type {const} */ ([
  "given",
  "family",
  "full",
  "addresses",
  "company",
  "position",
  "connected_on",
  "url",
  "known_from",
  "remark",
]);

/** @typedef {(typeof FIELDS)[number]} Field */

export class ColumnChoice {
  #names;
  /** @type {(Field | "")[]}  by column */
  #fields;

  /** @param {string[]} names  of all columns @param {Columns} columns  what is known of them */
  constructor(names, columns) {
    this.#names = names;
    this.#fields = names.map(() => "");
    for (const field of FIELDS) {
      for (const name of [columns[field] ?? []].flat()) {
        const place = names.indexOf(name);
        if (place >= 0) {
          this.#fields[place] = field;
        }
      }
    }
  }

  /** @param {number} column @returns {Field | ""} */
  fieldOf(column) {
    return this.#fields[column];
  }

  /**
   * Only addresses may stand in several columns: what is chosen for one is taken from the other.
   *
   * @param {number} column
   * @param {Field | ""} field
   */
  choose(column, field) {
    if (field !== "addresses") {
      this.#fields = this.#fields.map((other) => (other === field ? "" : other));
    }
    this.#fields[column] = field;
  }

  /** Without a name nobody can be found. */
  get hasName() {
    return ["given", "family", "full"].some((field) =>
      this.#fields.includes(/** @type {Field} */ (field)),
    );
  }

  /** As the host takes it. @returns {Columns} */
  get columns() {
    /** @type {Record<string, string | string[]>} */
    const columns = {};
    this.#fields.forEach((field, place) => {
      if (field === "addresses") {
        columns.addresses = [...(columns.addresses ?? []), this.#names[place]];
      } else if (field) {
        columns[field] = this.#names[place];
      }
    });
    return columns;
  }
}
