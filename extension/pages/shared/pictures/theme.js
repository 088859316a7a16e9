/** The colours of a picture. They stand in the picture itself, so that it keeps them wherever it goes. */

/**
 * @typedef {object} Theme
 * @property {string} page
 * @property {string} ink
 * @property {string} soft  for words that matter less
 * @property {string} line
 * @property {string} raised
 * @property {string} accent
 * @property {string} planned
 * @property {string} band
 * @property {string} some  less than the day's share was written
 * @property {string} reached  the day's share was written
 * @property {string} more  more than the day's share was written
 * @property {string} onMore
 * @property {string} reply
 */

/** @typedef {"light" | "dark"} ThemeName */

/** @type {Record<ThemeName, Theme>} */
export const THEMES = {
  light: {
    page: "#ffffff",
    ink: "#1a1a20",
    soft: "#55555f",
    line: "#d5d5de",
    raised: "#f0f0f5",
    accent: "#1f5fbf",
    planned: "#74747f",
    band: "#8fb4ea",
    some: "#b9d1f2",
    reached: "#4a86d8",
    more: "#123f85",
    onMore: "#ffffff",
    reply: "#1a7a3c",
  },
  dark: {
    page: "#1f1e26",
    ink: "#f4f4f9",
    soft: "#b9b8c6",
    line: "#43424f",
    raised: "#2a2933",
    accent: "#7fb0ff",
    planned: "#a3a2b2",
    band: "#3f639c",
    some: "#2f4a75",
    reached: "#5a8fdf",
    more: "#c3dbff",
    onMore: "#1f1e26",
    reply: "#6fd595",
  },
};
