import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["build/", "node_modules/", "extension/vendor/"] },
  js.configs.recommended,
  {
    rules: {
      "prefer-const": "error",
      "no-var": "error",
      eqeqeq: "error",
      curly: "error",
      "no-implicit-globals": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // Text reaches a page through textContent alone, so that a name in a file is never markup.
      "no-restricted-properties": [
        "error",
        { property: "innerHTML", message: "Use textContent: names come from foreign files." },
        { property: "outerHTML", message: "Use textContent: names come from foreign files." },
        { property: "insertAdjacentHTML", message: "Use textContent." },
      ],
    },
  },
  {
    files: ["extension/**/*.js"],
    languageOptions: { globals: { ...globals.browser, messenger: "readonly" } },
  },
  {
    files: ["tests/**/*.js", "scripts/**/*.js", "*.js"],
    languageOptions: { globals: { ...globals.node } },
  },
  {
    // Functions of these files run inside Thunderbird, see tests/e2e/support/in_thunderbird.d.ts.
    files: [
      ...["tests/e2e/**/*.js", "tests/bench/*.js"],
      ...["scripts/lib/screenshots.js", "scripts/lib/start_demo.js", "scripts/lib/painted.js"],
    ],
    languageOptions: {
      globals: Object.fromEntries(
        [
          ...[
            "Services",
            "Ci",
            "Cc",
            "ChromeUtils",
            "WebExtensionPolicy",
            "ADD_ON",
            "mainWindow",
            "composeWindows",
          ],
          ...["allWindows", "click", "pageBrowser", "waitFor", "clickAt", "document", "messenger"],
          ...["DataTransfer", "MutationObserver", "requestAnimationFrame"],
        ].map((name) => [name, "readonly"]),
      ),
    },
  },
  {
    // Runs in a browser, in the place of Thunderbird's own `messenger`.
    files: ["tests/extension/pages/fake_*.js"],
    languageOptions: { globals: { ...globals.browser } },
  },
];
