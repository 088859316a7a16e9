/** Exports everything, with a bar that fills and a way to stop. */
import { call } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { number, text } from "../../../shared/text.js";
import { button, draw, element } from "../../shared/dom.js";
import { save } from "../../shared/pictures/saving.js";
import { csvArchive, EXPORTED, jsonText, readTables } from "./exports.js";

/** @typedef {Record<import("./exports.js").What, import("./exports.js").Table>} Tables */

/** @type {Record<string, {ending: string, type: string, content: (tables: Tables) => BlobPart}>} */
const KINDS = {
  csv: { ending: "zip", type: "application/zip", content: csvArchive },
  json: { ending: "json", type: "application/json", content: jsonText },
};

/** @param {{today: () => string}} surroundings */
export function exportPanel({ today }) {
  const place = element("div", { class: "export-state" });
  const problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  const result = element("p", { class: "soft", role: "status" });

  function offer() {
    draw(
      place,
      element(
        "div",
        { class: "line" },
        Object.keys(KINDS).map((kind) =>
          button(text(`export_${kind}`), {
            action: `export-${kind}`,
            onClick: () => run(kind),
          }),
        ),
      ),
    );
  }

  /** @param {string} kind */
  async function run(kind) {
    const stopped = new AbortController();
    const bar = element("progress", {
      max: EXPORTED.length,
      value: 0,
      "aria-label": text("export_title"),
    });
    const words = element("span", { class: "soft" });
    problem.hidden = true;
    tell("");
    draw(
      place,
      element(
        "div",
        { class: "line working" },
        bar,
        words,
        button(text("export_stop"), {
          action: "export-stop",
          onClick: () => stopped.abort(),
        }),
      ),
    );
    try {
      const tables = await readTables(call, {
        signal: stopped.signal,
        onProgress: ({ what, done, total }) => {
          bar.value = EXPORTED.indexOf(what) + (total > 0 ? done / total : 1);
          const name = text(`export_what_${what}`);
          words.textContent = text("export_working", name, number(done), number(total));
        },
      });
      if (tables) {
        const { ending, type, content } = KINDS[kind];
        const name = `rounds-${today()}.${ending}`;
        save(new Blob([content(tables)], { type }), name);
        tell(text("export_done", name));
      } else {
        tell(text("export_stopped"));
      }
    } catch (thrown) {
      problem.textContent = RoundsError.from(thrown).message;
      problem.hidden = false;
    }
    offer();
  }

  /** @param {string} words */
  function tell(words) {
    result.textContent = words;
  }

  offer();
  return element(
    "section",
    { class: "export", "aria-label": text("export_title") },
    element("h2", {}, text("export_title")),
    element("p", { class: "soft" }, text("export_lead")),
    place,
    problem,
    result,
  );
}
