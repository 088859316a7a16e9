import assert from "node:assert/strict";
import { test } from "node:test";
import {
  pendingText,
  refusedText,
  troubleView,
} from "../../../extension/pages/shared/host_view.js";
import { RoundsError } from "../../../extension/shared/rounds_error.js";
import { speakEnglish } from "../support/sentences.js";

speakEnglish();

/**
 * @param {import("../../../extension/shared/background.js").HostStateName} state
 * @param {Record<string, unknown>} [more]
 */
const host = (state, more) => ({
  state,
  message: "What to do.",
  pending: 0,
  refused: [],
  ...more,
});

test("a host that is well is no trouble", () => {
  assert.equal(troubleView(host("connected"), null), null);
});

test("each way of being away has a title of its own, and the message that says what to do", () => {
  /** @type {import("../../../extension/shared/background.js").HostStateName[]} */
  const states = ["missing", "failed", "damaged", "too_old", "too_new"];
  const views = states.map((state) => troubleView(host(state), null));
  assert.equal(new Set(views.map((view) => view?.title)).size, states.length);
  for (const view of views) {
    assert.ok(view && !view.title.startsWith("page_"), "the sentence is there");
    assert.equal(view.message, "What to do.");
    assert.equal(view.waiting, false);
  }
});

test("a host that is starting is waited for", () => {
  assert.equal(troubleView(host("connecting"), null)?.waiting, true);
});

test("what the host refused is shown while it can be asked", () => {
  const problem = new RoundsError("storage", "The disk is full.");
  assert.equal(troubleView(host("connected"), problem)?.message, "The disk is full.");
});

test("changes that wait are mentioned", () => {
  assert.equal(pendingText(host("missing")), "");
  assert.match(pendingText(host("missing", { pending: 1 })), /^1 change is kept here/);
  assert.match(pendingText(host("missing", { pending: 1200 })), /^1,200 changes are kept here/);
  assert.match(pendingText(host("connected", { pending: 2 })), /2 changes are being recorded/);
});

test("a refused change says whom it was about, when that is known", () => {
  const refused = { fact: "f", method: "turns.skip", message: "Too late.", at: "" };
  assert.equal(refusedText(refused), "Too late.");
  assert.equal(refusedText({ ...refused, person: "Ana" }), "Ana: Too late.");
});
