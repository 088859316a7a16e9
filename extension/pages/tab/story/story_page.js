/** The story of a round, under way or at its end: to read, to print, and to save as one file. */
import { call } from "../../../shared/background.js";
import { language, plural, text } from "../../../shared/text.js";
import { button, draw, element } from "../../shared/dom.js";
import { nameOf } from "../../shared/people.js";
import { fileName, save, shortName } from "../../shared/pictures/saving.js";
import { nextRound } from "../round/next_round.js";
import { ChosenKeeper } from "./story_chosen.js";
import { storyFile } from "./story_file.js";
import { storyPictures } from "./story_pictures.js";
import { storyView } from "./story_view.js";

/** @typedef {import("../../../shared/wire.js").Round} Round */
/** @typedef {import("../../../shared/wire.js").Story} Story */

/**
 * @typedef {object} Surroundings
 * @property {() => string} today
 * @property {import("../round/next_round.js").OnNext} onNext
 */

export class StoryPage {
  #surroundings;
  /** Which round the user chose; "" for the newest. */
  #wanted = "";
  /** Which round is shown. */
  #round = "";
  /** @type {Story | null} */
  #story = null;
  /** @type {Awaited<ReturnType<typeof storyPictures>>} */
  #pictures = () => [];
  #dark = matchMedia("(prefers-color-scheme: dark)");
  /** What the user puts into the story that is shown. @type {import("./story_chosen.js").Chosen} */
  #chosen = { words: "", remarks: [] };
  #keeper = new ChosenKeeper();
  /** How often the story was asked for: an answer to an older question is not shown. */
  #asked = 0;
  #shown = "";
  /** Of which round the fields stand there, and with which remarks. */
  #fields = "";
  #which = element("div", { class: "line" });
  #article = element("article", { class: "story" });
  #choice = element("section", { class: "story-choice", "aria-label": text("story_choose") });
  #next = element("div");
  #saved = element("p", { class: "soft", role: "status" });

  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.#surroundings = surroundings;
    // Paper is white, whatever the screen is.
    window.addEventListener("beforeprint", () => this.#story && this.#tell("light"));
    window.addEventListener("afterprint", () => this.#story && this.#tell());
    this.#dark.addEventListener("change", () => this.#story && this.#tell());
    place.append(
      element(
        "div",
        { class: "line story-tools" },
        this.#which,
        button(text("story_print"), { action: "story-print", onClick: () => window.print() }),
        button(text("story_save"), {
          action: "story-save",
          class: "primary",
          onClick: () => this.#save(),
        }),
        this.#saved,
      ),
      this.#article,
      this.#choice,
      this.#next,
    );
  }

  async show() {
    const question = ++this.#asked;
    const { rounds } = await call("rounds.list");
    const known = rounds.some((/** @type {Round} */ { round }) => round === this.#wanted);
    const wanted = known ? this.#wanted : rounds[0].round;
    const [story, chosen] = await Promise.all([
      call("story.show", { round: wanted }),
      this.#keeper.read(wanted),
    ]);
    const shown = JSON.stringify([rounds.map((/** @type {Round} */ one) => one.name), story]);
    if (question !== this.#asked || shown === this.#shown) {
      return;
    }
    const pictures = await this.#drawPictures(wanted);
    if (question !== this.#asked) {
      return; // another one is being read
    }
    this.#shown = shown;
    this.#story = story;
    this.#pictures = pictures;
    if (wanted !== this.#round) {
      this.#round = wanted;
      this.#chosen = chosen;
    }
    this.#showRounds(rounds);
    const fields = JSON.stringify([wanted, story.remembered]);
    if (fields !== this.#fields) {
      // Otherwise they stay as they are: the user may be typing in them.
      this.#fields = fields;
      this.#showChoice();
    }
    draw(this.#next, !story.round.running && nextRound(wanted, this.#surroundings.onNext));
    this.#tell();
  }

  /** A story without pictures is a story still. @param {string} round */
  async #drawPictures(round) {
    try {
      return await storyPictures(round);
    } catch (error) {
      console.error("The pictures of the story could not be drawn:", error);
      return () => [];
    }
  }

  /** @param {Round[]} rounds */
  #showRounds(rounds) {
    if (rounds.length < 2) {
      draw(this.#which);
      return;
    }
    const select = element(
      "select",
      {
        data: { field: "story-round", action: "story-round" },
        on: {
          change: () => {
            this.#wanted = select.value;
            this.show();
          },
        },
      },
      rounds.map(({ round, name }) =>
        element("option", { value: round, selected: round === this.#round }, name),
      ),
    );
    draw(this.#which, element("label", { class: "line" }, text("story_round"), select));
  }

  /** What the user may put in: nothing is ticked before the user has ticked it. */
  #showChoice() {
    const { remembered } = /** @type {Story} */ (this.#story);
    const words = element("textarea", {
      rows: 3,
      maxlength: 5000,
      data: { field: "story-words", action: "story-words" },
      on: { input: () => this.#choose({ words: words.value }) },
    });
    words.value = this.#chosen.words;
    draw(
      this.#choice,
      element("h2", {}, text("story_choose")),
      element("p", { class: "soft" }, text("story_choose_hint")),
      element("label", { class: "field" }, text("story_words"), words),
      remembered.length > 0 &&
        element(
          "fieldset",
          { class: "story-remarks" },
          element("legend", {}, plural("story_remarks", remembered.length)),
          remembered.map((one) => this.#remark(one)),
        ),
    );
  }

  /** @param {Story["remembered"][number]} remembered */
  #remark({ person, remark }) {
    const box = element("input", {
      type: "checkbox",
      checked: this.#chosen.remarks.includes(person.id),
      data: { field: "story-remark", person: person.id, action: `story-remark-${person.id}` },
      on: {
        change: () => {
          const others = this.#chosen.remarks.filter((id) => id !== person.id);
          this.#choose({ remarks: box.checked ? [...others, person.id] : others });
        },
      },
    });
    return element(
      "label",
      { class: "story-remark" },
      box,
      element(
        "span",
        {},
        element("strong", { dir: "auto" }, nameOf({ ...person, addresses: [] })),
        " ",
        element("span", { class: "story-remark-words", dir: "auto" }, remark),
      ),
    );
  }

  /** Takes something into the story, or out of it. @param {Partial<import("./story_chosen.js").Chosen>} changes */
  #choose(changes) {
    this.#chosen = { ...this.#chosen, ...changes };
    this.#keeper.keep(this.#round, this.#chosen);
    this.#tell();
  }

  #view() {
    return storyView(/** @type {Story} */ (this.#story), {
      ...this.#chosen,
      pictures: this.#pictures("light").length > 0,
    });
  }

  /** @param {import("../../shared/pictures/theme.js").ThemeName} [theme] */
  #tell(theme = this.#dark.matches ? "dark" : "light") {
    const { title, lead, sections } = this.#view();
    draw(
      this.#article,
      element("h1", { dir: "auto" }, title),
      element("p", { class: "lead", dir: "auto" }, lead),
      sections.map(({ heading, paragraphs, list, pictures }) =>
        element(
          "section",
          {},
          heading && element("h2", {}, heading),
          paragraphs.map((paragraph) => element("p", { dir: "auto" }, paragraph)),
          list &&
            element(
              "ul",
              {},
              list.map((item) => element("li", { dir: "auto" }, item)),
            ),
          pictures && this.#pictures(theme).map((picture) => element("figure", {}, picture)),
        ),
      ),
    );
  }

  #save() {
    const { round } = /** @type {Story} */ (this.#story);
    const serializer = new XMLSerializer();
    const content = storyFile(this.#view(), {
      language: language(),
      pictures: this.#pictures("light").map((picture) => serializer.serializeToString(picture)),
    });
    const name = fileName(text("story_file", shortName(round.name)), "html");
    save(new Blob([content], { type: "text/html" }), name);
    this.#saved.textContent = text("story_saved", name);
  }
}
