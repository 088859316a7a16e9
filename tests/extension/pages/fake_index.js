/** Lists every page in every scenario. */
import { scenarios } from "./fake_scenarios.js";

const PAGES = ["popup/popup.html", "tab/tab.html"];

for (const page of PAGES) {
  const title = document.createElement("h2");
  title.textContent = page;
  document.body.append(title);
  for (const scenario of Object.keys(scenarios)) {
    const link = document.createElement("a");
    link.href = `/pages/${page}?scenario=${scenario}`;
    link.textContent = scenario;
    document.body.append(link, " ");
  }
}
