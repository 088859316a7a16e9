/** Finding addresses: learning from mail, confirming what was found, and who still has none. */
import { call, change, mailHistory } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { plural, text } from "../../../shared/text.js";
import { dateText } from "../../shared/dates.js";
import { button, draw, element, KeyedList } from "../../shared/dom.js";
import { nameOf, profileOf, workOf } from "../../shared/people.js";
import { profileLink } from "../../shared/turn_row.js";
import { LearningPanel } from "./learning_panel.js";

/** @typedef {import("../../../shared/wire.js").Person} Person */
/** @typedef {import("../../../shared/wire.js").Proposal} Proposal */

const PAGE = 50;
const LARGEST_PAGE = 500;

/**
 * @typedef {object} Surroundings
 * @property {() => void} refresh
 * @property {(words: string) => void} say  tells a screen reader
 */

export class AddressesPage {
  #surroundings;
  #learning;
  #wanted = PAGE;
  #wantedMissing = PAGE;
  /** While mail is being read the lists would change all the time, and are costly to make. */
  #fresh = false;
  #problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
  #all = element("div", { class: "line" });
  #empty = element("p", { class: "soft" });
  #proposals = element("ul", { class: "people proposals" });
  #more = element("div");
  #missingTitle = element("h2");
  #missingLead = element("p", { class: "soft" });
  #missing = element("ul", { class: "people missing" });
  #moreMissing = element("div");
  /** @type {KeyedList<Proposal>} */
  #rows;
  /** @type {KeyedList<Person>} */
  #missingRows;

  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.#surroundings = surroundings;
    this.#learning = new LearningPanel(surroundings.refresh);
    this.#rows = new KeyedList(this.#proposals, {
      key: ({ person, address }) => `${person.id} ${address}`,
      make: (proposal) => this.#row(proposal),
    });
    this.#missingRows = new KeyedList(this.#missing, {
      key: ({ id }) => id,
      make: (person) => missingRow(person),
    });
    place.append(
      element("h1", {}, text("tab_addresses_title")),
      element("p", { class: "lead" }, text("tab_addresses_lead")),
      this.#learning.place,
      element("h2", {}, text("tab_addresses_proposals")),
      this.#all,
      this.#problem,
      this.#empty,
      this.#proposals,
      this.#more,
      this.#missingTitle,
      this.#missingLead,
      this.#missing,
      this.#moreMissing,
    );
  }

  async show() {
    const history = await mailHistory();
    await this.#learning.show(history);
    if (history.state === "reading" && this.#fresh) {
      return;
    }
    this.#fresh = true;
    const [found, missing] = await Promise.all([
      readAll("addresses.propose", "proposals", this.#wanted),
      readAll("addresses.missing", "people", this.#wantedMissing),
    ]);
    this.#showProposals(found, history.state);
    this.#showMissing(missing);
  }

  /** @param {Found} found @param {string} state */
  #showProposals({ entries, total, certain }, state) {
    draw(
      this.#all,
      certain > 0 &&
        button(plural("tab_addresses_confirm_all", certain), {
          action: "confirm-all",
          class: "primary",
          onClick: () => this.#confirmAll(),
        }),
    );
    this.#empty.hidden = total > 0;
    this.#empty.textContent = text(`tab_addresses_empty_${state === "paused" ? "reading" : state}`);
    this.#rows.show(entries);
    draw(
      this.#more,
      total > entries.length &&
        this.#moreButton("more", total - entries.length, () => (this.#wanted += 2 * PAGE)),
    );
  }

  /** @param {Found} found */
  #showMissing({ entries, total }) {
    this.#missingTitle.textContent =
      total > 0 ? plural("tab_addresses_missing", total) : text("tab_addresses_missing_none");
    this.#missingLead.textContent = total > 0 ? text("tab_addresses_missing_lead") : "";
    this.#missingRows.show(entries);
    draw(
      this.#moreMissing,
      total > entries.length &&
        this.#moreButton(
          "more-missing",
          total - entries.length,
          () => (this.#wantedMissing += 2 * PAGE),
        ),
    );
  }

  /** @param {string} action @param {number} left @param {() => void} want */
  #moreButton(action, left, want) {
    return button(plural("tab_addresses_more", Math.min(left, 2 * PAGE)), {
      action,
      onClick: () => {
        want();
        this.#again();
      },
    });
  }

  /** @param {Proposal} proposal */
  #row(proposal) {
    const { person, address, grade, last_subject } = proposal;
    const name = nameOf(person);
    const profile = profileOf(person);
    const work = workOf(person);
    return element(
      "li",
      { class: "person", data: { person: person.id, address } },
      element(
        "div",
        { class: "person-words" },
        element(
          "p",
          { class: "person-name" },
          element("bdi", {}, name),
          profile && profileLink(profile, name),
          element("span", { class: `grade grade-${grade}` }, text(`tab_addresses_${grade}`)),
        ),
        work && element("p", { class: "person-work" }, element("bdi", {}, work)),
        element("p", { class: "evidence" }, element("bdi", {}, evidenceText(proposal))),
        last_subject &&
          element(
            "p",
            { class: "person-since", dir: "auto" },
            text("tab_addresses_subject", last_subject),
          ),
      ),
      element(
        "div",
        { class: "row-buttons" },
        button(text("tab_addresses_confirm"), {
          action: "confirm-address",
          label: text("tab_addresses_confirm_label", address, name),
          onClick: () =>
            this.#attempt(async () => {
              await change("addresses.confirm", { confirmed: [choiceOf(proposal)] });
              this.#surroundings.say(text("tab_addresses_confirmed", address, name));
            }),
        }),
        button(text("tab_addresses_dismiss"), {
          action: "dismiss-address",
          class: "quiet",
          label: text("tab_addresses_dismiss_label", address, name),
          onClick: () =>
            this.#attempt(async () => {
              await change("addresses.dismiss", choiceOf(proposal));
              this.#surroundings.say(text("tab_addresses_dismissed", address, name));
            }),
        }),
      ),
    );
  }

  #confirmAll() {
    return this.#attempt(async () => {
      const confirmed = (await certainProposals()).map(choiceOf);
      if (confirmed.length > 0) {
        await change("addresses.confirm", { confirmed });
        this.#surroundings.say(plural("tab_addresses_confirmed_all", confirmed.length));
      }
    });
  }

  /** @param {() => Promise<unknown>} act */
  async #attempt(act) {
    this.#problem.hidden = true;
    try {
      await act();
    } catch (thrown) {
      this.#problem.textContent = RoundsError.from(thrown).message;
      this.#problem.hidden = false;
    }
    this.#again();
  }

  #again() {
    this.#fresh = false;
    this.#surroundings.refresh();
  }
}

/** @typedef {{entries: any[], total: number, certain: number}} Found */

/** @param {Proposal} proposal */
const choiceOf = ({ person, address }) => ({ person: person.id, address });

/**
 * Reads a list page by page, as far as it is wanted.
 *
 * @param {string} method
 * @param {string} name  of the list in the answer
 * @param {number} wanted
 * @returns {Promise<Found>}
 */
async function readAll(method, name, wanted) {
  /** @type {any[]} */
  const entries = [];
  for (let after; ;) {
    const limit = Math.min(wanted - entries.length, LARGEST_PAGE);
    const page = await call(method, { limit, ...(after && { after }) });
    entries.push(...page[name]);
    after = page.next;
    if (!after || entries.length >= wanted) {
      return { entries, total: page.total, certain: page.certain ?? 0 };
    }
  }
}

/** The certain ones stand first. @returns {Promise<Proposal[]>} */
async function certainProposals() {
  const { certain } = await call("addresses.propose", { limit: 1 });
  if (certain === 0) {
    return [];
  }
  const { entries } = await readAll("addresses.propose", "proposals", certain);
  return entries.filter(({ grade }) => grade === "certain");
}

/** What speaks for an address, with the day as every page writes days. @param {Proposal} proposal */
const evidenceText = ({ evidence, last_on }) =>
  last_on ? text("tab_addresses_evidence", evidence, dateText(last_on)) : evidence;

/** @param {Person} person */
function missingRow(person) {
  const name = nameOf(person);
  const profile = profileOf(person);
  const work = workOf(person);
  return element(
    "li",
    { class: "person", data: { person: person.id } },
    element(
      "div",
      { class: "person-words" },
      element(
        "p",
        { class: "person-name" },
        element("bdi", {}, name),
        profile && profileLink(profile, name),
      ),
      work && element("p", { class: "person-work" }, element("bdi", {}, work)),
    ),
  );
}
