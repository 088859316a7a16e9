/** The small window that holds a note back: what is wrong with it, and what to do with it. */

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
function itemOf({ severity, message, passage }) {
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
  return item;
}

const { findings } = await ask({ type: "guardShow" });
element("findings").append(...findings.map(itemOf));

export {};
