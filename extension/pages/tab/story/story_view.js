/** The story of a round in warm plain sentences. Nothing here touches the page. */
import { list, number, percent, plural, text } from "../../../shared/text.js";
import { dateText } from "../../shared/dates.js";
import { isolated, nameOf } from "../../shared/people.js";

/** @typedef {import("../../../shared/wire.js").Story} Story */
/** @typedef {import("../../../shared/wire.js").StoryPerson} StoryPerson */

/**
 * @typedef {object} StorySection
 * @property {string} heading  "" for the beginning
 * @property {string[]} paragraphs
 * @property {string[]} [list]
 * @property {boolean} [pictures]  the pictures go here
 */

/** @typedef {{title: string, lead: string, sections: StorySection[]}} StoryView */

/** Ways of writing that have a sentence of their own. */
const CHANNELS = ["mail", "linkedin", "paper", "telephone", "in_person"];

const HOURS_FROM_MINUTES = 90;
const HOURS_TO_DAYS = 48;
const DAYS_TO_MONTHS = 62;
const DAYS_TO_YEARS = 731;

/** @param {StoryPerson} person */
const name = (person) => isolated(nameOf({ full: person.full, addresses: [] }));

/**
 * @param {Story} story
 * @param {{words?: string, remarks?: string[], pictures?: boolean}} chosen  what the user puts in: words
 *   of one's own, and the persons (ids) whose remarks are to stand in it
 * @returns {StoryView}
 */
export function storyView(story, { words = "", remarks = [], pictures = false } = {}) {
  const { round, notes } = story;
  const title = text("story_title", isolated(round.name));
  const own = words.split(/\n\s*\n/).map((paragraph) => paragraph.trim());
  const sections =
    notes === 0
      ? [{ heading: "", paragraphs: own }]
      : [
          { heading: "", paragraphs: [...own, ...beginning(story)] },
          { heading: text("story_writing"), paragraphs: [writing(story), aside(story)] },
          { heading: text("story_answers"), paragraphs: answers(story) },
          { heading: text("story_found_again"), paragraphs: [], list: foundAgain(story) },
          { heading: text("story_milestones"), paragraphs: [], list: milestones(story) },
          { heading: text("story_remembered"), paragraphs: [], list: remembered(story, remarks) },
          ...(pictures ? [{ heading: text("story_pictures"), paragraphs: [], pictures }] : []),
        ];
  return {
    title,
    lead: lead(story),
    sections: sections
      .map((section) => ({ ...section, paragraphs: section.paragraphs.filter(Boolean) }))
      .filter((one) => one.paragraphs.length > 0 || one.list?.length || one.pictures),
  };
}

/** Several sentences in a row; those that are "" fall away. @param {string[]} sentences */
const sentences = (...sentences) => sentences.filter(Boolean).join(" ");

/** @param {Story} story */
function lead({ round, notes, last }) {
  if (notes === 0) {
    return text("story_not_begun");
  }
  return !round.running && last
    ? text("story_over", dateText(round.start), dateText(last.on))
    : text(
        "story_under_way",
        dateText(round.start),
        number(round.written + round.skipped),
        number(round.people),
      );
}

/** @param {Story} story */
function beginning({ round, notes, first, last }) {
  const end = round.running ? "story_latest_so_far" : "story_last";
  return [
    sentences(
      first ? text("story_first", name(first.person), dateText(first.on)) : "",
      last && notes > 1 ? text(end, name(last.person), dateText(last.on)) : "",
    ),
  ];
}

/** @param {Story} story */
function writing({ notes, writing_days: days, seconds, timed, sessions, longest_day: longest }) {
  return sentences(
    plural("story_notes", notes, plural("story_days", days)),
    timeText(seconds, timed, notes),
    sessions > 0 ? plural("story_sessions", sessions) : "",
    longest && days > 1 && longest.written > 1
      ? plural("story_longest_day", longest.written, dateText(longest.on))
      : "",
  );
}

/**
 * How long the writing took, as far as it is known.
 *
 * @param {number} seconds
 * @param {number} timed  of how many notes the time is known
 * @param {number} notes
 */
function timeText(seconds, timed, notes) {
  if (timed === 0 || seconds <= 0) {
    return "";
  }
  const minutes = Math.max(1, Math.round(seconds / 60));
  const inHours = minutes >= HOURS_FROM_MINUTES;
  const count = inHours ? Math.round(minutes / 60) : minutes;
  const unit = inHours ? "hours" : "minutes";
  const whole =
    timed < notes
      ? plural("story_time_part", timed, plural(`story_about_${unit}`, count))
      : plural(`story_time_${unit}`, count);
  const share = Math.max(1, Math.round(seconds / timed / 60));
  const saysMore = timed > 1 && share < minutes;
  return saysMore ? sentences(whole, plural("story_each_minutes", share)) : whole;
}

/** How the notes went, and who was left out. @param {Story} story */
function aside({ channels, skipped, bounces }) {
  const known = CHANNELS.filter((channel) => channels[channel] > 0);
  const others = Object.entries(channels)
    .filter(([channel]) => !CHANNELS.includes(channel))
    .reduce((sum, [, count]) => sum + count, 0);
  const ways = [
    ...known.map((channel) => plural(`story_channel_${channel}`, channels[channel])),
    ...(others > 0 ? [plural("story_channel_else", others)] : []),
  ];
  // Only mail says what was done with it, and it comes first.
  const went = channels.mail > 0 ? "story_channels" : "story_channels_went";
  return sentences(
    ways.length > 1 ? text(went, list(ways)) : "",
    skipped > 0 ? plural("story_skipped", skipped) : "",
    bounces > 0 ? plural("story_bounces", bounces) : "",
  );
}

/** @param {Story} story */
function answers(story) {
  const { replies, reply_percent: share, median_days: median, quickest, latest } = story;
  if (replies === 0) {
    return [text("story_answers_none")];
  }
  return [
    sentences(
      plural("story_replies", replies, percent(share)),
      median === undefined || replies < 2 ? "" : medianText(median),
    ),
    sentences(
      quickest ? text("story_quickest", name(quickest.person), afterText(quickest)) : "",
      latest && replies > 1 ? text("story_latest", name(latest.person), afterText(latest)) : "",
    ),
  ];
}

/** @param {number} days */
const medianText = (days) =>
  days < 1 ? text("story_median_same_day") : plural("story_median", Math.round(days));

/**
 * "after 3 hours", "after 42 days", "after 2 years".
 *
 * @param {{days: number, hours?: number}} wait
 */
export function afterText({ days, hours }) {
  if (hours !== undefined && hours >= 1 && hours < HOURS_TO_DAYS) {
    return plural("story_after_hours", Math.round(hours));
  }
  if (days < 1) {
    return text("story_after_same_day");
  }
  if (days < DAYS_TO_MONTHS) {
    return plural("story_after_days", days);
  }
  return days < DAYS_TO_YEARS
    ? plural("story_after_months", Math.round(days / 30.4))
    : plural("story_after_years", Math.floor(days / 365.25));
}

/** "after 11 years"; of less than one in months. @param {number} years */
export function silenceText(years) {
  return years < 1
    ? plural("story_after_months", Math.max(1, Math.round(years * 12)))
    : plural("story_after_years", Math.floor(years));
}

/** @param {Story} story */
function foundAgain({ found_again: found }) {
  return found.map(({ person, years, answered }) =>
    answered
      ? text("story_found_answered", name(person), silenceText(years))
      : text("story_found_written", name(person), silenceText(years)),
  );
}

/** @param {Story} story */
function milestones({ milestones: all }) {
  return all.map(({ kind, count, on, name: full }) =>
    text(`story_milestone_${kind}`, dateText(on), name({ id: "", full }), number(count)),
  );
}

/** @param {Story} story @param {string[]} chosen */
function remembered(story, chosen) {
  return story.remembered
    .filter(({ person }) => chosen.includes(person.id))
    .map(({ person, remark }) => text("story_remembered_line", name(person), isolated(remark)));
}
