/**
 * Puts a greeting above whatever the compose window's body holds (the signature), and the cursor on
 * the empty line below it. Runs inside the compose window's editor, so it can use nothing from
 * outside itself. Changing the document here, and not through `setComposeDetails`, leaves the
 * signature the element that Thunderbird knows and the window unmodified: it closes without asking.
 *
 * @param {string} greeting
 */
export function placeGreeting(greeting) {
  const { body } = document;
  const paragraph = body.firstElementChild?.localName === "p";
  const first = document.createElement(paragraph ? "p" : "br");
  if (paragraph) {
    first.textContent = greeting;
    body.prepend(first);
  } else {
    body.prepend(greeting, first);
  }
  // An empty line between the greeting and the text, which goes where the cursor is.
  const line = document.createElement(paragraph ? "p" : "br");
  if (paragraph) {
    line.append(document.createElement("br"));
  }
  first.after(line);
  const selection = /** @type {Selection} */ (getSelection());
  if (paragraph) {
    selection.collapse(line, 0);
  } else {
    selection.collapse(body, [...body.childNodes].indexOf(line) + 1);
  }
}
