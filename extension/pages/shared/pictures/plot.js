/** Observable Plot: a script of its own, which finds D3 where D3 has put itself. */
import "../../../vendor/d3.js";
import "../../../vendor/plot.js";

/** @type {typeof import("@observablehq/plot")} */
export const Plot = /** @type {any} */ (globalThis).Plot;
