import assert from "node:assert/strict";
import { test } from "node:test";
import { aMorning } from "../../support/background.js";

/** The tab in which messages are read. */
const TAB = 900;

/** A message in sight, and what stands above it. @param {Record<string, any> | null} reply */
async function reading(reply) {
  const world = await aMorning();
  const { thunderbird, host } = world;
  const message = thunderbird.put("inbox", {
    headerMessageId: "m@x",
    author: "ann@example.org",
    headers: {},
  });
  if (reply) {
    host.addReply({ message_id: "m@x", ...reply });
  }
  await thunderbird.display(TAB, message);
  await world.settled();
  const act = (/** @type {string} */ what, /** @type {string} */ value = "") =>
    world.ask("reading", { act: what, message: "m@x", value });
  return { world, thunderbird, host, act, banner: thunderbird.banners.get(TAB) };
}

const acts = (/** @type {any} */ { buttons }) => buttons.map((/** @type {any} */ { act }) => act);

test("above a reply stands which note it answers, and after how long", async () => {
  const { banner, act, thunderbird } = await reading({ outcome: "reply" });
  assert.equal(banner.line, "Your note of March 3, 2015, answered after 42 days.");
  assert.deepEqual(acts(banner), ["open"]);
  thunderbird.put("sent", { headerMessageId: "note@x" });
  await act("open");
  assert.equal(thunderbird.shown.at(-1).headerMessageId, "note@x");
});

test("a note that lies nowhere is told so", async () => {
  const { act } = await reading({ outcome: "reply" });
  await assert.rejects(act("open"), /could not be found/);
});

test("a line is remembered beside what is known already", async () => {
  const { act, host } = await reading({ outcome: "reply" });
  const { said } = await act("remember", " new job in Oslo ");
  assert.match(said, /Ann Smith.*new job in Oslo/);
  const [{ params }] = host.asked("people.edit");
  assert.equal(params.person, "p-t1");
  assert.match(params.changes.remark, /^Plays the cello\n\w+ \d+, \d{4}: new job in Oslo$/);
});

test("above a probable reply stands a question, and its answer is recorded", async () => {
  const { banner, act, host } = await reading({ outcome: "probable" });
  assert.match(banner.line, /^Is this Ann Smith’s answer to your note of March 3, 2015\?/);
  assert.deepEqual(acts(banner), ["confirm", "deny", "open"]);
  assert.deepEqual(acts(await act("deny")), ["confirm"]);
  assert.equal(host.replies.get("m@x").outcome, "unrelated");
  assert.match((await act("confirm")).line, /answered after 42 days/);
});

test("above a bounce stands what happened, and where else to write", async () => {
  const dead = { outcome: "bounce", dead_addresses: ["ann@example.org"], state: "waiting" };
  const other = await reading({ ...dead, other_addresses: ["ann@home.example"] });
  assert.match(other.banner.line, /did not arrive: ann@example.org cannot be reached/);
  assert.equal(other.banner.buttons[0].label, "Write to ann@home.example");
  await other.act("write");
  assert.equal(other.world.composeTabs.length, 1);
  const none = await reading({ ...dead, other_addresses: [] });
  assert.equal(none.banner.buttons[0].act, "address");
  const done = await reading({ ...dead, other_addresses: [], state: "written" });
  assert.deepEqual(acts(done.banner), ["open"]);
});

test("nothing is put into other mail", async () => {
  assert.equal((await reading(null)).banner, undefined);
  assert.equal((await reading({ outcome: "unrelated" })).banner, undefined);
});

test("what was not looked at yet is looked at when it is opened", async () => {
  const world = await aMorning();
  const { thunderbird, host } = world;
  const message = thunderbird.put("inbox", {
    headerMessageId: "m@x",
    author: "ann@example.org",
    headers: { "in-reply-to": ["<note@x>"] },
  });
  await thunderbird.display(TAB, message);
  await world.settled();
  assert.equal(host.replies.get("m@x").outcome, "reply");
  assert.match(thunderbird.banners.get(TAB).line, /answered/);
});

test("a message that is no longer shown gets nothing", async () => {
  const world = await aMorning();
  const { thunderbird, host } = world;
  host.addReply({ message_id: "m@x", outcome: "reply" });
  const first = thunderbird.put("inbox", { headerMessageId: "m@x" });
  const second = thunderbird.put("inbox", { headerMessageId: "other@x" });
  await Promise.all([thunderbird.display(TAB, first), thunderbird.display(TAB, second)]);
  await world.settled();
  assert.equal(thunderbird.banners.get(TAB), undefined);
});
