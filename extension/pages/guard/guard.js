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

const { findings } = await ask({ type: "guardShow" });
for (const { message } of findings) {
  const item = document.createElement("li");
  item.textContent = message;
  element("findings").append(item);
}

export {};
