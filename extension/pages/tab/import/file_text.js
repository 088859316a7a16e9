/**
 * The bytes of a file as text where they are Unicode; in which code page older ones are written, what
 * the text means, and whether it is a list of people, is the host's to say.
 */

/** Above this a file is refused before it is read into memory: a list of people is never as large. */
export const LARGEST_FILE = 32 * 1024 * 1024;

/** The same for an archive: its bytes must fit into a frame, and there they are text. */
export const LARGEST_ARCHIVE = 47 * 1024 * 1024;

/** @typedef {"empty" | "too_large" | "archive_too_large" | "spreadsheet" | "unreadable"} WhyRefused */

/** A file that cannot be a list of people. */
export class FileRefused extends Error {
  /** @param {WhyRefused} why */
  constructor(why) {
    super(`The file was refused: ${why}`);
    this.why = why;
  }
}

/**
 * A file's text; or in base 64 the bytes of an archive, and of a list that is not in Unicode.
 *
 * @param {{name: string, size: number, arrayBuffer: () => Promise<ArrayBuffer>}} file
 * @returns {Promise<{text?: string, data?: string}>}
 * @throws {FileRefused}
 */
export async function readPeopleFile(file) {
  const named = isArchiveName(file.name);
  if (file.size > (named ? LARGEST_ARCHIVE : LARGEST_FILE)) {
    throw new FileRefused(named ? "archive_too_large" : "too_large");
  }
  /** @type {ArrayBuffer} */
  let bytes;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    // A folder that was dropped, a file that is gone or may not be read.
    throw new FileRefused("unreadable");
  }
  const all = new Uint8Array(bytes);
  if (named && isArchive(all)) {
    return { data: base64(all) };
  }
  const text = decode(all);
  // A vCard names the code page of each of its lines.
  const isOld = encodingOf(all) === "windows-1252" && all.length <= LARGEST_ARCHIVE;
  return isOld && !/^\s*BEGIN:VCARD/i.test(text) ? { data: base64(all) } : { text };
}

/** @param {string} name */
function isArchiveName(name) {
  return /\.zip$/i.test(name);
}

/** @param {Uint8Array} bytes */
function isArchive(bytes) {
  return beginsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || beginsWith(bytes, [0x50, 0x4b, 0x05, 0x06]);
}

/** @param {Uint8Array} bytes */
export function base64(bytes) {
  // In pieces: a call takes only so many arguments.
  const piece = 3 * 8192;
  let text = "";
  for (let begin = 0; begin < bytes.length; begin += piece) {
    text += btoa(String.fromCharCode(...bytes.subarray(begin, begin + piece)));
  }
  return text;
}

/**
 * @param {Uint8Array} bytes
 * @returns {string}
 * @throws {FileRefused}
 */
export function decode(bytes) {
  if (bytes.length === 0) {
    throw new FileRefused("empty");
  }
  if (isArchive(bytes) || beginsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
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
