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

/** @type {KeyedList<{turn: Turn, today: string}>} */
const due = new KeyedList(byId("due"), {
  key: ({ turn }) => turn.turn,
  make: ({ turn, today }) =>
    turnRow(turn, { today, offers: ["write", "structure", "snooze", "skip"], onDone: acted }),
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
  reached = (await milestone().catch(() => "")) || reached;
  show(situation);
  if (reached) {
    await milestoneSeen();
  }
  if (news) {
    await replySeen();
  }
});
const refresh = () => {
  refresher.refresh();
};

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
    draw(day, !away && !situation.problem && beginning());
    draw(controls, away && tabButton());
    return;
  }
  const { date } = known;
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
  due.show(
    known.due.filter(({ turn }) => !pending.has(turn)).map((turn) => ({ turn, today: date })),
  );
  draw(
    controls,
    !known.finished && !away && sessionControl(known.session, refresh),
    !away && !isGrave(situation.latest) && undoControl(situation.latest, refresh),
    tabButton(),
  );
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

document.documentElement.lang = language();
onChanged(refresh);
refresh();
