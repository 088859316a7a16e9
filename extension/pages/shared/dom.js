/**
 * Making elements without markup: text is always text, wherever it comes from.
 */

/** @typedef {Node | string | number | boolean | null | undefined} One  `true` shows nothing, as `false` */
/** @typedef {One | One[]} Child */

/**
 * @typedef {object} Options
 * @property {string} [class]
 * @property {Record<string, string>} [data]
 * @property {Record<string, (event: any) => void>} [on]
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Options & Record<string, unknown>} [options]  attributes, `class`, `data` and `on`; an
 *   attribute that is `true` is set without a value, one that is `false`, `null` or absent is not set
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, options = {}, ...children) {
  return fill(document.createElement(tag), options, children);
}

/**
 * As `element`, for drawings.
 *
 * @param {string} tag
 * @param {Options & Record<string, unknown>} [options]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function drawing(tag, options = {}, ...children) {
  return fill(/** @type {SVGElement} */ (document.createElementNS(SVG, tag)), options, children);
}

/**
 * @template {HTMLElement | SVGElement} Made
 * @param {Made} made
 * @param {Options & Record<string, unknown>} options
 * @param {Child[]} children
 * @returns {Made}
 */
function fill(made, { data, on, ...attributes }, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) {
      made.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      made.setAttribute(name, String(value));
    }
  }
  for (const [name, value] of Object.entries(data ?? {})) {
    made.dataset[name] = value;
  }
  for (const [event, listener] of Object.entries(on ?? {})) {
    made.addEventListener(event, listener);
  }
  made.append(...flat(children));
  return made;
}

/**
 * @param {Child[]} children
 * @returns {(Node | string)[]}
 */
function flat(children) {
  /** @type {(Node | string)[]} */
  const nodes = [];
  for (const child of children) {
    if (Array.isArray(child)) {
      nodes.push(...flat(child));
    } else if (child !== null && child !== undefined && typeof child !== "boolean") {
      nodes.push(typeof child === "number" ? String(child) : child);
    }
  }
  return nodes;
}

/** The element that a page is sure to have. @param {string} id @returns {HTMLElement} */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) {
    throw new Error(`The page has no #${id}`);
  }
  return found;
}

/**
 * Puts new children in a place. The keyboard stays where it was, as far as the new children have
 * an element with the same `data-action` (and `data-turn`, if any), and else on the first button.
 *
 * @param {Element} place
 * @param {...Child} children
 */
export function draw(place, ...children) {
  const focused = focusedElement();
  const had = focused !== null && place.contains(focused);
  const selector = had ? selectorOf(focused) : null;
  place.replaceChildren(...flat(children));
  if (had) {
    /** @type {HTMLElement | null} */
    const again = (selector && place.querySelector(selector)) || place.querySelector("button");
    again?.focus({ preventScroll: true });
  }
}

/** Where the keyboard is; nowhere in this page while another has it, such as the popup. */
function focusedElement() {
  return document.hasFocus() ? document.activeElement : null;
}

/** @param {Element} focused */
function selectorOf(focused) {
  if (!(focused instanceof HTMLElement) || !focused.dataset.action) {
    return null;
  }
  const { action, turn } = focused.dataset;
  const selector = `[data-action="${CSS.escape(action)}"]`;
  return turn ? `${selector}[data-turn="${CSS.escape(turn)}"]` : selector;
}

/**
 * Shows a list and, when it is shown again, keeps the rows that have not changed: what the user has
 * opened or typed in them stays, and so does the keyboard's place. When the row that had the
 * keyboard is gone, the row that took its place gets it.
 *
 * @template Item
 */
export class KeyedList {
  #place;
  #keyOf;
  #make;
  /** @type {Map<string, {as: string, row: HTMLElement}>} */
  #rows = new Map();

  /**
   * @param {HTMLElement} place
   * @param {{key: (item: Item) => string, make: (item: Item) => HTMLElement}} how
   */
  constructor(place, { key, make }) {
    this.#place = place;
    this.#keyOf = key;
    this.#make = make;
  }

  /** @param {Item[]} items */
  show(items) {
    const focused = focusedElement();
    const hadFocus = [...this.#place.children].findIndex((row) => row.contains(focused));
    /** @type {Map<string, {as: string, row: HTMLElement}>} */
    const rows = new Map();
    for (const item of items) {
      const key = this.#keyOf(item);
      const as = JSON.stringify(item);
      const before = this.#rows.get(key);
      rows.set(key, before?.as === as ? before : { as, row: this.#make(item) });
    }
    const wanted = [...rows.values()].map(({ row }) => row);
    const kept = new Set(wanted);
    for (const row of [...this.#place.children]) {
      if (!kept.has(/** @type {HTMLElement} */ (row))) {
        row.remove();
      }
    }
    wanted.forEach((row, place) => {
      if (this.#place.children[place] !== row) {
        this.#place.insertBefore(row, this.#place.children[place] ?? null);
      }
    });
    this.#rows = rows;
    const lost = hadFocus >= 0 && !this.#place.contains(document.activeElement);
    if (lost && wanted.length > 0) {
      const next = wanted[Math.min(hadFocus, wanted.length - 1)];
      next.querySelector("button")?.focus({ preventScroll: true });
    }
  }
}

/**
 * A button that says what it is for.
 *
 * @param {string} label
 * @param {{action: string, turn?: string, class?: string, type?: "button" | "submit", title?: string,
 *   disabled?: boolean, label?: string, expanded?: boolean, data?: Record<string, string>,
 *   onClick?: (event: MouseEvent) => void}} options
 *   `label` is what a screen reader says when the visible word alone would not do
 */
export function button(label, options) {
  return element(
    "button",
    {
      type: options.type ?? "button",
      class: options.class,
      title: options.title,
      disabled: options.disabled,
      "aria-label": options.label,
      "aria-expanded": options.expanded === undefined ? undefined : String(options.expanded),
      data: {
        action: options.action,
        ...(options.turn && { turn: options.turn }),
        ...options.data,
      },
      on: options.onClick ? { click: options.onClick } : {},
    },
    label,
  );
}
