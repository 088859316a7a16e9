/** Stands in a text where the cursor goes; no text of a person or a structure holds it. */
export const CURSOR = "\u001f";

/**
 * Puts a text above whatever the compose window's body holds (the signature), and the cursor where
 * the text has its mark, else at the end of its first paragraph. Runs inside the compose window's
 * editor, so it can use nothing from outside itself. The text becomes nodes and never markup, so
 * nothing in it has to be escaped. Changing the document here, and not through `setComposeDetails`,
 * leaves the signature the element that Thunderbird knows, the dictionary's language as it was, and
 * the window unmodified: it closes without asking.
 *
 * @param {string} text  plain, with at most one mark
 * @param {string} mark
 */
export function placeText(text, mark) {
  const { body } = document;
  const marked = text.includes(mark) ? text : text.replace(/(?=\n\n|$)/, mark);
  const first = body.firstElementChild;
  /** @type {[Node, number] | undefined} */
  let cursor;

  /** A line's words, with the cursor noted. @param {Node} parent @param {string} line */
  const addLine = (parent, line) => {
    const at = line.indexOf(mark);
    const words = document.createTextNode(line.replace(mark, ""));
    if (words.length > 0) {
      parent.appendChild(words);
    }
    if (at >= 0) {
      cursor = words.length > 0 ? [words, at] : [parent, parent.childNodes.length];
    }
  };

  if (first?.localName === "p") {
    // Paragraphs: the empty one that Thunderbird begins with is where the personal part goes.
    const blocks = marked.trimEnd().split(/\n{2,}/);
    const paragraphs = blocks.map((block) => {
      if (block === mark) {
        cursor = [first, 0];
        return first;
      }
      const paragraph = document.createElement("p");
      block.split("\n").forEach((line, place) => {
        if (place > 0) {
          paragraph.append(document.createElement("br"));
        }
        addLine(paragraph, line);
      });
      return paragraph;
    });
    if (!paragraphs.includes(first)) {
      first.remove();
    }
    body.prepend(...paragraphs);
  } else {
    const lines = document.createDocumentFragment();
    for (const line of marked.replace(/\n+$/, "").split("\n")) {
      addLine(lines, line);
      lines.append(document.createElement("br"));
    }
    body.prepend(lines);
    if (cursor?.[0] === lines) {
      cursor = [body, cursor[1]]; // the fragment's children are the body's first
    }
  }
  if (cursor) {
    /** @type {Selection} */ (getSelection()).collapse(...cursor);
  }
  window.focus();
}
