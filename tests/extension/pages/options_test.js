import assert from "node:assert/strict";
import { test } from "node:test";
import { choices } from "../../../extension/pages/options/choices.js";
import { World } from "../support/background.js";

const identities = [
  { id: "id2", name: "Rosa Writer", email: "rosa@work.example", label: "Work" },
  { id: "id1", name: "Rosa Writer", email: "rosa@home.example" },
  { id: "id3", name: "", email: "list@example.org" },
];

test("the default comes first and is chosen until another one is", () => {
  new World();
  const offered = choices(identities, "");
  assert.deepEqual(
    offered.map(({ id, chosen }) => [id, chosen]),
    [
      ["", true],
      ["id3", false],
      ["id1", false],
      ["id2", false],
    ],
  );
  assert.equal(offered[1].name, "list@example.org");
  assert.equal(offered[3].name, "Rosa Writer <rosa@work.example> (Work)");
});

test("the identity of the settings is chosen, and one that is gone is the default", () => {
  new World();
  const chosen = (/** @type {string} */ id) =>
    choices(identities, id)
      .filter((choice) => choice.chosen)
      .map((choice) => choice.id);
  assert.deepEqual(chosen("id1"), ["id1"]);
  assert.deepEqual(chosen("gone"), [""]);
});
