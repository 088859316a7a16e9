/**
 * Waits until what a page holds is on the screen: its text is there some frames before it is painted.
 *
 * @param {import("../../tests/e2e/support/world.js").World} world
 * @param {"tab" | "popup"} [page]
 */
export async function painted({ thunderbird }, page = "tab") {
  await thunderbird.page(page, async () => {
    for (let frame = 0; frame < 5; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  });
}
