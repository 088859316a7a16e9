import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { liveYear, YEAR } from "./support/lived_year.js";
import { World } from "./support/world.js";

/** @type {World} */
let world;
/** @type {string} */
let round;
before(async () => {
  world = await World.make();
  const { database } = await world.call("host.hello", { client: "test", protocol: 1 });
  const lived = await liveYear(database.path);
  round = lived.round;
  await world.start({ now: lived.now });
  await world.thunderbird.openTab();
});
after(() => world?.stop());

test("a year with missed weeks, sessions, bounces and late replies fills every picture", async () => {
  const { thunderbird } = world;
  const year = await world.call("progress.show", { round });
  assert.equal(year.people, YEAR.people);
  assert.ok(year.replies.bounce > 10 && year.replies.auto_reply > 10);
  assert.ok(year.answers.some((/** @type {{days: number}} */ { days }) => days > 90));
  assert.ok(year.days.some((/** @type {{session: boolean}} */ { session }) => session));
  assert.ok(year.projection.late > year.projection.early);

  await thunderbird.click("tab", '[data-action="go-progress"]');
  const words = await thunderbird.text("tab", /planned by yesterday evening: \d+ behind/);
  assert.ok(
    words.includes(`${year.written} written, ${year.planned} planned by yesterday evening`),
    words,
  );
  assert.ok(words.includes(`${year.answers.length} of ${year.written} notes were answered`), words);
  const marks = await thunderbird.page("tab", () =>
    [...document.querySelectorAll(".picture-sheet > svg")].map(
      (svg) => svg.querySelectorAll("path, rect, circle").length,
    ),
  );
  assert.equal(marks.length, 5);
  assert.ok(
    marks.every((count) => count > 10),
    String(marks),
  );
});

test("the story of the year is told with its figures", async () => {
  const { thunderbird } = world;
  const story = await world.call("story.show", { round });
  await thunderbird.click("tab", '[data-action="go-story"]');
  const words = await thunderbird.text("tab", new RegExp(`You wrote ${story.notes} notes`));
  assert.ok(words.includes(story.first.person.full));
  assert.ok(words.includes(story.found_again[0].person.full));
  assert.match(words, new RegExp(`${story.replies} notes were answered`));
});
