/** Who is chosen on the people page. People stay chosen while the user searches for others. */

export class PeopleSelection {
  /** @type {Set<string>} */
  #ids = new Set();
  /** Where a stretch begins that the user extends with Shift. */
  anchor = 0;

  get size() {
    return this.#ids.size;
  }

  get ids() {
    return [...this.#ids];
  }

  /** @param {string} id */
  has(id) {
    return this.#ids.has(id);
  }

  /** @param {string} id @param {number} place */
  toggle(id, place) {
    if (!this.#ids.delete(id)) {
      this.#ids.add(id);
    }
    this.anchor = place;
  }

  /** @param {Iterable<string>} ids */
  add(ids) {
    for (const id of ids) {
      this.#ids.add(id);
    }
  }

  clear() {
    this.#ids.clear();
  }

  /**
   * The stretch between the anchor and a place, whichever comes first.
   *
   * @param {number} place
   * @returns {{first: number, end: number}} `end` is not part of it
   */
  stretchTo(place) {
    return { first: Math.min(this.anchor, place), end: Math.max(this.anchor, place) + 1 };
  }
}

/**
 * Where a key takes the keyboard in a list, or null for a key that is for something else.
 *
 * @param {string} key
 * @param {{place: number, total: number, page: number}} where  `page` is how many rows are in sight
 */
export function placeAfter(key, { place, total, page }) {
  const last = total - 1;
  /** @type {Record<string, number>} */
  const places = {
    ArrowDown: place + 1,
    ArrowUp: place - 1,
    PageDown: place + page,
    PageUp: place - page,
    Home: 0,
    End: last,
  };
  return key in places && total > 0 ? Math.min(Math.max(places[key], 0), last) : null;
}
