/** Writing more today, and taking the last action back: in the popup and in the tab alike. */
import { change, setSession } from "../../shared/background.js";
import { RoundsError } from "../../shared/rounds_error.js";
import { plural, text } from "../../shared/text.js";
import { isGrave, latestText } from "./day_view.js";
import { button, draw, element } from "./dom.js";

const USUAL_SESSION = 20;
const LARGEST_SESSION = 200;

/** The size as the user left it: the control is made anew whenever the day is read again. */
let typedSize = String(USUAL_SESSION);

/**
 * Begins a session of any size, or ends the one that runs.
 *
 * @param {import("../../shared/background.js").Session | null} session
 * @param {() => void} refresh
 */
export function sessionControl(session, refresh) {
  const problem = problemLine();
  if (session && session.left > 0) {
    return element(
      "div",
      { class: "session" },
      element("span", {}, plural("page_session_running", session.size, session.done)),
      button(text("page_session_end"), {
        action: "end-session",
        class: "quiet",
        onClick: ({ currentTarget }) =>
          attempt(problem, () => setSession(null), refresh, currentTarget),
      }),
      problem,
    );
  }
  const size = element("input", {
    type: "number",
    min: 1,
    max: LARGEST_SESSION,
    value: typedSize,
    required: true,
    "aria-label": text("page_session_size"),
    data: { field: "session-size", action: "session-size" },
    on: { input: () => (typedSize = size.value) },
  });
  const begin = button(text("page_session_begin"), { action: "session", type: "submit" });
  return element(
    "form",
    {
      class: "session",
      novalidate: true,
      on: {
        submit: (/** @type {Event} */ event) => {
          event.preventDefault();
          attempt(problem, () => setSession(size.valueAsNumber), refresh, begin);
        },
      },
    },
    element("span", {}, text("page_session_more")),
    size,
    begin,
    problem,
  );
}

/**
 * The last action, with a way back, and what was undone last, with a way to have it again. What takes
 * much with it needs a second click; of a note whose mail has left it is asked what undoing means.
 *
 * @param {import("../../shared/wire.js").LatestFact} latest
 * @param {() => void} refresh
 * @returns {HTMLElement | null} null when there is nothing to take back, nor to redo
 */
export function undoControl({ redo, ...last }, refresh) {
  const done = latestText(last);
  const undone = redo ? latestText(redo) : "";
  if (!done && !undone) {
    return null;
  }
  const problem = problemLine();
  const place = element("div", { class: "undo" });

  /** @param {string | undefined} fact @param {EventTarget | null} pressed */
  const undo = (fact, pressed) =>
    attempt(problem, () => change("facts.undo", { undo: fact }), refresh, pressed);

  /**
   * @param {"undo" | "redo"} action
   * @param {string} what
   * @param {string} [fact]
   * @param {(pressed: HTMLButtonElement) => void} [press]
   */
  const way = (action, what, fact = "", press = (pressed) => undo(fact, pressed)) =>
    button(text(`page_${action}`), {
      action,
      class: "quiet",
      title: what,
      label: text("page_action_for", text(`page_${action}`), what),
      data: { fact },
      onClick: ({ currentTarget }) => press(/** @type {HTMLButtonElement} */ (currentTarget)),
    });

  function offer() {
    // Where Undo was pressed stands its opposite then: a click too many undoes nothing more.
    const [words, ...ways] = undone
      ? [
          text("page_undone", undone),
          way("redo", undone, redo?.fact),
          done && way("undo", done, last.fact, pressUndo),
        ]
      : [done, way("undo", done, last.fact, pressUndo)];
    draw(place, element("span", { dir: "auto", title: words }, words), ways, problem);
  }

  /** @param {HTMLButtonElement} pressed */
  function pressUndo(pressed) {
    if (last.left) {
      askWhatItMeans();
    } else if (isGrave(last) && pressed.dataset.sure === undefined) {
      pressed.dataset.sure = "";
      pressed.textContent = text("page_undo_sure");
    } else {
      undo(last.fact, pressed);
    }
  }

  /** Undoing calls no mail back. */
  function askWhatItMeans() {
    const question = text("page_undo_left", last.person || last.address || "");
    const keep = button(text("page_undo_left_keep"), {
      action: "undo-keep",
      class: "quiet",
      onClick: () => {
        offer();
        place.querySelector("button")?.focus();
      },
    });
    draw(
      place,
      element("p", { class: "undo-question", role: "alert", dir: "auto" }, question),
      // First, so that a second click in the same place changes nothing.
      keep,
      button(text("page_undo_left_confirm"), {
        action: "undo-left",
        data: { fact: last.fact ?? "" },
        onClick: ({ currentTarget }) => undo(last.fact, currentTarget),
      }),
      problem,
    );
    keep.focus();
  }

  offer();
  return place;
}

/**
 * Lets a round rest for a while, with nothing due and nothing piling up.
 *
 * @param {{round: string}} round
 * @param {() => void} refresh
 */
export function pauseControl({ round }, refresh) {
  return changeControl(
    text("page_pause"),
    "pause",
    () => change("rounds.pause", { round }),
    refresh,
  );
}

/**
 * Takes a paused round up again.
 *
 * @param {{round: string}} round
 * @param {() => void} refresh
 */
export function resumeControl({ round }, refresh) {
  return changeControl(
    text("page_resume"),
    "resume",
    () => change("rounds.resume", { round }),
    refresh,
  );
}

/**
 * A button that changes something, with a place for what went wrong.
 *
 * @param {string} label
 * @param {string} action
 * @param {() => Promise<unknown>} act
 * @param {() => void} refresh
 */
export function changeControl(label, action, act, refresh) {
  const problem = problemLine();
  return element(
    "div",
    { class: "change" },
    button(label, {
      action,
      class: action === "resume" ? "primary" : undefined,
      onClick: ({ currentTarget }) => attempt(problem, act, refresh, currentTarget),
    }),
    problem,
  );
}

function problemLine() {
  return element("p", { class: "row-problem", role: "alert", hidden: true, dir: "auto" });
}

/**
 * Does it once, however often the button is pressed before the answer.
 *
 * @param {HTMLElement} problem
 * @param {() => Promise<unknown>} act
 * @param {() => void} refresh
 * @param {EventTarget | null} pressed
 */
async function attempt(problem, act, refresh, pressed) {
  const control = /** @type {HTMLButtonElement} */ (pressed);
  if (control.ariaDisabled === "true") {
    return;
  }
  // Not `disabled`, which would take the keyboard's place away.
  control.ariaDisabled = "true";
  problem.hidden = true;
  try {
    await act();
    refresh();
  } catch (thrown) {
    problem.textContent = RoundsError.from(thrown).message;
    problem.hidden = false;
  } finally {
    control.ariaDisabled = null;
  }
}
