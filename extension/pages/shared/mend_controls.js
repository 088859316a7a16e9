/** What a notice about a damaged database offers: to repair it, or to go back to a copy. */
import { mend } from "../../shared/background.js";
import { RoundsError } from "../../shared/rounds_error.js";
import { number, plural, text } from "../../shared/text.js";
import { bestCopy, copyDate } from "./copies.js";
import { button, draw, element } from "./dom.js";

/** @param {(words: string) => void} onDone  is told what came of it */
export function mendControls(onDone) {
  const buttons = element("div", { class: "line" });
  const said = element("p", { role: "status", dir: "auto" });
  const problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });

  /** @param {() => Promise<string>} act  says what came of it */
  async function attempt(act) {
    if (buttons.ariaBusy === "true") {
      return;
    }
    buttons.ariaBusy = "true";
    problem.hidden = true;
    said.textContent = text("mend_working");
    try {
      onDone(await act());
    } catch (thrown) {
      said.textContent = "";
      problem.textContent = RoundsError.from(thrown).message;
      problem.hidden = false;
    } finally {
      buttons.ariaBusy = null;
    }
  }

  /** @param {import("./copies.js").Copy} [copy] */
  function offer(copy) {
    draw(
      buttons,
      button(text("mend_repair"), {
        action: "repair",
        class: "primary",
        onClick: () =>
          attempt(async () => {
            const { facts, lost, kept } = await mend("host.repair");
            return plural("mend_repaired", facts, number(lost), kept);
          }),
      }),
      copy &&
        button(text("mend_restore_of", copyDate(copy)), {
          action: "restore-copy",
          onClick: () =>
            attempt(async () => {
              const { people, kept } = await mend("copies.restore", { copy: copy.copy });
              return plural("copies_restored", people, kept);
            }),
        }),
    );
  }

  offer();
  mend("copies.list").then(
    ({ copies }) => offer(bestCopy(copies)),
    () => {}, // without copies there is still the repair
  );
  return element(
    "div",
    { class: "mend" },
    element("p", {}, text("mend_repair_detail")),
    buttons,
    said,
    problem,
  );
}
