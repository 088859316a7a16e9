/** The lines at the head of a page that tell of trouble, of the outbox and of refused changes. */
import { forgetRefused, reconnect, retryRefused } from "../../shared/background.js";
import { text } from "../../shared/text.js";
import { button, element } from "./dom.js";
import { outboxText, refusedText, troubleView } from "./host_view.js";

/**
 * @param {import("./situation.js").Situation} situation
 * @param {() => void} refresh
 * @returns {HTMLElement[]}
 */
export function hostNotices({ host, problem }, refresh) {
  const trouble = troubleView(host, problem);
  const waiting = outboxText(host);
  const notices = [];
  if (trouble) {
    notices.push(
      element(
        "section",
        {
          class: trouble.waiting ? "notice" : "notice notice-trouble",
          role: trouble.waiting ? "status" : "alert",
          data: { host: host.state },
        },
        element("h2", {}, trouble.title),
        trouble.message && element("p", { dir: "auto" }, trouble.message),
        waiting && element("p", { class: "kept" }, waiting),
        trouble.waiting || retryButton(refresh),
      ),
    );
  } else if (waiting) {
    notices.push(element("p", { class: "notice", role: "status" }, waiting));
  }
  if ((host.refused ?? []).length > 0) {
    notices.push(refusedNotice(host.refused, refresh));
  }
  return notices;
}

/** @param {() => void} refresh */
function retryButton(refresh) {
  return button(text("page_retry"), {
    action: "retry",
    onClick: async ({ currentTarget }) => {
      /** @type {HTMLButtonElement} */ (currentTarget).disabled = true;
      await reconnect();
      refresh();
    },
  });
}

/**
 * @param {import("./situation.js").HostState["refused"]} refused
 * @param {() => void} refresh
 */
function refusedNotice(refused, refresh) {
  return element(
    "section",
    { class: "notice notice-trouble", role: "alert" },
    element("h2", {}, text("page_refused")),
    element(
      "ul",
      {},
      refused.map((one) => element("li", { dir: "auto" }, refusedText(one))),
    ),
    element(
      "div",
      { class: "line" },
      refusedButton("page_retry", "retry-refused", retryRefused, refresh),
      refusedButton("page_refused_seen", "forget-refused", forgetRefused, refresh),
    ),
  );
}

/**
 * @param {string} key
 * @param {string} action
 * @param {() => Promise<void>} act
 * @param {() => void} refresh
 */
function refusedButton(key, action, act, refresh) {
  return button(text(key), {
    action,
    onClick: async () => {
      await act();
      refresh();
    },
  });
}
