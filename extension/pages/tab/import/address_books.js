/**
 * Thunderbird's address books, CardDAV ones included. May be asked for only after the user has
 * allowed it, which Thunderbird asks on a click.
 */
import { splitCards } from "./vcards.js";

/** @typedef {{id: string, name: string}} AddressBook */

const PERMISSION = { permissions: ["addressBooks"] };

/** Asks the user for what reading address books needs; to be called first thing in a click. */
export function allowAddressBooks() {
  return messenger.permissions.request(/** @type {any} */ (PERMISSION));
}

/** @returns {Promise<AddressBook[]>} */
export async function addressBooks() {
  const books = await messenger.addressBooks.list(false);
  return books.map(({ id, name }) => ({ id, name }));
}

/**
 * The cards of a book, as `splitCards` gives them.
 *
 * @param {string} book
 * @returns {Promise<string[][]>}
 */
export async function cardsOfBook(book) {
  const contacts = await messenger.addressBooks.contacts.list(book);
  return contacts.map(({ vCard }) => splitCards(vCard)[0] ?? []);
}
