import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { sentences } from "./support/sentences.js";

const EXTENSION = fileURLToPath(new URL("../../extension/", import.meta.url));

/** @param {string} folder @returns {string[]} */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : /\.(js|html|json)$/.test(path) ? [path] : [];
  });
}

const code = sources(EXTENSION)
  .filter((path) => !path.includes("_locales"))
  .map((path) => readFileSync(path, "utf8"))
  .join("\n");

test("every sentence that the code names is there, in all its forms", () => {
  const named = [...code.matchAll(/\b(text|plural)\(\s*"(\w+)"/g)];
  assert.ok(named.length > 100);
  for (const [, how, key] of named) {
    const keys = how === "plural" ? [`${key}_one`, `${key}_other`] : [key];
    for (const wanted of keys) {
      assert.ok(sentences[wanted], wanted);
    }
  }
});

test("no sentence is left over that nothing says", () => {
  // A key may be put together, as `page_by_${channel}`: then its beginning stands in the code.
  const beginnings = [...code.matchAll(/`(\w+_)\$\{/g)].map(([, beginning]) => beginning);
  for (const key of Object.keys(sentences)) {
    const plain = key.replace(/_(one|other)$/, "");
    const isNamed = code.includes(`"${plain}"`) || code.includes(`"${key}"`);
    const isManifests = code.includes(`__MSG_${key}__`);
    const isBuilt = beginnings.some((beginning) => key.startsWith(beginning));
    assert.ok(isNamed || isManifests || isBuilt, key);
  }
});
