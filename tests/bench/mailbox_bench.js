/**
 * A large mailbox in a real Thunderbird: how long it takes to find a reply among so many messages
 * that came while it was closed, and to learn from all their headers; how long the main thread is
 * ever held up meanwhile, beside the same time without either; and how long a reply takes that came
 * while it was closed once more. ROUNDS_BENCH_MESSAGES sets the size (100,000).
 */
import crypto from "node:crypto";

import { until } from "../e2e/support/processes.js";
import { makeRound } from "../e2e/support/steps.js";
import { World } from "../e2e/support/world.js";

const MESSAGES = Number(process.env.ROUNDS_BENCH_MESSAGES ?? 100_000);
const DAYS = 60;
/** When the note was written; everything else came since then. */
const WRITTEN = new Date(Date.now() - DAYS * 24 * 60 * 60_000);
const LONGEST = 60 * 60; // seconds after which a measurement is given up

/** Evenly until now. @param {number} place */
const dateOf = (place) =>
  new Date(WRITTEN.getTime() + ((place + 1) / (MESSAGES + 1)) * DAYS * 24 * 60 * 60_000);

/** @param {{from: string, id: string, place: number, reply?: string}} message */
const raw = ({ from, id, place, reply }) =>
  [
    `From: ${from}`,
    "To: Rosa Writer <me@example.org>",
    "Subject: Lunch",
    `Date: ${dateOf(place).toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: <${id}>`,
    ...(reply ? [`In-Reply-To: <${reply}>`] : []),
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
    "",
    "How lovely to hear from you!",
    "",
  ].join("\n");

const world = await World.make();
await makeRound(world, { people: 40, now: WRITTEN.toISOString() });
const [{ turn, person }] = (await world.call("today.show")).due;
const note = "note@rounds.example";
await world.call("turns.sent", {
  fact: crypto.randomUUID(),
  turn,
  message_id: note,
  sent_at: WRITTEN.toISOString(),
  subject: "Hello again",
  text: "It has been a long while now.",
});
world.imap.fill(
  Array.from({ length: MESSAGES }, (_, place) =>
    place === Math.floor(MESSAGES / 2)
      ? raw({ from: person.addresses[0], id: "reply@example.net", place, reply: note })
      : raw({
          from: `Somebody ${place % 5000} <somebody.${place % 5000}@example.net>`,
          id: `m-${place}@example.net`,
          place,
        }),
  ),
);

let thunderbird = await world.start();
await watch();
const begun = performance.now();
await thunderbird.fetchMail();
await until("all headers are there", async () => (await inTheInbox()) === MESSAGES, LONGEST);
const fetched = seconds(begun);
const heldUpByFetching = await heldUp();
await until(
  "the reply is found",
  async () => (await world.call("replies.list", {})).total === 1,
  LONGEST,
);
console.log(
  `${MESSAGES.toLocaleString("en")} messages: Thunderbird fetched their headers in ${fetched} s, held up ` +
    `at most ${heldUpByFetching} ms; a reply in their middle was found ${seconds(begun)} s after the ` +
    `start, held up at most ${await heldUp()} ms from then on.`,
);
await rest();
console.log(`Without anything to do it is held up at most ${await heldUp()} ms.`);

const learning = performance.now();
await thunderbird.openTab();
await thunderbird.click("tab", '[data-action="go-people"]');
await thunderbird.click("tab", '[data-action="go-addresses"]');
await thunderbird.click("tab", '[data-action="learn"]');
await until("all is learned", async () => (await status()).state === "following", LONGEST);
console.log(
  `Learned from ${(await status()).done.toLocaleString("en")} headers in ${seconds(learning)} s; held up at most ${await heldUp()} ms.`,
);

await thunderbird.quit();
world.imap.deliver(
  raw({ from: person.addresses[0], id: "again@example.net", place: MESSAGES - 1, reply: note }),
);
const restarted = performance.now();
thunderbird = await world.start();
await thunderbird.fetchMail();
await until("its header is there", async () => (await inTheInbox()) === MESSAGES + 1, LONGEST);
const fetchedAgain = seconds(restarted);
await until(
  "the second reply is found",
  async () => (await world.call("replies.list", {})).total === 2,
  LONGEST,
);
console.log(
  `Started again with one reply more: Thunderbird had its header ${fetchedAgain} s after the start, ` +
    `and it was found after ${seconds(restarted)} s.`,
);
await world.stop();
process.exit(0);

/** @param {number} since */
function seconds(since) {
  return ((performance.now() - since) / 1000).toFixed(1);
}

/** Ten seconds in which nobody does anything. */
function rest() {
  return new Promise((resolve) => setTimeout(resolve, 10_000));
}

/** From now on notes the longest time between two turns of the main thread's clock. */
async function watch() {
  await thunderbird.chrome(() => {
    const window = mainWindow();
    window.roundsHeldUp = 0;
    let last = window.performance.now();
    window.setInterval(() => {
      const now = window.performance.now();
      window.roundsHeldUp = Math.max(window.roundsHeldUp, now - last - 20);
      last = now;
    }, 20);
  });
}

/** The longest that it was held up since it was last asked, in milliseconds. */
async function heldUp() {
  const longest = await thunderbird.chrome(() => {
    const window = mainWindow();
    const longest = window.roundsHeldUp;
    window.roundsHeldUp = 0;
    return longest;
  });
  return Math.round(longest);
}

/** How many messages' headers Thunderbird has. */
function inTheInbox() {
  return thunderbird.chrome(() => {
    const { MailServices } = ChromeUtils.importESModule("resource:///modules/MailServices.sys.mjs");
    const inbox = MailServices.accounts.allFolders.find((/** @type {any} */ one) =>
      one.getFlag(Ci.nsMsgFolderFlags.Inbox),
    );
    return inbox?.msgDatabase.dBFolderInfo.numMessages;
  });
}

/** How far learning is. */
async function status() {
  const answer = await thunderbird.page("tab", () =>
    messenger.runtime.sendMessage({ rounds: "ask", type: "mailHistory" }),
  );
  return answer.result;
}
