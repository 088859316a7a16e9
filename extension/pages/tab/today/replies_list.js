/** What came back after the notes of a round: a list of its own, since its rows are messages. */
import { call, change, openMessage, openTab, write } from "../../../shared/background.js";
import { RoundsError } from "../../../shared/rounds_error.js";
import { list, plural, text } from "../../../shared/text.js";
import { nearDateText } from "../../shared/dates.js";
import { button, element, KeyedList } from "../../shared/dom.js";
import { nameOf } from "../../shared/people.js";

/** @typedef {import("../../../shared/wire.js").Reply} Reply */

const PAGE = 100;
const LARGEST_PAGE = 500;

/**
 * The newest first; those that the user is asked about stand before all others.
 *
 * @param {string} round
 * @param {number} wanted  how many to read at least, as far as there are as many
 * @returns {Promise<{replies: Reply[], total: number, more: boolean}>}
 */
export async function readReplies(round, wanted) {
  const asked = await call("replies.list", { round, outcome: "probable", limit: LARGEST_PAGE });
  /** @type {Reply[]} */
  const others = [];
  /** @type {string | undefined} */
  let after;
  for (;;) {
    const limit = Math.min(Math.max(wanted - others.length, 1), LARGEST_PAGE);
    const page = await call("replies.list", { round, limit, ...(after && { after }) });
    others.push(...page.replies.filter((/** @type {Reply} */ one) => one.outcome !== "probable"));
    after = page.next;
    if (!after || others.length >= wanted) {
      const replies = [...asked.replies, ...others];
      return { replies, total: page.total, more: Boolean(after) };
    }
  }
}

export class RepliesList {
  /** @type {KeyedList<Reply>} */
  #rows;

  /** @param {HTMLElement} place @param {() => void} refresh */
  constructor(place, refresh) {
    this.#rows = new KeyedList(place, {
      key: ({ message_id }) => message_id,
      make: (reply) => replyRow(reply, refresh),
    });
  }

  /** @param {Reply[]} replies */
  show(replies) {
    this.#rows.show(replies);
  }
}

/** @param {Reply} reply @param {() => void} refresh */
function replyRow(reply, refresh) {
  const name = nameOf(reply.person);
  const problem = element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });

  /** @param {() => Promise<unknown>} act */
  async function attempt(act) {
    problem.hidden = true;
    try {
      await act();
      refresh();
    } catch (thrown) {
      problem.textContent = RoundsError.from(thrown).message;
      problem.hidden = false;
    }
  }

  /** @param {string} action @param {string} label @param {() => Promise<unknown>} act @param {string} [look] */
  const offer = (action, label, act, look = "quiet") =>
    button(label, {
      action,
      turn: reply.turn,
      class: look,
      label: text("page_action_for", label, name),
      onClick: () => attempt(act),
    });
  /** @param {"confirm" | "deny"} answer */
  const judge = (answer) => change(`replies.${answer}`, { message_id: reply.message_id });

  const [other] = reply.other_addresses ?? [];
  const isOpen = reply.state === "waiting" || reply.state === "drafted";
  const dead = reply.dead_addresses ?? [];
  return element(
    "li",
    { class: "person reply", data: { reply: reply.message_id, outcome: reply.outcome } },
    element(
      "div",
      { class: "person-words" },
      element(
        "p",
        { class: "person-name" },
        element("bdi", {}, name),
        element("span", { class: "person-note" }, outcomeText(reply)),
      ),
      dead.length > 0 &&
        element("p", { class: "person-work" }, text("tab_reply_unreachable", list(dead))),
      element(
        "p",
        { class: "person-since" },
        nearDateText(reply.date.slice(0, 10)),
        reply.subject && [" · ", element("bdi", {}, reply.subject)],
      ),
    ),
    element(
      "div",
      { class: "row-buttons" },
      reply.outcome === "probable" && [
        element("span", { class: "soft" }, text("tab_reply_ask")),
        offer("confirm", text("reading_yes"), () => judge("confirm"), "primary"),
        offer("deny", text("reading_no"), () => judge("deny")),
      ],
      reply.outcome === "bounce" &&
        isOpen &&
        (other
          ? offer("write", text("reading_write_to", other), () => write(reply.turn), "primary")
          : offer("address", text("reading_add_address"), () => openTab("without_address"))),
      offer("open", text("tab_reply_open"), () => openMessage(reply.message_id)),
    ),
    problem,
  );
}

/** @param {Reply} reply */
function outcomeText({ outcome, days = 0 }) {
  if (outcome !== "reply") {
    return text(`tab_reply_${outcome}`);
  }
  return days > 0 ? plural("tab_reply_reply", days) : text("tab_reply_same_day");
}

export { PAGE };
