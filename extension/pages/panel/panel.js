/** What one needs to remember, beside the note: the person, what passed between us, a remark. */
import { call, change, memoryOpened, onChanged } from "../../shared/background.js";
import { RoundsError } from "../../shared/rounds_error.js";
import { language, text } from "../../shared/text.js";
import { missingText } from "../../shared/missing_text.js";
import { button, byId, draw, element } from "../shared/dom.js";
import { Refresher } from "../shared/refresher.js";
import { memoryView } from "./memory_view.js";
import { mergedRemark } from "./remark.js";

/** @typedef {import("./memory_view.js").Entry} Entry */

const PROTOCOL = 1;
const turn = new URLSearchParams(location.search).get("turn") ?? "";

const remark = /** @type {HTMLTextAreaElement} */ (
  element("textarea", { "aria-labelledby": "remark-title", data: { field: "remark" } })
);
/** The remark as the host has it. */
let kept = "";
/** What the text in the field began with: another place may have changed the remark since. */
let base = "";
/** What is on its way to the host, so that it is not sent twice. */
let sending = "";
let person = "";

const refresher = new Refresher(async () => {
  try {
    const { turn: shown } = await call("turns.show", { turn });
    person = shown.person.id;
    const [known, { today }] = await Promise.all([
      call("people.show", { person }),
      call("host.hello", { client: "rounds-memory", protocol: PROTOCOL }),
    ]);
    show(memoryView(known, today));
    byId("problem").textContent = "";
  } catch (error) {
    byId("problem").textContent = RoundsError.from(error).message;
  }
  document.body.setAttribute("aria-busy", "false");
});

/** @param {import("./memory_view.js").MemoryView} view */
function show(view) {
  document.title = view.name;
  byId("missing").hidden = missing.length === 0;
  byId("missing").textContent = missingText(view.name, missing);
  draw(
    byId("person"),
    element("h1", { dir: "auto" }, view.name),
    view.lines.map((line) => element("p", { dir: "auto" }, line)),
    view.profile &&
      button(text("page_profile"), {
        action: "profile",
        class: "link",
        onClick: () => messenger.windows.openDefaultBrowser(view.profile),
      }),
  );
  showEntries("exchanges", view.exchanges);
  showEntries("notes", view.notes);
  byId("remark").hidden = false;
  kept = view.remark;
  if (remark.value === base) {
    remark.value = kept; // what is being typed is not replaced
    base = kept;
  }
}

/** @param {"exchanges" | "notes"} name @param {Entry[]} entries */
function showEntries(name, entries) {
  const place = byId(name);
  place.hidden = entries.length === 0;
  draw(place, element("h2", {}, text(`memory_${name}`)), element("ul", {}, entries.map(entryRow)));
}

/** @param {Entry} entry */
function entryRow({ when, subject, quote, message, answers }) {
  return element(
    "li",
    {},
    element("p", { class: "when" }, when),
    message
      ? button(subject || text("memory_no_subject"), {
          action: "open-message",
          class: "link",
          onClick: () => openMessage(message),
        })
      : subject && element("p", { dir: "auto" }, subject),
    quote && element("p", { class: "quote", dir: "auto" }, quote),
    answers.map((answer) => element("p", { class: "answered" }, answer)),
  );
}

/** @param {string} headerMessageId */
async function openMessage(headerMessageId) {
  try {
    await messenger.messageDisplay.open({ headerMessageId, location: "tab" });
    byId("problem").textContent = "";
  } catch {
    byId("problem").textContent = text("memory_message_gone");
  }
}

async function save() {
  const typed = remark.value;
  const wanted = mergedRemark(base, typed, kept);
  if (typed === base || wanted === sending || !person) {
    return;
  }
  sending = wanted;
  try {
    // While the host is away, the background keeps it.
    await change("people.edit", { person, changes: { remark: wanted } });
    if (remark.value === typed) {
      remark.value = wanted;
    }
    kept = wanted;
    base = wanted;
    byId("problem").textContent = "";
    byId("said").textContent = text("memory_remark_kept");
  } catch (error) {
    // What was typed stays in the field, to be tried again.
    byId("problem").textContent = RoundsError.from(error).message;
  } finally {
    sending = "";
  }
}

draw(
  byId("remark"),
  element("h2", { id: "remark-title" }, text("memory_remark")),
  remark,
  element("p", { class: "when" }, text("memory_remark_hint")),
);
remark.placeholder = text("memory_remark_placeholder");
remark.addEventListener("change", save);
// The window may be closed with its note while something new stands in the field.
window.addEventListener("pagehide", save);
document.addEventListener("keydown", ({ key, ctrlKey, metaKey }) => {
  if (key === "Escape") {
    window.close();
  } else if (key === "Enter" && (ctrlKey || metaKey)) {
    save();
  }
});
document.documentElement.lang = language();
const { id: windowId } = await messenger.windows.getCurrent();
const { missing } = await memoryOpened(turn, Number(windowId));
onChanged(() => {
  refresher.refresh();
});
refresher.refresh();
