/**
 * Puts a greeting above whatever the compose window's body holds (the signature), and the cursor on
 * the line below it. Runs inside the compose window's editor, so it can use nothing from outside
 * itself. Changing the document here, and not through `setComposeDetails`, leaves the signature the
 * element that Thunderbird knows and the window unmodified: it closes without asking.
 *
 * @param {string} greeting
 */
export function placeGreeting(greeting) {
  const { body } = document;
  const selection = /** @type {Selection} */ (getSelection());
  const first = body.firstElementChild;
  if (first?.localName === "p") {
    // Paragraphs: the empty one that Thunderbird begins with is where the text goes.
    const paragraph = document.createElement("p");
    paragraph.textContent = greeting;
    body.prepend(paragraph);
    selection.collapse(first, 0);
  } else {
    // Lines: an empty one between the greeting and the text.
    const [end, empty] = [document.createElement("br"), document.createElement("br")];
    body.prepend(greeting, end, empty);
    selection.collapse(body, [...body.childNodes].indexOf(empty) + 1);
  }
  window.focus();
}
