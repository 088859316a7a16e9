/**
 * A picture in a page: its title and its sentence, the figures by mouse and by keyboard, and the
 * ways to save it.
 */
import { number, text } from "../../../shared/text.js";
import { csvOf } from "../csv.js";
import { button, draw, drawing, element } from "../dom.js";
import { fileName, pngOf, save, shortName, svgText } from "./saving.js";
import { THEMES } from "./theme.js";

/** @typedef {import("./sheet.js").Picture} Picture */
/** @typedef {import("./sheet.js").Place} Place */
/** @typedef {import("./sheet.js").RoundProgress} RoundProgress */
/** @typedef {import("./theme.js").ThemeName} ThemeName */

/** A pointer that is further away from every figure asks for none. */
const NEAR = 40;
const LEAP = 10;
/** Files have one size, whatever the window's. */
const SAVED_WIDTH = 960;

/**
 * The figure that a key leads to.
 *
 * @param {Place[]} places
 * @param {number} from  -1 before the first
 * @param {string} key
 * @returns {number | null} null when the key leads nowhere
 */
export function nextPlace(places, from, key) {
  if (from < 0 || from >= places.length) {
    return ["ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown", "Home", "End"].includes(key)
      ? key === "End"
        ? places.length - 1
        : 0
      : null;
  }
  const { x, row } = places[from];
  const sameRow = places
    .map((place, index) => ({ ...place, index }))
    .filter((place) => place.row === row)
    .sort((a, b) => a.x - b.x || a.index - b.index);
  const here = sameRow.findIndex(({ index }) => index === from);
  const inRow = (/** @type {number} */ where) =>
    sameRow[Math.max(0, Math.min(sameRow.length - 1, where))].index;
  switch (key) {
    case "ArrowRight":
      return inRow(here + 1);
    case "ArrowLeft":
      return inRow(here - 1);
    case "PageDown":
      return inRow(here + LEAP);
    case "PageUp":
      return inRow(here - LEAP);
    case "Home":
      return inRow(0);
    case "End":
      return inRow(sameRow.length - 1);
    case "ArrowDown":
    case "ArrowUp": {
      const rows = places.map((place) => place.row);
      const below = key === "ArrowDown";
      const others = rows.filter((one) => (below ? one > row : one < row));
      if (others.length === 0) {
        return from;
      }
      const next = below ? Math.min(...others) : Math.max(...others);
      return nearest(places, (place) => (place.row === next ? Math.abs(place.x - x) : Infinity));
    }
    default:
      return null;
  }
}

/** @param {Place[]} places @param {(place: Place) => number} farness */
function nearest(places, farness) {
  let best = 0;
  let least = Infinity;
  places.forEach((place, index) => {
    const far = farness(place);
    if (far < least) {
      [best, least] = [index, far];
    }
  });
  return best;
}

/**
 * The figure that a pointer is on, or beside.
 *
 * @param {Place[]} places
 * @param {number} x
 * @param {number} y
 * @returns {number} -1 for none
 */
export function placeAt(places, x, y) {
  const farness = (/** @type {Place} */ { x: middle, y: centre, width = 0, height = 0 }) =>
    Math.hypot(
      Math.max(0, Math.abs(x - middle) - width / 2),
      Math.max(0, Math.abs(y - centre) - height / 2),
    );
  if (places.length === 0) {
    return -1;
  }
  const best = nearest(places, farness);
  return farness(places[best]) <= NEAR ? best : -1;
}

export class PictureFrame {
  #picture;
  #say;
  /** @type {RoundProgress | null} */
  #progress = null;
  /** What is drawn: the figures, the width and the theme. */
  #drawn = "";
  /** @type {Place[]} */
  #places = [];
  #current = -1;
  /** @type {SVGElement | null} */
  #mark = null;
  #sentence = element("p", { class: "picture-sentence", dir: "auto" });
  #figure = element("output", {
    class: "picture-figure",
    dir: "auto",
    "aria-hidden": "true",
    hidden: true,
  });
  #sheet = element("div", { class: "picture-sheet" });
  #stage;
  #buttons = element("div", { class: "choices picture-buttons" });
  #problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });

  /**
   * @param {Picture} picture
   * @param {(words: string) => void} say  tells a screen reader
   */
  constructor(picture, say) {
    this.#picture = picture;
    this.#say = say;
    const title = picture.title();
    this.#sentence.id = `picture-${picture.name}-sentence`;
    this.#stage = element(
      "div",
      {
        class: "picture-stage",
        tabindex: 0,
        role: "application",
        "aria-label": `${title}. ${text("picture_keys")}`,
        "aria-describedby": this.#sentence.id,
        data: { picture: picture.name },
        on: {
          keydown: (/** @type {KeyboardEvent} */ event) => this.#press(event),
          pointermove: (/** @type {PointerEvent} */ event) => this.#point(event),
          pointerleave: () => this.#show(-1),
          blur: () => this.#show(-1),
        },
      },
      this.#sheet,
      this.#figure,
    );
    this.place = element(
      "figure",
      { class: "picture", "aria-label": title },
      element("figcaption", {}, element("h2", {}, title), this.#sentence),
      this.#stage,
      this.#buttons,
      this.#problem,
    );
    const ways = /** @type {const} */ (["png", "svg", "csv"]);
    draw(
      this.#buttons,
      ways.map((way) =>
        button(text(`picture_save_${way}`), {
          action: `save-${picture.name}-${way}`,
          class: "quiet",
          label: text("picture_save_label", text(`picture_save_${way}`), title),
          onClick: () => this.#save(way),
        }),
      ),
    );
    new ResizeObserver(() => this.#draw()).observe(this.place);
  }

  /** @param {RoundProgress} progress */
  show(progress) {
    this.#progress = progress;
    const empty = this.#picture.empty(progress);
    this.#sentence.textContent = empty || this.#picture.sentence(progress);
    this.place.classList.toggle("picture-empty", empty !== "");
    this.#stage.hidden = empty !== "";
    this.#buttons.hidden = empty !== "";
    this.#draw();
  }

  /** Draws it, unless it stands there already. */
  #draw() {
    const progress = this.#progress;
    const width = this.place.clientWidth;
    if (!progress || width === 0 || this.#picture.empty(progress)) {
      return;
    }
    const theme = themeNow();
    const wanted = JSON.stringify([width, theme, progress]);
    if (wanted === this.#drawn) {
      return;
    }
    const { svg, places } = this.#picture.draw(progress, { width, theme });
    svg.setAttribute("aria-hidden", "true");
    this.#drawn = wanted;
    this.#places = places;
    this.#sheet.replaceChildren(svg);
    this.#mark = drawing("rect", {
      fill: "none",
      stroke: THEMES[theme].ink,
      "stroke-width": 2,
      rx: 3,
      visibility: "hidden",
    });
    svg.append(this.#mark);
    this.#show(this.#current < places.length ? this.#current : -1);
  }

  /** The window has become light or dark. */
  recolour() {
    this.#draw();
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    if (event.key === "Escape") {
      this.#show(-1);
      return;
    }
    const next = nextPlace(this.#places, this.#current, event.key);
    if (next === null || this.#places.length === 0) {
      return;
    }
    event.preventDefault();
    this.#show(next);
    this.#figure.scrollIntoView({ block: "nearest" });
    this.#say(
      text(
        "picture_figure",
        this.#places[next].words,
        number(next + 1),
        number(this.#places.length),
      ),
    );
  }

  /** @param {PointerEvent} event */
  #point(event) {
    const { left, top } = this.#sheet.getBoundingClientRect();
    this.#show(placeAt(this.#places, event.clientX - left, event.clientY - top));
  }

  /** Shows one figure beside its point; none for -1. @param {number} index */
  #show(index) {
    this.#current = index;
    const place = this.#places[index];
    this.#figure.hidden = !place;
    this.#mark?.setAttribute("visibility", place ? "visible" : "hidden");
    if (!place) {
      return;
    }
    const { x, y, width = 12, height = 12, words } = place;
    for (const [name, value] of Object.entries({
      x: x - width / 2,
      y: y - height / 2,
      width,
      height,
    })) {
      this.#mark?.setAttribute(name, String(value));
    }
    this.#figure.textContent = words;
    const room = this.#sheet.clientWidth;
    const half = this.#figure.offsetWidth / 2;
    const middle = Math.max(half, Math.min(room - half, x));
    const above = y - height / 2 - this.#figure.offsetHeight - 8;
    this.#figure.style.left = `${middle - half}px`;
    this.#figure.style.top = `${above >= 0 ? above : y + height / 2 + 8}px`;
  }

  /** @param {"png" | "svg" | "csv"} way */
  async #save(way) {
    const progress = /** @type {RoundProgress} */ (this.#progress);
    const title = this.#picture.title();
    const name = fileName(`${shortName(progress.name)} - ${title} ${progress.date}`, way);
    this.#problem.hidden = true;
    try {
      save(await this.#fileOf(way, progress), name);
      this.#say(text("picture_saving", name));
    } catch (thrown) {
      this.#problem.textContent = text("picture_not_saved", String(thrown));
      this.#problem.hidden = false;
    }
  }

  /** @param {"png" | "svg" | "csv"} way @param {RoundProgress} progress */
  async #fileOf(way, progress) {
    if (way === "csv") {
      return new Blob([csvOf(this.#picture.table(progress))], { type: "text/csv;charset=utf-8" });
    }
    const options = { width: SAVED_WIDTH, theme: themeNow(), still: true };
    const { svg } = this.#picture.draw(progress, options);
    return way === "svg" ? new Blob([svgText(svg)], { type: "image/svg+xml" }) : pngOf(svg);
  }
}

const dark = globalThis.matchMedia?.("(prefers-color-scheme: dark)");

/** @returns {ThemeName} */
export function themeNow() {
  return dark?.matches ? "dark" : "light";
}

/** Calls when the window becomes light or dark. @param {() => void} listener */
export function onTheme(listener) {
  dark?.addEventListener("change", listener);
}
