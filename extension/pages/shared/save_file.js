/** Gives the user a file, which Thunderbird then saves where the user wants it. */
import { element } from "./dom.js";

/** For so long the content is kept for Thunderbird to fetch. */
const KEPT = 60_000;

/**
 * @param {string} name
 * @param {string} type  such as "text/html"
 * @param {BlobPart} content
 */
export function saveFile(name, type, content) {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = element("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), KEPT);
}
