/**
 * Shows the add-on's pages in an ordinary browser, with a made-up Thunderbird around them:
 *
 *     npm run page                    then open http://127.0.0.1:8123/
 *     npm run page -- --host build/release/rounds-host
 *
 * Without --host the answers are those of a scenario (`?scenario=long-names`, see
 * fake_scenarios.js). With it, a real host answers, on a database that is gone afterwards, so that
 * an import can be tried with a file of one's own. Nothing here is part of the add-on.
 */
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { FRAME_HEAD, readFrames } from "./native_frames.js";

const EXTENSION = fileURLToPath(new URL("../../../extension/", import.meta.url));
const HERE = fileURLToPath(new URL("./", import.meta.url));

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".json": "application/json; charset=utf-8",
};

const { values: options } = parseArgs({
  options: { host: { type: "string" }, port: { type: "string", default: "8123" } },
});
const ask = options.host ? startHost(options.host) : null;

/**
 * @param {string} program
 * @returns {(request: {method: string, params: Record<string, unknown>}) => Promise<unknown>}
 */
function startHost(program) {
  const folder = mkdtempSync(join(tmpdir(), "rounds-page-"));
  const host = spawn(program, [join(folder, "rounds_host.json"), "rounds@letter-rounds"], {
    env: { ...process.env, ROUNDS_DATABASE: join(folder, "rounds.sqlite") },
    stdio: ["pipe", "pipe", "inherit"],
  });
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
    process.on(signal, () => process.exit());
  }
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  /** @type {Map<string, (answer: unknown) => void>} */
  const waiting = new Map();
  readFrames(host.stdout, (answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  return (request) =>
    new Promise((resolve) => {
      const id = randomUUID();
      waiting.set(id, resolve);
      const body = Buffer.from(JSON.stringify({ jsonrpc: "2.0", id, ...request }));
      const head = Buffer.alloc(FRAME_HEAD);
      head.writeUInt32LE(body.length);
      host.stdin.write(Buffer.concat([head, body]));
    });
}

/** @param {string} path */
async function content(path) {
  if (path === "/") {
    return { type: TYPES[".html"], body: await readFile(join(HERE, "index.html")) };
  }
  if (path === "/fake/messages.js") {
    const messages = await readFile(join(EXTENSION, "_locales/en/messages.json"), "utf8");
    const body = `export const messages = ${messages};\nexport const hasHost = ${ask !== null};\n`;
    return { type: TYPES[".js"], body };
  }
  const [folder, rest] = path.startsWith("/fake/") ? [HERE, path.slice(6)] : [EXTENSION, path];
  const file = join(folder, normalize(rest));
  const body = await readFile(file);
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  if (extname(file) !== ".html") {
    return { type, body };
  }
  const fake = '<script type="module" src="/fake/fake_messenger.js"></script>\n    <script';
  return { type, body: body.toString().replace("<script", fake) };
}

createServer(async (request, response) => {
  try {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/host" && ask) {
      const chunks = [];
      for await (const chunk of request) {
        chunks.push(chunk);
      }
      const answer = await ask(JSON.parse(Buffer.concat(chunks).toString()));
      response.writeHead(200, { "content-type": TYPES[".json"] }).end(JSON.stringify(answer));
      return;
    }
    const { type, body } = await content(decodeURIComponent(pathname));
    response.writeHead(200, { "content-type": type, "cache-control": "no-store" }).end(body);
  } catch (error) {
    response.writeHead(404, { "content-type": "text/plain" }).end(String(error));
  }
}).listen(Number(options.port), "127.0.0.1", () => {
  console.log(`Open http://127.0.0.1:${options.port}/`);
});
