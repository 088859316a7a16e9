/**
 * Makes a function that runs the tasks it is given one after the other. What is read from storage,
 * changed and written back must not be interleaved with another such change.
 *
 * @returns {<T>(task: () => Promise<T>) => Promise<T>} rejects as its task does; the next still runs
 */
export function oneAtATime() {
  /** @type {Promise<unknown>} */
  let last = Promise.resolve();
  return (task) => {
    const result = last.then(task, task);
    last = result.catch(() => {});
    return result;
  };
}
