/** How a round goes, in pictures. */
import { call } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { number, text } from "../../../shared/text.js";
import { dateText, shortDateText } from "../../shared/dates.js";
import { draw, element } from "../../shared/dom.js";
import { onTheme, PictureFrame } from "../../shared/pictures/picture_frame.js";
import { PICTURES } from "../../shared/pictures/pictures.js";

/** @typedef {import("../../../shared/wire.js").Round} Round */
/** @typedef {import("../../../shared/wire.js").Milestone} Milestone */

/** What a milestone is called. @param {Milestone} milestone */
export function milestoneText({ kind, count }) {
  return text(`milestone_${kind}`, number(count));
}

/** Which round to show: the one chosen, else the running one, else the newest. @param {Round[]} rounds  the newest first @param {string} chosen */
export function roundToShow(rounds, chosen) {
  const running = rounds.filter((round) => round.running);
  return rounds.find(({ round }) => round === chosen) ?? running[0] ?? rounds[0] ?? null;
}

export class ProgressPage {
  #place;
  #say;
  #chosen = "";
  /** The rounds that can be chosen, as the list has them. */
  #offered = "";
  #choice = element("select", { data: { field: "progress-round" } });
  #which = element("label", { class: "line" }, text("progress_round"), this.#choice);
  #title = element("h1", {}, text("progress_title"));
  #none = element("p", { class: "lead", hidden: true }, text("progress_none"));
  #problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  #milestones = element("section", { class: "milestones", hidden: true });
  /** @type {PictureFrame[]} */
  #frames = [];
  #pictures = element("div", { class: "pictures", hidden: true });

  /** @param {HTMLElement} place @param {{say: (words: string) => void}} surroundings */
  constructor(place, { say }) {
    this.#place = place;
    this.#say = say;
    this.#choice.addEventListener("change", () => {
      this.#chosen = this.#choice.value;
      this.show();
    });
    onTheme(() => this.#frames.forEach((frame) => frame.recolour()));
  }

  async show() {
    if (this.#frames.length === 0) {
      this.#frames = PICTURES.map((picture) => new PictureFrame(picture, this.#say));
      this.#pictures.append(...this.#frames.map(({ place }) => place));
      draw(
        this.#place,
        element("div", { class: "progress-head" }, this.#title, this.#which),
        this.#none,
        this.#problem,
        this.#milestones,
        this.#pictures,
      );
    }
    this.#problem.hidden = true;
    try {
      await this.#read();
    } catch (thrown) {
      this.#problem.textContent = text("progress_failed", RoundsError.from(thrown).message);
      this.#problem.hidden = false;
    }
  }

  async #read() {
    const chosen = this.#chosen;
    const { rounds } = /** @type {{rounds: Round[]}} */ (await call("rounds.list"));
    const shown = roundToShow(rounds, this.#chosen);
    this.#none.hidden = shown !== null;
    this.#which.hidden = rounds.length < 2;
    if (!shown) {
      this.#milestones.hidden = true;
      this.#pictures.hidden = true;
      return;
    }
    this.#showRounds(rounds, shown);
    const progress = await call("progress.show", { round: shown.round });
    if (chosen !== this.#chosen) {
      return; // another one was chosen meanwhile, and is being read
    }
    this.#milestones.hidden = false;
    this.#pictures.hidden = false;
    this.#showMilestones(progress.milestones);
    this.#frames.forEach((frame) => frame.show(progress));
  }

  /** @param {Round[]} rounds @param {Round} shown */
  #showRounds(rounds, shown) {
    const as = JSON.stringify(rounds.map(({ round, name, running }) => [round, name, running]));
    if (as === this.#offered) {
      this.#choice.value = shown.round;
      return; // a list that is open stays open
    }
    this.#offered = as;
    const options = rounds.map(({ round, name, start, running }) => {
      const key = running ? "progress_round_since" : "progress_round_done";
      return new Option(text(key, name, shortDateText(start)), round);
    });
    this.#choice.replaceChildren(...options);
    this.#choice.value = shown.round;
  }

  /** @param {Milestone[]} milestones */
  #showMilestones(milestones) {
    draw(
      this.#milestones,
      element("h2", {}, text("progress_milestones")),
      milestones.length === 0
        ? element("p", { class: "soft" }, text("progress_milestones_none"))
        : element(
            "ul",
            {},
            milestones.map((milestone) =>
              element(
                "li",
                {},
                element("strong", {}, milestoneText(milestone)),
                element(
                  "span",
                  { class: "soft", dir: "auto" },
                  text("progress_milestone", dateText(milestone.on), milestone.name),
                ),
              ),
            ),
          ),
    );
  }
}
