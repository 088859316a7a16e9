/**
 * The bytes of a file as text. Only what must be known to make text of them is decided here; what
 * the text means, and whether it is a list of people, is the host's to say.
 */

/** Above this a file is refused before it is read into memory: a list of people is never as large. */
export const LARGEST_FILE = 32 * 1024 * 1024;

/** @typedef {"empty" | "too_large" | "zip" | "spreadsheet" | "unreadable"} WhyRefused */

/** A file that cannot be a list of people. */
export class FileRefused extends Error {
  /** @param {WhyRefused} why */
  constructor(why) {
    super(`The file was refused: ${why}`);
    this.why = why;
  }
}

/**
 * @param {{name: string, size: number, arrayBuffer: () => Promise<ArrayBuffer>}} file
 * @returns {Promise<string>}
 * @throws {FileRefused}
 */
export async function readText(file) {
  if (file.size > LARGEST_FILE) {
    throw new FileRefused("too_large");
  }
  /** @type {ArrayBuffer} */
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    // A folder that was dropped, a file that is gone or may not be read.
    throw new FileRefused("unreadable");
  }
  return decode(new Uint8Array(bytes), file.name);
}

/**
 * @param {Uint8Array} bytes
 * @param {string} [name]
 * @returns {string}
 * @throws {FileRefused}
 */
export function decode(bytes, name = "") {
  if (bytes.length === 0) {
    throw new FileRefused("empty");
  }
  if (beginsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || beginsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    throw new FileRefused(/\.zip$/i.test(name) ? "zip" : "spreadsheet");
  }
  if (beginsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new FileRefused("spreadsheet");
  }
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/**
 * A mark at the beginning tells; without one, zero bytes on one side of each pair tell UTF-16,
 * valid UTF-8 is UTF-8, and anything else is what old Windows programs write.
 *
 * @param {Uint8Array} bytes
 */
export function encodingOf(bytes) {
  if (beginsWith(bytes, [0xff, 0xfe])) {
    return "utf-16le";
  }
  if (beginsWith(bytes, [0xfe, 0xff])) {
    return "utf-16be";
  }
  const zeros = zerosAtTheBeginning(bytes);
  if (zeros.odd > zeros.pairs / 2 && zeros.even === 0) {
    return "utf-16le";
  }
  if (zeros.even > zeros.pairs / 2 && zeros.odd === 0) {
    return "utf-16be";
  }
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return "utf-8";
  } catch {
    return "windows-1252";
  }
}

/** @param {Uint8Array} bytes @param {number[]} beginning */
function beginsWith(bytes, beginning) {
  return beginning.every((byte, place) => bytes[place] === byte);
}

/** @param {Uint8Array} bytes */
function zerosAtTheBeginning(bytes) {
  const looked = bytes.subarray(0, 1024);
  let even = 0;
  let odd = 0;
  looked.forEach((byte, place) => {
    if (byte === 0) {
      if (place % 2 === 0) {
        even++;
      } else {
        odd++;
      }
    }
  });
  return { even, odd, pairs: looked.length / 2 };
}
