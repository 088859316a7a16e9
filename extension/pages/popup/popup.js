/** The toolbar popup: today's people, how far the round is, and the last action's way back. */
import {
  milestone,
  milestoneSeen,
  onChanged,
  openTab,
  replyNews,
  replySeen,
} from "../../shared/background.js";
import { language, text } from "../../shared/text.js";
import { BounceLines } from "../shared/bounce_lines.js";
import { dayHead } from "../shared/day_head.js";
import { sessionControl, undoControl } from "../shared/day_controls.js";
import { button, byId, draw, element, KeyedList } from "../shared/dom.js";
import { HostNotices } from "../shared/host_notices.js";
import { nameOf } from "../shared/people.js";
import { progressPicture } from "../shared/progress_picture.js";
import { isGrave, progressView, timeText } from "../shared/day_view.js";
import { Refresher } from "../shared/refresher.js";
import { isHostAway, readSituation } from "../shared/situation.js";
import { turnRow } from "../shared/turn_row.js";

/** @typedef {import("../../shared/wire.js").Turn} Turn */
/** @typedef {import("../shared/situation.js").Situation} Situation */

/** What may stand above the popup, and how much room it needs to show its parts side by side. */
const TOOLBARS = 130;
const LEAST_ROOM = 240;
const AMPLE_ROOM = 560;

const day = byId("day");
const controls = byId("controls");
const said = byId("said");

/** What is told of a new reply; kept while the popup is open, though it then counts as seen. */
let news = "";
/** What is told of a milestone, likewise. */
let reached = "";

/** Turns whose change waits for the host: they are not offered again. @type {Set<string>} */
const pending = new Set();
/** The day as it was last known. @type {import("../shared/situation.js").Today | null} */
let known = null;

/** @type {KeyedList<{turn: Turn, today: string, nextDay?: string}>} */
const due = new KeyedList(byId("due"), {
  key: ({ turn }) => turn.turn,
  make: ({ turn, today, nextDay }) =>
    turnRow(turn, {
      today,
      nextDay,
      offers: ["write", "structure", "snooze", "skip"],
      onDone: acted,
    }),
});

/** @type {import("../shared/turn_row.js").RowOptions["onDone"]} */
function acted(turn, { offer, pending: waits }) {
  if (offer === "write") {
    window.close();
    return;
  }
  if (waits) {
    pending.add(turn.turn);
  }
  said.textContent = text(
    offer === "skip" ? "page_undo_skipped" : "page_undo_snoozed",
    nameOf(turn.person),
  );
  refresher.refresh();
}

const refresher = new Refresher(async () => {
  const situation = await readSituation();
  if (!isHostAway(situation)) {
    news = (await replyNews().catch(() => "")) || news;
  }
  reached = await reachedNow(situation, reached);
  show(situation);
  if (reached) {
    await milestoneSeen();
  }
  if (news) {
    await replySeen();
  }
});
/**
 * What is told of a milestone; nothing any more when the note that it was is undone.
 *
 * @param {Situation} situation
 * @param {string} before
 */
async function reachedNow({ latest }, before) {
  const news = await milestone().catch(() => "");
  return news || (latest.redo?.kind === "turn.written" ? "" : before);
}

const refresh = () => {
  refresher.refresh();
};

const bounces = new BounceLines(byId("bounces"), {
  refresh,
  onAll: () => goToTab("replies"),
  onWrite: () => window.close(),
});

const notices = new HostNotices(byId("notices"), refresh);

/** @param {Situation} situation */
function show(situation) {
  const away = isHostAway(situation);
  notices.show(situation);
  if (!away) {
    known = situation.today;
    pending.clear();
  }
  document.body.dataset.view = away ? "trouble" : known ? "day" : "begin";
  document.body.setAttribute("aria-busy", "false");
  if (!known) {
    due.show([]);
    bounces.show([]);
    draw(day, !away && !situation.problem && beginning());
    draw(controls, away && tabButton());
    return;
  }
  const { date, next_writing_day: nextDay } = known;
  draw(
    day,
    dayHead(known, {
      onPace: () => goToTab("pace"),
      onWithoutAddress: () => goToTab("without_address"),
      refresh,
    }),
    reached && milestoneLine(reached),
    news && replyLine(news),
    progress(known),
    element("p", { class: "soft" }, timeText(known)),
  );
  if (!away) {
    bounces.show(situation.bounces);
  }
  due.show(
    known.due
      .filter(({ turn }) => !pending.has(turn))
      .map((turn) => ({ turn, today: date, nextDay })),
  );
  draw(
    controls,
    !known.finished && !away && sessionControl(known.session, refresh),
    !away && undoControl(withoutGrave(situation.latest), refresh),
    tabButton(),
  );
}

/**
 * What the popup offers to take back, where one click follows the other.
 *
 * @param {import("../../shared/wire.js").LatestFact} latest
 */
function withoutGrave({ redo, ...last }) {
  return { ...(!isGrave(last) && last), ...(redo && !isGrave(redo) && { redo }) };
}

/** @param {string} words */
function milestoneLine(words) {
  return element(
    "p",
    { class: "milestone" },
    element("span", { "aria-hidden": "true" }, "★ "),
    words,
    " ",
    button(text("milestone_story"), {
      action: "story",
      class: "link",
      onClick: () => goToTab("story"),
    }),
  );
}

/** @param {string} words */
function replyLine(words) {
  return element(
    "p",
    { class: "reply-news" },
    element("span", { "aria-hidden": "true" }, "♥ "),
    element("bdi", {}, words),
    " ",
    button(text("popup_reply_open"), {
      action: "replies",
      class: "link",
      onClick: () => goToTab("replies"),
    }),
  );
}

/** @param {import("../shared/situation.js").Today} today */
const progress = (today) => progressPicture(progressView(today));

function beginning() {
  return element(
    "section",
    { class: "beginning" },
    element("h1", {}, text("popup_begin_title")),
    element("p", {}, text("popup_begin_detail")),
    button(text("popup_begin"), {
      action: "begin",
      class: "primary",
      onClick: () => goToTab("welcome"),
    }),
  );
}

function tabButton() {
  return button(text("popup_open_tab"), {
    action: "open-tab",
    class: "quiet",
    onClick: () => goToTab(),
  });
}

/** @param {string} [view] */
async function goToTab(view) {
  await openTab(view);
  window.close();
}

/** What of the screen the toolbar above the popup leaves, in the popup's own pixels. */
function measureRoom() {
  const room = screen.availHeight - TOOLBARS;
  document.documentElement.style.setProperty("--room", `${Math.max(room, LEAST_ROOM)}px`);
  document.body.dataset.room = room < AMPLE_ROOM ? "little" : "ample";
}

document.documentElement.lang = language();
measureRoom();
onChanged(refresh);
refresh();
