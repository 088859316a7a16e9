/** The pictures of a round's story, drawn so that they explain themselves wherever they are taken. */
import { call } from "../../../shared/background.js";
import { PICTURES } from "../../shared/pictures/pictures.js";

/** @typedef {import("../../shared/pictures/theme.js").ThemeName} ThemeName */

const WIDTH = 720;

/**
 * @param {string} round
 * @returns {Promise<(theme: ThemeName) => SVGElement[]>}  those that have something to show
 */
export async function storyPictures(round) {
  const progress = await call("progress.show", { round });
  const shown = PICTURES.filter((picture) => picture.empty(progress) === "");
  /** @type {Partial<Record<ThemeName, SVGElement[]>>} */
  const drawn = {};
  return (theme) =>
    (drawn[theme] ??= shown.map(
      (picture) => picture.draw(progress, { theme, width: WIDTH, still: true }).svg,
    ));
}
