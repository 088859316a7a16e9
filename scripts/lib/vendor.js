/**
 * Puts the libraries that the add-on brings along into extension/vendor: the files that npm delivered,
 * as they are, each with its licence beside it.
 */
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/**
 * By package: which of its files go where in extension/vendor. `types` is the script whose types are
 * the package's own, or those of a part of it (`part`).
 * @type {Record<string, {files: Record<string, string>, types?: string, part?: string}>}
 */
const VENDORED = {
  "@observablehq/plot": {
    files: { "dist/plot.umd.min.js": "plot.js", LICENSE: "plot.LICENSE" },
    types: "plot.js",
  },
  "csv-stringify": {
    files: { "dist/esm/sync.js": "csv_stringify.js", LICENSE: "csv_stringify.LICENSE" },
    types: "csv_stringify.js",
    part: "sync",
  },
  d3: {
    files: { "dist/d3.min.js": "d3.js", LICENSE: "d3.LICENSE" },
    types: "d3.js",
  },
  fflate: {
    files: { "esm/browser.js": "fflate.js", LICENSE: "fflate.LICENSE" },
    types: "fflate.js",
  },
  "postal-mime": {
    files: {
      "dist/esm/postal-mime.js": "postal-mime/postal-mime.js",
      "dist/esm/address-parser.js": "postal-mime/address-parser.js",
      "dist/esm/base64-decoder.js": "postal-mime/base64-decoder.js",
      "dist/esm/base64-encoder.js": "postal-mime/base64-encoder.js",
      "dist/esm/decode-strings.js": "postal-mime/decode-strings.js",
      "dist/esm/html-entities.js": "postal-mime/html-entities.js",
      "dist/esm/mime-node.js": "postal-mime/mime-node.js",
      "dist/esm/pass-through-decoder.js": "postal-mime/pass-through-decoder.js",
      "dist/esm/qp-decoder.js": "postal-mime/qp-decoder.js",
      "dist/esm/text-format.js": "postal-mime/text-format.js",
      "LICENSE.txt": "postal-mime/LICENSE",
    },
    types: "postal-mime/postal-mime.js",
  },
  "tabulator-tables": {
    files: {
      "dist/js/tabulator_esm.min.mjs": "tabulator.js",
      "dist/css/tabulator_simple.min.css": "tabulator.css",
      LICENSE: "tabulator.LICENSE",
    },
    types: "tabulator.js",
  },
};

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const vendor = path.join(root, "extension/vendor");

fs.rmSync(vendor, { recursive: true, force: true });
fs.mkdirSync(vendor);
for (const [name, { files, types, part }] of Object.entries(VENDORED)) {
  for (const [from, to] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(vendor, to)), { recursive: true });
    fs.copyFileSync(path.join(root, "node_modules", name, from), path.join(vendor, to));
  }
  if (types) {
    const source = part ? `${name}/${part}` : name;
    const declared = `export * from "${source}";\nexport { default } from "${source}";\n`;
    fs.writeFileSync(path.join(vendor, types.replace(/\.js$/, ".d.ts")), declared);
  }
}
