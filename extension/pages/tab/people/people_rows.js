/**
 * The people of a list of any length, read in blocks as they come into sight. So the list needs not
 * be read before it can be shown, sorted or searched.
 */

/** @typedef {import("../../../shared/wire.js").Person} Person */
/** @typedef {Record<string, unknown>} Query  what `people.list` is asked, but for the stretch */
/** @typedef {(query: Query, offset: number, limit: number) => Promise<{people: Person[], total: number}>} Read */

const BLOCK = 100;

export class PeopleRows {
  #read;
  #onRead;
  /** @type {Query} */
  #query = {};
  /** @type {Map<number, Person>} */
  #people = new Map();
  /** The blocks to read, those that came into sight last at the end. @type {Set<number>} */
  #wanted = new Set();
  #reading = false;
  total = 0;

  /**
   * @param {Read} read
   * @param {(first: number, end: number) => void} onRead  the places from `first` to before `end`
   *   are known from now on
   */
  constructor(read, onRead) {
    this.#read = read;
    this.#onRead = onRead;
  }

  /** Reads the beginning of another list, and then forgets the one before. @param {Query} query */
  async begin(query) {
    const first = await this.#readBlock(query, 0);
    this.#query = query;
    this.#people = new Map();
    this.#wanted.clear();
    this.total = first.total;
    this.#keep(0, first.people);
  }

  /** Who stands at a place, counted from 0, if that is known yet. @param {number} place */
  at(place) {
    return this.#people.get(place);
  }

  /** A place came into sight. @param {number} place */
  want(place) {
    const block = Math.floor(place / BLOCK) * BLOCK;
    this.#wanted.delete(block);
    this.#wanted.add(block);
    if (!this.#reading) {
      this.#readWanted();
    }
  }

  async #readWanted() {
    this.#reading = true;
    try {
      for (;;) {
        // What is in sight now goes before what was scrolled past.
        const block = [...this.#wanted].at(-1);
        if (block === undefined) {
          return;
        }
        const query = this.#query;
        const { people } = await this.#readBlock(query, block);
        if (query === this.#query) {
          this.#wanted.delete(block);
          this.#keep(block, people);
          this.#onRead(block, block + people.length);
        }
      }
    } catch (error) {
      // The page tells when the host is away; what is still in sight is asked for again then.
      this.#wanted.clear();
      console.error("A part of the list could not be read:", error);
    } finally {
      this.#reading = false;
    }
  }

  /** An answer is cut where it would not fit into a frame. @param {Query} query @param {number} from */
  async #readBlock(query, from) {
    let { people, total } = await this.#read(query, from, BLOCK);
    while (people.length > 0 && people.length < Math.min(BLOCK, total - from)) {
      const more = await this.#read(query, from + people.length, BLOCK - people.length);
      if (more.people.length === 0) {
        break;
      }
      people = [...people, ...more.people];
      total = more.total;
    }
    return { people, total };
  }

  /** @param {number} first @param {Person[]} people */
  #keep(first, people) {
    people.forEach((person, i) => this.#people.set(first + i, person));
  }
}
