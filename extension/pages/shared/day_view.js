/** Today in words and figures, as the popup and the tab show it. Nothing here touches the page. */
import { number, percent, plural, text } from "../../shared/text.js";
import { dateText, nearDateText } from "./dates.js";

/** @typedef {import("../../shared/background.js").TodayWithSession} Today */

/** @typedef {"open" | "session" | "done" | "rest" | "paused" | "nobody" | "finished"} Mood */

/**
 * @typedef {object} DayView
 * @property {Mood} mood
 * @property {string} title
 * @property {string[]} details  sentences below the title
 * @property {{done: number, total: number} | null} share  what the ring shows
 * @property {string} backlog  kind words about what is behind, or "": a day that is done is not blamed
 */

/** Notes that are done for today, as far as the user is concerned. @param {Today} today */
export const doneToday = (today) => today.written_today + today.queued_today;

/** @param {Today} today @returns {DayView} */
export function dayView(today) {
  const view = moodView(today);
  const details = [...view.details];
  if (today.queued > 0) {
    details.push(plural("page_in_outbox", today.queued));
  }
  return { ...view, details, backlog: view.mood === "done" ? "" : backlogText(today) };
}

/** @param {Today} today @returns {Omit<DayView, "backlog">} */
function moodView(today) {
  const done = doneToday(today);
  const { session, quota } = today;
  if (today.finished) {
    return {
      mood: "finished",
      title: text("page_round_finished", today.name),
      details: [plural("page_round_finished_figures", today.written)],
      share: { done: today.written, total: today.written },
    };
  }
  if (session && session.left > 0) {
    const share = { done: session.done, total: session.size };
    return today.due.length === 0
      ? nobodyView(today, share)
      : { mood: "session", title: plural("page_session_left", session.left), details: [], share };
  }
  if (session) {
    return {
      mood: "done",
      title: plural("page_session_done", session.size),
      details: [plural("page_written_today", done)],
      share: { done: session.size, total: session.size },
    };
  }
  if (today.paused_on) {
    return {
      mood: "paused",
      title: text("page_paused"),
      details: [
        text("page_paused_detail", dateText(today.paused_on)),
        ...(done > 0 ? [plural("page_written_today", done)] : []),
      ],
      share: null,
    };
  }
  if (today.date < today.start) {
    return {
      mood: "rest",
      title: text("page_not_begun", nearDateText(today.start)),
      details: [],
      share: null,
    };
  }
  if (!today.writing_day) {
    return {
      mood: "rest",
      title: text("page_rest"),
      details: [done > 0 ? plural("page_rest_written", done) : text("page_rest_detail")],
      share: null,
    };
  }
  const share = { done, total: quota };
  if (done >= quota) {
    return {
      mood: "done",
      title: text("page_done"),
      details: [plural("page_done_detail", done)],
      share,
    };
  }
  if (today.due.length === 0) {
    return nobodyView(today, share);
  }
  const key = done === 0 ? "page_due" : "page_due_more";
  return { mood: "open", title: plural(key, today.due.length), details: [], share };
}

/**
 * There is still a share to write, and nobody to suggest.
 *
 * @param {Today} today
 * @param {{done: number, total: number}} share
 * @returns {Omit<DayView, "backlog">}
 */
function nobodyView(today, share) {
  const details = [text("page_nobody_detail")];
  if (today.without_address > 0) {
    details.push(plural("page_nobody_without_address", today.without_address));
  }
  return { mood: "nobody", title: text("page_nobody"), details, share };
}

/** @param {Today} today */
function backlogText(today) {
  if (today.backlog <= 0 || today.finished || today.paused_on) {
    return "";
  }
  if (today.session && today.session.left > 0) {
    return plural("page_behind_session", today.backlog);
  }
  return today.quota > 0
    ? plural("page_behind", today.backlog, number(today.quota))
    : plural("page_behind_resting", today.backlog);
}

/**
 * @typedef {object} ProgressView
 * @property {{label: string, value: number, figure: string, detail: string}} list
 * @property {{label: string, value: number, figure: string, detail: string}} time
 * @property {string} outlook  how the two compare, and when the round is done
 * @property {string} summary  all of it in one sentence, for those who do not see the picture
 */

/** How far the list and the time are. @param {Today} today @returns {ProgressView} */
export function progressView(today) {
  const list = {
    label: text("page_progress_list"),
    value: today.list_percent,
    figure: percent(today.list_percent),
    detail: plural("page_progress_people", today.people, number(today.written + today.skipped)),
  };
  const time = {
    label: text("page_progress_time"),
    value: today.time_percent,
    figure: percent(today.time_percent),
    detail: text("page_progress_since", dateText(today.start)),
  };
  const outlook = today.finished ? "" : text("page_progress_done_on", dateText(today.finishes_on));
  const summary = text("page_progress_summary", list.figure, time.figure, list.detail);
  return { list, time, outlook, summary };
}

/**
 * "11 minutes a note; what is left is about 140 hours", or "" while no time is known or nothing is
 * left.
 *
 * @param {Today} today
 */
export function timeText({ seconds_per_note, people, written, skipped, finished }) {
  const left = people - written - skipped;
  if (!seconds_per_note || finished || left <= 0) {
    return "";
  }
  const minutes = Math.max(1, Math.round(seconds_per_note / 60));
  const rest = (seconds_per_note * left) / 60;
  const about =
    rest < 60
      ? plural("popup_rest_minutes", Math.max(1, Math.round(rest)))
      : plural("popup_hours", Math.round(rest / 60));
  return plural("popup_minutes", minutes, about);
}

/** What the kinds of facts are called when they can be undone. @type {Record<string, string>} */
const UNDOABLE = {
  "people.imported": "page_undo_import",
  "person.edited": "page_undo_person",
  "people.merged": "page_undo_merged",
  "people.kept_apart": "page_undo_kept_apart",
  "rule.saved": "page_undo_rule",
  "rule.removed": "page_undo_rule_removed",
  "round.created": "page_undo_round",
  "round.edited": "page_undo_round_edit",
  "turn.drafted": "page_undo_drafted",
  "turn.queued": "page_undo_queued",
  "turn.released": "page_undo_released",
  "turn.written": "page_undo_written",
  "turn.skipped": "page_undo_skipped",
  "turn.snoozed": "page_undo_snoozed",
  "turn.fronted": "page_undo_fronted",
  "reply.recorded": "page_undo_reply",
  "structure.saved": "page_undo_structure",
  "structure.removed": "page_undo_structure_removed",
  "reply.judged": "page_undo_reply_judged",
  "addresses.confirmed": "page_undo_address",
  "address.dismissed": "page_undo_dismissed",
};

/**
 * What an action was, or "" when nothing can be undone.
 *
 * @param {import("../../shared/wire.js").Step} latest
 */
export function latestText(latest) {
  if (!latest.fact || !latest.kind) {
    return "";
  }
  if (latest.kind === "round.edited" && latest.paused !== undefined) {
    const key = latest.paused ? "page_undo_round_paused" : "page_undo_round_resumed";
    return text(key, latest.round ?? "");
  }
  if (latest.kind === "people.edited") {
    return plural("page_undo_people", latest.people ?? 0);
  }
  if (latest.people && latest.people > 1) {
    return plural("page_undo_addresses", latest.people);
  }
  return text(
    UNDOABLE[latest.kind] ?? "page_undo_other",
    latest.person || latest.round || latest.structure || "",
  );
}

/**
 * True for what takes much with it when it is undone: a whole round, a whole list of people. That is
 * asked twice, and not offered in the popup, where one click follows the other.
 *
 * @param {import("../../shared/wire.js").Step} latest
 */
export function isGrave({ kind }) {
  return kind === "round.created" || kind === "people.imported";
}
