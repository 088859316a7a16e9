/**
 * The story as one file that needs nothing else: its styles are inside, it names no other file, and
 * nothing in it can run. Whatever a person is called stays text.
 */

const ESCAPES = /** @type {Record<string, string>} */ ({
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
});

/** Text as it stands in markup. @param {string} words */
export const escaped = (words) => words.replace(/[&<>"']/g, (letter) => ESCAPES[letter]);

const STYLES = `
:root { color-scheme: light dark; }
body {
  max-width: 42rem; margin: 3rem auto; padding: 0 1.5rem;
  font: 1.1rem/1.6 Georgia, "Times New Roman", serif; overflow-wrap: anywhere;
}
h1 { font-size: 2rem; line-height: 1.2; }
h2 { margin-top: 2.2rem; font-size: 1.3rem; }
.lead { font-style: italic; }
p, li { white-space: pre-line; }
figure { margin: 1.5rem 0; break-inside: avoid; }
svg { max-width: 100%; height: auto; }
@media print { body { margin: 0 auto; font-size: 11pt; } h2 { break-after: avoid; } li { break-inside: avoid; } }
`;

/** Nothing is loaded and nothing runs, whatever stands in the file. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * @param {import("./story_view.js").StoryView} view
 * @param {{language?: string, pictures?: string[]}} [options]  the pictures as SVG markup
 */
export function storyFile({ title, lead, sections }, { language = "en", pictures = [] } = {}) {
  const body = sections.map(({ heading, paragraphs, list = [], pictures: here }) =>
    [
      "<section>",
      heading && `<h2>${escaped(heading)}</h2>`,
      ...paragraphs.map((paragraph) => `<p dir="auto">${escaped(paragraph)}</p>`),
      list.length > 0 && `<ul>\n${list.map(item).join("\n")}\n</ul>`,
      ...(here ? pictures.map((picture) => `<figure>${picture}</figure>`) : []),
      "</section>",
    ]
      .filter(Boolean)
      .join("\n"),
  );
  return `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${escaped(title)}</title>
<style>${STYLES}</style>
</head>
<body>
<h1 dir="auto">${escaped(title)}</h1>
<p class="lead" dir="auto">${escaped(lead)}</p>
${body.join("\n")}
</body>
</html>
`;
}

/** @param {string} words */
const item = (words) => `<li dir="auto">${escaped(words)}</li>`;
