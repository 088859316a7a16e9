import { number, text } from "../../shared/text.js";

/**
 * @typedef {object} Face  how the toolbar button looks
 * @property {string} badge
 * @property {string} title
 * @property {string} color  of the badge
 * @property {"plain" | "done" | "trouble"} icon
 */

const COLORS = {
  open: "#1f5fbf",
  behind: "#b45309",
  reply: "#a8325e",
  session: "#7a3fb0",
  done: "#1c7c3c",
  rest: "#6b6b76",
  trouble: "#c5221f",
};

/**
 * The button when the host cannot be asked.
 *
 * @param {string} message  what happened and what to do
 * @returns {Face}
 */
export function troubleFace(message) {
  return { badge: "!", title: message, color: COLORS.trouble, icon: "trouble" };
}

/** The button before the first round. @returns {Face} */
export function noRoundFace() {
  return { badge: "+", title: text("button_no_round"), color: COLORS.open, icon: "plain" };
}

/**
 * The button on an ordinary day.
 *
 * @param {import("../../shared/background.js").TodayWithSession} today
 * @param {{waiting: number, refused: number, news?: string}} facts  changes that wait for the host or
 *   were refused, and what to say of a reply that was not seen yet
 * @returns {Face}
 */
export function dayFace(today, { waiting, refused, news = "" }) {
  const face = shareFace(today);
  const parts = [...(news ? [news] : []), face.title, listText(today)];
  if (today.backlog > 0 && !today.finished && face.icon !== "done") {
    parts.push(text("button_behind", number(today.backlog)));
  }
  if (waiting > 0) {
    parts.push(text("button_facts_wait", number(waiting)));
  }
  if (refused > 0) {
    parts.push(text("button_facts_refused", number(refused)));
  }
  return {
    ...face,
    ...(news && { badge: "♥", color: COLORS.reply }),
    ...(refused > 0 && { icon: "trouble", color: COLORS.trouble }),
    title: parts.join(" · "),
  };
}

/**
 * Today's share: badge, color, icon and the first part of the title.
 *
 * @param {import("../../shared/background.js").TodayWithSession} today
 * @returns {Face}
 */
function shareFace(today) {
  const done = today.written_today + today.queued_today;
  if (today.finished) {
    return {
      badge: "✓",
      title: text("button_finished"),
      color: COLORS.done,
      icon: "done",
    };
  }
  if (today.session && today.session.left > 0) {
    const { size, done: written } = today.session;
    return {
      badge: `${written}/${size}`,
      title: text("button_session", number(written), number(size)),
      color: COLORS.session,
      icon: "plain",
    };
  }
  if (!today.writing_day) {
    return {
      badge: done > 0 ? `+${done}` : "–",
      title: text(today.paused_on ? "button_paused" : "button_rest"),
      color: COLORS.rest,
      icon: "plain",
    };
  }
  const share = { badge: `${done}/${today.quota}` };
  const title = text("button_share", number(done), number(today.quota));
  if (done >= today.quota) {
    return { ...share, title, color: COLORS.done, icon: "done" };
  }
  const color = today.backlog > 0 ? COLORS.behind : COLORS.open;
  return { ...share, title, color, icon: "plain" };
}

/** @param {import("../../shared/wire.js").Today} today */
function listText(today) {
  return text(
    "button_progress",
    number(today.written + today.skipped),
    number(today.people),
    number(today.list_percent, 1),
    number(today.time_percent, 1),
  );
}
