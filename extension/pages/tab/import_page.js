/**
 * Bringing people in: choose or drop a file, see what was understood, and only then store it.
 */
import { callWithProgress, change } from "../../shared/background.js";
import { text } from "../../shared/text.js";
import { button, draw, element } from "../shared/dom.js";
import { describePerson } from "../shared/people.js";
import { readText } from "./file_text.js";
import {
  fileProblem,
  importProgressView,
  importedView,
  previewView,
  problemsLeftText,
} from "./import_view.js";

/** @typedef {import("./import_view.js").ImportResult} ImportResult */

/**
 * @typedef {object} Surroundings
 * @property {() => {today: string, isFirst: boolean, hasRound: boolean}} about  what the tab knows
 * @property {() => void} onDone  the user goes on from here
 */

export class ImportPage {
  #place;
  #surroundings;
  /** @type {"choose" | "preview" | "work" | "imported"} */
  #step = "choose";
  /** @type {{title: string, message: string} | null} */
  #problem = null;

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
    const picker = element("input", {
      type: "file",
      accept: ".csv,.txt,text/csv,text/plain",
      class: "spoken",
      tabindex: -1,
      "aria-hidden": "true",
      data: { field: "file" },
      on: { change: () => this.#take(picker.files) },
    });
    draw(
      this.#place,
      element("h1", {}, text(isFirst ? "tab_welcome_title" : "tab_import_title")),
      isFirst && element("p", { class: "lead" }, text("tab_welcome_detail")),
      element(
        "div",
        { class: "drop" },
        element("p", { class: "drop-words" }, text("tab_import_drop")),
        button(text("tab_import_choose"), {
          action: "choose-file",
          class: "primary",
          onClick: () => picker.click(),
        }),
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

  /** @param {FileList | null} files */
  async #take(files) {
    if (this.#step === "work" || !files || files.length === 0) {
      return;
    }
    if (files.length > 1) {
      this.#fail({ title: text("tab_file_problem"), message: text("tab_file_many") });
      return;
    }
    const [file] = files;
    try {
      /** @type {ImportResult} */
      const result = await this.#during(text("tab_import_reading", file.name), async (watch) =>
        callWithProgress(
          "people.preview",
          { filename: file.name, text: await readText(file) },
          watch,
        ),
      );
      this.#showPreview(file, result);
    } catch (thrown) {
      this.#fail(fileProblem(thrown, file));
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
   * @param {(watch: {onProgress: (progress: import("../../shared/wire.js").Progress) => void, signal: AbortSignal}) => Promise<Result>} work
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

  /** @param {File} file @param {ImportResult} result */
  #showPreview(file, result) {
    const { today } = this.#surroundings.about();
    const { title, facts, nothingNew } = previewView(result);
    this.#step = "preview";
    draw(
      this.#place,
      element("h1", {}, title),
      element("p", { class: "soft", dir: "auto" }, text("tab_preview_file", file.name)),
      factList(facts),
      (result.sample ?? []).length > 0 && [
        element("h2", {}, text("tab_preview_sample")),
        element(
          "ul",
          { class: "sample" },
          (result.sample ?? []).map((person) => samplePerson(person, today)),
        ),
      ],
      problemTable(result),
      element("p", {}, text(nothingNew ? "tab_preview_nothing_new" : "tab_preview_not_stored")),
      element(
        "div",
        { class: "line" },
        !nothingNew &&
          button(text("tab_import_begin"), {
            action: "import",
            class: "primary",
            onClick: () => this.#import(file),
          }),
        button(text("tab_import_other"), {
          action: "choose-other",
          onClick: () => {
            this.reset();
            this.#showChoice();
          },
        }),
      ),
    );
    this.#place.querySelector("button")?.focus({ preventScroll: true });
  }

  /** @param {File} file */
  async #import(file) {
    try {
      // Read once more: the text of a large list is not kept while the user looks at the preview.
      /** @type {ImportResult} */
      const result = await this.#during(text("tab_import_working"), async (watch) =>
        change("people.import", { filename: file.name, text: await readText(file) }, watch),
      );
      this.#showImported(result);
    } catch (thrown) {
      this.#fail(fileProblem(thrown, file));
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

/** @param {import("../../shared/wire.js").Person} person @param {string} today */
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
          element("th", { scope: "col" }, text("tab_problems_line")),
          element("th", { scope: "col" }, text("tab_problems_reason")),
        ),
      ),
      element(
        "tbody",
        {},
        result.problems.map(({ line, reason }) =>
          element("tr", {}, element("td", {}, line), element("td", { dir: "auto" }, reason)),
        ),
      ),
    ),
    left && element("p", {}, left),
  );
}
