import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const file = (/** @type {string} */ path) =>
  readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const json = (/** @type {string} */ path) => JSON.parse(file(path));
const manifest = json("extension/manifest.json");

test("add-on, packages and host carry one version", () => {
  const cmake = /project\([^)]*VERSION\s+([\d.]+)/i.exec(file("CMakeLists.txt"))?.[1];
  assert.equal(manifest.version, json("package.json").version);
  assert.equal(manifest.version, cmake);
});

test("every file that the manifest names is there", () => {
  const named = JSON.stringify(manifest).match(/[\w/-]+\.(?:js|html|svg)/g) ?? [];
  assert.ok(named.length > 3);
  for (const path of named) {
    assert.ok(file(`extension/${path}`).length > 0, path);
  }
});

test("the background's sentences are all there, with their placeholders", () => {
  const messages = json("extension/_locales/en/messages.json");
  const background = new URL("../../extension/background", import.meta.url);
  const scripts = readdirSync(background, { encoding: "utf8", recursive: true }).filter((name) =>
    name.endsWith(".js"),
  );
  for (const name of scripts) {
    for (const [, key] of file(`extension/background/${name}`).matchAll(/\btext\(\s*"(\w+)"/g)) {
      assert.ok(messages[key], `${key}, used in ${name}`);
    }
  }
  for (const [key, { message, placeholders = {} }] of Object.entries(messages)) {
    const used = [...message.matchAll(/\$(\w+)\$/g)].map(([, name]) => name.toLowerCase());
    assert.deepEqual(new Set(used), new Set(Object.keys(placeholders)), key);
  }
});

test("no shortcut leads to the popup, which has no keyboard until it is clicked", () => {
  const keys = Object.entries(manifest.commands).map(([name, { suggested_key: key }]) => [
    key?.default,
    name,
  ]);
  assert.equal(Object.fromEntries(keys)["Ctrl+Alt+R"], "today");
  // It is named for those who have given it a key of their own, which would else be forgotten.
  assert.deepEqual(manifest.commands._execute_action, {});
});

test("pages run no code but the add-on's own", () => {
  const policy = manifest.content_security_policy.extension_pages;
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|http|\*/);
});
