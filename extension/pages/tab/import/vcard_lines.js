/**
 * vCards as lines of text: cut into cards, unfolded, decoded. What programs really write is looser
 * than vCard 2.1, RFC 2426 and RFC 6350 say, and each liberty taken here was seen in some file.
 */

/** @typedef {{name: string, params: Param[], value: string}} Property */
/** @typedef {{name: string, value: string}} Param  both in small letters; a bare one has no name */

/** The properties of all versions, by which a new one is told from a value that goes on. */
const KNOWN = new Set(
  (
    "adr agent anniversary bday begin caladruri caluri categories class clientpidmap created email " +
    "end fburl fn gender geo impp key kind label lang logo mailer member n name nickname note org " +
    "photo prodid profile pronouns related rev role socialprofile sort-string sound source tel " +
    "title tz uid url version xml"
  ).split(" "),
);

/** Where a blank in the middle was made by folding, and never meant. */
const WITHOUT_BLANKS = /^(?:[\w-]+\.)?(?:email|url|x-socialprofile|socialprofile)\b/i;

/**
 * The lines between BEGIN and END of each card. A card within another, as version 3 knows them,
 * belongs to the outer one and is passed over; but where a card only lacks its END, none is lost.
 *
 * @param {string} text
 * @returns {string[][]}
 */
export function splitCards(text) {
  /** @type {string[][]} */
  const cards = [];
  /** @type {string[][]} the open cards, the outer first */
  const open = [];
  /** @type {string[] | null} the card inside the open one that has just ended */
  let inner = null;
  const giveUpOuter = () => {
    cards.push(...open.splice(0), ...(inner ? [inner] : []));
    inner = null;
  };
  for (const line of text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/)) {
    if (/^\s*BEGIN:VCARD\s*$/i.test(line)) {
      if (inner) {
        giveUpOuter(); // END, BEGIN: the two are neighbours, and the outer has lost its END
      }
      open.push([]);
    } else if (/^\s*END:VCARD\s*$/i.test(line)) {
      const ended = open.pop();
      if (ended && open.length === 0) {
        cards.push(ended);
        inner = null;
      } else {
        inner = ended ?? null;
      }
    } else if (open.length > 0 && (line.trim() !== "" || !inner)) {
      inner = null;
      open[open.length - 1].push(line);
    }
  }
  giveUpOuter(); // cut off in the middle: what is there may do
  return cards;
}

/**
 * A card's properties, unfolded and decoded. Their values still have backslashes.
 *
 * @param {string[]} lines
 * @returns {Property[]}
 */
export function propertiesOf(lines) {
  const keepsBlank = versionOf(lines) === "2.1";
  return unfolded(lines, keepsBlank).flatMap((line) => {
    const parts = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):(.*)$/s.exec(line);
    if (!parts) {
      return [];
    }
    const params = paramsOf(parts[2]);
    return [{ name: parts[1].toLowerCase(), params, value: decoded(parts[3], params) }];
  });
}

/** @param {string[]} lines  "3.0" where none is named */
export function versionOf(lines) {
  for (const line of lines) {
    const version = /^VERSION:\s*([\d.]+)/i.exec(line);
    if (version) {
      return version[1];
    }
  }
  return "3.0";
}

/**
 * Joins what was folded. Version 2.1 folds as RFC 822 does: where a blank stood, which stays; later
 * ones add a blank anywhere. A quoted-printable line that ends in "=" goes on, too, unless the next
 * is plainly a property of its own: some programs end every value so.
 *
 * @param {string[]} lines
 * @param {boolean} keepsBlank
 */
function unfolded(lines, keepsBlank) {
  const indents = indentsQuotedPrintable(lines);
  /** @type {string[]} */
  const whole = [];
  for (const line of lines) {
    const last = whole.length - 1;
    const soft = last >= 0 && isQuotedPrintable(whole[last]) && whole[last].endsWith("=");
    if (soft && !beginsProperty(line)) {
      const more = indents ? line.replace(/^[ \t]/, "") : line.replace(/^\t/, "");
      whole[last] = whole[last].slice(0, -1) + more;
    } else if (last >= 0 && /^[ \t]/.test(line) && line.trim() !== "") {
      const keep = keepsBlank && !WITHOUT_BLANKS.test(whole[last]);
      whole[last] += keep ? ` ${line.trimStart()}` : line.slice(1);
    } else if (line.trim() !== "") {
      if (soft) {
        whole[last] = whole[last].slice(0, -1);
      }
      whole.push(line);
    }
  }
  return whole.map((line) =>
    isQuotedPrintable(line) && line.endsWith("=") ? line.slice(0, -1) : line,
  );
}

/** @param {string} line */
function isQuotedPrintable(line) {
  return /^[^:]*;(?:ENCODING=)?"?(?:QUOTED-PRINTABLE|Q)\b[^:]*:/i.test(line);
}

/** NAME or item1.NAME, then parameters or the value; in large letters or in small. @param {string} line */
function beginsProperty(line) {
  const name = /^(?:[\w-]+\.)?([A-Z][A-Z-]*|[a-z][a-z-]*|X-[\w-]+)[:;]/.exec(line)?.[1];
  return name !== undefined && (KNOWN.has(name.toLowerCase()) || /^x-/i.test(name));
}

/**
 * Whether this card's writer adds a blank to lines that go on from a quoted-printable one, which
 * the encoding does not ask for: all of them have it, and more than one, or in the middle of a
 * letter.
 *
 * @param {string[]} lines
 */
function indentsQuotedPrintable(lines) {
  let inside = false;
  let more = 0;
  let cut = false;
  for (const [i, line] of lines.entries()) {
    /** @type {boolean} */
    const goesOn = inside && !beginsProperty(line);
    if (goesOn) {
      if (!/^[ \t]/.test(line)) {
        return false;
      }
      more++;
      cut ||=
        /=[C-F][0-9A-F](?:=[89AB][0-9A-F])*=$/i.test(lines[i - 1]) &&
        /^[ \t]=[89AB][0-9A-F]/i.test(line);
    }
    inside = line.endsWith("=") && (goesOn || isQuotedPrintable(line));
  }
  return cut || more > 1;
}

/** @param {string} text  ";TYPE=work,pref;PREF=1;QUOTED-PRINTABLE" @returns {Param[]} */
function paramsOf(text) {
  return (text.match(/;(?:"[^"]*"|[^";])*/g) ?? []).flatMap((param) => {
    const [, name = "", values = ""] = /^;(?:([\w-]+)=)?(.*)$/s.exec(param) ?? [];
    return values
      .replaceAll('"', "")
      .split(",")
      .map((value) => ({ name: name.trim().toLowerCase(), value: value.trim().toLowerCase() }));
  });
}

/**
 * The values of a parameter, and what stands bare, as version 2.1 writes types and encodings.
 *
 * @param {Param[]} params
 * @param {string} wanted
 */
export function valuesOf(params, wanted) {
  return params.filter(({ name }) => name === wanted || name === "").map(({ value }) => value);
}

/** @param {string} value @param {Param[]} params */
function decoded(value, params) {
  const charset = params.find(({ name }) => name === "charset")?.value;
  const encodings = valuesOf(params, "encoding");
  if (encodings.includes("quoted-printable") || encodings.includes("q")) {
    return textOf(quotedPrintable(value, isUtf8(charset)), charset);
  }
  if (encodings.includes("base64") || encodings.includes("b")) {
    try {
      return textOf(Uint8Array.from(atob(value.replace(/\s/g, "")), byteOf), charset);
    } catch {
      return "";
    }
  }
  // Where the file as a whole was no UTF-8, each byte became a letter of windows-1252.
  const bytes = /[\u0080-\uffff]/.test(value) ? bytesOf(value) : null;
  if (bytes && !isUtf8(charset)) {
    return textOf(bytes, charset);
  }
  return bytes ? (utf8Of(bytes) ?? value) : value;
}

/** @param {string} [charset]  where none is named, it may be */
function isUtf8(charset) {
  return charset === undefined || /^utf-?8$/.test(charset);
}

/** @param {Uint8Array} bytes */
function utf8Of(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** @param {string} text @param {boolean} asUtf8 @returns {Uint8Array} */
function quotedPrintable(text, asUtf8) {
  // What stands there as it is was decoded with the file.
  const encoded = new TextEncoder().encode(text);
  const bytes = asUtf8 ? encoded : (bytesOf(text) ?? encoded);
  const result = [];
  for (let i = 0; i < bytes.length; i++) {
    const hex = String.fromCharCode(...bytes.subarray(i + 1, i + 3));
    if (bytes[i] === 0x3d && /^[0-9a-f]{2}$/i.test(hex)) {
      result.push(parseInt(hex, 16));
      i += 2;
    } else {
      result.push(bytes[i]);
    }
  }
  return new Uint8Array(result);
}

/** @param {Uint8Array} bytes @param {string} [charset] */
function textOf(bytes, charset = "utf-8") {
  for (const one of [charset, "utf-8"]) {
    try {
      return new TextDecoder(one, { fatal: true }).decode(bytes);
    } catch {
      // Not in that one, or a name that nobody knows.
    }
  }
  return new TextDecoder("windows-1252").decode(bytes);
}

/** @param {string} letter */
function byteOf(letter) {
  return letter.charCodeAt(0);
}

/** @type {Map<string, number> | undefined} */
let bytesOfLetters;

/**
 * The bytes of which windows-1252 made this text; null when it was made otherwise.
 *
 * @param {string} text
 * @returns {Uint8Array | null}
 */
function bytesOf(text) {
  if (!bytesOfLetters) {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
    const letters = [...new TextDecoder("windows-1252").decode(all)];
    bytesOfLetters = new Map(letters.map((letter, byte) => [letter, byte]));
  }
  const bytes = [];
  for (const letter of text) {
    const byte = bytesOfLetters.get(letter);
    if (byte === undefined) {
      return null;
    }
    bytes.push(byte);
  }
  return new Uint8Array(bytes);
}
