/**
 * @typedef {object} Banner  what is shown above a message, all of it in the user's language
 * @property {string} message  the Message-ID of the message
 * @property {"good" | "ask" | "plain" | "trouble"} tone
 * @property {string} line
 * @property {string} [more]
 * @property {{act: string, label: string, main?: boolean, value?: string}[]} buttons
 * @property {{label: string, placeholder: string, button: string, most: number}} [remember]
 * @property {string} [said]  what came of the last button
 */

/**
 * Shows the banner above the message. Runs inside the message's document, so it can use nothing from
 * outside itself. The mail's own markup can neither reach into it nor style it: it stands beside the
 * body, in a closed shadow tree, and all that it holds is text.
 *
 * @param {Banner} banner
 */
export function showBanner(banner) {
  const NAME = "rounds-reply";
  const STYLE = `
    section {
      --ink: #1a1a20; --soft: #55555f; --page: #f4f4f8; --line: #d5d5de; --field: #8a8a99;
      --accent: #1f5fbf; --on-accent: #fff; --good: #1a7a3c; --warm: #8a4b00; --input: #fff;
      color-scheme: light dark;
      display: flex; flex-wrap: wrap; gap: 4px 10px; align-items: center;
      margin: 0 0 8px; padding: 6px 10px; box-sizing: border-box;
      border: 1px solid var(--line); border-inline-start: 3px solid var(--accent); border-radius: 6px;
      font: 13px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--page);
      text-align: start;
    }
    @media (prefers-color-scheme: dark) {
      section {
        --ink: #f4f4f9; --soft: #b9b8c6; --page: #2a2933; --line: #43424f; --field: #85849a;
        --accent: #7fb0ff; --on-accent: #10203a; --good: #6fd595; --warm: #ffc27a; --input: #1f1e26;
      }
    }
    section.good { border-inline-start-color: var(--good); }
    section.trouble { border-inline-start-color: var(--warm); }
    p { margin: 0; flex: 1 1 16em; min-width: 0; overflow-wrap: anywhere; }
    p .more, .said { color: var(--soft); }
    .said { flex: 1 0 100%; }
    .said:empty { display: none; }
    .buttons, form { display: flex; flex-wrap: wrap; gap: 4px; align-items: center; margin: 0; }
    form { flex: 1 1 100%; }
    button, input {
      font: inherit; color: inherit; border: 1px solid var(--field); border-radius: 4px;
      background: var(--input); padding: 2px 8px; min-height: 26px; box-sizing: border-box;
    }
    input { flex: 1 1 14em; min-width: 0; max-width: 40em; }
    button { cursor: pointer; }
    button:hover { border-color: var(--accent); }
    button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
    button:disabled { opacity: 0.55; }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 1px; }
    @media print { section { display: none; } }
  `;

  document.querySelectorAll(NAME).forEach((old) => old.remove());
  const host = document.createElement(NAME);
  // Stronger than any rule of the mail.
  for (const [property, value] of [
    ["all", "initial"],
    ["display", "block"],
    ["margin", "8px"],
  ]) {
    host.style.setProperty(property, value, "important");
  }
  const shadow = host.attachShadow({ mode: "closed" });
  document.documentElement.prepend(host);
  draw(banner);

  /** @param {Banner} shown */
  function draw(shown) {
    const style = make("style", STYLE);
    const section = make("section");
    section.className = shown.tone;
    section.setAttribute("aria-label", "Rounds");
    const line = make("p", shown.line);
    if (shown.more) {
      const more = make("span", ` ${shown.more}`);
      more.className = "more";
      line.append(more);
    }
    const buttons = make("span");
    buttons.className = "buttons";
    for (const { act, label, main, value } of shown.buttons) {
      const button = make("button", label);
      button.type = "button";
      button.className = main ? "main" : "";
      button.dataset.act = act;
      button.addEventListener("click", () => ask(act, value));
      buttons.append(button);
    }
    section.append(line, buttons);
    if (shown.remember) {
      section.append(rememberForm(shown.remember));
    }
    const said = make("span", shown.said ?? "");
    said.className = "said";
    said.setAttribute("role", "status");
    section.append(said);
    shadow.replaceChildren(style, section);
  }

  /** @param {NonNullable<Banner["remember"]>} remember */
  function rememberForm({ label, placeholder, button: word, most }) {
    const form = make("form");
    const field = make("input");
    field.type = "text";
    field.maxLength = most;
    field.placeholder = placeholder;
    field.setAttribute("aria-label", label);
    const button = make("button", word);
    button.type = "submit";
    // Thunderbird submits no form in a message, so the key and the button do it by themselves.
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      if (field.value.trim()) {
        ask("remember", field.value.trim());
      } else {
        field.focus();
      }
    };
    form.addEventListener("submit", submit);
    button.addEventListener("click", submit);
    field.addEventListener("keydown", (event) => {
      // What is typed here is no command to Thunderbird.
      event.stopPropagation();
      if (event.key === "Enter") {
        submit(event);
      }
    });
    form.append(field, button);
    return form;
  }

  /** @param {string} act @param {string} [value] */
  async function ask(act, value) {
    const controls = /** @type {NodeListOf<HTMLButtonElement>} */ (
      shadow.querySelectorAll("button, input")
    );
    controls.forEach((control) => (control.disabled = true));
    const { message } = banner;
    const answer = await messenger.runtime.sendMessage({
      rounds: "ask",
      type: "reading",
      act,
      message,
      value,
    });
    if (answer?.result) {
      draw(answer.result);
      return;
    }
    controls.forEach((control) => (control.disabled = false));
    const said = shadow.querySelector(".said");
    if (said) {
      said.textContent = answer?.error?.message ?? "";
    }
  }

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {string} [words]
   * @returns {HTMLElementTagNameMap[Tag]}
   */
  function make(tag, words = "") {
    const made = document.createElement(tag);
    made.textContent = words;
    return made;
  }
}
