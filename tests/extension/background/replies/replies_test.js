import assert from "node:assert/strict";
import { test } from "node:test";
import { partsOfReport } from "../../../../extension/background/replies/arrived_message.js";
import { aMorning, World } from "../../support/background.js";

const DAY = 86_400_000;

/** @param {number} days  before now */
const ago = (days) => new Date(Date.now() - days * DAY);

/** A world in which somebody was written to forty days ago. */
async function waiting({ started = true } = {}) {
  const world = new World();
  world.host.addTurn("t1", { state: "written" });
  world.host.since = ago(40).toISOString();
  if (started) {
    await world.start();
    await idle(world);
  }
  return { world, thunderbird: world.thunderbird, host: world.host };
}

/** @param {World} world */
async function idle(world) {
  await world.settled();
  await world.parts?.replies.whenIdle();
  await world.settled();
}

/** An answer of Ann's. @param {Record<string, any>} [more] */
const answer = (more = {}) => ({
  headerMessageId: "answer@x",
  author: "Ann Smith <ann@example.org>",
  subject: "Re: Hello",
  text: "Thank you!",
  headers: { "in-reply-to": ["<note@x>"], received: ["by somebody"] },
  ...more,
});

/** @param {World} world */
const recorded = ({ host }) => host.asked("replies.record").map(({ params }) => params);

test("a reply is recorded as it arrives, with what tells what it is", async () => {
  const { world, thunderbird } = await waiting();
  await thunderbird.receive("inbox", answer());
  await idle(world);
  const [params] = recorded(world);
  assert.equal(params.message_id, "answer@x");
  assert.equal(params.from, "Ann Smith <ann@example.org>");
  assert.equal(params.in_reply_to, "<note@x>");
  assert.equal(params.text, "Thank you!");
  assert.deepEqual(params.own, ["Me <me@example.org>"]);
  assert.deepEqual(Object.keys(params.headers), ["in-reply-to"]);
  assert.match(params.date, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
});

test("a message in markup alone is told as plain text, and a long one is cut", async () => {
  const { world, thunderbird } = await waiting();
  const html = `<p>${"ä".repeat(100_000)}</p>`;
  await thunderbird.receive("inbox", answer({ text: undefined, html }));
  await idle(world);
  const [{ text }] = recorded(world);
  assert.match(text, /^ä+$/);
  assert.ok(Buffer.byteLength(text) <= 64 * 1024);
});

test("what came while Thunderbird was closed is found at start, in every folder", async () => {
  const { world, thunderbird } = await waiting({ started: false });
  thunderbird.folders.push({ id: "friends", specialUse: [] });
  thunderbird.put("friends", answer({ date: ago(30) }));
  thunderbird.put("trash", answer({ headerMessageId: "b@x", date: ago(2) }));
  thunderbird.put("sent", answer({ headerMessageId: "mine@x", date: ago(2) }));
  thunderbird.put("inbox", answer({ headerMessageId: "before@x", date: ago(50) }));
  await world.start();
  await idle(world);
  assert.deepEqual(
    recorded(world)
      .map(({ message_id }) => message_id)
      .sort(),
    ["answer@x", "b@x"],
  );
});

test("what was read elsewhere meanwhile is found, though Thunderbird fetches it long after its start", async () => {
  const { world, thunderbird } = await waiting({ started: false });
  thunderbird.put("inbox", {
    headerMessageId: "news@x",
    author: "x@elsewhere.example",
    date: ago(30),
  });
  await world.start();
  await idle(world);
  await world.restart();
  await idle(world);
  // No new mail, since it is read: only the folder's size tells.
  thunderbird.put("inbox", answer({ date: ago(20) }));
  const inbox = thunderbird.folders.find(({ id }) => id === "inbox");
  await thunderbird.messenger.folders.onFolderInfoChanged.fire(inbox, { totalMessageCount: 2 });
  await idle(world);
  assert.deepEqual(
    recorded(world).map(({ message_id }) => message_id),
    ["answer@x"],
  );
});

test("what a filter moves into another folder is found there", async () => {
  const { world, thunderbird } = await waiting();
  const folder = { id: "friends", specialUse: [] };
  thunderbird.folders.push(folder);
  thunderbird.put("friends", answer({ date: ago(1) }));
  await thunderbird.messenger.folders.onFolderInfoChanged.fire(folder, { totalMessageCount: 1 });
  await idle(world);
  assert.equal(recorded(world).length, 1);
});

test("a stranger's message is opened for its thread only when it answers something", async () => {
  const { world, thunderbird } = await waiting();
  const stranger = "Somebody <x@elsewhere.example>";
  await thunderbird.receive("inbox", answer({ author: stranger, subject: "AW: Thanks!" }));
  await thunderbird.receive(
    "inbox",
    answer({ author: stranger, subject: "News", headerMessageId: "n@x", headers: {} }),
  );
  await thunderbird.receive("inbox", answer({ author: "me@example.org", headerMessageId: "m@x" }));
  await idle(world);
  assert.deepEqual(
    recorded(world).map(({ message_id }) => message_id),
    ["answer@x"],
  );
});

test("a message is looked at once, however often its folder is", async () => {
  const { world, thunderbird, host } = await waiting();
  await thunderbird.receive("inbox", answer());
  await idle(world);
  host.kill();
  await thunderbird.ring("rounds:connect");
  await idle(world);
  await world.restart();
  await idle(world);
  assert.equal(recorded(world).length, 1);
});

test("while the host is away nothing is lost", async () => {
  const { world, thunderbird, host } = await waiting();
  host.unreachable = "No such native application rounds_host";
  host.kill();
  await world.settled();
  await thunderbird.receive("inbox", answer());
  await idle(world);
  assert.equal(host.replies.size, 0);
  host.unreachable = null;
  await world.restart();
  await idle(world);
  assert.equal(host.replies.get("answer@x").outcome, "reply");
});

test("a host that goes away between two messages gets the rest when it is back", async () => {
  const { world, thunderbird, host } = await waiting({ started: false });
  for (let i = 0; i < 6; i++) {
    thunderbird.put("inbox", answer({ headerMessageId: `${i}@x`, date: ago(6 - i) }));
  }
  let count = 0;
  host.before = ({ method }) => {
    if (method === "replies.record" && ++count === 3) {
      host.kill();
    }
  };
  await world.start();
  await idle(world);
  assert.equal(host.replies.size, 2);
  await world.restart();
  await idle(world);
  assert.equal(host.replies.size, 6);
});

test("a message that cannot be read is tried again, and not for ever", async (context) => {
  const { world, thunderbird, host } = await waiting();
  context.mock.method(console, "warn", () => {});
  thunderbird.unreadable.add("answer@x");
  await thunderbird.receive("inbox", answer());
  await idle(world);
  thunderbird.unreadable.clear();
  await world.restart();
  await idle(world);
  assert.equal(host.replies.size, 1);
  thunderbird.unreadable.add("bad@x");
  thunderbird.put("inbox", answer({ headerMessageId: "bad@x" }));
  for (let i = 0; i < 4; i++) {
    await world.restart();
    await idle(world);
  }
  const { repliesLooked, repliesFailed } = thunderbird.local.values;
  assert.ok(!repliesLooked.includes("bad@x"), "the server may have been away until now");
  repliesFailed["bad@x"].first = ago(15).getTime();
  await world.restart();
  await idle(world);
  assert.ok(thunderbird.local.values.repliesLooked.includes("bad@x"));
});

test("while Thunderbird can fetch no message, a look ends, and is tried again soon", async (context) => {
  const { world, thunderbird, host } = await waiting({ started: false });
  context.mock.method(console, "warn", () => {});
  const ids = Array.from({ length: 10 }, (_, i) => `${i}@x`);
  ids.forEach((headerMessageId) => {
    thunderbird.put("inbox", answer({ headerMessageId, date: ago(2) }));
    thunderbird.unreadable.add(headerMessageId);
  });
  await world.start();
  await idle(world);
  assert.equal(thunderbird.opened.length, 2, "each would wait for its time to run out");
  thunderbird.unreadable.clear();
  await thunderbird.ring("rounds:replies");
  await idle(world);
  assert.equal(host.replies.size, ids.length);
  assert.ok(!thunderbird.alarms.has("rounds:replies"));
});

/** @param {World} world @param {() => void} what  happens while a folder is being looked through */
function duringALook({ host }, what) {
  host.before = ({ method, params }) => {
    if (method === "replies.sift" && params.messages.length > 0) {
      host.before = () => {};
      what();
    }
  };
}

test("what Thunderbird is fetching while a folder is looked through is not passed over", async () => {
  const { world, thunderbird } = await waiting({ started: false });
  const stranger = { author: "x@elsewhere.example", headers: {} };
  thunderbird.put("inbox", { ...stranger, headerMessageId: "new@x", date: ago(1) });
  duringALook(world, () => thunderbird.put("inbox", answer({ date: ago(30) })));
  await world.start();
  await idle(world);
  await world.restart();
  await idle(world);
  assert.equal(recorded(world).length, 1);
});

test("a look that was begun while Thunderbird may be fetching does not count as a later one", async () => {
  const { world, thunderbird } = await waiting({ started: false });
  const stranger = { author: "x@elsewhere.example", headers: {} };
  const date = ago(20);
  thunderbird.put("inbox", { ...stranger, headerMessageId: "old@x", date });
  duringALook(world, () => {
    thunderbird.session.values.replySession.began -= 11 * 60_000;
  });
  await world.start();
  await idle(world);
  assert.equal(thunderbird.local.values.replyPositions.inbox, date.getTime());
});

test("in a folder to which mail comes all the time the looks get on all the same", async () => {
  const { world, thunderbird } = await waiting();
  const stranger = { author: "x@elsewhere.example", headers: {} };
  thunderbird.session.values.replySession.began -= 11 * 60_000;
  duringALook(world, () => {
    thunderbird.put("inbox", { ...stranger, headerMessageId: "next@x", date: ago(0) });
  });
  thunderbird.put("inbox", { ...stranger, headerMessageId: "new@x", date: ago(1) });
  const inbox = thunderbird.folders.find(({ id }) => id === "inbox");
  await thunderbird.messenger.folders.onFolderInfoChanged.fire(inbox, { totalMessageCount: 1 });
  await idle(world);
  assert.ok(thunderbird.local.values.replyPositions.inbox > ago(0.1).getTime());
});

test("messages that never can be read do not keep the others from being looked at", async (context) => {
  const { world, thunderbird, host } = await waiting({ started: false });
  context.mock.method(console, "warn", () => {});
  for (const headerMessageId of ["a@x", "b@x", "c@x", "good@x"]) {
    thunderbird.put("inbox", answer({ headerMessageId, date: ago(2) }));
    if (headerMessageId !== "good@x") {
      thunderbird.unreadable.add(headerMessageId);
    }
  }
  for (let i = 0; i < 6; i++) {
    await world.restart();
    await idle(world);
  }
  assert.deepEqual([...host.replies.keys()], ["good@x"]);
});

test("a folder that Thunderbird is filling is looked through when it is quiet", async (context) => {
  const { world, thunderbird, host } = await waiting();
  const inbox = thunderbird.folders.find(({ id }) => id === "inbox");
  let sifts = 0;
  host.before = ({ method, params }) => {
    sifts += method === "replies.sift" && params.messages.length > 0 ? 1 : 0;
  };
  for (let i = 0; i < 2100; i++) {
    const author = `x${i}@elsewhere.example`;
    thunderbird.put("inbox", { headerMessageId: `${i}@x`, author, date: ago(1), headers: {} });
  }
  /** @type {Set<() => void>} */
  const timers = new Set();
  const set = /** @type {any} */ ((/** @type {() => void} */ f) => timers.add(f) && f);
  context.mock.method(globalThis, "setTimeout", set);
  context.mock.method(globalThis, "clearTimeout", (/** @type {any} */ f) => timers.delete(f));
  for (let totalMessageCount = 2080; totalMessageCount <= 2100; totalMessageCount++) {
    await thunderbird.messenger.folders.onFolderInfoChanged.fire(inbox, { totalMessageCount });
  }
  await idle(world);
  assert.equal(sifts, 0);
  timers.forEach((f) => f());
  await idle(world);
  assert.equal(sifts, 2100 / 50, "once");
});

test("catching up goes on where it was stopped, page by page", async () => {
  const { world, thunderbird, host } = await waiting({ started: false });
  const size = 20_000;
  host.since = ago(360).toISOString();
  for (let i = 0; i < size; i++) {
    const date = ago((350 * (size - i)) / size);
    const author = i % 1000 === 0 ? "Ann Smith <ann@example.org>" : `x${i}@elsewhere.example`;
    const headers = i % 1000 === 0 ? answer().headers : {};
    thunderbird.put("inbox", { headerMessageId: `${i}@x`, subject: "News", author, date, headers });
  }
  let pages = 0;
  let headers = 0;
  let stopped = false;
  host.before = ({ method, params }) => {
    if (method === "replies.sift" && params.messages.length > 0) {
      headers += params.messages.length;
      if (++pages === 200) {
        stopped = true;
        world.thunderbird.stopBackground();
      }
    }
  };
  const began = performance.now();
  await world.start();
  for (let i = 0; i < 2000 && !stopped; i++) {
    await world.settled();
  }
  assert.ok(stopped);
  const before = headers;
  await world.restart();
  await idle(world);
  const milliseconds = Math.round(performance.now() - began);
  assert.equal(host.replies.size, size / 1000);
  // A stretch of thirty days, and three before it, at most are looked at again.
  const again = headers - size;
  assert.ok(again <= (size * 34) / 350 + 500, `${again} of ${size} headers again`);
  console.log(
    `  ${size} headers in ${pages} questions and ${milliseconds} ms, stopped after ${before}: ` +
      `${again} looked at again, ${recorded(world).length} messages read`,
  );

  // The next start reads the last days alone.
  headers = 0;
  await world.restart();
  await idle(world);
  assert.ok(headers <= (size * 3.1) / 350, `${headers} headers at the next start`);
});

test("a bounce is told with its report and the message that it returns", async () => {
  const { world, thunderbird } = await waiting();
  const raw = [
    "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
    "",
    "--x",
    "Content-Type: text/plain",
    "",
    "It failed.",
    "--x",
    "Content-Type: message/delivery-status",
    "",
    "Reporting-MTA: dns; mx",
    "",
    "Final-Recipient: rfc822; ann@example.org",
    "Action: failed",
    "",
    "--x",
    "Content-Type: message/rfc822",
    "",
    "Subject: Hello",
    "Message-ID: <note@x>",
    "",
    "Dear Ann",
    "--x--",
  ].join("\r\n");
  assert.deepEqual((await partsOfReport(raw)).returned, ["<note@x>"]);
  await thunderbird.receive("inbox", answer({ headers: {}, raw }));
  await idle(world);
  const [{ report, references }] = recorded(world);
  assert.match(report, /Final-Recipient: rfc822; ann@example.org\nAction: failed/);
  assert.doesNotMatch(report, /Dear|--x/);
  assert.deepEqual(references, ["<note@x>"]);
});

test("a report is found in nested parts, encoded, and with folded headers", async () => {
  const report = "Reporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; jürgen@example.org\r\n";
  const raw = [
    "Subject: Returned",
    'Content-Type: MULTIPART/Mixed;\r\n boundary="outer x"',
    "",
    "--outer x",
    "Content-Type: multipart/report; report-type=delivery-status; boundary=inner",
    "",
    "--inner",
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: quoted-printable",
    "",
    "Empf=C3=A4nger unbekannt",
    "--inner",
    "Content-Type: message/global-delivery-status",
    "Content-Transfer-Encoding: base64",
    "",
    Buffer.from(report).toString("base64"),
    "--inner",
    "Content-Type: text/rfc822-headers",
    "",
    "Subject: Hello",
    "Message-ID:",
    "\t<note@x>",
    "--inner--",
    "--outer x--",
  ].join("\r\n");
  const found = await partsOfReport(new Blob([raw]));
  assert.equal(found.report, report.replaceAll("\r\n", "\n"));
  assert.deepEqual(found.returned, ["<note@x>"]);
  assert.match(found.words, /Empfänger unbekannt/);
});

test("nothing is looked for before the first note", async () => {
  const world = await aMorning();
  world.thunderbird.put("inbox", answer());
  await world.restart();
  await idle(world);
  assert.equal(recorded(world).length, 0);
});

test("the button shows a reply once", async () => {
  const { world, thunderbird } = await waiting();
  assert.equal(thunderbird.button.badge, "1/5");
  await thunderbird.receive("inbox", answer());
  await idle(world);
  assert.equal(thunderbird.button.badge, "♥");
  assert.match(thunderbird.button.title, /^Ann Smith answered · 1 of 5 today/);
  assert.equal(await world.ask("replyNews"), "Ann Smith answered");
  await world.ask("replySeen");
  await idle(world);
  assert.equal(thunderbird.button.badge, "1/5");
  await world.restart();
  await idle(world);
  assert.equal(thunderbird.button.badge, "1/5");
});
