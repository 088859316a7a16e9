/** The Rounds tab: bringing people in, making a round, and the round's page. */
import { call, onChanged, replySeen } from "../../shared/background.js";
import { language, text } from "../../shared/text.js";
import { button, byId, draw, element } from "../shared/dom.js";
import { HostNotices } from "../shared/host_notices.js";
import { undoControl } from "../shared/day_controls.js";
import { Refresher } from "../shared/refresher.js";
import { isHostAway, readSituation } from "../shared/situation.js";
import { AddressesPage } from "./people/addresses_page.js";
import { DuplicatesPage } from "./people/duplicates_page.js";
import { ElsewherePage } from "./today/elsewhere_page.js";
import { ImportPage } from "./import/import_page.js";
import { PeoplePage } from "./people/people_page.js";
import { PlanPage } from "./round/plan_page.js";
import { ProgressPage } from "./progress/progress_page.js";
import { RoundPage } from "./round/round_page.js";
import { RulesPage } from "./people/rules_page.js";
import { SettingsPage } from "./settings/settings_page.js";
import { StoryPage } from "./story/story_page.js";
import { StructuresPage } from "./templates/structures_page.js";
import { ELSEWHERE, isList, isPlace, keyboardPlaces, PEOPLE_PLACES, viewOf } from "./tab_view.js";

/** @typedef {import("../shared/situation.js").Situation} Situation */

const PROTOCOL = 1;

const places = {
  people: byId("people"),
  import: byId("import"),
  plan: byId("plan"),
  addresses: byId("addresses"),
  duplicates: byId("duplicates"),
  rules: byId("rules"),
  round: byId("round"),
  story: byId("story"),
  structures: byId("structures"),
  progress: byId("progress"),
  elsewhere: byId("elsewhere"),
  settings: byId("settings"),
};
const ways = byId("ways");
const about = byId("about");
const said = byId("said");

/** Which part the user asked for; "" for the one that fits. */
let wish = "";
/** What the pages need to know of the whole. */
const known = {
  today: new Date().toISOString().slice(0, 10),
  people: 0,
  running: "",
  hasRound: false,
};

const refresher = new Refresher(async () => show(await readSituation()));
const refresh = () => {
  refresher.refresh();
};

const notices = new HostNotices(byId("notices"), refresh);

/** Tells a screen reader. @param {string} words */
function say(words) {
  said.textContent = words;
}

/** Goes to another part of the tab, and takes the keyboard there. @param {string} next */
async function goTo(next) {
  wish = next;
  const before = document.activeElement;
  await refresher.refresh();
  const title = document.querySelector("main > :not([hidden]) h1");
  // Unless the user has taken it somewhere else while the page was read.
  const isFree = [before, document.body].includes(document.activeElement);
  if (title instanceof HTMLElement && isFree) {
    title.tabIndex = -1;
    title.focus({ preventScroll: true });
  }
  window.scrollTo(0, 0);
}

/** The user came by a key to write: the keyboard goes where that begins, once it is drawn. */
async function leadToWriting() {
  wish = "";
  roundPage.openList("today");
  await refresher.refresh();
  const view = /** @type {import("./tab_view.js").View} */ (document.body.dataset.view);
  const place = keyboardPlaces(view)
    .flatMap((selector) => [...document.querySelectorAll(selector)])
    .find((found) => found instanceof HTMLElement && found.checkVisibility());
  if (place instanceof HTMLElement) {
    if (place.tagName === "H1") {
      place.tabIndex = -1;
    }
    window.focus();
    place.focus();
  }
}

const peoplePage = new PeoplePage(places.people, {
  refresh,
  onRound: (people) => {
    planPage.choose(people);
    goTo("plan");
  },
  say,
});
const importPage = new ImportPage(places.import, {
  about: () => ({ today: known.today, isFirst: known.people === 0, hasRound: known.hasRound }),
  onDone: () => goTo(""),
});
const planPage = new PlanPage(places.plan, {
  about: () => ({ today: known.today, people: known.people, running: known.running }),
  onDone: () => goTo(""),
  onImport: () => goTo("import"),
  onRules: () => goTo("rules"),
});
const addressesPage = new AddressesPage(places.addresses, { refresh, say });
const duplicatesPage = new DuplicatesPage(places.duplicates, {
  about: () => ({ today: known.today }),
  refresh,
  say,
});
const rulesPage = new RulesPage(places.rules, { refresh, say });
const roundPage = new RoundPage(places.round, {
  refresh,
  onNewRound: () => goTo("plan"),
  onNext,
  onStory: () => goTo("story"),
  say,
});

const storyPage = new StoryPage(places.story, { today: () => known.today, onNext });
const settingsPage = new SettingsPage(places.settings, {
  today: () => known.today,
  refresh,
  say,
});
const structuresPage = new StructuresPage(places.structures, { refresh, say });
const progressPage = new ProgressPage(places.progress, { say });
const elsewherePage = new ElsewherePage(places.elsewhere, { say, onDone: () => goTo("") });

/** @type {import("./round/next_round.js").OnNext} */
function onNext(of, options) {
  planPage.chooseFrom(of, options);
  goTo("plan");
}

/** @param {Situation} situation */
async function show(situation) {
  const away = isHostAway(situation) || situation.problem !== null;
  if (!away) {
    const hello = await call("host.hello", { client: "rounds-tab", protocol: PROTOCOL });
    known.today = hello.today;
    known.people = hello.database.people;
    known.hasRound = situation.today !== null;
    known.running = situation.today && !situation.today.finished ? situation.today.name : "";
    about.textContent = text("tab_about", hello.version, hello.database.path);
  }
  const view = importPage.busy
    ? "import"
    : viewOf({ wish, away, hasRound: known.hasRound, people: known.people });
  notices.show(situation);
  document.body.dataset.view = view;
  document.body.setAttribute("aria-busy", "false");
  for (const [name, place] of Object.entries(places)) {
    // While the host is away, what was shown stays: it may hold what the user has filled in.
    place.hidden = view === "trouble" ? place.hidden : name !== view;
    place.inert = view === "trouble";
  }
  showWays(view, situation);
  if (view === "people") {
    await peoplePage.show();
  } else if (view === "import") {
    importPage.show();
  } else if (view === "plan") {
    planPage.show();
  } else if (view === "story") {
    await storyPage.show();
  } else if (view === "structures") {
    await structuresPage.show(situation.today);
  } else if (view === "settings") {
    await settingsPage.show();
  } else if (view === "progress") {
    await progressPage.show();
  } else if (view === "elsewhere") {
    await elsewherePage.show(wish.slice(ELSEWHERE.length), known.today);
  } else if (view === "addresses") {
    await addressesPage.show();
  } else if (view === "duplicates") {
    await duplicatesPage.show();
  } else if (view === "rules") {
    await rulesPage.show();
  } else if (view === "round" && situation.today) {
    await roundPage.show({ ...situation, today: situation.today });
    if (document.hasFocus()) {
      // The number of replies stands before the user's eyes.
      await replySeen().catch(() => {});
    }
  }
}

/** @param {import("./tab_view.js").View} view @param {Situation} situation */
function showWays(view, situation) {
  if (view === "trouble" || importPage.busy) {
    draw(ways);
    return;
  }
  const amongPeople = PEOPLE_PLACES.some((place) => place === view);
  draw(
    ways,
    known.hasRound && way("today", view === "round" && "page", ""),
    known.people > 0 && way("people", view === "people" ? "page" : amongPeople && "true", "people"),
    known.people > 0 && way("structures", view === "structures" && "page"),
    known.hasRound && way("progress", view === "progress" && "page"),
    known.hasRound && way("story", view === "story" && "page"),
    known.people > 0 && way("plan", view === "plan" && "page"),
    view !== "round" && known.people > 0 && undoControl(situation.latest, refresh),
    gear(view === "settings"),
    known.people > 0 &&
      amongPeople &&
      element(
        "div",
        { class: "ways-below", role: "group", "aria-label": text("tab_way_people") },
        PEOPLE_PLACES.filter((place) => place !== "people").map((place) =>
          way(place, view === place && "page"),
        ),
      ),
  );
}

/**
 * @param {string} name
 * @param {"page" | "true" | false} here  "true" where the user is further down this way
 * @param {string} [to]  what to wish for
 */
function way(name, here, to = name) {
  const made = button(text(`tab_way_${name}`), {
    action: `go-${name}`,
    class: "quiet",
    onClick: () => goTo(to),
  });
  if (here) {
    made.setAttribute("aria-current", here);
  }
  return made;
}

/** The way to the settings, at the end of the others. @param {boolean} here */
function gear(here) {
  const made = button("⚙", {
    action: "go-settings",
    class: "quiet gear",
    title: text("tab_way_settings"),
    label: text("tab_way_settings"),
    onClick: () => goTo("settings"),
  });
  if (here) {
    made.setAttribute("aria-current", "page");
  }
  return made;
}

/** Shows what the background says in the address that it wants shown. */
function followAddress() {
  const asked = decodeURIComponent(location.hash.slice(1));
  if (asked) {
    history.replaceState(null, "", location.pathname + location.search);
  }
  if (asked === "write") {
    leadToWriting();
    return;
  }
  if (asked === "pace") {
    wish = "";
    roundPage.openPace();
  } else if (isList(asked)) {
    wish = "";
    roundPage.openList(asked);
  } else if (isPlace(asked) || asked.startsWith(ELSEWHERE)) {
    wish = asked;
  } else if (asked) {
    wish = "";
  }
  refresh();
}

// A file that is dropped beside the page's own place would otherwise replace the page.
for (const event of ["dragover", "drop"]) {
  window.addEventListener(event, (dropped) => dropped.preventDefault());
}
window.addEventListener("hashchange", followAddress);
document.documentElement.lang = language();
onChanged(refresh);
followAddress();
