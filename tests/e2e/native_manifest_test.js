import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";

import { HOST } from "./support/world.js";

const template = (/** @type {string} */ system) =>
  fs.readFileSync(new URL(`../../manifests/${system}.json`, import.meta.url), "utf8");

test("`rounds-host install` writes what the template for packages says", () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "rounds-manifest-"));
  try {
    execFileSync(HOST, ["install"], { env: { HOME: home } });
    const installed = path.join(home, ".mozilla/native-messaging-hosts/rounds_host.json");
    assert.deepEqual(
      JSON.parse(fs.readFileSync(installed, "utf8")),
      JSON.parse(template("linux").replace("@ROUNDS_HOST@", fs.realpathSync(HOST))),
    );
  } finally {
    fs.rmSync(home, { recursive: true });
  }
});

test("the templates for the systems differ in the path alone", () => {
  const [linux, macos, windows] = ["linux", "macos", "windows"].map((system) =>
    JSON.parse(template(system)),
  );
  assert.deepEqual(macos, linux);
  assert.deepEqual({ ...windows, path: linux.path }, linux);
});
