/** A picture as a file: SVG and PNG as it is seen, CSV with its figures. */

/** A printed picture needs more points than a screen. */
const SCALE = 2;

/** @param {SVGSVGElement} svg */
export function svgText(svg) {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`;
}

/** @param {SVGSVGElement} svg @returns {Promise<Blob>} */
export async function pngOf(svg) {
  const [width, height] = ["width", "height"].map((name) => Number(svg.getAttribute(name)));
  const address = URL.createObjectURL(new Blob([svgText(svg)], { type: "image/svg+xml" }));
  try {
    const image = new Image(width, height);
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = SCALE * width;
    canvas.height = SCALE * height;
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error("No image came out."))),
        "image/png",
      ),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** So much of a round's name stands in a file's: with four bytes a letter there is room for the rest. */
const LONGEST_NAME = 40;

/** A round's name for the name of a file, cut between letters. @param {string} name */
export const shortName = (name) => [...name].slice(0, LONGEST_NAME).join("");

/** A name that every file system takes. @param {string} words @param {string} ending */
export function fileName(words, ending) {
  const plain = words
    .replaceAll(/[\p{C}\\/:*?"<>|]+/gu, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  return `${plain.replace(/[. ]+$/, "") || "rounds"}.${ending}`;
}

/** Offers a file as a download. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The download reads the address after the click; a minute is more than it takes to begin.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
