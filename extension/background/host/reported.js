/**
 * A listener whose failure is told in the console and goes no further: nobody waits for what it does,
 * and nobody else could say what it was that failed.
 *
 * @template {any[]} Given
 * @param {string} what  failed then, as the beginning of a sentence
 * @param {(...given: Given) => unknown} work
 * @returns {(...given: Given) => Promise<void>} never rejects
 */
export function reported(what, work) {
  return async (...given) => {
    try {
      await work(...given);
    } catch (error) {
      console.error(`${what}:`, error);
    }
  };
}
