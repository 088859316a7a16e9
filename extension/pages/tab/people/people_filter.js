/** What the people page asks the host for: search, filter and order. */

/**
 * @typedef {object} Wish  what the user has chosen
 * @property {string} search
 * @property {string} sort
 * @property {boolean} descending
 * @property {string} knownFrom  ANY, NONE or `=` and a value
 * @property {string} company  "" for any
 * @property {"" | "with" | "without"} address
 * @property {string} round  "" for any or none
 * @property {string} state  "" for any; of the turn in that round
 * @property {string} connectedFrom
 * @property {string} connectedTo
 */

export const ANY = "";
export const NONE = "none";

/** The columns by which the list can be sorted, as the host names them. */
export const ORDERS = [
  "family_name",
  "position",
  "company",
  "known_from",
  "connected_on",
  "last_exchange",
];

/** @type {Readonly<Wish>} */
export const EVERYBODY = Object.freeze({
  search: "",
  sort: "family_name",
  descending: false,
  knownFrom: ANY,
  company: "",
  address: "",
  round: "",
  state: "",
  connectedFrom: "",
  connectedTo: "",
});

/** The choice that stands for one value of "known from". @param {string} value */
export const choiceOf = (value) => (value === "" ? NONE : `=${value}`);

/** The fields of `people.list`'s filter that are set. @param {Wish} wish */
export function filterOf(wish) {
  return {
    ...(wish.knownFrom !== ANY && {
      known_from: wish.knownFrom === NONE ? "" : wish.knownFrom.slice(1),
    }),
    ...(wish.company.trim() && { company: wish.company.trim() }),
    ...(wish.address && { without_address: wish.address === "without" }),
    ...(wish.round && { in_round: wish.round }),
    ...(wish.round && wish.state && { state: wish.state }),
    ...(wish.connectedFrom && { connected_from: wish.connectedFrom }),
    ...(wish.connectedTo && { connected_to: wish.connectedTo }),
  };
}

/** How many filters are set. @param {Wish} wish */
export const filterCount = (wish) => Object.keys(filterOf(wish)).length;

/** What `people.list` and `people.ids` are asked. @param {Wish} wish */
export function queryOf(wish) {
  const filter = filterOf(wish);
  const search = wish.search.trim();
  return {
    ...(search && { search }),
    ...(Object.keys(filter).length > 0 && { filter }),
    ...(wish.sort !== EVERYBODY.sort && { sort: wish.sort }),
    ...(wish.descending && { descending: true }),
  };
}

/**
 * The wish after a click on a column: sorted by it, and turned around by the next click. Dates begin
 * with the newest.
 *
 * @param {Wish} wish
 * @param {string} order
 * @returns {Wish}
 */
export function sortedBy(wish, order) {
  return wish.sort === order
    ? { ...wish, descending: !wish.descending }
    : { ...wish, sort: order, descending: order === "connected_on" };
}

/** Everybody again, in the order chosen. @param {Wish} wish @returns {Wish} */
export function withoutFilter({ sort, descending }) {
  return { ...EVERYBODY, sort, descending };
}
