/** Native messaging frames, as far as a development page needs them. */

export const FRAME_HEAD = 4;

/**
 * @param {NodeJS.ReadableStream} stream
 * @param {(message: any) => void} onMessage
 */
export function readFrames(stream, onMessage) {
  let rest = Buffer.alloc(0);
  stream.on("data", (/** @type {Buffer} */ chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= FRAME_HEAD && rest.length >= FRAME_HEAD + rest.readUInt32LE()) {
      const end = FRAME_HEAD + rest.readUInt32LE();
      onMessage(JSON.parse(rest.subarray(FRAME_HEAD, end).toString()));
      rest = rest.subarray(end);
    }
  });
}
