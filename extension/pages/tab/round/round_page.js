/** The round's page: today's people, how far the round is, and everybody else by what became of them. */
import { call } from "../../../shared/background.js";
import { number, plural, text } from "../../../shared/text.js";
import {
  pauseControl,
  resumeControl,
  sessionControl,
  undoControl,
} from "../../shared/day_controls.js";
import { dayHead } from "../../shared/day_head.js";
import { progressView } from "../../shared/day_view.js";
import { dateText } from "../../shared/dates.js";
import { BounceLines } from "../../shared/bounce_lines.js";
import { deadAddresses } from "../../shared/bounces.js";
import { button, draw, element, KeyedList } from "../../shared/dom.js";
import { nameOf } from "../../shared/people.js";
import { progressPicture } from "../../shared/progress_picture.js";
import { turnRow } from "../../shared/turn_row.js";
import { catchUp } from "../today/catch_up.js";
import { nextRound } from "./next_round.js";
import { paceForm } from "./pace_form.js";
import { formOf, formStays, paceText } from "./pace_view.js";
import { readReplies, RepliesList } from "../today/replies_list.js";
import { LISTS, OFFERS } from "../tab_view.js";
import { PAGE, readTurns } from "../turn_pages.js";

/** @typedef {import("../../../shared/wire.js").Turn} Turn */
/** @typedef {import("../../shared/day_view.js").Today} Today */
/** @typedef {import("../tab_view.js").ListName} ListName */

/**
 * @typedef {object} Surroundings
 * @property {() => void} refresh
 * @property {() => void} onNewRound
 * @property {import("./next_round.js").OnNext} onNext
 * @property {() => void} onStory
 * @property {(words: string) => void} say  tells a screen reader
 */

/** What was done, for those who do not see the row go. */
const SAID = {
  skip: "page_undo_skipped",
  snooze: "page_undo_snoozed",
  front: "page_undo_fronted",
};

export class RoundPage {
  #surroundings;
  /** @type {ListName} */
  #list = "today";
  #wanted = PAGE;
  #paceOpen = false;
  /** Of which round the open form is, and with which days off it was made; "" while none stands. */
  #paceForm = "";
  #day = element("div", { class: "today" });
  #bouncesPlace = element("div", { class: "bounces-place" });
  #catchUp = element("div", { hidden: true });
  #progress = element("div");
  #pace = element("div", { class: "pace", id: "pace" });
  #controls = element("div", { class: "controls" });
  #newcomers = element("p", { class: "soft", data: { part: "newcomers" }, hidden: true });
  #tabs = element("div", { class: "tabs", role: "tablist", "aria-label": text("tab_lists") });
  #about = element("p", { class: "soft" });
  #people = element("ul", { class: "people" });
  #answers = element("ul", { class: "people" });
  #more = element("div");
  #replies;
  #bounces;
  /** @type {KeyedList<{turn: Turn, today: string, nextDay?: string, list: ListName,
   *   note?: string}>} */
  #rows;

  /** @param {HTMLElement} place @param {Surroundings} surroundings */
  constructor(place, surroundings) {
    this.#surroundings = surroundings;
    this.#rows = new KeyedList(this.#people, {
      key: ({ turn }) => turn.turn,
      make: ({ turn, today, nextDay, list, note }) =>
        turnRow(turn, {
          note,
          today,
          nextDay,
          offers: turn.superfluous ? [] : OFFERS[list],
          onDone: (_, { offer, pending }) => {
            if (pending) {
              surroundings.say(text("tab_pending", nameOf(turn.person)));
            } else if (offer === "skip" || offer === "snooze" || offer === "front") {
              surroundings.say(text(SAID[offer], nameOf(turn.person)));
            }
            surroundings.refresh();
          },
        }),
    });
    this.#replies = new RepliesList(this.#answers, surroundings.refresh);
    this.#bounces = new BounceLines(this.#bouncesPlace, {
      refresh: surroundings.refresh,
      onAll: () => this.openList("replies"),
    });
    place.append(
      element("aside", {}, this.#progress, this.#newcomers, this.#pace, this.#controls),
      element(
        "div",
        { class: "lists" },
        this.#day,
        this.#bouncesPlace,
        this.#catchUp,
        this.#tabs,
        element(
          "div",
          { id: "list", role: "tabpanel", "aria-labelledby": "tab-today" },
          this.#about,
          this.#people,
          this.#answers,
          this.#more,
        ),
      ),
    );
  }

  /** Opens the form that changes the pace. */
  openPace() {
    this.#paceOpen = true;
    this.#paceForm = "";
    this.#surroundings.refresh();
  }

  /** Shows one of the lists. @param {ListName} list */
  openList(list) {
    if (list !== this.#list) {
      this.#choose(list);
    } // else what the user has opened in it stays
  }

  /** @param {import("../../shared/situation.js").Situation & {today: Today}} situation */
  async show({ today, latest, bounces }) {
    const { refresh, onNewRound, onNext, onStory } = this.#surroundings;
    draw(
      this.#day,
      dayHead(today, {
        onPace: () => this.openPace(),
        onWithoutAddress: () => this.openList("without_address"),
        refresh,
      }),
      today.finished && [
        element(
          "div",
          { class: "line" },
          button(text("next_story"), { action: "read-story", class: "primary", onClick: onStory }),
          button(text("tab_new_round"), { action: "new-round", onClick: onNewRound }),
        ),
        nextRound(today.round, onNext),
      ],
    );
    this.#bounces.show(bounces);
    draw(
      this.#progress,
      element("h2", { dir: "auto" }, today.name),
      progressPicture(progressView(today)),
    );
    draw(
      this.#controls,
      !today.finished && sessionControl(today.session, refresh),
      undoControl(latest, refresh),
    );
    await Promise.all([
      this.#showPace(today),
      this.#showCatchUp(today),
      this.#showNewcomers(today),
      this.#showList(today),
    ]);
  }

  /** What can be done after missed days. @param {Today} today */
  async #showCatchUp(today) {
    const behind = today.backlog > 0 && !today.finished && !today.paused_on && !today.session?.left;
    // The ways are an offer: without them the page is what it is.
    const ways = behind
      ? await call("rounds.ways", { round: today.round }).catch(() => null)
      : null;
    const shown = ways && catchUp(today.round, ways, this.#surroundings);
    this.#catchUp.hidden = !shown;
    draw(this.#catchUp, shown);
  }

  /** Who came too late for this round. @param {Today} today */
  async #showNewcomers(today) {
    const { total } = await call("rounds.newcomers", { round: today.round, limit: 1 });
    this.#newcomers.hidden = total === 0;
    this.#newcomers.textContent = total === 0 ? "" : plural("tab_newcomers", total);
  }

  /** @param {Today} today */
  async #showPace(today) {
    const { rounds } = await call("rounds.list");
    const round = rounds.find((/** @type {{round: string}} */ one) => one.round === today.round);
    if (!round || today.finished) {
      this.#paceOpen = false;
      this.#paceForm = "";
      this.#pace.replaceChildren();
      return;
    }
    this.#paceOpen &&= formStays(this.#paceForm, round) !== "closes";
    if (this.#paceOpen && formStays(this.#paceForm, round) === "stays") {
      // What the user is filling in is not replaced.
      return;
    }
    const opened = this.#paceOpen && this.#paceForm === "";
    this.#paceForm = this.#paceOpen ? formOf(round) : "";
    draw(
      this.#pace,
      element("h2", {}, text("tab_pace_title")),
      element("p", {}, paceText(round)),
      round.paused_on && element("p", {}, text("tab_pace_paused", dateText(round.paused_on))),
      this.#paceOpen
        ? paceForm(round, {
            today: today.date,
            onDone: () => {
              this.#paceOpen = false;
              this.#surroundings.refresh();
            },
          })
        : element(
            "div",
            { class: "line" },
            button(text("page_change_pace"), {
              action: "change-pace",
              onClick: () => this.openPace(),
            }),
            round.paused_on
              ? resumeControl(round, this.#surroundings.refresh)
              : pauseControl(round, this.#surroundings.refresh),
          ),
    );
    if (opened) {
      this.#pace.scrollIntoView({ block: "nearest" });
      this.#pace.querySelector("input")?.focus({ preventScroll: true });
    }
  }

  /** @param {Today} today */
  async #showList(today) {
    const list = this.#list;
    const { round } = today;
    const [read, answers, snoozed, dead] = await Promise.all([
      list === "today" || list === "replies" ? null : readTurns(round, list, this.#wanted),
      list === "replies"
        ? readReplies(round, this.#wanted)
        : call("replies.list", { round, limit: 1 }).catch(() => ({ replies: [], total: 0 })),
      list === "snoozed" ? null : call("turns.list", { round, which: "snoozed", limit: 1 }),
      list === "without_address" ? deadAddresses(round).catch(() => null) : null,
    ]);
    if (list !== this.#list) {
      return;
    }
    const turns = list === "replies" ? [] : read ? read.turns : today.due;
    const messages = list === "replies" ? answers.replies : [];
    const shown = turns.length + messages.length;
    const all = read ?? (list === "replies" ? answers : null);
    const later = snoozed ? snoozed.total : (read?.total ?? 0);
    /** @type {Record<ListName, number>} */
    const counts = {
      today: today.due.length,
      waiting:
        list === "waiting"
          ? (read?.total ?? 0)
          : Math.max(today.waiting - today.without_address - later, 0),
      without_address: today.without_address,
      drafted: today.drafted,
      queued: today.queued,
      snoozed: later,
      written: today.written,
      replies: answers.total,
      skipped: today.skipped,
    };
    this.#showTabs(counts);
    this.#about.textContent = aboutText(list, shown);
    const { date, next_writing_day: nextDay } = today;
    this.#rows.show(
      turns.map((turn) => ({ turn, today: date, nextDay, list, note: dead?.get(turn.turn) })),
    );
    this.#replies.show(messages);
    draw(
      this.#more,
      all?.more &&
        button(plural("tab_list_more", all.total - shown), {
          action: "more",
          onClick: () => {
            this.#wanted = shown + PAGE;
            this.#surroundings.refresh();
          },
        }),
    );
  }

  /** @param {Record<ListName, number>} counts */
  #showTabs(counts) {
    draw(
      this.#tabs,
      LISTS.map((list) => this.#tab(list, counts[list])),
    );
  }

  /** @param {ListName} list @param {number} count */
  #tab(list, count) {
    const chosen = list === this.#list;
    return element(
      "button",
      {
        type: "button",
        role: "tab",
        id: `tab-${list}`,
        "aria-selected": String(chosen),
        "aria-controls": "list",
        tabindex: chosen ? 0 : -1,
        data: { action: `list-${list}` },
        on: {
          click: () => this.#choose(list),
          keydown: (/** @type {KeyboardEvent} */ event) => this.#step(event, list),
        },
      },
      text(`tab_tab_${list}`),
      " ",
      element("span", { class: "count" }, number(count)),
    );
  }

  /** @param {ListName} list */
  #choose(list) {
    this.#list = list;
    this.#wanted = PAGE;
    this.#rows.show([]);
    this.#replies.show([]);
    for (const tab of this.#tabs.querySelectorAll('[role="tab"]')) {
      tab.setAttribute("aria-selected", String(tab.id === `tab-${list}`));
    }
    this.#people.parentElement?.setAttribute("aria-labelledby", `tab-${list}`);
    this.#surroundings.refresh();
  }

  /** The arrow keys go from one list to the next. @param {KeyboardEvent} event @param {ListName} from */
  #step(event, from) {
    const forward = getComputedStyle(this.#tabs).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    const backward = forward === "ArrowRight" ? "ArrowLeft" : "ArrowRight";
    if (event.key !== forward && event.key !== backward) {
      return;
    }
    event.preventDefault();
    const place = LISTS.indexOf(from) + (event.key === forward ? 1 : LISTS.length - 1);
    const to = LISTS[place % LISTS.length];
    document.getElementById(`tab-${to}`)?.focus();
    this.#choose(to);
  }
}

/** What a list is; today's people need no word. @param {ListName} list @param {number} shown */
function aboutText(list, shown) {
  if (shown === 0) {
    return text(`tab_list_${list}_empty`);
  }
  return list === "today" ? "" : text(`tab_list_${list}`);
}
