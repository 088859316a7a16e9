/** All pictures of a round, in the order in which they are shown. */
import { calendar } from "./calendar_picture.js";
import { knownFrom } from "./known_from_picture.js";
import { minutes } from "./minutes_picture.js";
import { replies } from "./replies_picture.js";
import { written } from "./written_picture.js";

export { calendarPicture } from "./calendar_picture.js";
export { knownFromPicture } from "./known_from_picture.js";
export { minutesPicture } from "./minutes_picture.js";
export { repliesPicture } from "./replies_picture.js";
export { writtenPicture } from "./written_picture.js";

export const PICTURES = [written, calendar, replies, minutes, knownFrom];
