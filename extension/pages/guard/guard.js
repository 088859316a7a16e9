/** The small window that holds a note back: what is wrong with it, and what to do with it. */
import { change } from "../../shared/background.js";

const tab = Number(new URLSearchParams(location.search).get("tab"));

/** @param {object} request */
const ask = async (request) =>
  (await messenger.runtime.sendMessage({ rounds: "ask", tab, ...request })).result;

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @param {boolean} send */
async function answer(send) {
  await ask({ type: "guardAnswer", send });
  window.close();
}

element("heading").textContent = messenger.i18n.getMessage("guard_heading");
document.title = messenger.i18n.getMessage("guard_title");
for (const name of ["send", "back"]) {
  element(name).textContent = messenger.i18n.getMessage(`guard_${name}`);
}
element("send").addEventListener("click", () => answer(true));
element("back").addEventListener("click", () => answer(false));
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape") {
    answer(false);
  }
});
element("back").focus();

/**
 * A finding's sentence, and below it the passage that it is about.
 *
 * @param {import("../../background/compose/guard.js").Shown} finding
 */
function itemOf({ severity, message, passage, teach }) {
  const item = document.createElement("li");
  item.dataset.severity = severity;
  const sentence = document.createElement("p");
  sentence.textContent = message;
  item.append(sentence);
  if (passage) {
    const quote = document.createElement("blockquote");
    const mark = document.createElement("mark");
    mark.textContent = passage.text;
    quote.append(passage.before, mark, passage.after);
    item.append(quote);
  }
  if (teach) {
    item.append(teachButton(teach, item));
  }
  return item;
}

/**
 * "“Sasha” is right": kept, so that the guard asks this once.
 *
 * @param {NonNullable<import("../../shared/wire.js").Finding["teach"]>} teach
 * @param {HTMLElement} item  goes when it is kept
 */
function teachButton({ person, greeting }, item) {
  const button = document.createElement("button");
  button.dataset.action = "teach";
  button.textContent = messenger.i18n.getMessage("guard_teach", greeting);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await change("people.edit", { person, changes: { greeting } });
      item.remove();
    } catch (error) {
      button.replaceWith(/** @type {Error} */ (error).message);
    }
  });
  return button;
}

const { findings } = await ask({ type: "guardShow" });
element("findings").append(...findings.map(itemOf));
await fitWindow();

/** Makes the window as high as what it says, if that is less than it was opened with. */
async function fitWindow() {
  const wanted = /** @type {HTMLElement} */ (document.querySelector("main")).offsetHeight;
  if (wanted < innerHeight) {
    const { id } = await messenger.windows.getCurrent();
    await messenger.windows.update(Number(id), { height: outerHeight - innerHeight + wanted });
  }
}

export {};
