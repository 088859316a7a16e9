/** A person and a turn, in the words in which a page shows them. */
import { text } from "../../shared/text.js";
import { nearDateText, sinceText } from "./dates.js";

/** @typedef {import("../../shared/wire.js").Person} Person */
/** @typedef {import("../../shared/wire.js").Turn} Turn */

/**
 * The name to show; somebody without one goes by an address.
 *
 * @param {Pick<Person, "full" | "addresses">} person
 */
export function nameOf(person) {
  return person.full || person.addresses[0] || text("page_no_name");
}

/** Letters that are written from right to left: Hebrew, Arabic and their relatives. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Keeps a text of the other direction from turning the sentence around it. @param {string} words */
export const isolated = (words) => (RIGHT_TO_LEFT.test(words) ? `\u2068${words}\u2069` : words);

/**
 * "Engineer at Example", or whichever half is known.
 *
 * @param {Pick<Person, "position" | "company">} person
 */
export function workOf({ position, company }) {
  return position && company
    ? text("page_position_at", isolated(position), isolated(company))
    : position || company || "";
}

/**
 * The web address of somebody's profile, or "" when there is none that a browser may be sent to: it
 * comes from a foreign file.
 *
 * @param {Pick<Person, "url">} person
 */
export function profileOf({ url }) {
  return url && /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url) ? url : "";
}

/**
 * @param {Person} person
 * @param {string} today
 */
export function describePerson(person, today) {
  return {
    name: nameOf(person),
    work: workOf(person),
    since: sinceText(person.connected_on, today),
    profile: profileOf(person),
  };
}

/** How notes are written elsewhere than by mail, by the name that goes to the host. */
export const CHANNELS = ["linkedin", "paper", "telephone", "in_person"];

/** @param {string | undefined} channel */
export function channelText(channel = "mail") {
  return channel === "mail" || CHANNELS.includes(channel) ? text(`page_by_${channel}`) : channel;
}

/**
 * What there is to say about a turn beside the person: its draft, its date, its reason.
 *
 * @param {Turn} turn
 * @param {string} today
 */
export function turnNote(turn, today) {
  switch (turn.state) {
    case "drafted":
      return text("page_turn_drafted");
    case "queued":
      return text("page_turn_queued");
    case "written":
      return turn.written_on
        ? text("page_turn_written", nearDateText(turn.written_on), channelText(turn.channel))
        : channelText(turn.channel);
    case "skipped":
      return turn.skip_reason
        ? text("page_turn_skipped_because", turn.skip_reason)
        : text("page_turn_skipped");
    default: {
      const snoozed = turn.snoozed_until && turn.snoozed_until > today;
      return [
        turn.left_at && text("page_turn_left", nearDateText(turn.left_at.slice(0, 10))),
        snoozed && text("page_turn_snoozed", nearDateText(String(turn.snoozed_until))),
      ]
        .filter(Boolean)
        .join(" · ");
    }
  }
}
