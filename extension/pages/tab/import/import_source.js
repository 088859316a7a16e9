/**
 * Where people come from: a file or an address book. A source has a name, and gives the parameters
 * with which the host previews and imports it; it is read anew each time, so that a large list is
 * not kept while the user looks at the preview.
 */
import { cardsOfBook } from "./address_books.js";
import { readPeopleFile } from "./file_text.js";
import { isVCard, splitCards, takeApart } from "./vcards.js";

/** @typedef {{onProgress: (progress: import("../../../shared/wire.js").Progress) => void, signal: AbortSignal}} Watch */

/**
 * @typedef {object} Source
 * @property {string} name
 * @property {number} size  in bytes, 0 when nobody knows
 * @property {(watch: Watch) => Promise<import("../../../shared/wire.js").Params>} params
 */

/** @param {File} file @returns {Source} */
export function fileSource(file) {
  return {
    name: file.name,
    size: file.size,
    async params(watch) {
      const { text, data } = await readPeopleFile(file);
      if (data !== undefined) {
        return { filename: file.name, data };
      }
      if (text !== undefined && (/\.vcf$/i.test(file.name) || isVCard(text))) {
        return {
          filename: file.name,
          cards: await takeApart(splitCards(text), watch),
          format: "vcard",
        };
      }
      return { filename: file.name, text };
    },
  };
}

/** @param {import("./address_books.js").AddressBook} book @returns {Source} */
export function addressBookSource({ id, name }) {
  return {
    name,
    size: 0,
    async params(watch) {
      const cards = await takeApart(await cardsOfBook(id), watch);
      return { filename: name, cards, format: "address_book" };
    },
  };
}
