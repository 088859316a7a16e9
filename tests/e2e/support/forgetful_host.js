/**
 * A program between Thunderbird and the host that loses one answer: it passes all frames on, but
 * when the host answers the first call of a certain method, it kills the host and ends instead.
 *
 *     node forgetful_host.js HOST METHOD MARK MANIFEST ADD-ON
 *
 * MARK is a file that is made when the answer was lost; while it is there, nothing is lost any more.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";

const [program, method, mark, ...args] = process.argv.slice(2);
const host = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
/** @type {Set<unknown>} */
const lost = new Set();

forEachFrame(process.stdin, (frame, message) => {
  if (message.method === method && !fs.existsSync(mark)) {
    lost.add(message.id);
  }
  host.stdin.write(frame);
});
process.stdin.on("end", () => host.stdin.end());
forEachFrame(host.stdout, (frame, message) => {
  if (lost.has(message.id)) {
    fs.writeFileSync(mark, "");
    host.kill("SIGKILL");
    process.exit(1);
  }
  process.stdout.write(frame);
});
host.on("exit", (status) => process.exit(status ?? 1));

/**
 * @param {NodeJS.ReadableStream} stream
 * @param {(frame: Buffer, message: {id?: unknown, method?: string}) => void} take
 */
function forEachFrame(stream, take) {
  let received = Buffer.alloc(0);
  stream.on("data", (/** @type {Buffer} */ bytes) => {
    received = Buffer.concat([received, bytes]);
    while (received.length >= 4) {
      const end = 4 + received.readUInt32LE(0);
      if (received.length < end) {
        return;
      }
      take(received.subarray(0, end), JSON.parse(received.subarray(4, end).toString()));
      received = received.subarray(end);
    }
  });
}
