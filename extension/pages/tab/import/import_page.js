/**
 * Bringing people in: choose or drop a file, or take an address book, say which column is which
 * where nobody else can, see what was understood, and only then store it.
 */
import { callWithProgress, change } from "../../../shared/background.js";
import { text } from "../../../shared/text.js";
import { button, draw, element } from "../../shared/dom.js";
import { describePerson } from "../../shared/people.js";
import { addressBooks, allowAddressBooks } from "./address_books.js";
import { ColumnsForm } from "./columns_form.js";
import { addressBookSource, fileSource } from "./import_source.js";
import {
  fileProblem,
  importProgressView,
  importedView,
  previewView,
  problemsLeftText,
} from "./import_view.js";

/** @typedef {import("./import_view.js").ImportResult} ImportResult */
/** @typedef {import("./import_source.js").Source} Source */
/** @typedef {import("../../../shared/wire.js").Columns} Columns */

/**
 * @typedef {object} Surroundings
 * @property {() => {today: string, isFirst: boolean, hasRound: boolean}} about  what the tab knows
 * @property {() => void} onDone  the user goes on from here
 */

export class ImportPage {
  #place;
  #surroundings;
  /** @type {"choose" | "books" | "columns" | "preview" | "work" | "imported"} */
  #step = "choose";
  /** @type {{title: string, message: string} | null} */
  #problem = null;
  /** Counts the previews of chosen columns, so that only the last one is shown. */
  #previews = 0;

  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.#place = place;
    this.#surroundings = surroundings;
    place.addEventListener("dragover", (event) => {
      event.preventDefault();
      place.classList.add("dropping");
    });
    place.addEventListener("dragleave", () => place.classList.remove("dropping"));
    place.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("dropping");
      this.#take(event.dataTransfer?.files ?? null);
    });
  }

  /** True while the user is in the middle of an import, which nothing else may push aside. */
  get busy() {
    return this.#step !== "choose" || this.#problem !== null;
  }

  /** Shows the page, unless it shows something already that the user is busy with. */
  show() {
    if (!this.busy) {
      this.#showChoice();
    }
  }

  /** Forgets a result or a problem, so that the page begins anew the next time. */
  reset() {
    this.#step = "choose";
    this.#problem = null;
  }

  #showChoice() {
    const { isFirst } = this.#surroundings.about();
    this.#step = "choose";
    const picker = this.#picker();
    draw(
      this.#place,
      element("h1", {}, text(isFirst ? "tab_welcome_title" : "tab_import_title")),
      isFirst && element("p", { class: "lead" }, text("tab_welcome_detail")),
      element(
        "div",
        { class: "drop" },
        element("p", { class: "drop-words" }, text("tab_import_drop")),
        element(
          "div",
          { class: "line" },
          button(text("tab_import_choose"), {
            action: "choose-file",
            class: "primary",
            onClick: () => picker.click(),
          }),
          button(text("tab_books_choose"), {
            action: "choose-book",
            onClick: () => this.#chooseBook(),
          }),
        ),
        picker,
        element("p", { class: "soft" }, text("tab_import_nothing_stored")),
      ),
      this.#problem &&
        element(
          "section",
          { class: "notice notice-trouble", role: "alert", data: { problem: "file" } },
          element("h2", {}, this.#problem.title),
          element("p", { dir: "auto" }, this.#problem.message),
        ),
      element(
        "details",
        { open: isFirst && !this.#problem },
        element("summary", {}, text("tab_import_how")),
        element(
          "ol",
          {},
          [1, 2, 3].map((step) => element("li", {}, text(`tab_import_how_${step}`))),
        ),
        element("p", { class: "soft" }, text("tab_import_how_note")),
      ),
    );
  }

  #picker() {
    const picker = element("input", {
      type: "file",
      accept: ".csv,.txt,.tsv,.zip,.vcf,text/csv,text/plain,application/zip,text/vcard",
      class: "spoken",
      tabindex: -1,
      "aria-hidden": "true",
      data: { field: "file" },
      on: { change: () => this.#take(picker.files) },
    });
    return picker;
  }

  async #chooseBook() {
    // First of all: Thunderbird asks only while it is sure that the user clicked.
    const allowed = await allowAddressBooks();
    if (this.#step !== "choose") {
      return;
    }
    const books = allowed ? await addressBooks() : [];
    if (books.length === 0) {
      const message = text(allowed ? "tab_books_none" : "tab_books_denied");
      this.#fail({ title: text("tab_file_problem"), message });
      return;
    }
    this.#step = "books";
    this.#problem = null;
    draw(
      this.#place,
      element("h1", {}, text("tab_books_title")),
      element(
        "ul",
        { class: "books" },
        books.map((book) =>
          element(
            "li",
            {},
            button(book.name, {
              action: "take-book",
              data: { book: book.name },
              onClick: () => this.#preview(addressBookSource(book)),
            }),
          ),
        ),
      ),
      button(text("tab_books_other"), { action: "choose-other", onClick: () => this.#begin() }),
    );
    this.#place.querySelector("button")?.focus({ preventScroll: true });
  }

  #begin() {
    this.reset();
    this.#showChoice();
  }

  /** @param {FileList | null} files */
  async #take(files) {
    if (this.#step === "work" || !files || files.length === 0) {
      return;
    }
    if (files.length > 1) {
      this.#fail({ title: text("tab_file_problem"), message: text("tab_file_many") });
      return;
    }
    await this.#preview(fileSource(files[0]));
  }

  /** @param {Source} source @param {Columns} [columns] */
  async #preview(source, columns) {
    try {
      /** @type {ImportResult} */
      const result = await this.#during(text("tab_import_reading", source.name), async (watch) =>
        callWithProgress(
          "people.preview",
          { ...(await source.params(watch)), ...(columns && { columns }) },
          watch,
        ),
      );
      if (result.unknown_columns && result.format === "") {
        this.#showColumns(source, result);
      } else {
        this.#showPreview(source, result, columns);
      }
    } catch (thrown) {
      this.#fail(fileProblem(thrown, source));
    }
  }

  /** @param {{title: string, message: string}} problem */
  #fail(problem) {
    this.#problem = problem;
    this.#showChoice();
  }

  /**
   * Shows a bar and a Stop button while something runs.
   *
   * @template Result
   * @param {string} what
   * @param {(watch: {onProgress: (progress: import("../../../shared/wire.js").Progress) => void, signal: AbortSignal}) => Promise<Result>} work
   * @returns {Promise<Result>}
   */
  async #during(what, work) {
    this.#step = "work";
    this.#problem = null;
    const stop = new AbortController();
    const bar = element("progress", { max: 100, "aria-label": what });
    const words = element("span", { class: "soft" });
    draw(
      this.#place,
      element("h1", { dir: "auto" }, what),
      element("div", { class: "line working" }, bar, words),
      button(text("tab_import_stop"), {
        action: "stop",
        onClick: ({ currentTarget }) => {
          /** @type {HTMLButtonElement} */ (currentTarget).disabled = true;
          words.textContent = text("tab_import_stopping");
          stop.abort();
        },
      }),
    );
    return work({
      signal: stop.signal,
      onProgress: (progress) => {
        if (!stop.signal.aborted) {
          const view = importProgressView(progress);
          bar.value = view.share;
          words.textContent = view.words;
        }
      },
    });
  }

  /**
   * Asks which column is which, and shows beneath what comes of it.
   *
   * @param {Source} source
   * @param {ImportResult} result  of a preview, with the table
   */
  #showColumns(source, result) {
    const table = /** @type {import("../../../shared/wire.js").Table} */ (result.unknown_columns);
    const outcome = element("div", { class: "outcome", "aria-live": "polite" });
    const form = new ColumnsForm(table, result.columns ?? table.guess, () => show());
    const picker = this.#picker();
    this.#step = "columns";
    const show = () => this.#showOutcome(source, form, outcome);
    draw(
      this.#place,
      element("h1", {}, text("tab_columns_title")),
      element("p", { class: "soft", dir: "auto" }, text("tab_columns_detail", source.name)),
      form.element(),
      outcome,
      // Perhaps it is no list at all.
      result.reason && element("p", { class: "soft", dir: "auto" }, result.reason),
      button(text("tab_import_other"), { action: "choose-other", onClick: () => this.#begin() }),
      picker,
    );
    this.#place.querySelector("select")?.focus({ preventScroll: true });
    show();
  }

  /**
   * @param {Source} source
   * @param {ColumnsForm} form
   * @param {HTMLElement} outcome
   */
  async #showOutcome(source, form, outcome) {
    const preview = ++this.#previews;
    const { columns } = form;
    if (!form.hasName) {
      draw(outcome, element("p", {}, text("tab_columns_no_name")));
      return;
    }
    /** @type {import("../../shared/dom.js").Child[]} */
    let shown;
    try {
      const params = await source.params({ onProgress() {}, signal: new AbortController().signal });
      /** @type {ImportResult} */
      const result = await callWithProgress("people.preview", { ...params, columns }, {});
      shown = [
        element("h2", {}, previewView(result).title),
        this.#previewBody(source, result, columns),
      ];
    } catch (thrown) {
      shown = [element("p", { role: "alert" }, fileProblem(thrown, source).message)];
    }
    if (preview === this.#previews && this.#step === "columns") {
      draw(outcome, ...shown);
    }
  }

  /** @param {Source} source @param {ImportResult} result @param {Columns} [columns] */
  #showPreview(source, result, columns) {
    this.#step = "preview";
    const remembered = result.unknown_columns && !columns;
    draw(
      this.#place,
      element("h1", {}, previewView(result).title),
      element("p", { class: "soft", dir: "auto" }, text("tab_preview_file", source.name)),
      remembered &&
        element(
          "div",
          { class: "line" },
          element("span", { class: "soft" }, text("tab_columns_remembered")),
          button(text("tab_columns_choose"), {
            action: "choose-columns",
            onClick: () => this.#showColumns(source, result),
          }),
        ),
      this.#previewBody(source, result, columns),
      button(text("tab_import_other"), { action: "choose-other", onClick: () => this.#begin() }),
    );
    /** @type {HTMLElement | null} */
    const next = this.#place.querySelector('[data-action="import"], [data-action="choose-other"]');
    next?.focus({ preventScroll: true });
  }

  /**
   * What was understood, and the button that stores it.
   *
   * @param {Source} source
   * @param {ImportResult} result
   * @param {Columns} [columns]
   * @returns {import("../../shared/dom.js").One[]}
   */
  #previewBody(source, result, columns) {
    const { today } = this.#surroundings.about();
    const { facts, nothingNew } = previewView(result);
    const sample = result.sample ?? [];
    return [
      factList(facts),
      sample.length > 0 && element("h2", {}, text("tab_preview_sample")),
      sample.length > 0 &&
        element(
          "ul",
          { class: "sample" },
          sample.map((person) => samplePerson(person, today)),
        ),
      problemTable(result),
      element("p", {}, text(nothingNew ? "tab_preview_nothing_new" : "tab_preview_not_stored")),
      !nothingNew &&
        button(text("tab_import_begin"), {
          action: "import",
          class: "primary",
          onClick: () => this.#import(source, columns),
        }),
    ];
  }

  /** @param {Source} source @param {Columns} [columns] */
  async #import(source, columns) {
    try {
      // Read once more: the text of a large list is not kept while the user looks at the preview.
      /** @type {ImportResult} */
      const result = await this.#during(text("tab_import_working"), async (watch) =>
        change(
          "people.import",
          { ...(await source.params(watch)), ...(columns && { columns }) },
          watch,
        ),
      );
      this.#showImported(result);
    } catch (thrown) {
      this.#fail(fileProblem(thrown, source));
    }
  }

  /** @param {ImportResult} result */
  #showImported(result) {
    const { title, facts } = importedView(result);
    const { hasRound } = this.#surroundings.about();
    this.#step = "imported";
    draw(
      this.#place,
      element("h1", { data: { imported: String(result.added) } }, title),
      factList(facts),
      problemTable(result),
      hasRound && element("p", { class: "soft" }, text("tab_imported_next_round")),
      button(text(hasRound ? "tab_imported_back" : "tab_imported_go_on"), {
        action: "go-on",
        class: "primary",
        onClick: () => {
          this.reset();
          this.#surroundings.onDone();
        },
      }),
    );
    this.#place.querySelector("button")?.focus({ preventScroll: true });
  }
}

/** @param {string[]} facts */
function factList(facts) {
  return element(
    "ul",
    { class: "facts" },
    facts.map((fact) => element("li", {}, fact)),
  );
}

/** @param {import("../../../shared/wire.js").Person} person @param {string} today */
function samplePerson(person, today) {
  const { name, work, since } = describePerson(person, today);
  return element(
    "li",
    {},
    element("bdi", { class: "person-name" }, name),
    work && [" · ", element("bdi", {}, work)],
    since && ` · ${since}`,
    " · ",
    person.addresses.length > 0
      ? element("bdi", {}, person.addresses.join(", "))
      : element("em", {}, text("tab_no_address")),
  );
}

/** @param {ImportResult} result */
function problemTable(result) {
  if (result.problems.length === 0) {
    return null;
  }
  const left = problemsLeftText(result);
  return element(
    "details",
    { class: "problems", open: result.problems.length <= 10 },
    element("summary", {}, text("tab_problems_title")),
    element(
      "table",
      {},
      element(
        "thead",
        {},
        element(
          "tr",
          {},
          element(
            "th",
            { scope: "col" },
            text(isOfCards(result) ? "tab_problems_card" : "tab_problems_line"),
          ),
          element("th", { scope: "col" }, text("tab_problems_reason")),
        ),
      ),
      element(
        "tbody",
        {},
        result.problems.map(({ line, reason }) =>
          element("tr", {}, element("td", {}, line || ""), element("td", { dir: "auto" }, reason)),
        ),
      ),
    ),
    left && element("p", {}, left),
  );
}

/** @param {ImportResult} result */
function isOfCards({ format }) {
  return format === "vcard" || format === "address_book";
}
