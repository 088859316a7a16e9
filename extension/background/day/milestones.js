import { number, text } from "../../shared/text.js";
import { reported } from "../host/reported.js";

/** @typedef {Pick<import("../../shared/wire.js").Milestone, "kind" | "count">} Milestone */

/**
 * Notices, once, that a note was one of those that stand out: the first, a hundredth, the one in the
 * middle, the last. It is told by a notice, and in the popup until that was seen.
 */
export class Milestones {
  #pendingFacts;
  #notices;

  /**
   * @param {object} parts
   * @param {import("../host/pending_facts.js").PendingFacts} parts.pendingFacts
   * @param {import("./notices.js").Notices} parts.notices
   */
  constructor({ pendingFacts, notices }) {
    this.#pendingFacts = pendingFacts;
    this.#notices = notices;
  }

  init() {
    this.#pendingFacts.onConfirmed(
      reported("A milestone was not noted", async ({ milestone, fact, undone }) => {
        if (milestone) {
          await messenger.storage.local.set({ milestone: { ...milestone, fact } });
          this.#notices.show(`rounds:milestone:${milestone.count}`, sentence(milestone));
        } else if (undone) {
          await this.#forget(undone);
        }
      }),
    );
  }

  /** What to say of a milestone that was not seen yet; "" when there is none. */
  async news() {
    const { milestone } = await messenger.storage.local.get("milestone");
    return milestone ? sentence(milestone) : "";
  }

  /** A note that was undone was no milestone. @param {string} undone  its fact */
  async #forget(undone) {
    const { milestone } = await messenger.storage.local.get("milestone");
    if (milestone?.fact === undone) {
      await this.seen();
      await messenger.notifications.clear(`rounds:milestone:${milestone.count}`);
    }
  }

  /** The user has seen it. */
  async seen() {
    await messenger.storage.local.remove("milestone");
  }
}

/** @param {Milestone} milestone */
const sentence = ({ kind, count }) => text(`milestone_note_${kind}`, number(count));
